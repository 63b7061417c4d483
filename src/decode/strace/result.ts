/** What stands behind a call: `= 3</path>`, `= -1 ENOENT (No such file or directory)`, `= ? ERESTARTSYS (…)`. */

import { unquote } from './strings.ts';

export type Outcome =
  | 'done'
  | 'failed'
  /** `?`: the thread was gone before the call returned, or the call never returns. */
  | 'unknown'
  /** It did nothing, and will be printed again. */
  | 'restarted'
  | 'unreadable';

/** Filled anew by each `readResult`. */
export interface Result {
  outcome: Outcome;
  /** `ENOENT`, `errno 513`; '' unless it failed. */
  errno: string;
  /** Where the number stands. */
  at: number;
}

const SPACE = 0x20;

export const newResult = (): Result => ({ outcome: 'unreadable', errno: '', at: 0 });

export function readResult(text: string, from: number, result: Result): void {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  result.errno = '';
  result.at = at + 2;
  result.outcome = 'unreadable';
  if (text.charCodeAt(at) !== 0x3d /* = */ || text.charCodeAt(at + 1) !== SPACE) return;
  at += 2;
  const first = text.charCodeAt(at);
  if (first === 0x3f /* ? */) result.outcome = text.startsWith(' ERESTART', at + 1) ? 'restarted' : 'unknown';
  else if (first === 0x2d /* - */) readFailure(text, at, result);
  else if (first >= 0x30 && first <= 0x39) result.outcome = 'done';
}

function readFailure(text: string, at: number, result: Result): void {
  if (!text.startsWith('-1 ', at)) return;
  // The one that a build is full of needs no new string.
  if (text.startsWith('ENOENT ', at + 3)) {
    result.errno = 'ENOENT';
    result.outcome = 'failed';
    return;
  }
  const numbered = text.charCodeAt(at + 3) === 0x28; /* ( */
  const start = numbered ? at + 4 : at + 3;
  const end = text.indexOf(numbered ? ')' : ' ', start);
  if (end <= start) return;
  result.errno = text.slice(start, end);
  result.outcome = 'failed';
}

/** A new thread's id, in the namespace of strace where `--decode-pids=pidns` translated it. */
export interface ChildId {
  readonly tid: number;
  readonly translated: boolean;
}

/** `17352`, or with a name and in another namespace `2<sh>` and a comment: 20932 in strace's PID NS. */
export function readChildId(text: string, at: number): ChildId {
  let end = endOfDigits(text, at);
  if (text.charCodeAt(end) === 0x3c /* < */) end = text.indexOf('>', end) + 1 || text.length;
  const translated = text.startsWith(' /* ', end) && text.startsWith(" in strace's PID NS", endOfDigits(text, end + 4));
  const start = translated ? end + 4 : at;
  return { tid: Number(text.slice(start, endOfDigits(text, start))), translated };
}

/** Where -y says that an open led to, `3</dir/file>`: before 5.15 that is all there is for a relative path. */
export function openedPath(text: string, at: number): string | null {
  const start = endOfDigits(text, at) + 1;
  if (!text.startsWith('</', start - 1)) return null;
  const end = text.indexOf('>', start);
  return end === -1 ? null : unquote(text, start, end);
}

export function endOfDigits(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39) at++;
  return at;
}
