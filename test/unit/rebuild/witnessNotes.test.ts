import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../../src/decode/session/event.ts';
import type { Source } from '../../../src/model/run.ts';
import { runOf } from '../../kit/recording.ts';
import { GO, type Story, story, tool, WORK_DIR } from '../../kit/tree.ts';

const notesOf = (told: Story, session: readonly SessionEvent[] = [], also?: Parameters<typeof runOf>[1]) =>
  runOf(told, { session, ...also }).notes;

const codesOf = (...args: Parameters<typeof notesOf>) => notesOf(...args).map((note) => note.code);

/** go runs a program that leaves `sleep` behind. */
function daemon() {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .').mkdir(WORK_DIR);
  const program = go.spawn(101).exec(`${WORK_DIR}/b001/exe/main`, 'main');
  const sleep = program.spawn(102).exec('/bin/sleep', 'sleep 9');
  program.exits(0);
  go.rmdir(WORK_DIR).exits(0);
  return { told, sleep };
}

describe('what lives on when go has ended', () => {
  it('is noted with how long, or that its end was not seen', () => {
    const { told, sleep } = daemon();
    expect(notesOf(told)).toContainEqual(
      expect.objectContaining({
        code: 'daemon-left',
        text: 'p-3 (child of program sleep, pid 102) lived on when go had ended, and was not seen to end.',
      }),
    );
    told.wait(4000);
    sleep.exits(0);
    expect(notesOf(told)).toContainEqual(expect.objectContaining({ text: expect.stringContaining('for 4.0 s') }));
  });

  it('is no loss of data', () => {
    expect(codesOf(daemon().told)).not.toContain('process-without-end');
  });

  it('is nothing when it ends a moment later, or is go’s own telemetry', () => {
    const told = story();
    const go = told.first(100).exec(GO, 'go run .').mkdir(WORK_DIR).rmdir(WORK_DIR);
    go.spawn(103).exec(GO, ['go', '** telemetry **']);
    const late = go.spawn(104).exec(tool('compile'), 'compile -p x');
    go.exits(1);
    told.wait(20);
    late.exits(1);
    expect(codesOf(told)).not.toContain('daemon-left');
  });
});

it('a trace that was cut off loses ends, and makes no daemons', () => {
  const told = story();
  told.first(100).exec(GO, 'go run .').spawn(101).exec(tool('compile'), 'compile -p x');
  const notes = notesOf(told, [{ event: 'strace died', at: 9e6 }]);
  expect(
    notes.filter(({ severity }) => severity === 'data loss').map(({ code, count }) => [code, count]),
  ).toContainEqual(['process-without-end', 2]);
  expect(notes.map((note) => note.code)).toContain('strace-died');
  expect(notes.map((note) => note.code)).not.toContain('daemon-left');
});

it('what gorun-trace itself could not do is told', () => {
  const { told } = daemon();
  expect(
    codesOf(told, [
      { event: 'probe failed', at: 1, probe: 'proc', why: 'no /proc here' },
      { event: 'store elsewhere', at: 1, wanted: '/ro/.gorun-trace', why: 'EROFS' },
      { event: 'strace stayed', at: 9e6, pid: 102 },
      { event: 'probe failed', at: 1, probe: 'work-dir', why: 'EPERM' },
    ]),
  ).toEqual(expect.arrayContaining(['proc-unavailable', 'store-elsewhere', 'strace-stayed', 'work-dir-left']));
});

it('processes that no look at /proc met are counted, where anybody looked', () => {
  const { told } = daemon();
  expect(codesOf(told)).not.toContain('processes-never-sampled');
  const looked = runOf(told, { also: (rebuild) => rebuild.tick({ at: 1, procs: [] }) });
  expect(looked.notes).toContainEqual(expect.objectContaining({ code: 'processes-never-sampled', count: 3 }));
});

describe('the work dir', () => {
  it('that nobody saw is noted, but not where go refused to begin', () => {
    const told = story();
    told.first(100).exec(GO, 'go run .').exits(0);
    expect(codesOf(told)).toContain('work-dir-unseen');
    const refused = story();
    refused.first(100).exec(GO, 'go run -nope').exits(2);
    expect(codesOf(refused)).not.toContain('work-dir-unseen');
  });

  it('that go removed is not worth a word', () => {
    const codes = codesOf(daemon().told);
    expect(codes).not.toContain('work-dir-left');
    expect(codes).not.toContain('work-dir-unseen');
  });
});

it('records of cmd/go that are missing are told', () => {
  const sources: Source[] = [{ name: 'strace', state: 'complete', records: 1 }];
  const goEnv = { state: 'missing', reason: 'go env failed' } as const;
  expect(codesOf(daemon().told, [], { records: { goEnv, sources } })).toEqual(
    expect.arrayContaining(['debug-trace-missing', 'go-env-missing', 'actiongraph-missing']),
  );
});
