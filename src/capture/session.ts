/**
 * One traced run from start to end: start go (under strace), let the probes watch, pass signals on, wait, read
 * what is left behind, clean up. Whatever a probe cannot do is written to the tape; the run goes on.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { execa, type Options } from 'execa';
import type { ProcTick, SessionEvent, WorkFileRecord } from '../tape/format.ts';
import type { TapeWriter } from '../tape/writer.ts';
import { endWhatGoLeft, endWithTracer, type LivingWitness, settle, type Tell, watchTracer } from './ending.ts';
import type { ComposedCommand } from './gotool/flags.ts';
import { isWorkDir, measureWorkDir, readResponseFile, readWorkDir, removeWorkDir } from './gotool/workDir.ts';
import { type Guard, postGuard } from './guard.ts';
import type { StraceOptions } from './host/straceOptions.ts';
import { planLaunch } from './launcher.ts';
import { startPoller } from './proc/poller.ts';
import { catchSignals, endsGo, sendSignal } from './signals.ts';
import { straceArguments } from './strace/arguments.ts';
import { followFile } from './strace/tail.ts';

export interface SessionPlan {
  readonly goBinary: string;
  readonly command: ComposedCommand;
  /** Absent: the tool track, go alone. */
  readonly strace?: { readonly binary: string; readonly able: StraceOptions };
  /** What puts the descriptors right between strace and go (launcher.ts). */
  readonly launcher: string | null;
  /** A name of the current directory that the system knows. */
  readonly here: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Who makes sense of the records while they come (pipeline.ts). The session asks it what it cannot know itself:
 * it must not decode.
 */
export interface Witness extends LivingWitness {
  straceBytes(chunk: Buffer): void;
  tick(tick: ProcTick): void;
  event(event: SessionEvent): void;
  workFile(file: WorkFileRecord): void;
  /** The work dir of the traced go command, as soon as one was seen. */
  workDir(): string | null;
  /** Response files (`@args`) named by tools that started since the last call. */
  newResponseFiles(): readonly string[];
}

export interface SessionEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Set when go could not be started at all. */
  readonly failedToStart: string | null;
}

/** strace's log is read this often; a response file lives at least as long as a compiler. */
const TAIL_MS = 25;

