/** Where the time went: the phases, and the slowest actions drawn over them. */

import { type Known, orUndefined } from '../base/known.ts';
import type { Run } from '../model/run.ts';
import type { Phase } from '../model/timeline.ts';
import { type AboutRun, aboutRun } from './about.ts';
import type { VerdictKind } from './action.ts';

export interface TimelineAnswer extends AboutRun {
  readonly type: 'timeline';
  /** Nanoseconds since the run's origin. */
  readonly start: number;
  readonly end: Known<number>;
  readonly phases: readonly Phase[];
  /** In the order of their start. */
  readonly bars: readonly Bar[];
  /** Bars that were shorter than those shown. */
  readonly hidden: number;
  readonly busyByRole: readonly { readonly role: string; readonly time: number }[];
  /** Tool processes at once; null where processes were not watched. */
  readonly concurrency: { readonly peak: number; readonly mean: number } | null;
  readonly cpus: number;
  readonly loadedPackages: Known<number>;
}

export interface Bar {
  readonly handle: string;
  readonly what: 'build' | 'link' | 'vet' | 'test' | 'program';
  readonly label: string;
  /** Null for the program. */
  readonly verdict: VerdictKind | null;
  readonly start: number;
  readonly end: number;
}

export interface TimelineQuestion {
  readonly all?: boolean;
  /** Most bars; default 12. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 12;
/** The part of the run below which a bar would be less than half a column. */
const WORTH_A_BAR = 0.01;

export function askTimeline(run: Run, question: TimelineQuestion = {}): TimelineAnswer {
  const bars = [...actionBars(run), ...programBars(run)].sort((a, b) => lengthOf(b) - lengthOf(a));
  const total = (orUndefined(run.outcome.end) ?? run.outcome.start) - run.outcome.start;
  const worth = question.all === true ? bars : bars.filter((bar) => lengthOf(bar) >= total * WORTH_A_BAR);
  const shown = question.all === true ? bars : worth.slice(0, Math.max(1, question.limit ?? DEFAULT_LIMIT));
  return {
    type: 'timeline',
    ...aboutRun(run),
    start: run.outcome.start,
    end: run.outcome.end,
    phases: run.timeline.phases,
    bars: [...shown].sort((a, b) => a.start - b.start || b.end - a.end),
    hidden: bars.length - shown.length,
    busyByRole: Object.entries(run.timeline.busyByRole)
      .map(([role, time]) => ({ role, time }))
      .filter(({ time }) => time > 0)
      .sort((a, b) => b.time - a.time),
    concurrency: concurrencyOf(run),
    cpus: run.host.cpus,
    loadedPackages: run.timeline.loadedPackages,
  };
}

const lengthOf = (bar: Bar): number => bar.end - bar.start;

const actionBars = (run: Run): readonly Bar[] =>
  run.cache.actions.flatMap((action) => {
    const start = orUndefined(action.start);
    const end = orUndefined(action.end);
    if (start === undefined || end === undefined || end <= start) return [];
    const { handle, kind, verdict } = action;
    return [{ handle, what: kind, label: action.package, verdict: verdict.kind, start, end }];
  });

/** A program whose end was not seen lasted at least until go ended. */
const programBars = (run: Run): readonly Bar[] =>
  run.processes.flatMap((process) => {
    const end = orUndefined(process.end) ?? orUndefined(run.outcome.end);
    if (process.role !== 'program' || end === undefined || end <= process.start) return [];
    const label = process.images.at(-1)?.path.split('/').at(-1) ?? 'program';
    return [{ handle: process.handle, what: 'program', label, verdict: null, start: process.start, end } as const];
  });

/** The mean over the time in which at least one tool ran. */
function concurrencyOf(run: Run): TimelineAnswer['concurrency'] {
  const steps = run.timeline.concurrency;
  if (steps.length === 0) return null;
  let busy = 0;
  let area = 0;
  for (const [i, { at, running }] of steps.entries()) {
    const until = steps[i + 1]?.at ?? orUndefined(run.outcome.end) ?? at;
    if (running === 0 || until <= at) continue;
    busy += until - at;
    area += (until - at) * running;
  }
  const peak = steps.reduce((most, step) => Math.max(most, step.running), 0);
  return { peak, mean: busy === 0 ? 0 : area / busy };
}
