/** The cache ledger: one row per action that has, or could have had, an entry in the build cache. */
import type { Known } from '../base/known.ts';

export interface CacheLedger {
  /** GOCACHE. */
  readonly dir: Known<string>;
  readonly actions: readonly CacheAction[];
  readonly totals: CacheTotals;
  /** Lookups by go that belong to no action of the graph (module index, stdout, link-stdout and other subkeys). */
  readonly otherLookups: { readonly found: number; readonly absent: number };
}

export interface CacheTotals {
  readonly hit: number;
  readonly miss: number;
  readonly forced: number;
  readonly installed: number;
  readonly notNeeded: number;
  readonly unknown: number;
  /** Time in which at least one miss was being worked on, nanoseconds. */
  readonly missTime: number;
  /** Bytes that hits read from the cache and that misses wrote to it, as far as the files were seen. */
  readonly bytesWritten: Known<number>;
}

export type ActionKind = 'build' | 'link' | 'vet' | 'test';

export interface CacheAction {
  /** `pkg-3`, `link-1`, `vet-2`, `test-1`: in the order of the action graph. */
  readonly handle: string;
  readonly kind: ActionKind;
  readonly package: string;
  /** The node in the action graph. */
  readonly graphId: number | null;
  /** The first 15 bytes of the action hash, base64url, as in a build ID. */
  readonly actionId: Known<string>;
  /** The same bytes as hex: the first 30 characters of the name of the `-a` file. */
  readonly actionHex: Known<string>;
  /** The content half of the build ID. */
  readonly contentId: Known<string>;
  readonly verdict: Verdict;
  /** When go worked on it: from the first of its nodes to its last. */
  readonly start: Known<number>;
  readonly end: Known<number>;
  /** The commands that cmd/go ran for it, as the action graph has them. */
  readonly commands: number;
  /** The processes that worked for it. */
  readonly processes: readonly string[];
  /** `b001`. */
  readonly objdir: string | null;
  /** Size of the entry that it read or wrote. */
  readonly bytes: Known<number>;
  /** Handles of the actions whose output it needs. */
  readonly needs: readonly string[];
  readonly evidence: readonly Evidence[];
}

export type Verdict =
  /** The output came from the cache. */
  | { readonly kind: 'hit' }
  /** It was asked for, not there (or only half there), and made. `unseen`: made, and nobody watched the asking. */
  | { readonly kind: 'miss'; readonly how: 'absent' | 'half entry' | 'not asked' | 'unseen' }
  /**
   * An up-to-date output stood outside of the cache: GOROOT/pkg before Go 1.20, or the target of
   * `go build -o` and `go install`. Neither a hit nor a miss of the cache.
   */
  | { readonly kind: 'installed'; readonly where: string }
  /** It was made without asking: -a, -count=1, a link before Go 1.24. */
  | { readonly kind: 'forced'; readonly why: string }
  /** Its output was not needed, because what it serves was a hit. */
  | { readonly kind: 'not needed' }
  /** It was never begun, or no witness tells. */
  | { readonly kind: 'unknown'; readonly why: string };

/** What one witness says. Where witnesses disagree, `says` differs and a note tells. */
export interface Evidence {
  readonly by: 'actiongraph' | 'cache opens' | 'processes' | 'importcfg' | 'test output';
  readonly says: 'hit' | 'miss' | 'unclear';
  /** In words, with what to look at: `openat 3f/3f2a…-a = ENOENT`. */
  readonly detail: string;
}
