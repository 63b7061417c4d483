/** How far the recording can be trusted: what each witness saw, where they disagree, what was lost. */
import type { Evidence } from '../model/cache.ts';
import type { Note } from '../model/note.ts';
import type { Run, Source } from '../model/run.ts';

export interface Coverage {
  readonly sources: readonly Source[];
  /** Verdicts with two witnesses or more who could tell. */
  readonly judgedTwice: number;
  readonly agreed: number;
  readonly disagreements: readonly Disagreement[];
  /** Notes of data loss and of errors. */
  readonly losses: readonly Note[];
}

export interface Disagreement {
  readonly handle: string;
  readonly package: string;
  readonly says: readonly Evidence[];
}

export function askCoverage(run: Run): Coverage {
  const judged = run.cache.actions
    .map((action) => ({ action, clear: action.evidence.filter((evidence) => evidence.says !== 'unclear') }))
    .filter(({ clear }) => new Set(clear.map((evidence) => evidence.by)).size > 1);
  const split = judged.filter(({ clear }) => new Set(clear.map((evidence) => evidence.says)).size > 1);
  return {
    sources: run.sources,
    judgedTwice: judged.length,
    agreed: judged.length - split.length,
    disagreements: split.map(({ action, clear }) => ({ handle: action.handle, package: action.package, says: clear })),
    losses: run.notes.filter((note) => note.severity !== 'info'),
  };
}

/** Sources that were meant to speak and did not, or not to the end. */
export const troubledSources = (coverage: Coverage): readonly Source[] =>
  coverage.sources.filter((source) => source.state === 'torn' || source.state === 'missing');
