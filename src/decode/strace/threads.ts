/**
 * Who is who, and the promise that a spawn comes before all that its child does.
 *
 * strace prints the child of a vfork, and often a new thread, before the clone that made it returns. What such a
 * thread does is held until its parent is known. The clones that were called and whose child has not been seen are
 * the candidates: one alone is the parent at once; of several, returns leave one over. In a PID namespace a clone
 * returns a number of that namespace, which names nobody here; then the order of the clones decides.
 */
import { tid as asTid, type Nanos, type Tid } from '../../base/brand.ts';
import type { Observation, Spawn } from '../observation.ts';
import type { Birth, Draft } from './calls.ts';
import type { ChildId } from './result.ts';

export interface Thread {
  readonly tid: Tid;
  /** Its first line. */
  readonly seen: Nanos;
  /** Observations that wait for its spawn; null once that is told. */
  held: Held[] | null;
  /** The call that has begun and not returned, and its name. */
  call: Draft | null;
  callName: string;
  /** The clone that it is in. */
  clone: Clone | null;
  /** `superseded` came: its exec has succeeded, whatever is printed as the result. */
  superseded: boolean;
  /** Its clones return numbers of another PID namespace. */
  foreign: boolean;
  /** A clone's return named it: when one names it again, the first has ended unseen. */
  confirmed: boolean;
  /** Its last line has come while it was held. */
  departed: boolean;
  /** The clones that may have made it, while that is not known. */
  candidates: Clone[] | null;
}

export interface Clone {
  readonly parent: Thread;
  readonly birth: Birth;
  child: Thread | null;
  /** Its child is not known, and may still be found. */
  unclaimed: boolean;
  /** A thread that waits has it among its candidates. */
  wanted: boolean;
  /** It has returned a number that names nobody yet, or its return is lost. */
  settled: boolean;
  /** What it returned, 0 before. */
  returned: number;
}

interface HeldSpawn {
  readonly kind: 'held spawn';
  readonly spawn: Spawn;
  readonly child: Thread;
}

type Held = Observation | HeldSpawn;

/** Observations held at once, about 200 bytes each. A child is held for milliseconds, for a few lines. */
const MOST_HELD = 20_000;
/** Threads that wait, and clones without a child, at once: a build has about as many as it has cores. */
const MOST_WAITING = 64;
const MOST_UNCLAIMED = 128;

export interface Threads {
  /** The thread of this id: the one that lives, or one that appears with this line. */
  of(id: number, at: Nanos): Thread;
  /** The thread of this id if it has been seen. */
  known(id: number): Thread | undefined;
  /** The only one alive, if only one is. */
  alone(): Thread | undefined;
  observe(thread: Thread, observation: Observation): void;
  /** A clone was called. */
  calls(parent: Thread, birth: Birth): void;
  /** The clone that the thread is in returned a child, failed, or will never be heard of again. */
  returns(parent: Thread, child: ChildId): void;
  fails(parent: Thread): void;
  loses(parent: Thread): void;
  /** Its last line. */
  leaves(thread: Thread): void;
  /** It has become the leader: its id will not be heard of again. */
  becomes(thread: Thread, leader: Thread): void;
  /** No line will come: tell what is held. */
  end(): void;
}

