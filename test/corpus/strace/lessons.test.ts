/** What each log is kept for. */
import { describe, expect, it } from 'vitest';
import type { Observation, Spawn } from '../../../src/decode/observation.ts';
import { decodeLog, sayAll, straceLog } from '../../kit/strace.ts';

const decode = (name: string) => decodeLog(straceLog(name));

/** Without opens, without the numbers, which differ from recording to recording: ids in order of appearance. */
function story(
  name: string,
  keep: (line: string) => boolean = (line) => !/^\S+ (open|exiting)\b/.test(line),
): string[] {
  const letters = new Map<string, string>();
  const letter = (id: string): string => {
    if (!letters.has(id)) letters.set(id, String.fromCharCode(65 + letters.size));
    return letters.get(id) ?? '';
  };
  return sayAll(decode(name))
    .filter(keep)
    .map((line) => line.replace(/\b\d{4,5}\b/g, letter));
}

describe('an exec by another thread than the first', () => {
  const go = [
    'nobody first A',
    'A exec ./gx [./gx]',
    'A clone thread B',
    'A clone thread C',
    'A clone thread D',
    'A clone thread E',
    'A exec /bin/true [true] by E',
    'A exited 0',
  ];
  const threads = /^[B-D] exited 0$/;

  it.each(['exec-by-second-thread-go.log', 'exec-by-second-thread-go-seccomp-garbage.log'])('%s', (name) => {
    const told = story(name).filter((line) => !line.includes('SIGURG'));
    expect(told.filter((line) => !threads.test(line))).toEqual(go);
    expect(told.filter((line) => threads.test(line)).sort()).toEqual(['B exited 0', 'C exited 0', 'D exited 0']);
  });

  it('has a result to be ignored with --seccomp-bpf only', () => {
    const noted = (name: string) => decode(name).notes.map((note) => `${note.code}: ${note.text.split(' shows ')[1]}`);
    expect(noted('exec-by-second-thread-go.log')).toEqual([]);
    expect(noted('exec-by-second-thread.log')).toEqual([]);
    expect(noted('exec-by-second-thread-go-seccomp-garbage.log')).toEqual([
      'strace-exec-result-ignored: -1 (errno 18446744073709551359)',
    ]);
    expect(noted('exec-by-second-thread-go-seccomp-garbage-7.2-no-times.log')).toEqual([
      'strace-exec-result-ignored: -1 ENOSYS (Function not implemented)',
    ]);
  });

  it.each([
    ['exec-by-second-thread.log', 'exec-by-second-thread-seccomp-garbage.log'],
    ['exec-after-first-thread-left-pid-changed.log', 'exec-after-first-thread-left-seccomp.log'],
  ])('%s says what %s says', (plain, seccomp) => {
    expect(story(plain)).toEqual(story(seccomp));
    expect(story(plain).some((line) => /^A exec \/bin\/true \[true\|from.thread\] by [BC]$/.test(line))).toBe(true);
  });

  it('is when the old image ended, not when it was called', () => {
    const exec = decode('exec-by-second-thread.log').observations.find((o) => o.kind === 'exec' && o.caller !== o.tid);
    expect(exec?.at).toBe(174_926_475);
  });
});

describe('a PID namespace', () => {
  const told = [
    'nobody first A',
    'A exec /usr/bin/unshare',
    'A fork B',
    'B exec /usr/local/go/bin/sh ENOENT',
    'B exec /usr/bin/sh',
    'B vfork C',
    'C exec /bin/true',
    'C exited 0',
    'B fork D',
    'D fork E',
    'D fork F',
    'E exec /usr/bin/cat',
    'F exec /usr/bin/wc',
    'E exited 0',
    'F exited 0',
    'D exited 0',
    'B exited 0',
    'A exited 0',
  ].sort();

  it.each(['pid-namespace-translated.log', 'pid-namespace-untranslated.log'])('%s', (name) => {
    const lines = story(name).filter((line) => !line.includes('signalled'));
    expect(lines.map((line) => line.replace(/ \[.*\]/, '')).sort()).toEqual(told);
  });

  it('tells who sent a signal only where it is translated', () => {
    const signals = (name: string) => story(name).filter((line) => line.includes('signalled'));
    expect(signals('pid-namespace-translated.log')).toEqual(['B signalled SIGUSR1 from B']);
    expect(signals('pid-namespace-untranslated.log')).toEqual(['B signalled SIGUSR1 from nobody']);
  });

  it.each(['pid-namespace-untranslated-no-times.log', 'pid-namespace-translated-with-names.log'])('%s', (name) => {
    const spawns = story(name).filter((line) => /first|fork/.test(line));
    expect(spawns).toEqual(['nobody first A', 'A fork B', 'B vfork C', 'B vfork D']);
  });

  it.each([
    ['pid-namespace-translated.log', 4],
    ['pid-namespace-untranslated.log', 4],
    ['killed-by-kill-segv-term.log', 0],
  ])('is noted, once a process: %s', (name, count) => {
    expect(decode(name).notes.filter((note) => note.code === 'pids-translated')).toHaveLength(count);
  });

  it('shows an argv that -s has cut', () => {
    const [exec] = decode('pid-namespace-untranslated-no-times.log').observations.filter((o) => o.kind === 'exec');
    expect(exec).toMatchObject({ argvWhole: false });
  });
});

