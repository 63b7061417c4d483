import type { Nanos } from './brand.ts';

/** A half-open stretch of time, `start` included, `end` not. */
export interface Interval {
  readonly start: Nanos;
  readonly end: Nanos;
}

/** The time covered by at least one of the intervals, in nanoseconds: overlaps count once. */
export function coveredTime(intervals: readonly Interval[]): Nanos {
  const sorted = intervals.filter((i) => i.end > i.start).sort((a, b) => a.start - b.start);
  let covered = 0;
  let reach = Number.NEGATIVE_INFINITY;
  for (const { start, end } of sorted) {
    if (end <= reach) continue;
    covered += end - Math.max(start, reach);
    reach = end;
  }
  return covered as Nanos;
}
