/**
 * Adds our flags to the user's go command line, and steps back where the user has the same flag.
 * Pure. Where cmd/go reads a flag from: cmd/go/internal/work/build.go (AddBuildFlags), test/testflag.go, `go help vet`.
 */
import { isAbsolute, join } from 'node:path';
import { isOn, readGoFlags } from '../../base/goFlags.ts';

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

export function composeCommand(
  verb: string,
  args: readonly string[],
  goflags: string,
  files: OurFiles,
  cwd: string,
): ComposedCommand {
  const chdir = readChdir(args);
  const directory = chdir.directory === null ? cwd : resolvePath(cwd, chdir.directory);
  const theirs = readGoFlags(verb, args, goflags);
  const ours = {
    work: '-work',
    'debug-actiongraph': `-debug-actiongraph=${files.actiongraph}`,
    'debug-trace': `-debug-trace=${files.debugTrace}`,
  };
  const names = Object.keys(ours) as (keyof typeof ours)[];
  const added = names.filter((name) => !theirs.flags.has(name)).map((name) => ours[name]);
  const recordAt = (name: string, ourPath: string) => {
    const path = theirs.flags.get(name);
    return path ? resolvePath(directory, path) : ourPath;
  };
  return {
    // -C must stay the first flag of all.
    argv: [verb, ...args.slice(0, chdir.words), ...added, ...args.slice(chdir.words)],
    added,
    left: names.filter((name) => theirs.flags.has(name)).map((name) => `-${name}`),
    keepsWork: isOn(theirs, 'work'),
    records: {
      actiongraph: recordAt('debug-actiongraph', files.actiongraph),
      debugTrace: recordAt('debug-trace', files.debugTrace),
    },
    directory,
  };
}

/** A leading -C, which moves go to another directory, and how many words it takes. */
export function readChdir(args: readonly string[]): { words: number; directory: string | null } {
  const match = /^--?C(?:=([\s\S]*))?$/.exec(args[0] ?? '');
  if (match === null) return { words: 0, directory: null };
  return match[1] === undefined ? { words: 2, directory: args[1] ?? null } : { words: 1, directory: match[1] };
}

const resolvePath = (base: string, path: string): string => (isAbsolute(path) ? path : join(base, path));
