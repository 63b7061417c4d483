/** The tests of `go test`: which results came from the cache, which ran, which failed. */
import { type Known, orUndefined } from '../base/known.ts';
import type { Exit } from '../model/exit.ts';
import type { Run } from '../model/run.ts';
import { durationOf } from './action.ts';
import { hasFailed } from './outcome.ts';

export interface TestFigures {
  readonly cached: number;
  readonly ran: number;
  readonly unknown: number;
  readonly failed: readonly FailedTest[];
  /** Nanoseconds of all that ran, added up; they may have run side by side. */
  readonly time: number;
}

export interface FailedTest {
  readonly handle: string;
  readonly package: string | null;
  readonly exit: Known<Exit>;
}

/** Null where no test was asked for. */
export function askTests(run: Run): TestFigures | null {
  const tests = run.cache.actions.filter((action) => action.kind === 'test');
  if (tests.length === 0) return null;
  const ran = tests.filter(({ verdict }) => verdict.kind === 'miss' || verdict.kind === 'forced');
  return {
    cached: tests.filter(({ verdict }) => verdict.kind === 'hit').length,
    ran: ran.length,
    unknown: tests.filter(({ verdict }) => verdict.kind === 'unknown').length,
    failed: run.processes
      .filter((process) => process.role === 'test binary' && hasFailed(process))
      .map(({ handle, exit, package: of }) => ({ handle, exit, package: orUndefined(of) ?? null })),
    time: ran.reduce((sum, action) => sum + (orUndefined(durationOf(action.start, action.end)) ?? 0), 0),
  };
}
