import { describe, expect, it } from 'vitest';
import { known } from '../../../src/base/known.ts';
import type { SessionEvent } from '../../../src/decode/session/event.ts';
import type { Exit } from '../../../src/model/exit.ts';
import type { Verb } from '../../../src/model/run.ts';
import { nodeOf } from '../../kit/gotool.ts';
import { runOf, STRACE_WHOLE } from '../../kit/recording.ts';
import { type Actor, GO, type Story, story, tool, WORK_DIR } from '../../kit/tree.ts';

const code = (value: number): Exit => ({ kind: 'code', code: value });

/** A go command that planned its work, and what it did. */
function told(act: (go: Actor, told: Story) => void): Story {
  const all = story();
  act(all.first(100).exec(GO, 'go'), all);
  return all;
}

interface Circumstances {
  readonly verb?: Verb;
  readonly session?: readonly SessionEvent[];
  readonly planned?: boolean;
  readonly watched?: boolean;
}

const outcomeOf = (
  recording: Story,
  { verb = 'run', session = [], planned = true, watched = true }: Circumstances = {},
) =>
  runOf(recording, {
    header: { verb },
    session,
    records: {
      ...(planned ? { actions: known([nodeOf(0, 'go run')]) } : {}),
      sources: [watched ? STRACE_WHOLE : { name: 'strace', state: 'not used', records: 0 }],
    },
  }).outcome;

const program = (go: Actor) => go.spawn(200).exec(`${WORK_DIR}/b001/exe/main`, 'main');
const compile = (go: Actor, of: string) =>
  go.spawn(300 + of.length).exec(tool('compile'), ['compile', '-o', '/x', '-p', of]);
const test = (go: Actor, pid: number, name: string) =>
  go.spawn(pid).exec(`${WORK_DIR}/b00${pid}/${name}.test`, `${name}.test -test.v`);
const ended = (value: number | null, signal: string | null = null): SessionEvent => ({
  event: 'exited',
  at: 90e6,
  code: value,
  signal,
});
const signalled = (signal: string): SessionEvent => ({ event: 'signal', at: 40e6, signal, to: 'go' });

describe('the exit', () => {
  it('of go is what its parent saw, before what the trace says', () => {
    const recording = told((go) => go.exits(1));
    expect(outcomeOf(recording, { session: [ended(0)] })).toMatchObject({ exit: known(code(0)), end: known(90e6) });
    expect(outcomeOf(recording).exit).toEqual(known(code(1)));
  });

  it('by a signal tells of a core only where the trace saw one', () => {
    const recording = told((go) => go.killed('SIGABRT', true));
    const exit = { kind: 'signal', signal: 'SIGABRT', coreDumped: true };
    expect(outcomeOf(recording, { session: [ended(null, 'SIGABRT')] }).exit).toEqual(known(exit));
  });

  it('that nobody saw is missing, and then nothing is said to have failed', () => {
    const outcome = outcomeOf(told(() => {}));
    expect(outcome).toMatchObject({ failed: 'unknown', explanation: [] });
    expect([outcome.exit.state, outcome.end.state]).toEqual(['missing', 'missing']);
  });

  it('of the program is its own, where go run says 1 for all', () => {
    const outcome = outcomeOf(told((go) => {
      program(go).exits(3);
      go.exits(1);
    })); // biome-ignore format: the story is what matters
    expect(outcome).toMatchObject({ exit: known(code(1)), program: known(code(3)), failed: 'program' });
    expect(outcome.explanation).toEqual(['the program exited with 3; go run reports every failure as 1']);
  });

  it('of the program by a signal is said', () => {
    const outcome = outcomeOf(told((go) => {
      program(go).killed('SIGSEGV', true);
      go.exits(1);
    })); // biome-ignore format: the story is what matters
    expect(outcome.explanation).toEqual([
      'the program was killed by SIGSEGV, and dumped core; go run reports every failure as 1',
    ]);
  });

  it('of several test binaries is not one', () => {
    const outcome = outcomeOf(told((go) => {
      test(go, 1, 'a').exits(0);
      test(go, 2, 'b').exits(0);
      go.exits(0);
    }), { verb: 'test' }); // biome-ignore format: the story is what matters
    expect(outcome).toMatchObject({ failed: 'no', program: { state: 'missing', reason: '2 test binaries ran' } });
  });

  it('of a program that was not watched, or not started, is missing with the reason', () => {
    const nothing = told((go) => go.exits(0));
    expect(outcomeOf(nothing, { watched: false }).program).toMatchObject({ reason: 'the program was not watched' });
    expect(outcomeOf(nothing).program).toMatchObject({ reason: 'no program was started' });
    expect(outcomeOf(nothing, { verb: 'build' }).program).toMatchObject({ reason: 'go build runs no program' });
  });

  it('of a program inside of its -exec wrapper is the wrapper’s, and said to be', () => {
    const outcome = outcomeOf(told((go) => {
      go.spawn(200).exec('/usr/bin/qemu-aarch64', ['qemu-aarch64', `${WORK_DIR}/b001/exe/main`]).exits(4);
      go.exits(1);
    })); // biome-ignore format: the story is what matters
    expect(outcome).toMatchObject({ failed: 'program', program: { state: 'partial', value: code(4) } });
  });
});

