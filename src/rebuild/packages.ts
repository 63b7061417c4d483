/**
 * What a process worked on: a package for the tools of a build, a name for the others. The action graph joins an
 * objdir (`$WORK/b012`) to its package; without one, the tool's own arguments tell (-p, -importpath).
 */
import { posix } from 'node:path';
import { type Known, known, missing, partial } from '../base/known.ts';
import type { ActionNode } from '../decode/gotool/records.ts';
import type { Standing } from './roles.ts';
import { asksForVersion, commandName, goVerb } from './roles.ts';
import { type WorkPath, workPathIn, workPathOf } from './workPath.ts';

export interface PackageIndex {
  /** Of the objdir `$WORK/b012`; `built` prefers the test binary's package to the tested one where they share it. */
  ofObjdir(objdir: string): { readonly built: string | null; readonly tested: string | null } | undefined;
  /** What go run runs. */
  readonly program: string | null;
}

export function indexPackages(actions: readonly ActionNode[]): PackageIndex {
  const built = new Map<string, string>();
  const tested = new Map<string, string>();
  for (const node of actions) {
    if (node.objdir === '' || node.package === '') continue;
    const objdir = posix.normalize(`${node.objdir}/`).slice(0, -1);
    // `util.test` is built in the objdir where the test of `util` is run.
    if (node.mode.startsWith('test ')) tested.set(objdir, node.package);
    else if (!built.has(objdir)) built.set(objdir, node.package);
  }
  const run = actions.find((node) => node.mode === 'go run');
  const links = actions.filter((node) => node.mode === 'link' && (run === undefined || run.deps.includes(node.id)));
  return {
    ofObjdir: (objdir) =>
      built.has(objdir) || tested.has(objdir)
        ? { built: built.get(objdir) ?? null, tested: tested.get(objdir) ?? null }
        : undefined,
    program: links.length === 1 ? (links[0]?.package ?? null) : null,
  };
}

/** What packageOf looks at: a process with its response file's arguments in place of `@file`. */
export interface Worker {
  readonly standing: Standing;
  readonly image: { readonly path: string; readonly argv: readonly string[] } | null;
  readonly parent: { readonly package: Known<string>; readonly standing: Standing } | null;
}

export function packageOf(worker: Worker, index: PackageIndex): Known<string> {
  const { standing, image, parent } = worker;
  const name = image === null ? '' : commandName(image.path);
  switch (standing.role) {
    case 'go':
    case 'nested go':
      return image === null ? missing('it executed nothing') : known(goCommand(image.argv));
    case 'compile':
    case 'asm':
    case 'link':
    case 'cgo':
    case 'cover':
    case 'vet':
    case 'pack':
    case 'buildid':
    case 'preprofile':
    case 'covdata':
    case 'fix':
      return image === null ? missing('it executed nothing') : packageOfTool(image.argv, index);
    case 'cc':
      return packageOfCompiler(worker, index);
    case 'wrapper':
      return image === null ? (parent?.package ?? missing('it executed nothing')) : packageOfWrapper(worker, index);
    case 'program':
      return packageOfProgram(image?.path ?? null, index);
    case 'test binary':
      return packageOfTest(image?.path ?? null, index);
    case 'tool id':
    case 'vcs':
    case 'pkg-config':
    case 'child of program':
    case 'other':
      return name === '' ? missing('it executed nothing: it is a copy of its parent') : known(name);
    case 'telemetry':
    case 'pidfd probe':
      return missing('it works on no package');
  }
}

/** `go run`, `go tool covdata`. */
function goCommand(argv: readonly string[]): string {
  const verb = goVerb(argv);
  if (verb === null) return 'go';
  const next = argv[argv.indexOf(verb) + 1];
  return /^(tool|mod|work)$/.test(verb) && next !== undefined && !next.startsWith('-')
    ? `go ${verb} ${next}`
    : `go ${verb}`;
}

