/** The rows of a process tree that say most, where there is room for a few only. */
import { orUndefined } from '../base/known.ts';
import type { TreeRow } from './processes.ts';

export interface Condensed {
  /** In the order of the tree, their `last` told anew. */
  readonly rows: readonly TreeRow[];
  readonly hidden: number;
}

/** Deeper rows are details of a row above. */
const DEEPEST = 2;

export function condense(rows: readonly TreeRow[], most: number): Condensed {
  const ranked = rows
    .map((row, i) => ({ row, i }))
    .filter(({ row }) => row.depth <= DEEPEST)
    .sort((a, b) => rankOf(a.row) - rankOf(b.row) || timeOf(b.row) - timeOf(a.row) || a.i - b.i)
    .slice(0, Math.max(0, most));
  const shown = ranked.sort((a, b) => a.i - b.i).map(({ row }) => row);
  return { rows: shown.map((row, i) => ({ ...row, last: isLast(shown, i) })), hidden: rows.length - shown.length };
}

/** The root, then the program, what failed and what did not end, then the rest, go's probes last. */
function rankOf(row: TreeRow): number {
  if (row.depth === 0) return 0;
  if (row.kind === 'cut') return 3;
  if (row.kind === 'fold') return row.role === 'pidfd probe' ? 3 : 2;
  const exit = orUndefined(row.exit);
  const failed = row.failedExecs.length > 0 || (exit !== undefined && !(exit.kind === 'code' && exit.code === 0));
  // What nobody saw end may still be there.
  return row.role === 'program' || failed || exit === undefined ? 1 : 2;
}

const timeOf = (row: TreeRow): number =>
  row.kind === 'cut' ? 0 : (orUndefined(row.kind === 'fold' ? row.time : row.duration) ?? 0);

function isLast(rows: readonly TreeRow[], i: number): boolean {
  const depth = rows[i]?.depth ?? 0;
  for (const row of rows.slice(i + 1)) {
    if (row.depth < depth) return true;
    if (row.depth === depth) return false;
  }
  return true;
}
