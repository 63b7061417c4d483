import { describe, expect, it } from 'vitest';
import { askOutcome, hasFailed } from '../../../src/ask/outcome.ts';
import { known, missing } from '../../../src/base/known.ts';
import { aProcess, code, signal } from '../../kit/run.ts';
import { SITUATIONS, type Situation } from '../../kit/situations.ts';

const blamed = (name: Situation) => askOutcome(SITUATIONS[name]).blame.map(({ handle }) => handle);

describe('the blame', () => {
  it('is the compiler that failed', () => expect(blamed('compile error')).toEqual(['p-7']));
  it('is the program', () => expect(blamed('program ends with 3')).toEqual(['p-6']));
  it('is the test binary that failed, not the one that passed', () =>
    expect(blamed('go test, cached and failed')).toEqual(['p-9']));
  it('is nobody where nothing failed', () => expect(blamed('one file edited, a cascade of three')).toEqual([]));

  it('of a program that never began tells the execve that was refused', () => {
    expect(askOutcome(SITUATIONS['exec format error']).blame).toMatchObject([{ failedExec: { errno: 'ENOEXEC' } }]);
  });

  it('falls on a C compiler only where it worked for a package: probes may fail', () => {
    const run = SITUATIONS['compile error'];
    const cc = (handle: string, of: ReturnType<typeof known<string>> | ReturnType<typeof missing<string>>) =>
      aProcess({ handle, role: 'cc', exit: known(code(1)), package: of });
    const processes = [cc('p-2', missing('a probe')), cc('p-3', known('example.com/cgo'))];
    expect(askOutcome({ ...run, processes }).blame.map(({ handle }) => handle)).toEqual(['p-3']);
  });
});

it('tells in which phase it ended', () => {
  expect(askOutcome(SITUATIONS['interrupted by Ctrl-C']).during).toBe('build');
  expect(askOutcome(SITUATIONS['program ends with 3']).during).toBe('program');
});

it('has no duration where the end was not seen', () => {
  const run = SITUATIONS['warm, all hits'];
  expect(askOutcome({ ...run, outcome: { ...run.outcome, end: missing('torn') } }).duration).toEqual(missing('torn'));
});

it('takes any code but 0, and any signal, for a failure; an unseen end for none', () => {
  const ends = [known(code(0)), known(code(1)), known(signal('SIGKILL')), missing<never>('x')];
  expect(ends.map((exit) => hasFailed(aProcess({ exit })))).toEqual([false, true, true, false]);
});