export async function recordSession(
  plan: SessionPlan,
  tape: TapeWriter,
  witness: Witness,
  now: () => number,
): Promise<SessionEnd> {
  const tell = (event: SessionEvent) => {
    tape.append('session', event);
    witness.event(event);
  };
  const keepWorkFile = (file: WorkFileRecord) => {
    tape.append('work', file);
    witness.workFile(file);
  };
  const failed = new Set<string>();
  /** A fault of ours in a probe must not end the run: the probe is given up, and the tape says why. */
  const safely = (probe: string, act: () => void) => {
    if (failed.has(probe)) return;
    try {
      act();
    } catch (error) {
      failed.add(probe);
      tape.append('session', { event: 'probe failed', at: now(), probe, why: messageOf(error) });
    }
  };

  const received: NodeJS.Signals[] = [];
  let pid = 0;
  // Before the start: none may get through to us alone.
  const release = catchSignals((signal) => {
    received.push(signal);
    const to = sendSignal(pid, signal) ? 'go' : 'nobody';
    safely('session', () => tell({ event: 'signal', at: now(), signal, to }));
  });
  const child = startGo(plan, tape);
  if (child.pid === undefined) {
    release();
    const failure = await child;
    return { code: null, signal: null, failedToStart: failure.originalMessage ?? 'it could not be started' };
  }
  pid = child.pid;
  tell({ event: 'started', at: now(), pid });
  const guard = plan.command.keepsWork ? null : postGuard(tape.pathOf('strace'), plan.command.records.actiongraph, pid);
  const poller = startPoller(pid, now, (tick) =>
    safely('proc', () => {
      tape.append('proc', tick);
      witness.tick(tick);
    }),
  );
  if (poller.blind !== null) tell({ event: 'probe failed', at: now(), probe: 'proc', why: poller.blind });
  const tail = plan.strace
    ? followFile(tape.pathOf('strace'), TAIL_MS, (chunk) =>
        safely('strace', () => {
          witness.straceBytes(chunk);
          for (const path of witness.newResponseFiles()) keepWorkFile(readResponseFile(witness.workDir() ?? '', path));
        }),
      )
    : null;
  const measuring = setInterval(
    () =>
      safely('work-dir', () => {
        const work = witness.workDir();
        if (work !== null) tell({ event: 'work size', at: now(), path: work, bytes: measureWorkDir(work) });
      }),
    1000,
  );

  let tracerDied = false;
  const watchdog = plan.strace
    ? watchTracer(pid, () => {
        tracerDied = true;
        safely('session', () => endWithTracer(witness, poller, tell, now));
      })
    : undefined;
  const stopWatching = () => {
    clearInterval(measuring);
    clearInterval(watchdog);
    poller.stop();
    tail?.stop();
  };

  const result = await child;
  const code = result.exitCode ?? null;
  const signal = result.signal ?? null;
  try {
    tell({ event: 'exited', at: now(), code, signal });
    if (received.some(endsGo) && signal !== null) await endWhatGoLeft(witness, poller, tail, tell, now);
    if (tail !== null && !tracerDied) await settle(witness, tail, pid, tell, now);
    stopWatching();
    collectGoRecords(plan.command, tape, tell, now);
    await dealWithWorkDir(plan.command, tape, witness, guard, keepWorkFile, tell, now);
  } catch (error) {
    // go has gone, and how it ended is what counts; the guard removes the work dir when we end.
    tape.append('session', { event: 'probe failed', at: now(), probe: 'session', why: messageOf(error) });
  } finally {
    stopWatching();
    release();
  }
  return { code, signal, failedToStart: null };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** With -DDD strace becomes go in the very process that it was started as: the pid that we start is go's. */
function startGo(plan: SessionPlan, tape: TapeWriter) {
  const { goBinary, command, strace, launcher, environment } = plan;
  const tracer = strace ? [strace.binary, ...straceArguments(strace.able, tape.pathOf('strace'))] : [];
  const launch = planLaunch(
    [goBinary, ...command.argv],
    tracer,
    strace ? launcher : null,
    tape.pathOf('straceSaid'),
    environment,
  );
  // execa's types know the standard descriptors in their usual places only; the call takes any.
  const stdio = launch.stdio as unknown as NonNullable<Options['stdio']>;
  const child = execa(launch.file, launch.args, { stdio, cwd: plan.here, reject: false, cleanup: false });
  launch.release();
  return child;
}

/** The user's own -debug-actiongraph file is the user's: we take a copy. */
function collectGoRecords(command: ComposedCommand, tape: TapeWriter, tell: Tell, now: () => number): void {
  for (const stream of ['actiongraph', 'debugTrace'] as const) {
    const path = command.records[stream];
    if (path === tape.pathOf(stream)) continue;
    try {
      copyFileSync(path, tape.pathOf(stream));
    } catch (error) {
      tell({
        event: 'probe failed',
        at: now(),
        probe: stream,
        why: messageOf(error),
      });
    }
  }
}

async function dealWithWorkDir(
  command: ComposedCommand,
  tape: TapeWriter,
  witness: Witness,
  guard: Guard | null,
  keep: (file: WorkFileRecord) => void,
  tell: Tell,
  now: () => number,
): Promise<void> {
  const work = witness.workDir() ?? workDirFromGraph(tape.pathOf('actiongraph'));
  if (work !== null && isWorkDir(work)) {
    let files = 0;
    let bytes = 0;
    for (const file of readWorkDir(work)) {
      keep(file);
      files += 1;
      bytes += file.bytes;
    }
    tell({ event: 'work read', at: now(), path: work, files, bytes });
    if (command.keepsWork) tell({ event: 'work kept', at: now(), path: work });
    else {
      const refused = await removeWorkDir(work);
      if (refused === null) tell({ event: 'work removed', at: now(), path: work });
      else tell({ event: 'probe failed', at: now(), probe: 'work-dir', why: refused });
    }
  }
  await guard?.dismiss();
}

/** On the tool track nobody saw the work dir being made, but go's own action graph names folders in it. */
function workDirFromGraph(path: string): string | null {
  try {
    return /"Objdir": ?"(\/[^"]*\/go-build\d+)\/b\d+\/"/.exec(readFileSync(path, 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}
