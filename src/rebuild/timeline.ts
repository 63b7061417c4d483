/**
 * Where the time went: the phases of the go command, in order, without gaps or overlaps, from its start to its end;
 * how busy the tools were. Works with whatever sources there are, more coarsely the fewer: `evidence` says from whom.
 */
import { known, missing } from '../base/known.ts';
import type { TraceSpan } from '../decode/gotool/records.ts';
import type { Phase, Timeline } from '../model/timeline.ts';
import { type Boundaries, type Boundary, type BoundaryFacts, findBoundaries } from './timeline/boundaries.ts';
import { busyByRole, concurrencyOf } from './timeline/busy.ts';

export interface TimelineInput extends BoundaryFacts {
  /** The go command's start and end; the end of the recording where its own was not seen. */
  readonly start: number;
  readonly end: number;
}

export function rebuildTimeline(input: TimelineInput): Timeline {
  const { start, processes, spans } = input;
  const end = Math.max(input.end, start);
  return {
    phases: phasesOf(findBoundaries(input), start, end),
    loadedPackages:
      spans === null ? missing('there is no debug trace') : known(new Set(spans.flatMap(loadedPackage)).size),
    busyByRole: busyByRole(processes, end),
    concurrency: concurrencyOf(processes, start, end),
  };
}

const loadedPackage = ({ name }: TraceSpan): string[] =>
  name.startsWith('load.loadPackageData ') ? [name.slice('load.loadPackageData '.length)] : [];

function phasesOf(boundaries: Boundaries, start: number, end: number): Phase[] {
  const last = boundaries.program ?? boundaries.tests;
  const starts: (readonly [Phase['name'], Boundary | null])[] = [
    ['start', { at: start, by: 'the go command started' }],
    ['load', boundaries.load],
    ['build', boundaries.build],
    ['link', boundaries.link],
    [boundaries.tests === null ? 'program' : 'tests', last],
    ['clean up', boundaries.cleanUp],
  ];
  const phases: Phase[] = [];
  let before: { name: Phase['name']; at: number; by: string } | null = null;
  for (const [name, boundary] of starts) {
    if (boundary === null) continue;
    // Clocks agree (all are the wall clock), but a witness may be late by some microseconds: order wins.
    const at: number = Math.min(Math.max(boundary.at, before?.at ?? start), end);
    if (before !== null && at > before.at) phases.push({ ...phase(before), end: at });
    before = { name, at, by: boundary.by };
  }
  if (before !== null && (end > before.at || phases.length === 0)) phases.push({ ...phase(before), end });
  return renameUntold(phases, boundaries);
}

const phase = ({ name, at, by }: { name: Phase['name']; at: number; by: string }): Omit<Phase, 'end'> => ({
  name,
  start: at,
  evidence: by,
});

/** Without the debug trace nobody tells go's start from its loading of packages, which is the longer part. */
function renameUntold(phases: readonly Phase[], boundaries: Boundaries): Phase[] {
  if (boundaries.load !== null) return [...phases];
  const others = boundaries.build === null ? ': when building began, nobody tells' : '';
  return phases.map((each) =>
    each.name === 'start'
      ? { ...each, name: 'load', evidence: `${each.evidence}; no debug trace parts its start from loading${others}` }
      : each,
  );
}
