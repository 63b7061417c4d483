/** The hidden build directory: which package was built in which objdir, from which files, how large. */

import { type Known, orUndefined } from '../base/known.ts';
import type { Run } from '../model/run.ts';
import type { Objdir, WorkDir, WorkFile } from '../model/work.ts';
import { type AboutRun, aboutRun } from './about.ts';
import { sumKnown } from './action.ts';

export const WORK_SORTS = ['size', 'name'] as const;
export type WorkSort = (typeof WORK_SORTS)[number];

export interface WorkQuestion {
  readonly sort?: WorkSort;
  /** Every objdir, and the files of each. */
  readonly all?: boolean;
  /** Most objdirs of one work dir; default 15. */
  readonly limit?: number;
}

export interface WorkAnswer extends AboutRun {
  readonly type: 'work';
  /** When go started, nanoseconds since the run's origin: times are told from here. */
  readonly start: number;
  readonly dirs: readonly WorkDirView[];
}

export interface WorkDirView extends Omit<WorkDir, 'objdirs'> {
  readonly packages: number;
  readonly objdirs: readonly ObjdirView[];
  readonly hidden: number;
}

export interface ObjdirView {
  readonly name: string;
  readonly package: string | null;
  readonly action: string | null;
  readonly created: Known<number>;
  readonly fileCount: number;
  readonly bytes: Known<number>;
  /** Files whose content is kept in the tape. */
  readonly kept: number;
  /** The files themselves, largest first; empty unless all was asked for. */
  readonly files: readonly WorkFile[];
}

const DEFAULT_LIMIT = 15;

export function askWork(run: Run, question: WorkQuestion = {}): WorkAnswer {
  return {
    type: 'work',
    ...aboutRun(run),
    start: run.outcome.start,
    dirs: run.work.map((dir) => viewOf(dir, question)),
  };
}

function viewOf(dir: WorkDir, question: WorkQuestion): WorkDirView {
  const sorted = dir.objdirs
    .map((objdir) => toObjdirView(objdir, question.all === true))
    .sort(COMPARE[question.sort ?? 'size']);
  const limit = question.all === true ? sorted.length : Math.max(1, question.limit ?? DEFAULT_LIMIT);
  return {
    ...dir,
    packages: sorted.length,
    objdirs: sorted.slice(0, limit),
    hidden: Math.max(0, sorted.length - limit),
  };
}

export const toObjdirView = (objdir: Objdir, withFiles: boolean): ObjdirView => ({
  name: objdir.name,
  package: orUndefined(objdir.package) ?? null,
  action: objdir.action,
  created: objdir.created,
  fileCount: objdir.files.length,
  bytes: sumKnown(objdir.files.map((file) => file.bytes)),
  kept: objdir.files.filter((file) => file.kept).length,
  files: withFiles ? [...objdir.files].sort((a, b) => (orUndefined(b.bytes) ?? -1) - (orUndefined(a.bytes) ?? -1)) : [],
});

const byName = (a: ObjdirView, b: ObjdirView): number =>
  a.name.length - b.name.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

const COMPARE: Readonly<Record<WorkSort, (a: ObjdirView, b: ObjdirView) => number>> = {
  name: byName,
  size: (a, b) => (orUndefined(b.bytes) ?? -1) - (orUndefined(a.bytes) ?? -1) || byName(a, b),
};