export function createThreads(tell: (observation: Observation) => void): Threads {
  const living = new Map<number, Thread>();
  /** Clones whose child is not known, oldest first. */
  const unclaimed: Clone[] = [];
  /** Threads whose clone is not known, oldest first. */
  const waiting: Thread[] = [];
  let held = 0;
  /** The first thread of all, to which every other id is compared. */
  let first = -1;
  /** Most lines come from the thread of the line before. */
  let last: Thread | null = null;

  return { of, known: (id) => living.get(id), alone, observe, calls, returns, fails, loses, leaves, becomes, end };

  function of(id: number, at: Nanos): Thread {
    if (last !== null && last.tid === id) return last;
    last = living.get(id) ?? appear(id, at);
    return last;
  }

  function alone(): Thread | undefined {
    return living.size === 1 ? living.values().next().value : undefined;
  }

  function observe(thread: Thread, observation: Observation): void {
    if (thread.held === null) tell(observation);
    else hold(thread.held, observation);
  }

  function hold(queue: Held[], item: Held): void {
    queue.push(item);
    held++;
    if (held > MOST_HELD) for (const thread of waiting.splice(0)) tellUnseen(thread);
  }

  // ── a thread appears ───────────────────────────────────────────────────────────────────────────────────────────

  function appear(id: number, at: Nanos): Thread {
    const thread = newThread(id, at);
    if (first === -1) {
      first = id;
      tellSpawn(
        { kind: 'spawn', at, child: thread.tid, parent: null, thread: false, how: 'first', silent: false },
        thread,
      );
      return thread;
    }
    const named = unclaimed.find((clone) => clone.returned === id);
    const clone = named ?? choose(unclaimed);
    if (clone !== undefined) claim(clone, thread);
    else if (unclaimed.length === 0) tellUnseen(thread);
    else {
      thread.candidates = [...unclaimed];
      for (const candidate of unclaimed) candidate.wanted = true;
      waiting.push(thread);
      if (waiting.length > MOST_WAITING) giveUp();
    }
    if (clone?.wanted === true) narrow();
    return thread;
  }

  /** The parent, if the candidates leave no doubt: one alone, or none that could still name its child, in their order. */
  function choose(candidates: readonly Clone[]): Clone | undefined {
    return candidates.length === 1 || candidates.every((clone) => clone.settled) ? candidates[0] : undefined;
  }

  function newThread(id: number, at: Nanos): Thread {
    const thread: Thread = {
      tid: asTid(id),
      seen: at,
      held: [],
      call: null,
      callName: '',
      clone: null,
      superseded: false,
      foreign: false,
      confirmed: false,
      departed: false,
      candidates: null,
    };
    living.set(id, thread);
    return thread;
  }

  // ── a clone and its child find each other ──────────────────────────────────────────────────────────────────────

  function claim(clone: Clone, child: Thread): void {
    const { parent, birth } = clone;
    drop(clone);
    clone.child = child;
    child.candidates = null;
    if (clone.returned !== 0) parent.foreign = clone.returned !== child.tid;
    child.foreign = parent.foreign;
    const spawn: Spawn = {
      kind: 'spawn',
      at: birth.at,
      child: child.tid,
      parent: parent.tid,
      thread: birth.thread,
      how: birth.how,
      silent: birth.silent,
    };
    // The parent's own spawn may still be held.
    if (parent.held === null) tellSpawn(spawn, child);
    else hold(parent.held, { kind: 'held spawn', spawn, child });
  }

  /** Fewer clones are in question: a thread that waits may have one candidate left. */
  function narrow(): void {
    for (let i = 0; i < waiting.length; ) {
      const thread = waiting[i];
      if (thread === undefined) return;
      const candidates = (thread.candidates ?? []).filter((clone) => clone.unclaimed);
      thread.candidates = candidates;
      const clone = choose(candidates);
      if (clone === undefined && candidates.length > 0) {
        i++;
        continue;
      }
      waiting.splice(i, 1);
      if (clone === undefined) tellUnseen(thread);
      else claim(clone, thread);
      // That took a candidate from the others.
      i = 0;
    }
  }

  function drop(clone: Clone): void {
    if (!clone.unclaimed) return;
    clone.unclaimed = false;
    unclaimed.splice(unclaimed.indexOf(clone), 1);
  }

  // ── calls ──────────────────────────────────────────────────────────────────────────────────────────────────────

  function calls(parent: Thread, birth: Birth): void {
    const clone: Clone = { parent, birth, child: null, unclaimed: true, wanted: false, settled: false, returned: 0 };
    parent.clone = clone;
    unclaimed.push(clone);
    if (unclaimed.length > MOST_UNCLAIMED) {
      const given = unclaimed.find((other) => other.settled) ?? clone;
      drop(given);
      if (given.wanted) narrow();
    }
  }

  function returns(parent: Thread, child: ChildId): void {
    const { clone } = parent;
    parent.clone = null;
    if (clone === null) return;
    if (clone.child?.tid === child.tid) {
      clone.child.confirmed = true;
      parent.foreign = false;
      return;
    }
    if (clone.child !== null) {
      // It was the only one that could be. A low number is of another namespace; else there was a clone unseen.
      if (!child.translated && child.tid < first) parent.foreign = clone.child.foreign = true;
      else bind({ ...clone, child: null }, child);
      return;
    }
    if (!child.translated && (parent.foreign || (child.tid < first && !living.has(child.tid)))) {
      // It names nobody, or a pid after the wrap-around: who speaks next will tell.
      clone.returned = child.tid;
      clone.settled = true;
    } else bind(clone, child);
    if (clone.wanted) narrow();
  }

  function bind(clone: Clone, id: ChildId): void {
    let child = living.get(id.tid);
    if (child?.held === null) {
      if (!child.confirmed) {
        // Told before, without its parent or with another that seemed the only one.
        child.confirmed = true;
        drop(clone);
        return;
      }
      leaves(child);
      child = undefined;
    }
    if (child !== undefined && child.candidates === null) {
      // Held because its parent is, and so bound already.
      drop(clone);
      return;
    }
    const thread = child ?? newThread(id.tid, clone.birth.at);
    thread.confirmed = true;
    const at = waiting.indexOf(thread);
    if (at !== -1) waiting.splice(at, 1);
    claim(clone, thread);
    if (id.translated) thread.foreign = false;
  }

  function fails(parent: Thread): void {
    const { clone } = parent;
    parent.clone = null;
    if (clone === null || clone.child !== null) return;
    drop(clone);
    if (clone.wanted) narrow();
  }

  function loses(parent: Thread): void {
    const { clone } = parent;
    parent.clone = null;
    if (clone === null || clone.child !== null) return;
    clone.settled = true;
    if (clone.wanted) narrow();
  }

  // ── the end of a thread ────────────────────────────────────────────────────────────────────────────────────────

  function leaves(thread: Thread): void {
    if (thread.clone !== null) loses(thread);
    if (last === thread) last = null;
    // One that is held stays known, or its parent's return would bring it forth again.
    if (thread.held === null) living.delete(thread.tid);
    else thread.departed = true;
  }

  function becomes(thread: Thread, leader: Thread): void {
    if (thread.candidates !== null) {
      waiting.splice(waiting.indexOf(thread), 1);
      const birth: Birth = { kind: 'birth', at: thread.seen, thread: true, how: 'clone', silent: false };
      claim(
        { parent: leader, birth, child: null, unclaimed: false, wanted: false, settled: false, returned: 0 },
        thread,
      );
    }
    leaves(thread);
  }

  function end(): void {
    for (const clone of [...unclaimed]) {
      if (clone.returned === 0 || clone.parent.foreign || living.has(clone.returned)) continue;
      claim(clone, newThread(clone.returned, clone.birth.at));
    }
    while (waiting.length > 0) giveUp();
  }

  function giveUp(): void {
    const thread = waiting.shift();
    if (thread !== undefined) tellUnseen(thread);
  }

  // ── telling ────────────────────────────────────────────────────────────────────────────────────────────────────

  function tellUnseen(thread: Thread): void {
    thread.candidates = null;
    const { tid, seen } = thread;
    tellSpawn(
      { kind: 'spawn', at: seen, child: tid, parent: null, thread: false, how: 'unseen', silent: false },
      thread,
    );
  }

  /** The spawn, then what was held for it, then the children that were held for that: a list, not recursion. */
  function tellSpawn(spawn: Spawn, child: Thread): void {
    const spawns: HeldSpawn[] = [{ kind: 'held spawn', spawn, child }];
    for (const next of spawns) {
      tell(next.spawn);
      const items = next.child.held ?? [];
      next.child.held = null;
      held -= items.length;
      for (const item of items) {
        if (item.kind === 'held spawn') spawns.push(item);
        else tell(item);
      }
      if (!next.child.departed) continue;
      if (last === next.child) last = null;
      if (living.get(next.child.tid) === next.child) living.delete(next.child.tid);
    }
  }
}
