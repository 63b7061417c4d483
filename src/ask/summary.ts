/** What happened, in one screen. The first thing every user reads. */

import { type Known, orUndefined } from '../base/known.ts';
import type { ActionKind } from '../model/cache.ts';
import type { Note } from '../model/note.ts';
import type { Run, TrackChoice } from '../model/run.ts';
import type { Phase } from '../model/timeline.ts';
import type { WorkDir } from '../model/work.ts';
import { type AboutRun, aboutRun } from './about.ts';
import { type ActionIndex, type ActionRow, byDuration, indexActions, toRow, wasMade } from './action.ts';
import { askCascade, type Cascade } from './cascade.ts';
import { askCoverage, type Coverage, troubledSources } from './coverage.ts';
import { type NextStep, nextSteps } from './next.ts';
import { askOutcome, type OutcomeFacts } from './outcome.ts';
import { type Platform, platformOf } from './platform.ts';
import { askProcesses, type TreeRow } from './processes.ts';
import { askRanFrom, type RanFrom } from './ranFrom.ts';
import { askTests, type TestFigures } from './tests.ts';

export interface SummaryAnswer extends AboutRun {
  readonly type: 'summary';
  /** Nothing missed, nothing failed, nothing lost: three lines are enough. */
  readonly quiet: boolean;
  readonly goVersion: Known<string>;
  readonly platform: Platform;
  readonly track: Pick<TrackChoice, 'name' | 'watchers'>;
  readonly outcome: OutcomeFacts;
  readonly phases: readonly PhaseTime[];
  readonly cache: CacheFigures;
  readonly tests: TestFigures | null;
  readonly work: WorkFigures | null;
  readonly ranFrom: RanFrom | null;
  readonly processes: { readonly total: number; readonly tree: readonly TreeRow[] };
  readonly coverage: Coverage;
  readonly notes: { readonly shown: readonly Note[]; readonly others: number };
  readonly next: readonly NextStep[];
}

export interface PhaseTime {
  readonly name: Phase['name'];
  /** Nanoseconds. */
  readonly time: number;
}

export interface CacheFigures {
  readonly hit: number;
  readonly miss: number;
  readonly forced: number;
  /** Up to date outside of the cache: GOROOT/pkg before Go 1.20, the target of go build -o. */
  readonly installed: number;
  readonly notNeeded: number;
  readonly unknown: number;
  /** Nanoseconds in which at least one miss was being worked on. */
  readonly missTime: number;
  readonly missByKind: readonly { readonly kind: ActionKind; readonly count: number }[];
  readonly forcedWhy: readonly Reason[];
  readonly unknownWhy: readonly Reason[];
  readonly cascade: Cascade | null;
  /** What was made in this run, longest first. */
  readonly slowest: readonly ActionRow[];
  /** How many were made in all. */
  readonly made: number;
}

export interface Reason {
  readonly why: string;
  readonly count: number;
}

export interface WorkFigures extends Pick<WorkDir, 'path' | 'removed' | 'removedBy' | 'bytes' | 'peakBytes' | 'files'> {
  /** Objdirs with files in them: go test makes one for every package, worked on or not. */
  readonly packages: number;
  /** Work dirs of nested go commands. */
  readonly nested: number;
}

const SLOWEST = 5;

/** Imperfections that change what the user should think or do, although no data was lost. */
const TELLING: ReadonlySet<Note['code']> = new Set([
  'daemon-left',
  'work-dir-left',
  'strace-stayed',
  'cache-prog',
  'flags-not-added',
  'witnesses-disagree',
]);

export function askSummary(run: Run): SummaryAnswer {
  const index = indexActions(run.cache.actions);
  const coverage = askCoverage(run);
  const outcome = askOutcome(run);
  const cache = cacheFigures(run, index);
  const tests = askTests(run);
  const ranFrom = askRanFrom(run);
  const shown = run.notes.filter((note) => isWorthShowing(note, outcome)).sort(bySeverity);
  return {
    type: 'summary',
    ...aboutRun(run),
    quiet: isQuiet(outcome, cache, tests, coverage) && shown.length === 0,
    goVersion: run.go.version,
    platform: platformOf(run),
    track: { name: run.track.name, watchers: run.track.watchers },
    outcome,
    phases: phaseTimes(run.timeline.phases),
    cache,
    tests,
    work: workFigures(run),
    ranFrom,
    processes: { total: run.processes.length, tree: askProcesses(run).rows },
    coverage,
    notes: { shown, others: run.notes.length - shown.length },
    next: nextSteps(run, outcome, cache),
  };
}