describe('what failed', () => {
  it('is nothing when go ended with 0, whatever its probes did', () => {
    const outcome = outcomeOf(told((go) => {
      go.spawn(200).exec('/usr/bin/gcc', 'gcc -Wl,--odd -o /dev/null').exits(1);
      go.exits(0);
    })); // biome-ignore format: the story is what matters
    expect(outcome).toMatchObject({ failed: 'no', explanation: [] });
  });

  it('is the build when a compiler failed, and the package is named', () => {
    const outcome = outcomeOf(told((go) => {
      compile(go, 'fmt').exits(0);
      compile(go, 'example.com/bad').exits(2);
      go.exits(1);
    })); // biome-ignore format: the story is what matters
    expect(outcome).toMatchObject({ failed: 'build' });
    expect(outcome.explanation).toEqual(['compile of example.com/bad failed: its errors are printed above']);
  });

  it('is the build when a C compiler failed for a package, and cgo none', () => {
    const outcome = outcomeOf(told((go) => {
      const argv = ['gcc', '-o', `${WORK_DIR}/b001/_x1.o`, '-c', 'x.c'];
      go.spawn(200).exec('/usr/bin/gcc', argv).exits(1);
      go.exits(1);
    })); // biome-ignore format: the story is what matters
    expect(outcome.failed).toBe('build');
  });

  it('names a few packages of many', () => {
    const outcome = outcomeOf(told((go) => {
      for (const name of ['a', 'bb', 'ccc', 'dddd', 'eeeee', 'ffffff']) compile(go, name).exits(2);
      go.exits(1);
    })); // biome-ignore format: the story is what matters
    expect(outcome.explanation).toEqual([
      'compile of a, compile of bb, compile of ccc and 3 more failed: its errors are printed above',
    ]);
  });

  it('is memory, probably, when a tool was killed', () => {
    const outcome = outcomeOf(told((go) => {
      compile(go, 'big').killed('SIGKILL');
      go.exits(1);
    })); // biome-ignore format: the story is what matters
    expect(outcome.explanation[0]).toMatch(/^compile of big was killed by SIGKILL: probably memory ran out/);
  });

  it('is the tests, and those that failed are named', () => {
    const outcome = outcomeOf(told((go) => {
      test(go, 1, 'good').exits(0);
      test(go, 2, 'bad').exits(1);
      go.exits(1);
    }), { verb: 'test' }); // biome-ignore format: the story is what matters
    expect(outcome).toMatchObject({ failed: 'test', explanation: ['the tests of bad failed'] });
  });

  it('is not the build that a nested go command failed to make', () => {
    const outcome = outcomeOf(told((go) => {
      const nested = program(go).spawn(201).exec(GO, 'go build ./x');
      nested.spawn(202).exec(tool('compile'), 'compile -p x').exits(2);
      go.exits(1);
    })); // biome-ignore format: the story is what matters
    expect(outcome.failed).toBe('program');
  });

  it('is usage when go refused its flags, or never came to plan', () => {
    const refused = told((go) => go.exits(2));
    expect(outcomeOf(refused).failed).toBe('usage');
    expect(
      outcomeOf(
        told((go) => go.exits(1)),
        { planned: false },
      ).failed,
    ).toBe('usage');
    expect(outcomeOf(told((go) => go.exits(1))).failed).toBe('build');
  });

  it('is not known when nothing was watched', () => {
    expect(outcomeOf(story(), { watched: false, session: [ended(1)] }).failed).toBe('unknown');
  });

  it.each(['SIGINT', 'SIGTERM'])('is nobody’s fault when %s was sent to go', (name) => {
    const recording = told((go) => go.exits(1));
    const outcome = outcomeOf(recording, { session: [signalled(name), ended(1)] });
    expect(outcome).toMatchObject({ failed: 'interrupted', explanation: [`go was interrupted by ${name}`] });
  });

  it('is an interruption, too, when the signal came from elsewhere', () => {
    const recording = told((go) => go.killed('SIGTERM'));
    expect(outcomeOf(recording, { session: [ended(null, 'SIGTERM')] }).failed).toBe('interrupted');
    const killed = outcomeOf(told((go) => go.killed('SIGKILL')));
    expect(killed.explanation[0]).toContain('memory had run out');
  });

  it('is nothing when go ended with 0 in spite of a signal', () => {
    const recording = told((go) => go.exits(0));
    expect(outcomeOf(recording, { session: [signalled('SIGINT'), ended(0)] }).failed).toBe('no');
  });
});

it('a program that the kernel refused is told in plain words, and its exit is not that of the forked go', () => {
  const recording = told((go) => {
    go.spawn(200).failsToExec(`${WORK_DIR}/b001/exe/main`, 'ENOEXEC').exits(253);
    go.exits(1);
  });
  const { outcome } = runOf(recording, {
    records: {
      actions: known([nodeOf(0, 'go run')]),
      goEnv: known({ GOOS: 'linux', GOARCH: 'arm64', GOHOSTOS: 'linux', GOHOSTARCH: 'amd64' }),
    },
  });
  expect(outcome.program).toMatchObject({ state: 'missing', reason: 'it could not be started: ENOEXEC' });
  expect(outcome.failed).toBe('program');
  expect(outcome.explanation[0]).toMatch(/^exec format error: the program was built for linux\/arm64/);
});

it('a test binary that the kernel refused is told in the same words', () => {
  const recording = told((go) => {
    go.spawn(200).failsToExec(`${WORK_DIR}/b001/x.test`, 'EACCES').exits(253);
    go.exits(1);
  });
  const outcome = outcomeOf(recording, { verb: 'test' });
  expect(outcome.failed).toBe('test');
  expect(outcome.explanation[0]).toContain('noexec');
});
