/**
 * strace's log, line by line, into observations. A line is a head (head.ts) and a body:
 *
 *   openat(AT_FDCWD</cwd>, "path", O_RDONLY) = 3</cwd/path>     execve("path", ["argv"], 0x7ffc… <unfinished ...>
 *   <... execve resumed>) = 0                                   execve("path", … <pid changed to 9120 ...>
 *   +++ exited with 0 +++   +++ killed by SIGSEGV (core dumped) +++   +++ superseded by execve in pid 9114 +++
 *   --- SIGTERM {si_signo=SIGTERM, …} ---   --- stopped by SIGSTOP ---   [ Process PID=1 runs in 32 bit mode. ]
 *
 * Who is who is in threads.ts, what a call says in calls.ts.
 */
import { tid as asTid } from '../../base/brand.ts';
import type { Observation } from '../observation.ts';
import type { ObservationSink } from '../sink.ts';
import { type Cursor, endArguments } from './arguments.ts';
import { createCallReader, type Draft } from './calls.ts';
import { createHeadReader } from './head.ts';
import { type ChildId, endOfDigits, newResult, openedPath, readChildId, readResult } from './result.ts';
import { createThreads, type Thread } from './threads.ts';

export interface StraceDecoder {
  /** A whole line as Latin-1, without its newline. */
  decodeLine(line: string): void;
  /** What stood behind the last newline, '' if nothing. Tells all that was held. */
  end(torn: string): void;
}

/** Characters of a line that a note quotes. */
const QUOTED = 160;

