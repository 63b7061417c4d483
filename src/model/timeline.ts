/** Where the time went. */
import type { Known } from '../base/known.ts';

export interface Timeline {
  /** In order, without overlaps; together they cover the run. */
  readonly phases: readonly Phase[];
  /** Packages loaded by cmd/go, from -debug-trace. */
  readonly loadedPackages: Known<number>;
  /** Nanoseconds of build time in which at least one process of the role ran. */
  readonly busyByRole: Readonly<Record<string, number>>;
  /** How many tool processes ran at once: steps, each from `at` until the next. */
  readonly concurrency: readonly { readonly at: number; readonly running: number }[];
}

export interface Phase {
  readonly name: 'start' | 'load' | 'build' | 'link' | 'program' | 'tests' | 'clean up';
  readonly start: number;
  readonly end: number;
  /** Who says where it starts and ends. */
  readonly evidence: string;
}
