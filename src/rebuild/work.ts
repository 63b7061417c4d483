/**
 * Finds the temporary build directories ($WORK) and what lay in them, from several witnesses: who made it, who
 * opened, executed, mapped or named files in it, where processes worked, and what was read from disk at the end.
 */
import { type Known, known, missing, orUndefined, partial } from '../base/known.ts';
import type { ActionNode } from '../decode/gotool/records.ts';
import type { Observation } from '../decode/observation.ts';
import type { SessionEvent } from '../decode/session/event.ts';
import type { WorkFileRecord } from '../decode/work/record.ts';
import type { CacheAction } from '../model/cache.ts';
import type { Role } from '../model/process.ts';
import type { Objdir, WorkDir, WorkEvidence, WorkFile } from '../model/work.ts';
import { objdirOf } from './packages.ts';
import type { TracedProcess } from './processes.ts';
import type { SeenInProc } from './samples.ts';
import { workPathIn, workPathOf } from './workPath.ts';

export interface WorkDirs {
  /** `role`: the process's role now. Only go makes work dirs; a program may make, or name, folders called so. */
  observe(observation: Observation, process: TracedProcess, role: Role): void;
  session(event: SessionEvent): void;
  file(record: WorkFileRecord): void;
  /** The path of the one that this process made. */
  madeBy(process: TracedProcess): string | null;
  finish(context: WorkContext): WorkDir[];
}

export interface WorkContext {
  readonly handleOf: (process: TracedProcess) => string | null;
  readonly root: TracedProcess | undefined;
  /** What each process that worked in an objdir worked on: `/tmp/go-build1/b002` to its package. */
  readonly packageOfObjdir: ReadonlyMap<string, Known<string>>;
  readonly nodes: readonly ActionNode[];
  readonly actions: readonly CacheAction[];
  readonly seenInProc: (take: (seen: SeenInProc) => void) => void;
}

interface Dir {
  readonly path: string;
  owner: TracedProcess | null;
  created: number | null;
  removed: number | null;
  removedBy: WorkDir['removedBy'];
  read: { readonly files: number; readonly bytes: number } | null;
  peak: number | null;
  readonly objdirs: Map<string, Made>;
  readonly evidence: Map<WorkEvidence['by'], { count: number; readonly example: string }>;
}

interface Made {
  created: number | null;
  readonly files: WorkFile[];
}

/** Evidence that makes a folder of that name a work dir; the other kinds only add to it. */
const PROOF = new Set<WorkEvidence['by']>(['mkdir', 'exec', 'argv', 'actiongraph', 'files on disk']);

/** Work dirs up to which an open is compared with each. */
const FEW = 4;

/** They may execute and name what they like: it proves nothing. */
const STRANGERS: ReadonlySet<Role> = new Set(['child of program', 'other', 'vcs', 'telemetry']);

