/** `gorun-trace main.go`: plan, record, rebuild while it runs, tell. The exit code is go's. */
import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { resolve } from 'node:path';
import { UserError } from '../../base/userError.ts';
import { composeCommand, readChdir } from '../../capture/gotool/flags.ts';
import { askGoEnv } from '../../capture/gotool/goEnv.ts';
import { findCommand } from '../../capture/host/search.ts';
import { findLauncher } from '../../capture/launcher.ts';
import { recordSession, type SessionEnd, type Witness } from '../../capture/session.ts';
import { chooseTracer } from '../../capture/tracer.ts';
import type { Verb } from '../../model/run.ts';
import { type SessionEvent, TAPE_FORMAT, type TapeHeader } from '../../tape/format.ts';
import { newRunId, openStore, runFolder } from '../../tape/store.ts';
import { createTape } from '../../tape/writer.ts';
import { createIo } from '../io.ts';
import type { TraceOptions } from '../program.ts';

export async function traceCommand(
  verb: Verb,
  args: readonly string[],
  options: TraceOptions,
  version: string,
): Promise<void> {
  const environment = process.env;
  const cwd = process.cwd();
  const io = createIo(2, options.color, environment);
  const goBinary = findGo(options.go, environment);
  const here = nameOfHere(cwd);
  const directory = resolve(here, readChdir(args).directory ?? '.');
  // What is not needed at once is loaded while go and strace answer, or while the traced command runs.
  const [tracer, goEnv, { createLivePipeline }, { startProgress }] = await Promise.all([
    chooseTracer(options.track, environment),
    askGoEnv(goBinary, directory),
    import('../../pipeline.ts'),
    import('../progress.ts'),
  ]);

  const launcher = tracer.track === 'strace' ? findLauncher(environment) : null;
  const store = openStore(directory, environment);
  const now = startClock();
  const id = newRunId(new Date(), randomBytes(1).toString('hex'));
  const folder = runFolder(store, id);
  const files = { actiongraph: `${folder}/actiongraph.json`, debugTrace: `${folder}/debug-trace.json` };
  const command = composeCommand(verb, args, goflagsOf(goEnv.text), files, here);
  const header: TapeHeader = {
    format: TAPE_FORMAT,
    version: 1,
    id,
    recordedBy: version,
    originSeconds: now.originSeconds,
    verb,
    args,
    argv: [goBinary, ...command.argv],
    cwd,
    goBinary,
    launcher,
    flags: { added: command.added, left: command.left },
    host: { platform: process.platform, arch: process.arch, kernel: release(), cpus: cpus().length },
    track: { name: tracer.track, watchers: tracer.watchers, reasons: tracer.reasons },
  };
  const tape = createTape(folder, header);
  const live = createLivePipeline(header);
  const tell = (event: SessionEvent) => {
    tape.append('session', event);
    live.witness.event(event);
  };
  if (goEnv.text !== null) tape.put('goEnv', goEnv.text);
  else tell({ event: 'probe failed', at: now(), probe: 'go-env', why: goEnv.why });
  if (store.insteadOf)
    tell({ event: 'store elsewhere', at: now(), wanted: store.insteadOf.folder, why: store.insteadOf.why });

  const progress = options.progress ? startProgress(io, environment, live.progress) : null;
  const witness: Witness = {
    ...live.witness,
    straceBytes(chunk) {
      live.witness.straceBytes(chunk);
      progress?.check();
    },
  };
  const plan = {
    goBinary,
    command,
    launcher,
    here,
    environment,
    ...(tracer.track === 'strace' ? { strace: tracer } : {}),
  };
  const [end, { tellAndKeep }] = await Promise.all([recordSession(plan, tape, witness, now), import('../telling.ts')]);
  progress?.stop();
  if (end.failedToStart !== null) {
    rmSync(folder, { recursive: true, force: true });
    throw new UserError(
      'go-not-started',
      `${goBinary} could not be started: ${end.failedToStart}`,
      'Name a go command that runs here with --go, or see: gorun-trace doctor',
    );
  }
  if (store.insteadOf && !options.quiet) {
    io.stderr(`gorun-trace: recorded in ${store.folder}: ${store.insteadOf.why}\n`);
  }
  await tellAndKeep({ live, tape, store, id, now, quiet: options.quiet ?? false, io });
  endAs(end);
}

/** The shell must see what it would see of go: its exit code, or death by the same signal. */
function endAs({ code, signal }: SessionEnd): void {
  if (signal === null) {
    process.exitCode = code ?? 125;
    return;
  }
  process.kill(process.pid, signal);
  // A signal that does not end us (it is ignored here): the shells' number for it would be 128 + n, go's own is lost.
  setTimeout(() => process.exit(125), 1000);
}

function findGo(wish: string | undefined, environment: NodeJS.ProcessEnv): string {
  const found = findCommand(wish ?? 'go', environment);
  if (found !== null) return found;
  const what = wish === undefined ? 'there is no go command in PATH' : `there is no go command at ${wish}`;
  throw new UserError('go-not-found', what, 'Install Go with: gorun-trace doctor --fix   or name it with --go');
}

/** GOFLAGS as go sees them: the environment's, or those of `go env -w`. */
function goflagsOf(goEnvText: string | null): string {
  if (goEnvText === null) return process.env.GOFLAGS ?? '';
  const { GOFLAGS } = JSON.parse(goEnvText) as { GOFLAGS?: string };
  return GOFLAGS ?? '';
}

/** Node reads paths as UTF-8: a folder whose name is none is not found by the name that Node has for it. */
const nameOfHere = (cwd: string): string =>
  statSync(cwd, { throwIfNoEntry: false }) === undefined ? '/proc/self/cwd' : cwd;

interface Clock {
  (): number;
  readonly originSeconds: number;
}

/** Nanoseconds since the whole second before now; wall time, as strace and cmd/go have it. */
function startClock(): Clock {
  const originSeconds = Math.floor((performance.timeOrigin + performance.now()) / 1000);
  const now = () => Math.round((performance.timeOrigin + performance.now() - originSeconds * 1000) * 1e6);
  return Object.assign(now, { originSeconds });
}
