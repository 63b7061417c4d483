/**
 * The process tree as rows in the order of drawing, folded so that a build of hundreds of packages still fits
 * a screen: 186 compilers under go are one row. The program and what it started are always shown.
 */

import { type Known, known, orUndefined } from '../base/known.ts';
import type { Process, Role } from '../model/process.ts';
import type { Run } from '../model/run.ts';
import { type AboutRun, aboutRun } from './about.ts';
import { byDuration, durationOf } from './action.ts';
import { arrangeSiblings, type Sibling } from './fold.ts';

export interface ProcessesAnswer extends AboutRun {
  readonly type: 'processes';
  readonly total: number;
  /** Processes that have a row of their own. */
  readonly shown: number;
  readonly all: boolean;
  readonly rows: readonly TreeRow[];
  /** Why there are none; null where there are. */
  readonly unwatched: string | null;
}

export type TreeRow = ProcessRow | FoldRow | CutRow;

interface Placed {
  /** 0 for the traced go command. */
  readonly depth: number;
  /** Whether no sibling follows: what a tree's drawing needs. */
  readonly last: boolean;
}

export interface ProcessBrief {
  readonly handle: string;
  readonly pid: number;
  readonly role: Role;
  readonly package: string | null;
  /** The file it last became; null for a copy of its parent. */
  readonly path: string | null;
  readonly argv: readonly string[];
  readonly start: number;
  readonly duration: Known<number>;
  readonly exit: Process['exit'];
}

export interface ProcessRow extends Placed, ProcessBrief {
  readonly kind: 'process';
  readonly parent: string | null;
  readonly threads: number;
  /** Files it was before it became what it is. */
  readonly before: readonly string[];
  readonly failedExecs: Process['failedExecs'];
}

/** Siblings of one role in one row. */
export interface FoldRow extends Placed {
  readonly kind: 'fold';
  readonly role: Role;
  readonly count: number;
  /** Nanoseconds: their lifetimes added up. */
  readonly time: Known<number>;
  /** Processes below them. */
  readonly below: number;
  readonly slowest: readonly ProcessBrief[];
}

/** Processes left out because there are too many of them or they lie too deep. */
export interface CutRow extends Placed {
  readonly kind: 'cut';
  readonly count: number;
}

const SLOWEST = 3;
/** Deeper than this a tree cannot be drawn in 80 columns. */
const DEEPEST = 16;

export function askProcesses(run: Run, options: { readonly all?: boolean } = {}): ProcessesAnswer {
  const all = options.all === true;
  const children = childrenByParent(run.processes);
  const rows = drawRows(run.processes, children, all);
  return {
    type: 'processes',
    ...aboutRun(run),
    total: run.processes.length,
    shown: rows.filter((row) => row.kind === 'process').length,
    all,
    rows,
    unwatched: run.processes.length > 0 ? null : whyUnwatched(run),
  };
}

type Children = ReadonlyMap<string, readonly Process[]>;

function childrenByParent(processes: readonly Process[]): Children {
  const children = new Map<string, Process[]>();
  for (const process of processes) {
    if (process.parent === null) continue;
    const siblings = children.get(process.parent);
    if (siblings === undefined) children.set(process.parent, [process]);
    else siblings.push(process);
  }
  return children;
}

/** Walks with a stack of its own: a program that forks ten thousand deep must not overflow ours. */
function drawRows(processes: readonly Process[], children: Children, all: boolean): readonly TreeRow[] {
  const handles = new Set(processes.map((process) => process.handle));
  const roots = processes.filter((process) => process.parent === null || !handles.has(process.parent));
  const rows: TreeRow[] = [];
  const drawn = new Set<string>();
  const pending = place(roots, 0, all).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { sibling, depth, last } = next;
    if (sibling.kind === 'fold') rows.push(foldRow(sibling, children, { depth, last }));
    else if (sibling.kind === 'cut') {
      rows.push({
        kind: 'cut',
        depth,
        last,
        count: sibling.processes.length + countBelow(sibling.processes, children),
      });
    } else if (!drawn.has(sibling.process.handle)) {
      drawn.add(sibling.process.handle);
      rows.push(processRow(sibling.process, { depth, last }));
      const below = children.get(sibling.process.handle) ?? [];
      if (below.length === 0) continue;
      if (!all && depth >= DEEPEST) {
        rows.push({ kind: 'cut', depth: depth + 1, last: true, count: countBelow([sibling.process], children) });
      } else pending.push(...place(below, depth + 1, all).reverse());
    }
  }
  return rows;
}

const place = (processes: readonly Process[], depth: number, all: boolean) => {
  const siblings = arrangeSiblings(processes, all);
  return siblings.map((sibling, i) => ({ sibling, depth, last: i === siblings.length - 1 }));
};

function foldRow(fold: Sibling & { kind: 'fold' }, children: Children, placed: Placed): FoldRow {
  const briefs = fold.processes.map(toBrief);
  const timed = briefs.flatMap((brief) => orUndefined(brief.duration) ?? []);
  const sum = timed.reduce((total, time) => total + time, 0);
  const unseen = briefs.length - timed.length;
  return {
    kind: 'fold',
    ...placed,
    role: fold.role,
    count: briefs.length,
    time: unseen === 0 ? known(sum) : { state: 'partial', value: sum, reason: `the end of ${unseen} was not seen` },
    below: countBelow(fold.processes, children),
    slowest: [...briefs].sort(byDuration).slice(0, SLOWEST),
  };
}

function countBelow(processes: readonly Process[], children: Children): number {
  const seen = new Set(processes.map((process) => process.handle));
  const pending = [...seen];
  let count = 0;
  for (let handle = pending.pop(); handle !== undefined; handle = pending.pop()) {
    for (const child of children.get(handle) ?? []) {
      if (seen.has(child.handle)) continue;
      seen.add(child.handle);
      pending.push(child.handle);
      count += 1;
    }
  }
  return count;
}

export function toBrief(process: Process): ProcessBrief {
  const image = process.images.at(-1);
  return {
    handle: process.handle,
    pid: process.pid,
    role: process.role,
    package: orUndefined(process.package) ?? null,
    path: image?.path ?? null,
    argv: image?.argv ?? [],
    start: process.start,
    duration: durationOf(known(process.start), process.end),
    exit: process.exit,
  };
}

const processRow = (process: Process, placed: Placed): ProcessRow => ({
  kind: 'process',
  ...placed,
  ...toBrief(process),
  parent: process.parent,
  threads: process.threads,
  before: process.images.slice(0, -1).map((image) => image.path),
  failedExecs: process.failedExecs,
});

const whyUnwatched = (run: Run): string =>
  run.sources.find((source) => source.name === 'strace')?.reason ??
  `the ${run.track.name} track ${run.track.name === 'tool' ? 'watches no processes' : 'saw no process'}`;
