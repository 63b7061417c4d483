/** The list of recordings. */
import { type Known, orUndefined } from '../base/known.ts';
import type { Exit } from '../model/exit.ts';
import type { Command, Outcome, Run } from '../model/run.ts';
import { askOutcome } from './outcome.ts';

/** One recording: what it holds, or why it cannot be read. */
export type RunListing = ReadableListing | UnreadableListing;

export interface ReadableListing {
  readonly state: 'readable';
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly when: string;
  readonly command: Pick<Command, 'verb' | 'args'>;
  readonly exit: Known<Exit>;
  readonly failed: Outcome['failed'];
  /** Nanoseconds. */
  readonly duration: Known<number>;
  readonly hit: number;
  readonly miss: number;
  /** Bytes of the recording. */
  readonly bytesOnDisk: number;
}

export interface UnreadableListing {
  readonly state: 'unreadable';
  readonly id: string;
  readonly why: string;
  readonly bytesOnDisk: number;
}

export interface RunsAnswer {
  readonly type: 'runs';
  /** Newest first. */
  readonly runs: readonly RunListing[];
  readonly bytesOnDisk: number;
}

export function listRun(run: Run, bytesOnDisk: number): ReadableListing {
  const outcome = askOutcome(run);
  return {
    state: 'readable',
    id: run.id,
    when: startOf(run),
    command: { verb: run.command.verb, args: run.command.args },
    exit: outcome.exit,
    failed: outcome.failed,
    duration: outcome.duration,
    hit: run.cache.totals.hit,
    miss: run.cache.totals.miss,
    bytesOnDisk,
  };
}

export const answerRuns = (runs: readonly RunListing[]): RunsAnswer => ({
  type: 'runs',
  // Ids begin with date and time.
  runs: [...runs].sort((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)),
  bytesOnDisk: runs.reduce((sum, run) => sum + run.bytesOnDisk, 0),
});

function startOf(run: Run): string {
  const origin = Date.parse(run.origin);
  return Number.isNaN(origin) ? run.origin : new Date(origin + Math.floor(run.outcome.start / 1e6)).toISOString();
}

/** Whether it ended as it should. */
export const succeeded = (listing: ReadableListing): boolean => {
  const exit = orUndefined(listing.exit);
  return listing.failed === 'no' && exit?.kind === 'code' && exit.code === 0;
};
