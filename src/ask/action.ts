/** One row of the cache ledger, as every answer shows it: small, flat, with its duration worked out. */
import { type Known, known, missing, orUndefined } from '../base/known.ts';
import type { ActionKind, CacheAction, Evidence, Verdict } from '../model/cache.ts';

export interface ActionRow {
  readonly handle: string;
  readonly kind: ActionKind;
  readonly package: string;
  readonly verdict: Verdict;
  /** Nanoseconds since the run's origin. */
  readonly start: Known<number>;
  /** Nanoseconds from its first node to its last. */
  readonly duration: Known<number>;
  readonly bytes: Known<number>;
  readonly objdir: string | null;
  /** Handles of the actions it needs that were missed or forced too. */
  readonly missedNeeds: readonly string[];
  readonly witnesses: readonly { readonly by: Evidence['by']; readonly says: Evidence['says'] }[];
}

export type VerdictKind = Verdict['kind'];

/** What deserves to be read first: what was made, then what is unclear, then what cost nothing. */
export const VERDICT_ORDER: readonly VerdictKind[] = ['miss', 'forced', 'unknown', 'hit', 'installed', 'not needed'];

export function durationOf(start: Known<number>, end: Known<number>): Known<number> {
  if (start.state === 'missing') return start;
  if (end.state === 'missing') return end;
  return known(Math.max(0, end.value - start.value));
}

/** Whether go did the work in this run, asked or not. */
export const wasMade = (action: { readonly verdict: Verdict }): boolean =>
  action.verdict.kind === 'miss' || action.verdict.kind === 'forced';

export type ActionIndex = ReadonlyMap<string, CacheAction>;

export const indexActions = (actions: readonly CacheAction[]): ActionIndex =>
  new Map(actions.map((action) => [action.handle, action]));

export function toRow(action: CacheAction, index: ActionIndex): ActionRow {
  return {
    handle: action.handle,
    kind: action.kind,
    package: action.package,
    verdict: action.verdict,
    start: action.start,
    duration: durationOf(action.start, action.end),
    bytes: action.bytes,
    objdir: action.objdir,
    missedNeeds: action.needs.filter((handle) => {
      const needed = index.get(handle);
      return needed !== undefined && wasMade(needed);
    }),
    witnesses: action.evidence.map(({ by, says }) => ({ by, says })),
  };
}

/** Longest first; what has no known time comes last, in the order of the ledger. */
export const byDuration = (a: { duration: Known<number> }, b: { duration: Known<number> }): number =>
  (orUndefined(b.duration) ?? -1) - (orUndefined(a.duration) ?? -1);

/** The sum of what is known, and why it is not whole when it is not. */
export function sumKnown(facts: readonly Known<number>[]): Known<number> {
  const values = facts.flatMap((fact) => (fact.state === 'missing' ? [] : [fact.value]));
  if (facts.length > 0 && values.length === 0) return missing('none of them was measured');
  const sum = values.reduce((total, value) => total + value, 0);
  const unseen = facts.length - values.length;
  return unseen === 0
    ? known(sum)
    : { state: 'partial', value: sum, reason: `${unseen} of ${facts.length} not measured` };
}
