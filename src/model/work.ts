/** The hidden temporary build directory, $WORK. */
import type { Known } from '../base/known.ts';

export interface WorkDir {
  /** `/tmp/go-build123`. */
  readonly path: string;
  /** The process that made it. */
  readonly owner: string | null;
  readonly created: Known<number>;
  readonly removed: Known<number>;
  /** Who removed it: go itself, gorun-trace after reading it, or nobody. */
  readonly removedBy: 'go' | 'gorun-trace' | 'kept' | 'unknown';
  readonly objdirs: readonly Objdir[];
  /** Bytes and files in it at the end of the run, before it was removed. */
  readonly bytes: Known<number>;
  readonly files: Known<number>;
  /** The largest size seen by polling. */
  readonly peakBytes: Known<number>;
  /** Who says that this is the work dir. */
  readonly evidence: readonly WorkEvidence[];
}

export interface WorkEvidence {
  readonly by: 'mkdir' | 'open' | 'argv' | 'cwd' | 'maps' | 'exec' | 'actiongraph' | 'files on disk';
  readonly count: number;
  /** The first of them, to look at. */
  readonly example: string;
}

/** `$WORK/b001`: where one package was built. */
export interface Objdir {
  /** `b001`. */
  readonly name: string;
  readonly package: Known<string>;
  readonly action: string | null;
  readonly created: Known<number>;
  readonly files: readonly WorkFile[];
}

export interface WorkFile {
  /** Relative to the objdir. */
  readonly path: string;
  readonly bytes: Known<number>;
  readonly kind: 'archive' | 'executable' | 'importcfg' | 'response file' | 'source' | 'object' | 'other';
  /** Whether its content is kept in the tape. */
  readonly kept: boolean;
}
