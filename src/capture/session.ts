/**
 * One traced run from start to end: start go (under strace), let the probes watch, pass signals on, wait, read
 * what is left behind, clean up. Whatever a probe cannot do is written to the tape; the run goes on.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa, type Options } from 'execa';
import type { ProcTick, SessionEvent, WorkFileRecord } from '../tape/format.ts';
import type { TapeWriter } from '../tape/writer.ts';
import type { ComposedCommand } from './gotool/flags.ts';
import { isWorkDir, measureWorkDir, readResponseFile, readWorkDir, removeWorkDir } from './gotool/workDir.ts';
import { type Guard, postGuard } from './guard.ts';
import type { StraceOptions } from './host/straceOptions.ts';
import { planLaunch } from './launcher.ts';
import { type Poller, startPoller } from './proc/poller.ts';
import { readLivingSession, readTracer } from './proc/procfs.ts';
import { catchSignals, endsGo, sendSignal } from './signals.ts';
import { straceArguments } from './strace/arguments.ts';
import { followFile, type Tail } from './strace/tail.ts';

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
export interface Witness {
  straceBytes(chunk: Buffer): void;
  tick(tick: ProcTick): void;
  event(event: SessionEvent): void;
  workFile(file: WorkFileRecord): void;
  /** The work dir of the traced go command, as soon as one was seen. */
  workDir(): string | null;
  /** Pids that were started and not seen to end; go's own among them while it lives. */
  alive(): readonly number[];
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
/** How long strace may take to write its last lines once go has gone. */
const SETTLE_MS = 1500;
/** How long a program may take to end when the user's signal has ended go. */
const GRACE_MS = 3000;

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

type Tell = (event: SessionEvent) => void;

/**
 * The user's SIGTERM or SIGHUP has ended go; under plain go the program would now be an orphan that nobody waits
 * for. It gets SIGTERM, and after a while SIGKILL. What has left for a session of its own is a daemon, and stays.
 */
async function endWhatGoLeft(
  witness: Witness,
  poller: Poller,
  tail: Tail | null,
  tell: Tell,
  now: () => number,
): Promise<void> {
  tail?.drain();
  const session = readLivingSession(process.pid);
  const left = () =>
    [...new Set([...witness.alive(), ...poller.pids()])].filter((pid) => readLivingSession(pid) === session);
  const send = (signal: NodeJS.Signals) => {
    for (const pid of left()) if (sendSignal(pid, signal)) tell({ event: 'signal', at: now(), signal, to: 'program' });
  };
  send('SIGTERM');
  for (let waited = 0; waited < GRACE_MS && left().length > 0; waited += 25) {
    await sleep(25);
    tail?.drain();
  }
  send('SIGKILL');
}

/** Calls `died` once, when the tracer that was there is gone although go is not. */
function watchTracer(goPid: number, died: () => void): NodeJS.Timeout {
  let seen = false;
  const timer = setInterval(() => {
    const tracer = readTracer(goPid);
    seen ||= tracer !== null && tracer > 0;
    if (!seen || tracer !== 0 || readLivingSession(goPid) === null) return;
    clearInterval(timer);
    died();
  }, 100);
  return timer;
}

/**
 * strace was killed. Up to 6.5 what it traced lives on with a filter that nobody answers: every traced call fails,
 * exit_group too, so that a Go program can neither work nor end (seen with 6.1: it crashes without end). They are
 * killed, as strace itself has it from 6.6 on (--kill-on-exit).
 */
function endWithTracer(witness: Witness, poller: Poller, tell: Tell, now: () => number): void {
  tell({ event: 'strace died', at: now() });
  for (const pid of new Set([...witness.alive(), ...poller.pids()])) {
    if (sendSignal(pid, 'SIGKILL')) tell({ event: 'signal', at: now(), signal: 'SIGKILL', to: 'program' });
  }
}

/** Waits until strace has written the end of every process, unless something lives on that the program left behind. */
async function settle(witness: Witness, tail: Tail, goPid: number, tell: Tell, now: () => number): Promise<void> {
  for (let waited = 0; waited < SETTLE_MS; waited += 5) {
    tail.drain();
    const alive = witness.alive();
    if (alive.length === 0) return;
    // go's own end is still to be written, or a process is there that outlives go.
    if (!alive.includes(goPid) && alive.some(isAlive)) break;
    await sleep(5);
  }
  const daemon = witness.alive().find((pid) => pid !== goPid && isAlive(pid));
  if (daemon === undefined) tell({ event: 'strace died', at: now() });
  else tell({ event: 'strace stayed', at: now(), pid: daemon });
}

const isAlive = (pid: number): boolean => readLivingSession(pid) !== null;

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