/** Where go refused the command it wrote nothing of itself; that is no loss worth a line. */
const isWorthShowing = (note: Note, { failed }: OutcomeFacts): boolean =>
  failed === 'usage' && NEVER_WRITTEN.has(note.code) ? false : note.severity !== 'info' || TELLING.has(note.code);

const NEVER_WRITTEN: ReadonlySet<Note['code']> = new Set([
  'actiongraph-missing',
  'debug-trace-missing',
  'work-dir-unseen',
]);

function isQuiet(outcome: OutcomeFacts, cache: CacheFigures, tests: TestFigures | null, coverage: Coverage): boolean {
  const exit = orUndefined(outcome.exit);
  return (
    outcome.failed === 'no' &&
    exit?.kind === 'code' &&
    exit.code === 0 &&
    outcome.explanation.length === 0 &&
    cache.hit + cache.installed > 0 &&
    cache.miss + cache.forced + cache.unknown === 0 &&
    (tests === null || tests.ran === 0) &&
    coverage.disagreements.length === 0 &&
    troubledSources(coverage).length === 0
  );
}

const SEVERITY: readonly Note['severity'][] = ['error', 'data loss', 'info'];
const bySeverity = (a: Note, b: Note): number => SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity);

/** A name that comes twice is told once, where it came first. */
export function phaseTimes(phases: readonly Phase[]): readonly PhaseTime[] {
  const times = new Map<Phase['name'], number>();
  for (const { name, start, end } of phases) times.set(name, (times.get(name) ?? 0) + Math.max(0, end - start));
  return [...times].map(([name, time]) => ({ name, time }));
}

function cacheFigures(run: Run, index: ActionIndex): CacheFigures {
  const { actions, totals } = run.cache;
  const made = actions.filter(wasMade);
  const missed = made.filter((action) => action.verdict.kind === 'miss');
  const kinds: readonly ActionKind[] = ['build', 'link', 'vet', 'test'];
  return {
    hit: totals.hit,
    miss: totals.miss,
    forced: totals.forced,
    installed: totals.installed,
    notNeeded: totals.notNeeded,
    unknown: totals.unknown,
    missTime: totals.missTime,
    missByKind: kinds
      .map((kind) => ({ kind, count: missed.filter((action) => action.kind === kind).length }))
      .filter(({ count }) => count > 0),
    forcedWhy: reasons(actions.flatMap(({ verdict }) => (verdict.kind === 'forced' ? [verdict.why] : []))),
    unknownWhy: reasons(actions.flatMap(({ verdict }) => (verdict.kind === 'unknown' ? [verdict.why] : []))),
    cascade: askCascade(actions, index),
    slowest: made
      .map((action) => toRow(action, index))
      .filter((row) => row.duration.state !== 'missing')
      .sort(byDuration)
      .slice(0, SLOWEST),
    made: made.length,
  };
}

const usedObjdirs = ({ objdirs }: WorkDir): number =>
  // Where no file was seen at all, nobody looked.
  objdirs.filter((objdir) => objdir.files.length > 0).length || objdirs.length;

/** Most frequent first. */
function reasons(whys: readonly string[]): readonly Reason[] {
  const counts = new Map<string, number>();
  for (const why of whys) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count);
}

function workFigures(run: Run): WorkFigures | null {
  const [work, ...nested] = run.work;
  if (work === undefined) return null;
  const { path, removed, removedBy, bytes, peakBytes, files } = work;
  return { path, removed, removedBy, bytes, peakBytes, files, packages: usedObjdirs(work), nested: nested.length };
}
