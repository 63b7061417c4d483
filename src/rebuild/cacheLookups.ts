/**
 * What go asked of the build cache, told by its opens. A lookup is `open(<GOCACHE>/<hh>/<64 hex>-a, O_RDONLY)`: ENOENT
 * is a miss of that key, success means that the entry was there. A put opens the same name for writing. Outputs lie in
 * `…-d`, an executable (Go >= 1.24) in `…-d/<name>` (cmd/go/internal/cache/cache.go).
 *
 * A million opens pass here: only counts per id are kept, so memory grows with entries, not with opens.
 */
import { createHash } from 'node:crypto';
import type { Open } from '../decode/observation.ts';

/** One name in the cache, as one or more go processes opened it. Times are of the first of each. */
export interface EntryOpens {
  readonly found: number;
  readonly absent: number;
  readonly written: number;
  readonly firstFound: number | null;
  readonly firstAbsent: number | null;
  readonly firstWritten: number | null;
}

export interface CacheLookups {
  /** The cache directories seen, the most used first. */
  readonly dirs: readonly string[];
  /** `-a`, by the 64 hex digits of the action ID. */
  readonly entries: ReadonlyMap<string, EntryOpens>;
  /** `-d` and `-d/<name>`, by the 64 hex digits of the output ID. */
  readonly outputs: ReadonlyMap<string, EntryOpens>;
}

export interface CacheLookupFold {
  /** An open by a go process; others are not cmd/go's questions. `by` is the process's handle. */
  open(open: Open, by: string): void;
  /** Of these processes, or of all. Nested go commands may share the cache of the traced one: leave them out. */
  summary(by?: ReadonlySet<string>): CacheLookups;
}

interface Counts {
  found: number;
  absent: number;
  written: number;
  firstFound: number | null;
  firstAbsent: number | null;
  firstWritten: number | null;
}

interface Seen {
  readonly dirs: Map<string, number>;
  readonly entries: Map<string, Counts>;
  readonly outputs: Map<string, Counts>;
}

export function createCacheLookups(): CacheLookupFold {
  const byProcess = new Map<string, Seen>();
  return {
    open(open, by) {
      const path = cachePathOf(open.path);
      if (path === null) return;
      const seen = getOrAdd(byProcess, by, newSeen);
      seen.dirs.set(path.dir, (seen.dirs.get(path.dir) ?? 0) + 1);
      count(getOrAdd(path.kind === 'a' ? seen.entries : seen.outputs, path.id, newCounts), open);
    },
    summary(by) {
      const merged = newSeen();
      for (const [process, seen] of byProcess) if (by === undefined || by.has(process)) merge(merged, seen);
      const dirs = [...merged.dirs].sort((a, b) => b[1] - a[1]).map(([dir]) => dir);
      return { dirs, entries: merged.entries, outputs: merged.outputs };
    },
  };
}

export interface CachePath {
  readonly dir: string;
  readonly id: string;
  readonly kind: 'a' | 'd';
}

/** `/3f/` and 64 hex digits, with what follows cut off. */
const CACHE_NAME = /\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/;

/** Null for what is no name in a build cache. A million opens pass here, few of them of the cache: cheap tests first. */
export function cachePathOf(path: string): CachePath | null {
  const end = endOfName(path);
  if (end < NAME_LENGTH || path.charCodeAt(end - 67) !== SLASH || path.charCodeAt(end - 70) !== SLASH) return null;
  const match = CACHE_NAME.exec(path.slice(end - NAME_LENGTH, end - 2));
  if (match?.[2] === undefined) return null;
  return {
    dir: path.slice(0, end - NAME_LENGTH),
    id: match[2],
    kind: path.charCodeAt(end - 1) === LOWER_A ? 'a' : 'd',
  };
}

/** `/3f/`, 64 digits, `-a`. */
const NAME_LENGTH = 70;
const SLASH = 0x2f;
const DASH = 0x2d;
const LOWER_A = 0x61;
const LOWER_D = 0x64;

/** Where `…-a` or `…-d` ends: at the end of the path, or before the name of an executable. -1 where there is none. */
function endOfName(path: string): number {
  const { length } = path;
  const last = path.charCodeAt(length - 1);
  if (path.charCodeAt(length - 2) === DASH && (last === LOWER_A || last === LOWER_D)) return length;
  const slash = path.lastIndexOf('/');
  return path.charCodeAt(slash - 1) === LOWER_D && path.charCodeAt(slash - 2) === DASH && slash < length - 1
    ? slash
    : -1;
}

/**
 * cmd/go keeps side results under keys made from the action's own (cache.Subkey): the compiler's output, the
 * linker's, the list of generated sources. They follow every hit, and most are absent without that being a miss.
 */
export const subkey = (idHex: string, name: string): string =>
  createHash('sha256').update('subkey:').update(Buffer.from(idHex, 'hex')).update(name).digest('hex');

/**
 * The ids that were looked up for a package of their own: those after which its side results were asked. Since Go 1.26
 * vet keeps a `stdout` too; with `vetsToo` that alone makes no package.
 */
export function packageIdsIn(lookups: CacheLookups, vetsToo: boolean): readonly string[] {
  const after = vetsToo ? ['link-stdout', 'srcfiles'] : ['stdout', 'link-stdout', 'srcfiles'];
  return [...lookups.entries.keys()].filter((id) => after.some((name) => lookups.entries.has(subkey(id, name))));
}

function count(counts: Counts, open: Open): void {
  if (open.errno === null) {
    if (open.access === 'read') {
      counts.found++;
      counts.firstFound ??= open.at;
    } else {
      counts.written++;
      counts.firstWritten ??= open.at;
    }
  } else if (open.errno === 'ENOENT') {
    counts.absent++;
    counts.firstAbsent ??= open.at;
  }
}

function merge(into: Seen, from: Seen): void {
  for (const [dir, n] of from.dirs) into.dirs.set(dir, (into.dirs.get(dir) ?? 0) + n);
  for (const kind of ['entries', 'outputs'] as const) {
    for (const [id, counts] of from[kind]) add(getOrAdd(into[kind], id, newCounts), counts);
  }
}

function add(to: Counts, more: Counts): void {
  to.found += more.found;
  to.absent += more.absent;
  to.written += more.written;
  to.firstFound = earliest(to.firstFound, more.firstFound);
  to.firstAbsent = earliest(to.firstAbsent, more.firstAbsent);
  to.firstWritten = earliest(to.firstWritten, more.firstWritten);
}

const earliest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

const newSeen = (): Seen => ({ dirs: new Map(), entries: new Map(), outputs: new Map() });

const newCounts = (): Counts => ({
  found: 0,
  absent: 0,
  written: 0,
  firstFound: null,
  firstAbsent: null,
  firstWritten: null,
});

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}