function packageOfTool(argv: readonly string[], index: PackageIndex): Known<string> {
  const objdir = objdirOf(argv);
  const joined = objdir === null ? undefined : index.ofObjdir(objdir);
  if (joined?.built) return known(joined.built);
  const named = valueOfFlag(argv, '-p') ?? valueOfFlag(argv, '-importpath');
  if (named === 'main') return partial('main', 'its arguments say no more, and no action graph names its folder');
  if (named !== undefined) return known(named);
  if (joined?.tested) return known(joined.tested);
  const output = posix.basename(valueOfFlag(argv, '-o') ?? '');
  // cmd/go links `exe/a.out` and names it later.
  if (objdir !== null && argv.includes('-buildmode=exe') && output !== 'a.out') {
    return partial(output, 'the name of the file that it links; no action graph names its package');
  }
  return missing('its arguments name no package, and no action graph names its folder');
}

/** gcc and what it starts: of the package that its parent works on; started by go, of the objdir that it writes to. */
function packageOfCompiler({ image, parent }: Worker, index: PackageIndex): Known<string> {
  if (parent !== null && /^(cc|cgo|link)$/.test(parent.standing.role)) return parent.package;
  if (image === null) return missing('it executed nothing');
  const objdir = objdirOf(image.argv);
  const joined = objdir === null ? undefined : index.ofObjdir(objdir);
  return joined?.built ? known(joined.built) : missing('it writes to no objdir: go asks what the compiler can do');
}

/** `wrapper flags… tool args…`: the package of what it wraps; for a process that it starts on the way, the wrapper's. */
function packageOfWrapper({ image, parent }: Worker, index: PackageIndex): Known<string> {
  const argv = image?.argv ?? [];
  const program = argv.slice(1).find((arg) => workPathOf(arg)?.rest.startsWith('exe/'));
  if (program !== undefined && !argv.includes('-buildid')) return packageOfProgram(program, index);
  const test = argv.slice(1).find((arg) => arg.endsWith('.test') && workPathOf(arg) !== null);
  if (test !== undefined && !argv.includes('-importcfg')) return packageOfTest(test, index);
  if (parent?.standing.role === 'wrapper') return parent.package;
  if (image !== null && asksForVersion(image)) return known(commandName(argv[1] ?? ''));
  return packageOfTool(argv, index);
}

function packageOfProgram(path: string | null, index: PackageIndex): Known<string> {
  const objdir = path === null ? null : nameOfObjdir(workPathOf(path));
  const joined = objdir === null ? undefined : index.ofObjdir(objdir);
  const name = joined?.built ?? index.program;
  if (name !== null) return known(name);
  if (path === null) return missing('it executed nothing');
  return partial(posix.basename(path), 'the name of its file; no action graph names its package');
}

function packageOfTest(path: string | null, index: PackageIndex): Known<string> {
  if (path === null) return missing('it executed nothing');
  const objdir = nameOfObjdir(workPathOf(path));
  const joined = objdir === null ? undefined : index.ofObjdir(objdir);
  if (joined?.tested) return known(joined.tested);
  if (joined?.built) return known(joined.built.replace(/\.test$/, ''));
  return partial(posix.basename(path, '.test'), 'the name of its file; no action graph names its package');
}

/** The objdir that a tool writes to: that of its output if it names one there, else the first that it names. */
export function objdirOf(argv: readonly string[]): string | null {
  for (const flag of ['-o', '-objdir', '-outdir', '-pkgcfg']) {
    const value = valueOfFlag(argv, flag);
    const objdir = value === undefined ? null : nameOfObjdir(workPathIn(value));
    if (objdir !== null) return objdir;
  }
  for (const arg of argv.slice(1)) {
    const objdir = nameOfObjdir(workPathIn(arg));
    if (objdir !== null) return objdir;
  }
  return null;
}

const nameOfObjdir = (path: WorkPath | null): string | null =>
  path === null || path.objdir === null ? null : `${path.work}/${path.objdir}`;

/** `-p VALUE`, `-p=VALUE`. */
function valueOfFlag(argv: readonly string[], flag: string): string | undefined {
  for (let i = 1; i < argv.length; i++) {
    const arg = argv[i];
    if (arg === flag) return argv[i + 1];
    if (arg?.startsWith(`${flag}=`)) return arg.slice(flag.length + 1);
  }
  return undefined;
}
