/** The door: reads argv, loads the command that is asked for, and turns errors into words and exit codes. */
import { CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { UserError } from '../base/userError.ts';
import { createIo } from './io.ts';
import { type Actions, createProgram } from './program.ts';

/** What gorun-trace failed at itself; no code that the traced command could have given (as env, timeout and docker run). */
const FAILED = 125;

const { version } = manifest;

const actions: Actions = {
  async trace(verb, args, options) {
    const { traceCommand } = await import('./commands/trace.ts');
    await traceCommand(verb, args, options, version);
  },
  async show(what, run, options) {
    const [{ show }, { loadRun }] = await Promise.all([import('./commands/show.ts'), import('./recordings.ts')]);
    process.exitCode = await show(what, run, options, loadRun, createIo(1, options.color, process.env));
  },
  async runs(options) {
    const { runs } = await import('./commands/runs.ts');
    process.exitCode = await runs(options, createIo(1, options.color, process.env));
  },
  async clean(options) {
    const { clean } = await import('./commands/runs.ts');
    process.exitCode = clean(options, createIo(1, options.color, process.env));
  },
  async doctor(options) {
    const { doctor } = await import('./commands/doctor.ts');
    process.exitCode = await doctor(options, createIo(1, options.color, process.env));
  },
};

const words = process.argv.slice(2);
try {
  const program = createProgram(version, actions, words);
  const io = createIo(2, 'auto', process.env);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
  }
  await program.parseAsync(words, { from: 'user' });
} catch (error) {
  process.exitCode = await tell(error);
}

async function tell(error: unknown): Promise<number> {
  // commander has written its message already; --help and --version end here too, with code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : FAILED;
  const io = createIo(2, 'auto', process.env);
  if (error instanceof UserError) {
    const { renderError } = await import('../report/terminal/error.ts');
    io.stderr(renderError(error, io));
  } else io.stderr(`gorun-trace ${version} has a bug: ${error instanceof Error ? error.stack : String(error)}\n`);
  return FAILED;
}
