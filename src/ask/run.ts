/** One screen of everything known about a run: what was run, on what, seen by whom, how far to trust it. */
import type { Note } from '../model/note.ts';
import type { Run } from '../model/run.ts';
import { askCoverage, type Coverage } from './coverage.ts';
import { askOutcome, type OutcomeFacts } from './outcome.ts';
import { type Platform, platformOf } from './platform.ts';

export interface RunAnswer extends Pick<Run, 'recordedBy' | 'origin' | 'command' | 'go' | 'host' | 'track'> {
  readonly type: 'run';
  readonly run: string;
  readonly platform: Platform;
  readonly outcome: OutcomeFacts;
  readonly counts: {
    readonly processes: number;
    readonly actions: number;
    readonly objdirs: number;
    readonly workDirs: number;
  };
  readonly coverage: Coverage;
  readonly notes: readonly Note[];
}

export function askRun(run: Run): RunAnswer {
  const { recordedBy, origin, command, go, host, track } = run;
  return {
    type: 'run',
    run: run.id,
    recordedBy,
    origin,
    command,
    go,
    host,
    track,
    platform: platformOf(run),
    outcome: askOutcome(run),
    counts: {
      processes: run.processes.length,
      actions: run.cache.actions.length,
      objdirs: run.work.reduce((sum, dir) => sum + dir.objdirs.length, 0),
      workDirs: run.work.length,
    },
    coverage: askCoverage(run),
    notes: run.notes,
  };
}