export function createStraceDecoder(origin: { readonly originSeconds: number }, sink: ObservationSink): StraceDecoder {
  const { head, read } = createHeadReader(origin.originSeconds);
  const calls = createCallReader();
  const threads = createThreads((observation) => sink.observe(observation));
  const cursor: Cursor = { text: '', at: 0 };
  const result = newResult();
  return { decodeLine, end };

  function decodeLine(line: string): void {
    if (!read(line) || !decodeBody(line)) unreadable(line);
  }

  function end(torn: string): void {
    if (torn !== '') sink.note('strace-line-torn', 'data loss', `strace's log ends within a line: ${quoted(torn)}`);
    threads.end();
  }

  /** By its first character; false where the line is not strace's. */
  function decodeBody(line: string): boolean {
    const at = head.body;
    switch (line.charCodeAt(at)) {
      case 0x3c /* < */:
        return decodeResumed(line, at);
      case 0x2b /* + */:
        return decodeEnd(line, at);
      case 0x2d /* - */:
        return decodeSignal(line, at);
      case 0x5b /* [ */:
        return /^\[ Process PID=\d+ runs in .* mode\. \]$/.test(line.slice(at));
      default:
        return decodeCall(line, at);
    }
  }

  // ── calls ──────────────────────────────────────────────────────────────────────────────────────────────────────

  function decodeCall(line: string, from: number): boolean {
    cursor.text = line;
    let name: string;
    let draft: Draft | undefined;
    const tid = asTid(head.tid === -1 ? (threads.alone()?.tid ?? 0) : head.tid);
    if (isOpenat(line, from)) {
      // Nine lines of ten.
      name = 'openat';
      cursor.at = from + 7;
      draft = calls.readOpenat(cursor, head.at, tid);
    } else {
      name = readName(line, from);
      // On stderr strace itself speaks too: `strace: Process 24004 attached`.
      if (name === '') return line.startsWith('strace: ', from);
      cursor.at = from + name.length + 1;
      draft = calls.read(name, cursor, head.at, tid);
      if (draft === undefined) return true;
    }
    const ending = endArguments(cursor);
    if (ending === 'broken') return false;
    const thread = threads.of(tid, head.at);
    if (thread.call !== null) forget(thread);
    if (draft.kind === 'birth') threads.calls(thread, draft);
    else if (draft.kind === 'exiting') {
      // It does not return.
      threads.observe(thread, draft);
      if (ending === 'returned') return true;
    }
    if (ending === 'returned') return complete(thread, draft, line, cursor.at);
    if (ending === 'unfinished') {
      thread.call = draft;
      thread.callName = name;
    } else if (draft.kind === 'birth') threads.loses(thread);
    return true;
  }

  /** `<... openat resumed>) = 3</path>`; `resumed> )` up to 4.26. */
  function decodeResumed(line: string, from: number): boolean {
    if (!line.startsWith('<... ', from)) return false;
    const known = head.tid === -1 ? (threads.alone() ?? threads.known(0)) : threads.known(head.tid);
    const draft = known?.call ?? null;
    if (known !== undefined && draft !== null && isResumed(line, from + 5, known.callName)) {
      known.call = null;
      cursor.text = line;
      cursor.at = from + 5 + known.callName.length + 9;
      return endArguments(cursor) === 'returned' && complete(known, draft, line, cursor.at);
    }
    const name = line.slice(from + 5, line.indexOf(' ', from + 5));
    if (name === '' || !isResumed(line, from + 5, name)) return false;
    if (known?.superseded === true && name.startsWith('execve')) return afterSuperseded(line, known);
    // Only the calls that we decode have a beginning to miss.
    return !calls.decodes(name);
  }

  function complete(thread: Thread, draft: Draft, line: string, from: number): boolean {
    readResult(line, from, result);
    const { outcome } = result;
    if (draft.kind === 'birth') {
      if (outcome === 'done') afterClone(thread, readChildId(line, result.at));
      else if (outcome === 'unknown') threads.loses(thread);
      else threads.fails(thread);
    } else if (draft.kind === 'nameless') return outcome !== 'done' && outcome !== 'unreadable';
    else if (draft.kind !== 'exiting' && (outcome === 'done' || outcome === 'failed')) {
      if (outcome === 'failed') draft.errno = result.errno;
      else if (draft.kind === 'open' && draft.path.charCodeAt(0) !== 0x2f)
        draft.path = openedPath(line, result.at) ?? draft.path;
      if (draft.kind === 'exec') draft.at = head.at;
      threads.observe(thread, draft);
    }
    return outcome !== 'unreadable';
  }

  function afterClone(parent: Thread, child: ChildId): void {
    threads.returns(parent, child);
    if (child.translated || parent.foreign)
      sink.note('pids-translated', 'info', `process ${parent.tid} started another in a PID namespace of its own`);
  }

  /** The return of its call has been lost. */
  function forget(thread: Thread): void {
    threads.loses(thread);
    thread.call = null;
    sink.note('strace-line-unreadable', 'data loss', `strace shows no return of a call: ${thread.callName}`);
  }

  // ── exec by another thread than the first ──────────────────────────────────────────────────────────────────────

  /** `+++ superseded by execve in pid 9114 +++`: the exec of that thread succeeded, and it goes by the leader's id. */
  function decodeSuperseded(line: string, numberAt: number): boolean {
    const leader = lineThread();
    const caller = threads.known(Number(line.slice(numberAt, endOfDigits(line, numberAt))));
    const draft = caller?.call;
    if (leader.call?.kind === 'birth') threads.loses(leader);
    leader.call = null;
    leader.superseded = true;
    if (caller === undefined || caller === leader) return false;
    caller.call = null;
    threads.becomes(caller, leader);
    if (draft?.kind !== 'exec') return false;
    threads.observe(leader, { ...draft, at: head.at, tid: leader.tid, caller: caller.tid });
    return true;
  }

  /** With --seccomp-bpf the result that follows is garbage (strace.c, dispatch_event; 5.3 to 7.2 at least). */
  function afterSuperseded(line: string, leader: Thread): boolean {
    leader.superseded = false;
    cursor.text = line;
    cursor.at = line.indexOf('resumed>', head.body) + 8;
    if (endArguments(cursor) !== 'returned') return false;
    readResult(line, cursor.at, result);
    if (result.outcome !== 'done' || line.charCodeAt(result.at) !== 0x30)
      sink.note(
        'strace-exec-result-ignored',
        'info',
        `an exec by another thread than the first succeeded, though strace shows ${quoted(line.slice(result.at))}`,
      );
    return true;
  }

  // ── signals and ends ───────────────────────────────────────────────────────────────────────────────────────────

  /** `--- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=17191, si_uid=0} ---` or `--- stopped by SIGSTOP ---` */
  function decodeSignal(line: string, from: number): boolean {
    if (!line.startsWith('--- ', from) || !line.endsWith(' ---')) return false;
    if (line.startsWith('stopped by SIG', from + 4)) return true;
    if (!line.startsWith('SIG', from + 4)) return false;
    const signal = line.slice(from + 4, line.indexOf(' ', from + 4));
    const thread = lineThread();
    threads.observe(thread, {
      kind: 'signalled',
      at: head.at,
      tid: thread.tid,
      signal,
      from: senderOf(line, from, thread),
    });
    return true;
  }

  function senderOf(line: string, from: number, thread: Thread): number | null {
    const field = line.indexOf('si_pid=', from);
    if (field === -1) return null;
    const sender = readChildId(line, field + 7);
    // 0 is the kernel, or somebody outside the namespace.
    return sender.tid === 0 || (thread.foreign && !sender.translated) ? null : sender.tid;
  }

  /** `+++ exited with 1 +++`, `+++ killed by SIGSEGV (core dumped) +++`, `+++ superseded by execve in pid 9114 +++` */
  function decodeEnd(line: string, from: number): boolean {
    if (!line.endsWith(' +++')) return false;
    const { at } = head;
    if (line.startsWith('+++ exited with ', from)) {
      const code = Number(line.slice(from + 16, -4));
      if (!Number.isInteger(code)) return false;
      return leave((tid) => ({ kind: 'exited', at, tid, code }));
    }
    if (line.startsWith('+++ killed by ', from)) {
      const signal = line.slice(from + 14, line.indexOf(' ', from + 14));
      const coreDumped = line.endsWith(' (core dumped) +++');
      return leave((tid) => ({ kind: 'killed', at, tid, signal, coreDumped }));
    }
    return line.startsWith('+++ superseded by execve in pid ', from) && decodeSuperseded(line, from + 32);
  }

  function leave(observation: (tid: Thread['tid']) => Observation): boolean {
    const thread = lineThread();
    thread.call = null;
    threads.observe(thread, observation(thread.tid));
    threads.leaves(thread);
    return true;
  }

  // ── who, and what could not be read ────────────────────────────────────────────────────────────────────────────

  /** A line that names nobody is of the only process there is. */
  function lineThread(): Thread {
    if (head.tid !== -1) return threads.of(head.tid, head.at);
    return threads.alone() ?? threads.of(0, head.at);
  }

  function unreadable(line: string): void {
    sink.note('strace-line-unreadable', 'data loss', `a line of strace's log could not be read: ${quoted(line)}`);
  }
}

const quoted = (line: string): string => (line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line);

/** Letter by letter: `startsWith` is a call, and this is asked of every line. */
const isOpenat = (line: string, at: number): boolean =>
  line.charCodeAt(at) === 0x6f &&
  line.charCodeAt(at + 4) === 0x61 &&
  line.charCodeAt(at + 5) === 0x74 &&
  line.charCodeAt(at + 6) === 0x28 &&
  line.startsWith('openat(', at);

const isResumed = (line: string, from: number, name: string): boolean =>
  line.startsWith(name, from) && line.startsWith(' resumed>', from + name.length);

/** `execve`, or `???` where the registers of a dying thread could not be read; '' where no call stands. */
function readName(line: string, from: number): string {
  const end = line.indexOf('(', from);
  const name = end === -1 ? '' : line.slice(from, end);
  return /^(?:[a-z_][a-z0-9_]*|\?\?\?)$/.test(name) ? name : '';
}
