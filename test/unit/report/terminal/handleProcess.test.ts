import { describe, expect, it } from 'vitest';
import { askHandle } from '../../../../src/ask/handle.ts';
import { known } from '../../../../src/base/known.ts';
import type { Process } from '../../../../src/model/process.ts';
import { processLines } from '../../../../src/report/terminal/handleProcess.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { aProcess, aRun, SCREEN } from '../../../kit/run.ts';

const linesOf = (of: Partial<Process> & { path?: string; argv?: readonly string[] }) => {
  const run = { ...aRun(), processes: [aProcess({ handle: 'p-2', parent: null, ...of })] };
  const answer = askHandle(run, 'p-2');
  if (answer.type !== 'handle' || answer.thing.kind !== 'process') throw new Error('p-2 is gone');
  return processLines(answer.thing, run.outcome.start, createTheme(SCREEN)).join('\n');
};

describe('a process', () => {
  it('tells its argv so that it can be pasted', () => {
    expect(linesOf({ path: '/bin/echo', argv: ['/bin/echo', "it's", 'a b'] })).toContain(
      "argv      /bin/echo 'it'\\''s' 'a b'",
    );
  });

  it('tells the file where argv[0] is another name', () => {
    expect(linesOf({ path: '/bin/busybox', argv: ['ls'] })).toContain('file      /bin/busybox');
    expect(linesOf({ path: '/bin/ls', argv: ['/bin/ls'] })).not.toContain('file      ');
  });

  it('tells all that it became', () => {
    const images = ['/bin/sh', '/bin/main'].map((path) => ({ at: 0, path, argv: [path], cwd: known('/') }));
    expect(linesOf({ images })).toMatch(/argv {6}\/bin\/sh\n[\s\S]*became {4}\/bin\/main/);
  });

  it('tells the execve that failed', () => {
    expect(linesOf({ failedExecs: [{ at: 0, path: '/tmp/x y', errno: 'EACCES' }] })).toContain(
      "exec      '/tmp/x y' · permission denied (EACCES)",
    );
    expect(linesOf({})).toContain('argv      none: it stayed a copy of its parent');
  });

  it('tells what /proc saw of it, or why nothing', () => {
    const resources = known({ samples: 3, peakRss: 52_000_000, cpu: 140e6, mapped: [], exe: known('/x') });
    expect(linesOf({ resources })).toContain('52.0 MB of memory at its peak, 140 ms of CPU (3 samples of /proc)');
    expect(linesOf({})).toContain('not known: it lived too short to be sampled');
  });
});
