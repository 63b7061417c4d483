/**
 * What a process was for, told from what it executed and from what its parent was for. Pure: the same function
 * serves the live progress (after each exec) and the finished run.
 *
 * The rules follow cmd/go's src/cmd/go/internal/work (exec.go, gc.go), run/run.go and test/test.go, Go 1.19 to 1.27.
 */
import { posix } from 'node:path';
import type { Role } from '../model/process.ts';
import { isCachedExecutable, workPathOf } from './workPath.ts';

/** A role, and what the children of such a process need to know to find theirs. */
export interface Standing {
  readonly role: Role;
  /** The verb of the go command that it is or works for; null for what works for none. */
  readonly verb: string | null;
  /** Whether that go command is the traced one. */
  readonly traced: boolean;
  /** Whether it is the program or a test, or descends from one. */
  readonly beneathProgram: boolean;
}

export interface Executed {
  readonly path: string;
  readonly argv: readonly string[];
}

export interface RoleFacts {
  /** What the traced go command was given, argv[0] left out: a go with the same is the traced one behind a launcher. */
  readonly goArgs: readonly string[];
  /** Base names of the compilers that go env names: CC, CXX, FC, AR. */
  readonly compilers: ReadonlySet<string>;
}

/** Of the process that was launched first: the traced go command, or what leads to it (env, a version shim). */
export const rootStanding = (verb: string): Standing => ({ role: 'go', verb, traced: true, beneathProgram: false });

/** Where a process stands that has executed nothing yet: it is a copy of its parent. */
export function forkedStanding(parent: Standing | null, silent: boolean): Standing {
  if (parent === null) return NOBODY;
  if (silent) return { ...parent, role: 'pidfd probe' };
  switch (parent.role) {
    case 'program':
    case 'test binary':
      return { ...parent, role: 'child of program' };
    case 'cc':
    case 'vcs':
    case 'wrapper':
    case 'pkg-config':
    case 'telemetry':
    case 'tool id':
    case 'child of program':
      return parent;
    default:
      return { ...parent, role: 'other' };
  }
}

/** Where a process stands after it became `image`; `own` is where it stood before. */
export function standingAfter(image: Executed, own: Standing, parent: Standing | null, facts: RoleFacts): Standing {
  // What go started as the program stays the program, whatever it turns itself into; so does the root.
  if (own.role === 'program' || own.role === 'test binary') return own;
  if (parent === null) return own === NOBODY ? startedByGo(image, NOBODY, facts) : own;
  return startedBy(parent, image, facts);
}

const NOBODY: Standing = { role: 'other', verb: null, traced: false, beneathProgram: false };

function startedBy(parent: Standing, image: Executed, facts: RoleFacts): Standing {
  switch (parent.role) {
    case 'telemetry':
    case 'cc':
    case 'vcs':
    case 'pkg-config':
    case 'tool id':
      return parent;
    case 'program':
    case 'test binary':
    case 'child of program':
      if (isTelemetry(image)) return { ...parent, role: 'telemetry' };
      if (isGoCommand(image)) return nestedGo(image, true);
      return { role: 'child of program', verb: null, traced: false, beneathProgram: true };
    default:
      return startedByGo(image, parent, facts);
  }
}

/** By go itself, by one of its tools, or by a wrapper or launcher that stands between. */
function startedByGo(image: Executed, parent: Standing, facts: RoleFacts): Standing {
  const as = (role: Role): Standing => ({ ...parent, role });
  const built = builtRole(image, parent);
  if (built !== null) return { ...as(built), beneathProgram: parent.beneathProgram || isBuilt(built) };
  if (isTelemetry(image)) return as('telemetry');
  if (isGoCommand(image)) {
    return isTracedGo(image, parent, facts) ? { ...parent, role: 'go' } : nestedGo(image, parent.beneathProgram);
  }
  const tool = toolRole(image, parent);
  if (tool !== null) return as(tool);
  const name = commandName(image.path);
  // Before wrappers: gcc, too, names the program, as what it is to write.
  if (parent.role === 'cgo' || parent.role === 'link' || isCompiler(name, facts)) {
    return as(asksForVersion(image) ? 'tool id' : 'cc');
  }
  if (wraps(image, parent)) return as('wrapper');
  if (VCS.has(name)) return as('vcs');
  if (name === 'pkg-config' || name === 'pkgconf') return as('pkg-config');
  if (parent.role === 'wrapper') return parent;
  // A -vettool and swig are asked for their version, too.
  return as(asksForVersion(image) ? 'tool id' : 'other');
}

/** The program or test binary that go built, run from $WORK or, for go run since 1.24, from GOCACHE. */
function builtRole(image: Executed, parent: Standing): Role | null {
  const beneath = (role: Role): Role =>
    parent.beneathProgram ? 'child of program' : parent.traced || parent.verb === null ? role : 'other';
  if (parent.verb === 'run' && isRunnable(image.path)) return beneath('program');
  if (parent.verb === 'test' && isTestBinary(image)) return beneath('test binary');
  return null;
}

