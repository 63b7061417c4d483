/**
 * Which process worked for which action of the cache ledger. cmd/go gives every action its objdir, `$WORK/b003/`, and
 * names it in the arguments of every tool that works for it; compile and link also carry the action's ID (`-buildid`).
 * Compile, link, vet and test of one package share an objdir: the tool decides between them.
 */
import { splitBuildId } from '../../base/buildId.ts';
import { orUndefined } from '../../base/known.ts';
import type { ActionKind, CacheAction } from '../../model/cache.ts';
import type { Process, Role } from '../../model/process.ts';
import { objdirOf } from '../packages.ts';
import { expandArguments } from '../responseFile.ts';
import { commandName } from '../roles.ts';
import { workPathOf } from '../workPath.ts';

export interface ActionOfProcess {
  /** The action's handle. */
  readonly action: string;
  readonly package: string;
}

export type JoinableAction = Pick<CacheAction, 'handle' | 'kind' | 'package' | 'objdir' | 'actionId'>;

export interface JoinFacts {
  /** The traced go command's work dir. Nested go commands number their objdirs in the same way. */
  readonly workDir?: string | null;
  /** What `@file` arguments stand for, by path. */
  readonly responseFiles?: ReadonlyMap<string, string>;
}

/** By process handle. Parents must come before their children, as they do in a Run. */
export function joinProcessesToActions(
  processes: readonly Process[],
  actions: readonly JoinableAction[],
  facts: JoinFacts = {},
): Map<string, ActionOfProcess> {
  const index = indexActions(actions);
  const joined = new Map<string, ActionOfProcess>();
  const foreign = new Set<string>();
  const tools = new Set<string>();
  for (const process of processes) {
    const parent = process.parent;
    if (process.role === 'nested go' || (parent !== null && foreign.has(parent))) {
      foreign.add(process.handle);
      continue;
    }
    // What a tool starts works for what the tool works for: link's gcc, gcc's cc1, a wrapper's compile.
    const action = parent !== null && tools.has(parent) ? joined.get(parent) : findAction(process, index, facts);
    if (action === undefined) continue;
    joined.set(process.handle, action);
    // A wrapper is a tool too, but what it starts may say more exactly what it works for, so that it is asked first.
    if (process.role !== 'test binary' && process.role !== 'program') tools.add(process.handle);
  }
  return joined;
}

interface ActionIndex {
  readonly byObjdir: ReadonlyMap<string, JoinableAction>;
  readonly byActionId: ReadonlyMap<string, JoinableAction>;
  /** Null where two actions build the same import path: a package and its test variant. */
  readonly byPackage: ReadonlyMap<string, JoinableAction | null>;
}

function indexActions(actions: readonly JoinableAction[]): ActionIndex {
  const byObjdir = new Map<string, JoinableAction>();
  const byActionId = new Map<string, JoinableAction>();
  const byPackage = new Map<string, JoinableAction | null>();
  for (const action of actions) {
    if (action.objdir !== null) byObjdir.set(`${action.objdir} ${action.kind}`, action);
    const id = orUndefined(action.actionId);
    if (id !== undefined) byActionId.set(id, action);
    const name = `${action.package} ${action.kind}`;
    byPackage.set(name, byPackage.has(name) ? null : action);
  }
  return { byObjdir, byActionId, byPackage };
}

function findAction(process: Process, index: ActionIndex, facts: JoinFacts): ActionOfProcess | undefined {
  const image = process.images.at(-1);
  if (image === undefined) return undefined;
  const argv = expandArguments(image.argv, facts.responseFiles ?? new Map());
  const kind = kindOf(process.role, argv);
  if (kind === null) return undefined;
  const objdir = objdirFor(kind, image.path, argv, facts.workDir ?? null);
  const found =
    (objdir === null ? undefined : index.byObjdir.get(`${objdir} ${kind}`)) ??
    index.byActionId.get(splitBuildId(flagValue(argv, '-buildid') ?? '')?.actionId ?? '') ??
    (kind === 'build' ? index.byPackage.get(`${flagValue(argv, '-p') ?? ''} build`) : undefined);
  return found == null ? undefined : { action: found.handle, package: found.package };
}

function kindOf(role: Role, argv: readonly string[]): ActionKind | null {
  switch (role) {
    case 'link':
      return 'link';
    case 'vet':
      return 'vet';
    case 'test binary':
      return 'test';
    case 'compile':
    case 'asm':
    case 'cgo':
    case 'cc':
    case 'cover':
    case 'pack':
    case 'other':
      return 'build';
    case 'buildid':
      return argv.some((arg) => arg.includes('/exe/') || arg.endsWith('.test')) ? 'link' : 'build';
    case 'wrapper':
      return kindOfWrapped(argv);
    default:
      return null;
  }
}

/** `wrapper /…/pkg/tool/linux_amd64/link -o …`, `wrapper /tmp/go-build1/b001/x.test -test.v`. */
function kindOfWrapped(argv: readonly string[]): ActionKind | null {
  for (const arg of argv.slice(1)) {
    if (/\.test(\.exe)?$/.test(arg) && workPathOf(arg) !== null) return 'test';
    const name = commandName(arg);
    if (name === 'link' || name === 'vet') return name;
    if (name === 'compile' || name === 'asm' || name === 'cgo' || name === 'cover') return 'build';
  }
  return null;
}

/** `b003`, where it is one of the traced go command's. A test binary lies in its objdir, tools name theirs. */
function objdirFor(kind: ActionKind, path: string, argv: readonly string[], workDir: string | null): string | null {
  const named = (kind === 'test' ? [path, ...argv].find((text) => workPathOf(text) !== null) : objdirOf(argv)) ?? '';
  const place = workPathOf(named);
  return place === null || (workDir !== null && place.work !== workDir) ? null : place.objdir;
}

function flagValue(argv: readonly string[], flag: string): string | undefined {
  const at = argv.indexOf(flag);
  if (at !== -1) return argv[at + 1];
  return argv.find((arg) => arg.startsWith(`${flag}=`))?.slice(flag.length + 1);
}