export function createWorkDirs(): WorkDirs {
  const dirs = new Map<string, Dir>();

  const dirAt = (path: string): Dir => {
    const before = dirs.get(path);
    if (before !== undefined) return before;
    const dir: Dir = {
      path,
      owner: null,
      created: null,
      removed: null,
      removedBy: 'unknown',
      read: null,
      peak: null,
      objdirs: new Map(),
      evidence: new Map(),
    };
    dirs.set(path, dir);
    return dir;
  };

  const made = (dir: Dir, name: string): Made => {
    const before = dir.objdirs.get(name);
    if (before !== undefined) return before;
    const fresh: Made = { created: null, files: [] };
    dir.objdirs.set(name, fresh);
    return fresh;
  };

  const testify = (by: WorkEvidence['by'], work: string, example: string): void => {
    // A work dir is not proven by an open: a program that opens a million such names must not fill the memory.
    const dir = PROOF.has(by) ? dirAt(work) : dirs.get(work);
    if (dir === undefined) return;
    const before = dir.evidence.get(by);
    if (before === undefined) dir.evidence.set(by, { count: 1, example });
    else before.count++;
  };

  /** A million opens pass here: comparing with the few dirs there are is cheaper than taking every path apart. */
  const opened = (path: string): void => {
    if (dirs.size > FEW) {
      const place = workPathOf(path);
      if (place !== null) testify('open', place.work, path);
      return;
    }
    for (const work of dirs.keys()) {
      if (!path.startsWith(work) || (path.length > work.length && path[work.length] !== '/')) continue;
      // A work dir that lies in another is its own.
      if (path.indexOf('/go-build', work.length) === -1 || workPathOf(path)?.work === work) testify('open', work, path);
    }
  };

  const mkdir = (path: string, at: number, process: TracedProcess, isGo: boolean): void => {
    const place = workPathOf(path);
    if (place === null || place.rest !== '' || !isGo) return;
    const dir = dirAt(place.work);
    testify('mkdir', place.work, path);
    if (place.objdir !== null) {
      const objdir = made(dir, place.objdir);
      objdir.created ??= at;
    } else {
      dir.owner ??= process;
      dir.created ??= at;
    }
  };

  const exec = (path: string, argv: readonly string[], role: Role): void => {
    if (STRANGERS.has(role)) return;
    const executed = workPathOf(path);
    if (executed !== null) testify('exec', executed.work, path);
    if (role === 'program' || role === 'test binary') return;
    for (const arg of argv.slice(1)) {
      const named = workPathIn(arg);
      if (named === null) continue;
      testify('argv', named.work, arg);
      break;
    }
    const objdir = objdirOf(argv);
    const place = objdir === null ? null : workPathOf(objdir);
    if (place?.objdir) made(dirAt(place.work), place.objdir);
  };

  return {
    observe(o, process, role) {
      const isGo = role === 'go' || role === 'nested go';
      if (o.kind === 'open') {
        if (o.errno === null && dirs.size > 0) opened(o.path);
      } else if (o.kind === 'mkdir' && o.errno === null) mkdir(o.path, o.at, process, isGo);
      else if (o.kind === 'exec' && o.errno === null) {
        exec(o.path, o.argv, role);
        const place = workPathOf(orUndefined(process.cwd) ?? '');
        if (place !== null) testify('cwd', place.work, orUndefined(process.cwd) ?? '');
      } else if (o.kind === 'remove' && o.errno === null) {
        const place = workPathOf(o.path);
        const dir = place?.objdir === null && place.rest === '' ? dirs.get(place.work) : undefined;
        if (dir === undefined) return;
        dir.removed = o.at;
        dir.removedBy = isGo ? 'go' : 'unknown';
      }
    },
    session(event) {
      switch (event.event) {
        case 'work size': {
          const dir = dirAt(event.path);
          dir.peak = Math.max(dir.peak ?? 0, event.bytes);
          break;
        }
        case 'work read':
          dirAt(event.path).read = { files: event.files, bytes: event.bytes };
          if (event.files === 0) testify('files on disk', event.path, `${event.path} was empty`);
          break;
        case 'work removed': {
          const dir = dirAt(event.path);
          dir.removed = event.at;
          dir.removedBy = 'gorun-trace';
          break;
        }
        case 'work kept':
          dirAt(event.path).removedBy = 'kept';
          break;
      }
    },
    file(record) {
      const dir = dirAt(record.work);
      const [name, path] = placeOf(record);
      made(dir, name).files.push(toWorkFile(record, path));
      testify('files on disk', record.work, record.path);
    },
    madeBy: (process) => [...dirs.values()].find((dir) => dir.owner === process)?.path ?? null,
    finish(context) {
      for (const node of context.nodes) {
        const place = workPathOf(node.objdir);
        if (place !== null) testify('actiongraph', place.work, `${node.mode} ${node.package} in ${node.objdir}`);
      }
      context.seenInProc(({ cwds, exe, mapped }) => {
        for (const cwd of cwds) testifyPath('cwd', cwd);
        for (const path of exe === null ? mapped : [exe, ...mapped]) testifyPath('maps', path);
      });
      const rank = (dir: Dir): number => (dir.owner !== null && dir.owner === context.root ? 0 : 1);
      const graphDir = workPathOf(context.nodes.find((node) => node.objdir !== '')?.objdir ?? '')?.work;
      return [...dirs.values()]
        .filter((dir) => [...dir.evidence.keys()].some((by) => PROOF.has(by)))
        .sort((a, b) => rank(a) - rank(b) || (a.created ?? 0) - (b.created ?? 0))
        .map((dir) => toWorkDir(dir, context, dir.path === graphDir ? context.actions : []));
    },
  };

  function testifyPath(by: 'cwd' | 'maps', path: string): void {
    const place = workPathOf(path);
    if (place !== null) testify(by, place.work, path);
  }
}

