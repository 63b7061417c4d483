/**
 * What a handle or an import path stands for, and everything known about that one thing: `p-12`, `pkg-3`,
 * `link-1`, `b001`, `example.com/app/api`, or the number of a process.
 */

import { orUndefined } from '../base/known.ts';
import type { CacheAction } from '../model/cache.ts';
import type { Process } from '../model/process.ts';
import type { Run } from '../model/run.ts';
import type { Objdir } from '../model/work.ts';
import { type AboutRun, aboutRun } from './about.ts';
import { type ActionIndex, type ActionRow, indexActions, toRow } from './action.ts';
import { nearest } from './nearest.ts';
import { type ProcessBrief, toBrief } from './processes.ts';
import { type ObjdirView, toObjdirView } from './work.ts';

export interface HandleAnswer extends AboutRun {
  readonly type: 'handle';
  readonly asked: string;
  /** When go started, nanoseconds since the run's origin: times are told from here. */
  readonly start: number;
  readonly thing: Thing;
}

export interface UnknownHandle {
  readonly type: 'unknown handle';
  readonly run: string;
  readonly asked: string;
  /** What may have been meant, most alike first. */
  readonly near: readonly string[];
}

export type Thing = ProcessThing | ActionThing | ObjdirThing | PackageThing;

export interface ProcessThing {
  readonly kind: 'process';
  readonly brief: ProcessBrief;
  readonly process: Process;
  readonly parent: ProcessBrief | null;
  readonly children: readonly ProcessBrief[];
  readonly action: ActionRow | null;
}

export interface ActionThing {
  readonly kind: 'action';
  readonly row: ActionRow;
  readonly action: CacheAction;
  /** Whether its objdir was seen: go plans one for a hit too, and does not make it. */
  readonly objdirMade: boolean;
  readonly needs: readonly ActionRow[];
  readonly neededBy: readonly ActionRow[];
  readonly processes: readonly ProcessBrief[];
}

export interface ObjdirThing {
  readonly kind: 'objdir';
  readonly workDir: string;
  readonly objdir: ObjdirView;
  readonly action: ActionRow | null;
  /** Other work dirs, of nested go commands, that have an objdir of this name. */
  readonly alsoIn: readonly string[];
}

/** An import path names several things: its build, its link, its tests, the processes that worked on it. */
export interface PackageThing {
  readonly kind: 'package';
  readonly package: string;
  readonly actions: readonly ActionRow[];
  readonly processes: readonly ProcessBrief[];
  readonly objdirs: readonly { readonly workDir: string; readonly objdir: ObjdirView }[];
}

export function askHandle(run: Run, asked: string): HandleAnswer | UnknownHandle {
  const thing = resolve(run, asked);
  if (thing === null) return { type: 'unknown handle', run: run.id, asked, near: nearest(asked, namesOf(run)) };
  return { type: 'handle', ...aboutRun(run), asked, start: run.outcome.start, thing };
}

function resolve(run: Run, asked: string): Thing | null {
  const process = run.processes.find(({ handle, pid }) => handle === asked || String(pid) === asked);
  if (process !== undefined) return aboutProcess(run, process);
  const action = run.cache.actions.find(({ handle }) => handle === asked);
  if (action !== undefined) return aboutAction(run, action);
  return aboutObjdir(run, asked) ?? aboutPackage(run, packageNamed(run, asked));
}

/** Everything that can be typed, in the order in which a suggestion is likeliest meant. */
const namesOf = (run: Run): readonly string[] => [
  ...run.cache.actions.map((action) => action.handle),
  ...run.processes.map((process) => process.handle),
  ...run.work.flatMap((dir) => dir.objdirs.map((objdir) => objdir.name)),
  ...run.cache.actions.map((action) => action.package),
];

function aboutProcess(run: Run, process: Process): ProcessThing {
  const parent = run.processes.find(({ handle }) => handle === process.parent);
  return {
    kind: 'process',
    brief: toBrief(process),
    process,
    parent: parent === undefined ? null : toBrief(parent),
    children: run.processes.filter((child) => child.parent === process.handle).map(toBrief),
    action: rowOf(indexActions(run.cache.actions), process.action),
  };
}

function aboutAction(run: Run, action: CacheAction): ActionThing {
  const index = indexActions(run.cache.actions);
  return {
    kind: 'action',
    row: toRow(action, index),
    action,
    objdirMade: run.work.some((dir) => dir.objdirs.some((objdir) => objdir.name === action.objdir)),
    needs: action.needs.flatMap((handle) => rowOf(index, handle) ?? []),
    neededBy: run.cache.actions.filter(({ needs }) => needs.includes(action.handle)).map((user) => toRow(user, index)),
    processes: briefsOf(
      run,
      (process) => process.action === action.handle || action.processes.includes(process.handle),
    ),
  };
}

function aboutObjdir(run: Run, name: string): ObjdirThing | null {
  const [first, ...others] = run.work.filter((dir) => dir.objdirs.some((objdir) => objdir.name === name));
  const objdir = first?.objdirs.find((candidate) => candidate.name === name);
  if (first === undefined || objdir === undefined) return null;
  return {
    kind: 'objdir',
    workDir: first.path,
    objdir: toObjdirView(objdir, true),
    action: rowOf(indexActions(run.cache.actions), objdir.action),
    alsoIn: others.map((dir) => dir.path),
  };
}

/** The import path itself, or the one that ends with what was asked: `api` for `example.com/app/api`. */
function packageNamed(run: Run, asked: string): string | null {
  const packages = new Set(run.cache.actions.map((action) => action.package));
  if (packages.has(asked)) return asked;
  const endings = [...packages].filter((path) => asked !== '' && path.endsWith(`/${asked}`));
  return endings.length === 1 ? (endings[0] ?? null) : null;
}

function aboutPackage(run: Run, path: string | null): PackageThing | null {
  if (path === null) return null;
  const index = indexActions(run.cache.actions);
  const isOfIt = (objdir: Objdir) => orUndefined(objdir.package) === path;
  return {
    kind: 'package',
    package: path,
    actions: run.cache.actions.filter((action) => action.package === path).map((action) => toRow(action, index)),
    processes: briefsOf(run, (process) => orUndefined(process.package) === path),
    objdirs: run.work.flatMap((dir) =>
      dir.objdirs.filter(isOfIt).map((objdir) => ({ workDir: dir.path, objdir: toObjdirView(objdir, false) })),
    ),
  };
}

function rowOf(index: ActionIndex, handle: string | null): ActionRow | null {
  const action = handle === null ? undefined : index.get(handle);
  return action === undefined ? null : toRow(action, index);
}

const briefsOf = (run: Run, wanted: (process: Process) => boolean): readonly ProcessBrief[] =>
  run.processes.filter(wanted).map(toBrief);
