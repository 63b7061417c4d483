/** The cache ledger as rows to sort and filter: what came from the build cache and what did not. */

import type { Known } from '../base/known.ts';
import type { ActionKind, CacheTotals } from '../model/cache.ts';
import type { Run } from '../model/run.ts';
import { type AboutRun, aboutRun } from './about.ts';
import { type ActionRow, byDuration, indexActions, toRow, VERDICT_ORDER, type VerdictKind } from './action.ts';

export const CACHE_SORTS = ['verdict', 'time', 'package'] as const;
export type CacheSort = (typeof CACHE_SORTS)[number];

export interface CacheQuestion {
  /** Default: verdict, then time. */
  readonly sort?: CacheSort;
  readonly all?: boolean;
  /** Most rows; default 20, and no hits where something else is to be told. */
  readonly limit?: number;
  readonly verdict?: VerdictKind;
  readonly kind?: ActionKind;
  /** Part of an import path. */
  readonly package?: string;
}

export interface CacheAnswer extends AboutRun {
  readonly type: 'cache';
  readonly dir: Known<string>;
  readonly totals: CacheTotals;
  readonly otherLookups: { readonly found: number; readonly absent: number };
  readonly sort: CacheSort;
  /** Rows that the filters let through. */
  readonly matching: number;
  readonly rows: readonly ActionRow[];
  /** Matching rows that are left out, by verdict. */
  readonly hidden: readonly { readonly verdict: VerdictKind; readonly count: number }[];
}

const DEFAULT_LIMIT = 20;

export function askCache(run: Run, question: CacheQuestion = {}): CacheAnswer {
  const { actions, dir, totals, otherLookups } = run.cache;
  const index = indexActions(actions);
  const sort = question.sort ?? 'verdict';
  const matching = actions
    .map((action) => toRow(action, index))
    .filter((row) => lets(question, row))
    .sort(COMPARE[sort]);
  const shown = question.all === true ? matching : pick(matching, question);
  const left = new Set(shown);
  const rest = matching.filter((row) => !left.has(row));
  return {
    type: 'cache',
    ...aboutRun(run),
    dir,
    totals,
    otherLookups,
    sort,
    matching: matching.length,
    rows: shown,
    hidden: VERDICT_ORDER.map((verdict) => ({
      verdict,
      count: rest.filter((row) => row.verdict.kind === verdict).length,
    })).filter(({ count }) => count > 0),
  };
}

/** Where something was made, or is unclear, nobody asks for the first twenty of two hundred hits. */
function pick(rows: readonly ActionRow[], { limit, sort, verdict, package: of }: CacheQuestion): readonly ActionRow[] {
  const asked = limit !== undefined || sort !== undefined || verdict !== undefined || of !== undefined;
  const telling = asked ? rows : rows.filter((row) => TELLING.has(row.verdict.kind));
  return (telling.length === 0 ? rows : telling).slice(0, Math.max(1, limit ?? DEFAULT_LIMIT));
}

const TELLING: ReadonlySet<VerdictKind> = new Set(['miss', 'forced', 'unknown']);

const lets = (question: CacheQuestion, row: ActionRow): boolean =>
  (question.verdict === undefined || row.verdict.kind === question.verdict) &&
  (question.kind === undefined || row.kind === question.kind) &&
  (question.package === undefined || row.package.includes(question.package));

// By code unit, so that the order is the same on every machine.
const byPackage = (a: ActionRow, b: ActionRow): number => (a.package < b.package ? -1 : a.package > b.package ? 1 : 0);

const COMPARE: Readonly<Record<CacheSort, (a: ActionRow, b: ActionRow) => number>> = {
  package: byPackage,
  time: byDuration,
  verdict: (a, b) =>
    VERDICT_ORDER.indexOf(a.verdict.kind) - VERDICT_ORDER.indexOf(b.verdict.kind) ||
    byDuration(a, b) ||
    byPackage(a, b),
};