const isBuilt = (role: Role): boolean => role !== 'other';

const isRunnable = (path: string): boolean =>
  workPathOf(path)?.rest.startsWith('exe/') === true || isCachedExecutable(path);

/** go test -o FILE runs the file elsewhere than in $WORK; -test.paniconexit0 is passed since Go 1.16. */
const isTestBinary = (image: Executed): boolean =>
  /\.test(\.exe)?$/.test(image.path) &&
  (workPathOf(image.path) !== null || image.argv.some((arg) => arg.startsWith('-test.')));

const isTelemetry = (image: Executed): boolean => image.argv[1] === '** telemetry **';

/** `go`, or a release as golang.org/dl installs it: `go1.21.13`, `gotip`. */
const isGoCommand = (image: Executed): boolean =>
  /^(go|gotip|go1(\.\d+)+((rc|beta)\d+)?)$/.test(commandName(image.path));

const isTracedGo = (image: Executed, parent: Standing, facts: RoleFacts): boolean =>
  parent.traced &&
  !parent.beneathProgram &&
  facts.goArgs.length > 0 &&
  image.argv.length === facts.goArgs.length + 1 &&
  facts.goArgs.every((arg, i) => image.argv[i + 1] === arg);

const nestedGo = (image: Executed, beneathProgram: boolean): Standing => ({
  role: 'nested go',
  verb: goVerb(image.argv),
  traced: false,
  beneathProgram,
});

/** The verb of a go command line: the first argument, past -C DIR. */
export function goVerb(argv: readonly string[]): string | null {
  const first = argv[1];
  if (first === '-C' || first === '--C') return argv[3] ?? null;
  if (first?.startsWith('-C=') || first?.startsWith('--C=')) return argv[2] ?? null;
  return first ?? null;
}

/** Base name without `.exe`. */
export const commandName = (path: string): string => posix.basename(path).replace(/\.exe$/, '');

const TOOLS: Readonly<Record<string, Role>> = {
  compile: 'compile',
  asm: 'asm',
  link: 'link',
  cgo: 'cgo',
  pack: 'pack',
  buildid: 'buildid',
  cover: 'cover',
  vet: 'vet',
  preprofile: 'preprofile',
  covdata: 'covdata',
  fix: 'fix',
};

/** A tool of the toolchain: in GOTOOLDIR, or (Go >= 1.25) built on demand and run from $WORK or GOCACHE. */
function toolRole(image: Executed, parent: Standing): Role | null {
  const inToolDir = isInToolDir(image.path);
  const built = parent.verb !== null && isRunnable(image.path);
  const vettool = image.argv.some((arg) => arg.endsWith('/vet.cfg'));
  if (!inToolDir && !built && !vettool) return null;
  if (asksForVersion(image)) return 'tool id';
  return TOOLS[commandName(image.path)] ?? (vettool ? 'vet' : 'other');
}

/** `$GOROOT/pkg/tool/linux_amd64/compile`. */
const isInToolDir = (path: string): boolean => /\/pkg\/tool\/[a-z0-9]+_[a-z0-9]+\/[^/]+$/.test(path);

/**
 * How cmd/go learns what a tool is: `compile -V=full` (work/buildid.go), `vet -flags` (vet/vetflag.go),
 * `gcc -### -x c -c -` and `swig -version` (work/exec.go), `gcc -v` (work/init.go).
 */
export function asksForVersion(image: Executed): boolean {
  const [, ...args] = image.argv;
  if (args.includes('-V=full') || args.includes('-###')) return true;
  const only = args.length === 1 ? args[0] : undefined;
  return only === '-flags' || only === '-v' || only === '-version' || only === '--version';
}

/** A -toolexec or -exec program: not a tool itself, it names one, or the program, among its arguments. */
function wraps(image: Executed, parent: Standing): boolean {
  const [, ...args] = image.argv;
  if (args.some((arg) => isInToolDir(arg) || (parent.verb === 'run' && isRunnable(arg)))) return true;
  if (parent.verb === 'test' && args.some((arg) => workPathOf(arg) !== null && /\.test(\.exe)?$/.test(arg)))
    return true;
  // cmd/go asks for the C compiler's version through -toolexec too: `wrapper gcc -### -x c -c -`.
  return args.includes('-###') && args[0] !== '-###';
}

const VCS = new Set(['git', 'hg', 'svn', 'bzr', 'fossil']);

const COMPILER_NAMES =
  /^(?:[\w.]+-)*(?:gcc|g\+\+|cc|c\+\+|cpp|clang|clang\+\+|clang-cpp|gfortran|gccgo|cc1|cc1plus|cc1obj|f951|as|ld|ld\.\w+|lld|mold|collect2|lto1|lto-wrapper|ar|ranlib|strip|dsymutil|ccache|sccache|distcc|zig)(?:-[\d.]+)?$/;

const isCompiler = (name: string, facts: RoleFacts): boolean => facts.compilers.has(name) || COMPILER_NAMES.test(name);