describe('names that look like the log', () => {
  const { observations } = decode('names-that-look-like-the-log.log');
  const made = observations.filter((o): o is Observation & { kind: 'open' } => o.kind === 'open' && o.create);

  it('are told as they are', () => {
    expect(made.map((open) => open.path.replace('/tmp/lab/out/odd/', ''))).toEqual([
      'plain',
      'with space',
      'quote"d',
      'back\\slash',
      'new\nline',
      'tab\tand\x01ctl',
      'été',
      'lone\udcffbyte\udc80',
      'a) = 3',
      'x <unfinished ...>',
      '<... openat resumed>) = 0',
      '</etc/passwd>',
      'angle<b>1',
      '1\x012',
      'comma, [brackets] {braces}',
      ')',
      '/* comment */',
      '\x7fdel',
      'trail\\',
      'dir) = -1 EEXIST (File exists)/in"side',
    ]);
  });

  it('are arguments too', () => {
    const argv = [
      'true',
      '',
      'two words',
      'quote"s',
      'br]ack[et, "x"]',
      '= 0',
      '<unfinished ...>',
      'é\udcff',
      '...',
      'line\nbreak',
    ];
    const failed = observations.filter((o) => o.kind === 'exec' && o.errno !== null);
    expect(failed).toMatchObject([
      { path: '/nowhere/true', argv, argvWhole: true, errno: 'ENOENT' },
      { path: '/etc/passwd', argv, argvWhole: true, errno: 'EACCES' },
    ]);
  });

  it('are found in the directory of their descriptor', () => {
    const told = sayAll(decode('names-that-look-like-the-log.log'));
    const dir = '/tmp/lab/out/odd/dir) = -1 EEXIST (File exists)';
    expect(told.filter((line) => line.includes('sub<1>')).map((line) => line.slice(6))).toEqual([
      `mkdir ${dir}/sub<1>`,
      `rename ${dir}/in"side -> ${dir}/sub<1>/moved = 1`,
      `open ${dir}/sub<1>/moved = 1`,
      `remove ${dir}/sub<1>/moved = 1`,
      `remove ${dir}/sub<1>`,
    ]);
  });

  it('may stand behind the id of every line', () => {
    expect(story('names-in-the-prefix-escaped.log')).toEqual([
      'nobody first A',
      expect.stringMatching(/^A exec \/usr\/bin\/sh /),
      'A vfork B',
      'B exec ./co >) = 1 [./co >) = 1]',
      'B exited 0',
      'A vfork C',
      'C exec ./é"<b> c [./é"<b> c]',
      'C exited 0',
      'A signalled SIGUSR1 from A',
      'A killed SIGUSR1',
    ]);
  });
});

describe('rare forms', () => {
  it('of exec are exec', () => {
    expect(story('rare-forms-of-exec-and-open.log').filter((line) => line.includes(' exec '))).toEqual([
      'A exec /tmp/lab/execs [/tmp/lab/execs]',
      'B exec /usr/bin/true [true]',
      'C exec /usr/bin/true [true]',
      'D exec /bin/true [true] cut EFAULT',
      'E exec /bin/true []',
    ]);
  });
});

describe('ends', () => {
  it('by signals are told with their signal', () => {
    const ends = story('killed-by-kill-segv-term.log').filter((line) => /killed|exited/.test(line));
    expect(ends).toEqual([
      'B killed SIGKILL',
      'C killed SIGSEGV',
      'D killed SIGTERM',
      'E exited 0',
      'F exited 0',
      'A exited 0',
    ]);
  });

  it('with a core are told so', () => {
    expect(story('signals-stops-enoexec-restarts.log')).toContain('C killed SIGSEGV core');
  });

  it('ENOEXEC is followed by the shell that takes over', () => {
    const told = story('signals-stops-enoexec-restarts.log');
    const at = told.findIndex((line) => line.endsWith('ENOEXEC'));
    expect(told.slice(at, at + 2)).toEqual([
      'E exec /tmp/lab/tex/bad [/tmp/lab/tex/bad] ENOEXEC',
      'E exec /bin/sh [/bin/sh|/tmp/lab/tex/bad]',
    ]);
  });
});

describe('go run on a warm cache', () => {
  const { observations } = decode('go1.26-run-warm.log');
  const spawns = observations.filter((o): o is Spawn => o.kind === 'spawn');

  it('probes once for pidfds with a child that makes no noise', () => {
    expect(spawns.filter((spawn) => spawn.silent)).toMatchObject([{ how: 'vfork', thread: false }]);
  });

  it('starts every process by vfork, and threads by clone', () => {
    const kinds = new Set(spawns.map((spawn) => `${spawn.how}${spawn.thread ? ' thread' : ''}`));
    expect([...kinds].sort()).toEqual(['clone thread', 'first', 'vfork']);
  });

  it('makes, uses and removes its work directory', () => {
    const made = observations.find((o) => o.kind === 'mkdir' && /^\/tmp\/go-build\d+$/.test(o.path));
    const path = made?.kind === 'mkdir' ? made.path : '';
    const removed = observations.filter((o) => o.kind === 'remove' && o.path === path);
    expect(removed.at(-1)).toMatchObject({ directory: true, errno: null });
  });
});

describe('a build', () => {
  it.each(['build-with-durations-7.2.log', 'build-without-fd-paths.log'])(
    '%s: each open is told, with its result',
    (name) => {
      const lines = straceLog(name).toString('latin1').split('\n');
      const opens = decode(name).observations.filter((o) => o.kind === 'open');
      expect(opens.length).toBe(lines.filter((line) => / openat\(/.test(line)).length);
      const absent = lines.filter((line) => /\bopenat(\(| resumed>).* = -1 ENOENT /.test(line));
      expect(opens.filter((open) => open.errno === 'ENOENT')).toHaveLength(absent.length);
      expect(absent.length).toBeGreaterThan(10);
    },
  );

  it('with durations has absolute names only', () => {
    const opens = decode('build-with-durations-7.2.log').observations.filter((o) => o.kind === 'open');
    expect(opens.filter((open) => !open.path.startsWith('/'))).toEqual([]);
  });
});
