/**
 * Folds observations into the processes of the run: threads into their process, execs into its images,
 * a pid used twice into two processes. Opens are only counted, so memory grows with processes, not with lines.
 * What a process was for is not decided here (roles.ts, packages.ts).
 */
import { posix } from 'node:path';
import type { Nanos, Tid } from '../base/brand.ts';
import { type Known, known, missing } from '../base/known.ts';
import type { Chdir, Exec, Observation, Spawn } from '../decode/observation.ts';
import type { Exit } from '../model/exit.ts';
import type { NoteSink } from '../model/note.ts';
import type { FailedExec, Image } from '../model/process.ts';

/** A process while the recording is read. Only this file writes to it. */
export interface TracedProcess {
  /** 0, 1, 2 … in the order in which they were seen to start: the key while the recording is read. */
  readonly ordinal: number;
  readonly pid: number;
  readonly parent: TracedProcess | null;
  readonly start: Nanos;
  /** It sends no SIGCHLD when it ends. */
  readonly silent: boolean;
  readonly images: Image[];
  readonly failedExecs: FailedExec[];
  threads: number;
  cwd: Known<string>;
  opens: number;
  failedOpens: number;
  /** What it passed to exit_group: how it will end, unless it is killed first. */
  asked: { readonly at: Nanos; readonly code: number } | null;
  ended: { readonly at: Nanos; readonly exit: Exit } | null;
  /** Why its end will never be seen, where that is known before the recording ends. */
  lost: string | null;
}

export interface ProcessTree {
  /** Returns the process that it is about; undefined for the last words of threads that are gone already. */
  observe(observation: Observation): TracedProcess | undefined;
  /** The traced go command. */
  root(): TracedProcess | undefined;
  /** In the order in which they were seen to start. */
  all(): readonly TracedProcess[];
  alive(): Iterable<TracedProcess>;
  /** Nothing more will come. */
  finish(): void;
}

/** What stays private: which threads are alive, and the exec that may still turn out to be a step of a search. */
interface Living extends TracedProcess {
  readonly tids: Set<Tid>;
  searching: FailedExec | null;
}

