/**
 * How the processes of a run come to their end when go has gone before them: waited for, ended with go, or left
 * alone; and what becomes of them when strace dies.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionEvent } from '../tape/format.ts';
import type { Poller } from './proc/poller.ts';
import { readLivingSession, readTracer } from './proc/procfs.ts';
import { sendSignal } from './signals.ts';
import type { Tail } from './strace/tail.ts';

/** What the fold knows of who lives (session.ts has the whole Witness). */
export interface LivingWitness {
  /** Pids that were started and not seen to end; go's own among them while it lives. */
  alive(): readonly number[];
}

/** How long strace may take to write its last lines once go has gone. */
const SETTLE_MS = 1500;
/** How long a program may take to end when the user's signal has ended go. */
const GRACE_MS = 3000;

export type Tell = (event: SessionEvent) => void;

/**
 * The user's SIGTERM or SIGHUP has ended go; under plain go the program would now be an orphan that nobody waits
 * for. It gets SIGTERM, and after a while SIGKILL. What has left for a session of its own is a daemon, and stays.
 */
export async function endWhatGoLeft(
  witness: LivingWitness,
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
export function watchTracer(goPid: number, died: () => void): NodeJS.Timeout {
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
export function endWithTracer(witness: LivingWitness, poller: Poller, tell: Tell, now: () => number): void {
  tell({ event: 'strace died', at: now() });
  for (const pid of new Set([...witness.alive(), ...poller.pids()])) {
    if (sendSignal(pid, 'SIGKILL')) tell({ event: 'signal', at: now(), signal: 'SIGKILL', to: 'program' });
  }
}

/** Waits until strace has written the end of every process, unless something lives on that the program left behind. */
export async function settle(
  witness: LivingWitness,
  tail: Tail,
  goPid: number,
  tell: Tell,
  now: () => number,
): Promise<void> {
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
