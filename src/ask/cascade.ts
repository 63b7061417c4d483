/**
 * How many missed packages depend on another missed one. This tells a cascade from many separate causes, and
 * where it starts; it does not tell why the first one missed.
 */
import type { CacheAction } from '../model/cache.ts';
import { type ActionIndex, wasMade } from './action.ts';

export interface Cascade {
  /** Packages that were missed: build actions only. */
  readonly missed: number;
  /** Those that directly need another missed package. */
  readonly dependent: number;
  /** Import paths of those that need none. */
  readonly roots: readonly string[];
}

/** Null below two missed packages: there is nothing to depend on. */
export function askCascade(actions: readonly CacheAction[], index: ActionIndex): Cascade | null {
  const missed = actions.filter((action) => action.kind === 'build' && action.verdict.kind === 'miss');
  if (missed.length < 2) return null;
  const roots = missed.filter((action) => !action.needs.some((handle) => isMadePackage(index.get(handle))));
  return {
    missed: missed.length,
    dependent: missed.length - roots.length,
    roots: roots.map((action) => action.package),
  };
}

const isMadePackage = (action: CacheAction | undefined): boolean =>
  action !== undefined && action.kind === 'build' && wasMade(action);
