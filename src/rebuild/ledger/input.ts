/** What the ledger is made of. Each may be missing; what is missing is said in the verdicts, not guessed. */
import type { ActionNode, ImportCfg } from '../../decode/gotool/records.ts';
import type { Process } from '../../model/process.ts';
import type { Verb } from '../../model/run.ts';
import type { CacheLookups } from '../cacheLookups.ts';

export interface LedgerInput {
  readonly command: { readonly verb: Verb; readonly args: readonly string[] };
  /** `go env`: GOVERSION, GOCACHE, GOCACHEPROG, GOFLAGS, GOROOT are looked at. */
  readonly goEnv: Readonly<Record<string, string>>;
  /** -debug-actiongraph; null where there is none, and why. */
  readonly graph:
    | { readonly nodes: readonly ActionNode[]; readonly trouble: string | null }
    | { readonly missing: string };
  /** The opens of the traced go command alone; null where opens were not watched. */
  readonly lookups: CacheLookups | null;
  readonly processes: readonly Process[];
  /**
   * Whether a process or an open that was not seen did not happen: `all` of them were watched, `some` of them
   * (by polling, or until the tracer died), or none.
   */
  readonly watched: 'all' | 'some' | 'none';
  /** By the path of the file, absolute: `/tmp/go-build1/b003/importcfg`. */
  readonly importCfgs: ReadonlyMap<string, ImportCfg>;
  /** Bytes of files in the work dir at the end of the run, by path relative to it: `b003/_pkg_.a`. */
  readonly fileSizes: ReadonlyMap<string, number>;
  /** Text of response files by absolute path. */
  readonly responseFiles: ReadonlyMap<string, string>;
}