/** `b001/importcfg` to its objdir; a response file, which lies elsewhere, to the objdir that its arguments write to. */
function placeOf(record: WorkFileRecord): readonly [objdir: string, path: string] {
  if (record.path.startsWith('/')) {
    const objdir = objdirOf(['', ...(record.text ?? '').split('\n')]);
    return [(objdir === null ? null : workPathOf(objdir)?.objdir) ?? '.', record.path];
  }
  const slash = record.path.indexOf('/');
  const first = slash === -1 ? '' : record.path.slice(0, slash);
  return /^b\d{3,}$/.test(first) ? [first, record.path.slice(slash + 1)] : ['.', record.path];
}

const toWorkFile = (record: WorkFileRecord, path: string): WorkFile => ({
  path,
  bytes: record.lost !== undefined && record.bytes === 0 ? missing(record.lost) : known(record.bytes),
  kind: kindOf(path, record.mode),
  kept: record.text !== undefined,
});

function kindOf(path: string, mode: number): WorkFile['kind'] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'importcfg' || name === 'importcfg.link') return 'importcfg';
  if (path.startsWith('/') && /^args\d*$/.test(name)) return 'response file';
  if (name.endsWith('.a')) return 'archive';
  if (/\.(o|syso|so|dylib)$/.test(name)) return 'object';
  if (/\.(go|c|cc|cpp|cxx|m|h|hh|hpp|s|S|f|f90)$/.test(name)) return 'source';
  if (path.startsWith('exe/') || name.endsWith('.test') || (mode & 0o111) !== 0) return 'executable';
  return 'other';
}

function toWorkDir(dir: Dir, context: WorkContext, actions: readonly CacheAction[]): WorkDir {
  const unread = 'nobody looked into it before it was removed';
  const files = [...dir.objdirs.values()].flatMap((objdir) => objdir.files);
  const bytes = files.reduce((sum, file) => sum + (orUndefined(file.bytes) ?? 0), 0);
  const size = dir.read ?? (files.length > 0 ? { files: files.length, bytes } : null);
  return {
    path: dir.path,
    owner: dir.owner === null ? null : context.handleOf(dir.owner),
    created: dir.created === null ? missing('nobody saw it being made') : known(dir.created),
    removed: dir.removed === null ? missing(whyNotRemoved(dir)) : known(dir.removed),
    removedBy: dir.removedBy,
    objdirs: [...dir.objdirs]
      .map(([name, objdir]) => toObjdir(dir.path, name, objdir, context, actions))
      .sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1)),
    bytes: size === null ? missing(unread) : known(size.bytes),
    files: size === null ? missing(unread) : known(size.files),
    peakBytes: peakOf(dir, size?.bytes ?? null),
    evidence: EVIDENCE.flatMap((by) => {
      const seen = dir.evidence.get(by);
      return seen === undefined ? [] : { by, ...seen };
    }),
  };
}

const EVIDENCE = ['mkdir', 'open', 'argv', 'cwd', 'maps', 'exec', 'actiongraph', 'files on disk'] as const;

const whyNotRemoved = (dir: Dir): string =>
  dir.removedBy === 'kept' ? 'it was kept, as -work asks' : 'nobody saw it being removed';

function peakOf(dir: Dir, atEnd: number | null): Known<number> {
  if (dir.peak !== null) return known(Math.max(dir.peak, atEnd ?? 0));
  return atEnd === null ? missing('nobody measured it') : partial(atEnd, 'measured once, at the end');
}

function toObjdir(
  work: string,
  name: string,
  objdir: Made,
  context: WorkContext,
  actions: readonly CacheAction[],
): Objdir {
  const here = actions.filter((action) => action.objdir === name);
  const action = here.find(({ kind }) => kind === 'build') ?? here[0];
  return {
    name,
    package: context.packageOfObjdir.get(`${work}/${name}`) ?? missing('no action and no tool names its package'),
    action: action?.handle ?? null,
    created: objdir.created === null ? missing('nobody saw it being made') : known(objdir.created),
    files: objdir.files,
  };
}
