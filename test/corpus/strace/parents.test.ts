/** Parents, against another way to find them: after the whole log, each return of a clone names the child. */
import { describe, expect, it } from 'vitest';
import { decodeLog, straceLog } from '../../kit/strace.ts';

/** `parent child` of each clone in the log. */
function pairsByReturn(log: string): string[] {
  const pairs: string[] = [];
  const open = new Set<string>();
  for (const line of log.split('\n')) {
    const [, id = '', body = ''] = /^(\d+)(?:<[^>]*>)? +[\d.]+ (.*)$/.exec(line) ?? [];
    const called = /^(?:clone3?|v?fork)\(/.test(body);
    if (called && body.endsWith('<unfinished ...>')) open.add(id);
    const returned = called || (open.has(id) && /^<\.\.\. (?:clone3?|v?fork) resumed>/.test(body));
    const child = /\) += (?:\d+(?:<.*>)? \/\* )?(\d+)(?:<[^>]*>)?(?: in strace's PID NS \*\/)?$/.exec(body)?.[1];
    if (returned && child !== undefined) pairs.push(`${id} ${child}`);
  }
  return pairs;
}

describe.each([
  'eight-threads-fork-at-once.log',
  'eight-threads-fork-at-once-seccomp.log',
  'go1.26-run-warm.log',
  'build-without-fd-paths.log',
  'names-in-the-prefix-and-sigurg.log',
  'pid-namespace-translated.log',
  'killed-by-kill-segv-term.log',
])('%s', (name) => {
  const log = straceLog(name);
  const told = decodeLog(log).observations.flatMap((o) =>
    o.kind === 'spawn' && o.how !== 'first' ? [`${o.parent} ${o.child}`] : [],
  );

  it('has the parents that its clones name', () => {
    const pairs = pairsByReturn(log.toString('latin1'));
    expect([...told].sort()).toEqual([...pairs].sort());
    expect(pairs.length).toBeGreaterThan(3);
  });
});

describe('the eight threads', () => {
  it('really speak before their clones return', () => {
    const log = straceLog('eight-threads-fork-at-once.log').toString('latin1');
    const lines = log.split('\n');
    const early = pairsByReturn(log).filter((pair) => {
      const child = pair.split(' ')[1] ?? '';
      const first = lines.findIndex((line) => line.startsWith(`${child} `));
      return first < lines.findIndex((line) => line.endsWith(`= ${child}`));
    });
    expect(early.length).toBeGreaterThan(5);
  });
});