export function createProcessTree(cwd: string, notes: NoteSink): ProcessTree {
  const processes: Living[] = [];
  const living = new Set<Living>();
  const byTid = new Map<Tid, Living>();

  const begin = (tid: Tid, at: Nanos, parent: Living | null, silent: boolean): Living => {
    const process: Living = {
      ordinal: processes.length,
      pid: tid,
      parent,
      start: at,
      silent,
      images: [],
      failedExecs: [],
      threads: 1,
      cwd: firstCwd(processes.length === 0, cwd, parent),
      opens: 0,
      failedOpens: 0,
      asked: null,
      ended: null,
      lost: null,
      tids: new Set([tid]),
      searching: null,
    };
    processes.push(process);
    living.add(process);
    byTid.set(tid, process);
    return process;
  };

  const forget = (process: Living): void => {
    for (const tid of process.tids) if (byTid.get(tid) === process) byTid.delete(tid);
    process.tids.clear();
    living.delete(process);
    settleSearch(process);
  };

  const spawn = (o: Spawn): Living => {
    const parent = o.parent === null ? undefined : byTid.get(o.parent);
    const before = byTid.get(o.child);
    if (before?.pid === o.child) {
      before.lost = 'its pid was used again before its end was seen';
      forget(before);
    }
    if (o.thread && parent !== undefined) {
      parent.threads++;
      parent.tids.add(o.child);
      byTid.set(o.child, parent);
      return parent;
    }
    if (parent === undefined && processes.length > 0) noteOrphan(notes, o.child);
    return begin(o.child, o.at, parent ?? null, o.silent);
  };

  /** Whose thread it is. A thread that nobody was seen to start is taken for a process of its own. */
  const owner = (tid: Tid, at: Nanos): Living => {
    const process = byTid.get(tid);
    if (process !== undefined) return process;
    if (processes.length > 0) noteOrphan(notes, tid);
    return begin(tid, at, null, false);
  };

  const exec = (o: Exec): Living => {
    const process = byTid.get(o.tid) ?? byTid.get(o.caller) ?? owner(o.tid, o.at);
    if (o.errno !== null) {
      failExec(process, { at: o.at, path: o.path, errno: o.errno });
      return process;
    }
    if (process.searching !== null && sameName(process.searching.path, o.path)) process.searching = null;
    settleSearch(process);
    process.images.push({ at: o.at, path: o.path, argv: o.argv, cwd: process.cwd });
    // execve leaves one thread, under the process's own id, whichever thread called it.
    for (const tid of process.tids) if (tid !== o.tid && byTid.get(tid) === process) byTid.delete(tid);
    process.tids.clear();
    process.tids.add(o.tid);
    byTid.set(o.tid, process);
    return process;
  };

  /** A thread is gone; with the first thread the process is: the kernel keeps that one until all others are gone. */
  const end = (tid: Tid, at: Nanos, exit: Exit): Living | undefined => {
    const process = byTid.get(tid);
    if (process === undefined) return undefined;
    if (tid === process.pid) {
      process.ended = { at, exit };
      forget(process);
    } else {
      byTid.delete(tid);
      process.tids.delete(tid);
    }
    return process;
  };

  return {
    observe(o) {
      switch (o.kind) {
        case 'spawn':
          return spawn(o);
        case 'exec':
          return exec(o);
        case 'open': {
          const process = owner(o.tid, o.at);
          if (o.errno === null) process.opens++;
          else process.failedOpens++;
          return process;
        }
        case 'chdir': {
          const process = owner(o.tid, o.at);
          if (o.errno === null) process.cwd = cwdAfter(process.cwd, o);
          return process;
        }
        case 'exiting': {
          const process = byTid.get(o.tid);
          if (process !== undefined) process.asked = { at: o.at, code: o.code };
          return process;
        }
        case 'exited':
          return end(o.tid, o.at, { kind: 'code', code: o.code });
        case 'killed':
          return end(o.tid, o.at, { kind: 'signal', signal: o.signal, coreDumped: o.coreDumped });
        case 'mkdir':
        case 'rename':
        case 'remove':
          return owner(o.tid, o.at);
        case 'signalled':
          return byTid.get(o.tid);
      }
    },
    root: () => processes[0],
    all: () => processes,
    alive: () => living,
    finish() {
      for (const process of living) settleSearch(process);
    },
  };
}

const noteOrphan = (notes: NoteSink, tid: number): void =>
  notes.note('process-without-parent', 'info', `Who started process ${tid} was not seen.`);

function firstCwd(isFirst: boolean, cwd: string, parent: TracedProcess | null): Known<string> {
  if (parent !== null) return parent.cwd;
  return isFirst ? known(cwd) : missing('who started it was not seen, so neither was where');
}

function cwdAfter(before: Known<string>, chdir: Chdir): Known<string> {
  if (posix.isAbsolute(chdir.path)) return known(posix.normalize(chdir.path));
  if (before.state === 'missing') return missing(`it changed to ${chdir.path}, relative to a directory not seen`);
  return { ...before, value: posix.join(before.value, chdir.path) };
}

/**
 * execvp tries every folder of PATH: an ENOENT (or ENOTDIR) that is followed by another try of the same name
 * is a step of that search and no failure. The last step of a search without success is one.
 */
function failExec(process: Living, failed: FailedExec): void {
  if (process.searching !== null && sameName(process.searching.path, failed.path)) process.searching = null;
  settleSearch(process);
  if (failed.errno === 'ENOENT' || failed.errno === 'ENOTDIR') process.searching = failed;
  else process.failedExecs.push(failed);
}

function settleSearch(process: Living): void {
  if (process.searching !== null) process.failedExecs.push(process.searching);
  process.searching = null;
}

const sameName = (a: string, b: string): boolean => posix.basename(a) === posix.basename(b);
