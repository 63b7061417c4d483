/** The command table. Everything after the go verb goes to go untouched; our own options come before it. */
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Verb } from '../model/run.ts';
import type { ColorWish } from './io.ts';

/** What each command does; main.ts loads them lazily, tests put in their own. */
export interface Actions {
  trace(verb: Verb, args: readonly string[], options: TraceOptions): Promise<void>;
  show(what: string | undefined, run: string | undefined, options: ShowOptions): Promise<void>;
  runs(options: { json?: boolean } & Common): Promise<void>;
  clean(options: { all?: boolean; keep: number; json?: boolean } & Common): Promise<void>;
  doctor(options: { fix?: boolean; all?: boolean; json?: boolean; go?: string } & Common): Promise<void>;
}

interface Common {
  readonly color: ColorWish;
}

export interface TraceOptions extends Common {
  readonly go?: string;
  readonly track: 'auto' | 'strace' | 'tool';
  readonly progress: boolean;
  readonly quiet?: boolean;
}

export interface ShowOptions extends Common {
  readonly json?: boolean;
  readonly all?: boolean;
  readonly sort?: string;
  readonly limit?: number;
}

const VERBS: Readonly<Record<Verb, string>> = {
  run: 'trace go run, the program included',
  build: 'trace go build',
  test: 'trace go test, the test binaries included',
  install: 'trace go install',
  vet: 'trace go vet',
};

/** `words`: what follows the command's name; the same that are then parsed. */
export function createProgram(version: string, actions: Actions, words: readonly string[]): Command {
  const program = new Command('gorun-trace')
    .description('Shows what `go run` really does: processes, the hidden build directory, build-cache hits and misses.')
    .usage(
      '[options] main.go [args…]\n       gorun-trace [options] run|build|test|install|vet …\n       gorun-trace show|runs|clean|doctor …',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addOption(new Option('--go <path>', 'the go command to run (default: the first in PATH)'))
    .addOption(new Option('--track <name>', 'how to watch').choices(['auto', 'strace', 'tool']).default('auto'))
    .option('--no-progress', 'no progress line while it builds')
    .option('-q, --quiet', 'no summary at the end; the recording is kept all the same')
    .addOption(colorOption().default('auto'))
    .argument('[main.go]', 'files or a package, as for go run')
    .argument('[args...]', "the program's arguments")
    .enablePositionalOptions()
    .passThroughOptions()
    .showHelpAfterError('(gorun-trace --help tells the options)')
    .addHelpText('after', AFTER_HELP)
    .action(async (first: string | undefined, rest: string[], _options, command: Command) => {
      if (first === undefined) command.help({ error: true });
      await actions.trace('run', [first, ...rest], command.opts<TraceOptions>());
    });

  for (const [verb, description] of Object.entries(VERBS) as [Verb, string][]) {
    program
      .command(verb)
      .description(description)
      .argument('[go flags, packages, arguments...]', 'handed to go as they are')
      .helpOption(false) // `gorun-trace build -h` is go's to answer
      .allowUnknownOption()
      .passThroughOptions()
      .action((args: string[], _options, command: Command) =>
        actions.trace(verb, restoreDashes(args, words), command.optsWithGlobals()),
      );
  }
  const own = (name: string) => program.command(name).addOption(colorOption());
  own('show')
    .description(
      'show a recording: processes, cache, work, timeline, run, or one thing by its handle (p-3, pkg-2, b001)',
    )
    .argument('[what]', 'processes|cache|work|timeline|run, a handle or an import path (default: the summary)')
    .argument('[run]', 'an id or its beginning, a path, latest, latest~1', 'latest')
    .option('--json', 'as JSON')
    .option('--all', 'every row, nothing folded')
    .option('--sort <column>', 'order the rows of cache by: package, time, verdict')
    .option('--limit <rows>', 'at most so many rows', wholeNumber)
    .action((what, run, _options, command: Command) => actions.show(what, run, allOptions(command)));
  own('runs')
    .description('list the recordings of this project')
    .option('--json', 'as JSON')
    .action((_options, command: Command) => actions.runs(allOptions(command)));
  own('clean')
    .description('remove recordings, all but the newest')
    .option('--keep <n>', 'keep so many of the newest', wholeNumber, 1)
    .option('--all', 'remove every recording')
    .option('--json', 'as JSON')
    .action((_options, command: Command) => actions.clean(allOptions(command)));
  own('doctor')
    .description('tell what is here, how a run will be watched and why; install what is missing')
    .option('--fix', 'install what is needed, after saying what will be run')
    .option('--all', 'with --fix: install the optional tools too')
    .option('--json', 'as JSON')
    .action((_options, command: Command) => actions.doctor(allOptions(command)));
  return program;
}

const colorOption = () => new Option('--color <when>', 'colour the text').choices(['auto', 'always', 'never']);

/** Options before the command and behind it; those behind it win. */
const allOptions = <T>(command: Command): T => ({ ...command.optsWithGlobals(), ...command.opts() }) as T;

/** commander takes a `--` right behind the verb for its own; it is go's. */
const restoreDashes = (args: readonly string[], words: readonly string[]): readonly string[] =>
  words.at(-args.length - 1) === '--' ? ['--', ...args] : args;

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

const AFTER_HELP = `
Examples:
  gorun-trace main.go                    trace go run main.go
  gorun-trace test ./...                 trace go test ./...
  gorun-trace show cache                 every cache hit and miss of the latest run
  gorun-trace show pkg-3 latest~1        one action of the run before it

Exit status: that of the go command; 125 when gorun-trace itself failed.`;
