/**
 * Adds our flags to the user's go command line, and steps back where the user has the same flag.
 * Pure. Where cmd/go reads a flag from: cmd/go/internal/work/build.go (AddBuildFlags), test/testflag.go, `go help vet`.
 */
import { isAbsolute, join } from 'node:path';

export interface OurFiles {
  /** Absolute paths to write to. */
  readonly actiongraph: string;
  readonly debugTrace: string;
}

export interface ComposedCommand {
  /** What follows `go`: the verb, our flags, the user's own words. */
  readonly argv: readonly string[];
  readonly added: readonly string[];
  /** Flags that we left out, because the user has them. */
  readonly left: readonly string[];
  /** The user asked for -work: the work dir is not ours to remove. */
  readonly keepsWork: boolean;
  /** Where the records really go: the user's own file, or ours. */
  readonly records: OurFiles;
  /** The directory that go works in: -C moves it. */
  readonly directory: string;
}

/** Flags of the build commands that take a value as the next word when they have no `=`. */
const VALUE_FLAGS = new Set(
  (
    'C p asmflags buildmode compiler gccgoflags gcflags installsuffix ldflags mod modfile overlay pgo pkgdir tags ' +
    'toolexec exec o covermode coverpkg coverprofile debug-actiongraph debug-trace debug-runtime-trace vettool vet ' +
    'bench benchtime blockprofile blockprofilerate count cpu cpuprofile fuzz fuzztime fuzzminimizetime list ' +
    'memprofile memprofilerate mutexprofile mutexprofilefraction outputdir parallel run skip shuffle timeout trace'
  ).split(' '),
);

interface Flag {
  readonly name: string;
  readonly value: string | null;
}

export function composeCommand(
  verb: string,
  args: readonly string[],
  goflags: string,
  files: OurFiles,
  cwd: string,
): ComposedCommand {
  const flags = [...splitGoflags(goflags).map(parseFlag), ...readFlags(verb, args)];
  const last = (name: string) => flags.filter((flag) => flag?.name === name).at(-1) ?? null;
  const chdir = readChdir(args);
  const directory = chdir.directory === null ? cwd : resolvePath(cwd, chdir.directory);
  const work = last('work');
  const graph = last('debug-actiongraph');
  const trace = last('debug-trace');
  const added = [
    ...(work === null ? ['-work'] : []),
    ...(graph === null ? [`-debug-actiongraph=${files.actiongraph}`] : []),
    ...(trace === null ? [`-debug-trace=${files.debugTrace}`] : []),
  ];
  const left = [work, graph, trace].flatMap((flag) => (flag === null ? [] : [`-${flag.name}`]));
  const at = (flag: Flag | null, ours: string) => (flag?.value ? resolvePath(directory, flag.value) : ours);
  return {
    // -C must stay the first flag of all.
    argv: [verb, ...args.slice(0, chdir.words), ...added, ...args.slice(chdir.words)],
    added,
    left,
    keepsWork: work !== null && !['false', '0', 'f', 'F', 'FALSE', 'False'].includes(work.value ?? 'true'),
    records: { actiongraph: at(graph, files.actiongraph), debugTrace: at(trace, files.debugTrace) },
    directory,
  };
}

/** The flags that cmd/go will read, in order. For `go test` they may also follow the packages. */
function readFlags(verb: string, args: readonly string[]): Flag[] {
  const flags: Flag[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (word === '--' || word === '-args' || word === '--args') break;
    const flag = parseFlag(word);
    if (flag === null) {
      if (verb === 'test') continue;
      break;
    }
    if (flag.value === null && VALUE_FLAGS.has(flag.name.replace(/^test\./, ''))) {
      flags.push({ name: flag.name, value: args[++i] ?? null });
    } else {
      flags.push(flag);
    }
  }
  return flags;
}

/** A leading -C, which moves go to another directory, and how many words it takes. */
export function readChdir(args: readonly string[]): { words: number; directory: string | null } {
  const flag = parseFlag(args[0] ?? '');
  if (flag?.name !== 'C') return { words: 0, directory: null };
  return flag.value === null ? { words: 2, directory: args[1] ?? null } : { words: 1, directory: flag.value };
}

function parseFlag(word: string): Flag | null {
  const match = /^--?([^-=][^=]*)(?:=([\s\S]*))?$/.exec(word);
  return match ? { name: match[1] ?? '', value: match[2] ?? null } : null;
}

/** GOFLAGS: words between spaces, each may be quoted whole with ' or " (cmd/internal/quoted.Split, Go >= 1.17). */
function splitGoflags(goflags: string): string[] {
  return [...goflags.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

const resolvePath = (base: string, path: string): string => (isAbsolute(path) ? path : join(base, path));
