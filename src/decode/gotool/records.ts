/** What cmd/go says of itself, decoded. Times are nanoseconds since the tape's origin. */

/** A node of -debug-actiongraph. The same fields from Go 1.19 to 1.27. */
export interface ActionNode {
  readonly id: number;
  /** `build`, `link`, `vet`, `test run`, `go run`, `build check cache` (1.26+), `cgo compile x.c` (1.26+), … */
  readonly mode: string;
  /** Import path; not unique: a package and its test variant share it. '' for `go run` and other roots. */
  readonly package: string;
  readonly deps: readonly number[];
  readonly args: readonly string[];
  /** `$WORK/b001/`, '' where it has none. */
  readonly objdir: string;
  readonly target: string;
  readonly failed: boolean;
  readonly vetxOnly: boolean;
  /** False for a build that only serves vet: it is looked up, but not made when it is absent. */
  readonly needBuild: boolean;
  /** 20 characters of base64url; '' where it has none. */
  readonly actionId: string;
  /** `actionID/contentID`, for a link four parts; '' where it has none. */
  readonly buildId: string;
  /** Null where go never came to it: the zero time. */
  readonly ready: number | null;
  readonly start: number | null;
  readonly done: number | null;
  /** The command lines that were run for it; empty where none was. */
  readonly commands: readonly string[];
}

/** A span of -debug-trace. Those still open when go ended have no end. */
export interface TraceSpan {
  readonly name: string;
  readonly start: number;
  readonly end: number | null;
}

/** importcfg and importcfg.link. */
export interface ImportCfg {
  /** Import path to the file that served it: `$WORK/bNNN/_pkg_.a` was built now, a cache file was a hit. */
  readonly packageFiles: ReadonlyMap<string, string>;
}

export interface Decoded<T> {
  readonly value: T;
  /** Why it is not whole; null when it is. */
  readonly trouble: string | null;
}
