/**
 * What a call says before it returned: one reader a system call. All that we decode print their arguments at their
 * entry, so the draft of an observation is made there, and waits for its result.
 */
import type { Nanos, Tid } from '../../base/brand.ts';
import type { Chdir, Exec, Exiting, Mkdir, Open, Remove, Rename, Spawn } from '../observation.ts';
import {
  type Cursor,
  type Directory,
  readDirectory,
  readString,
  readStrings,
  skipArgument,
  toArgument,
} from './arguments.ts';
import { own, unquote } from './strings.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export type Draft =
  | Writable<Open>
  | Writable<Exec>
  | Writable<Chdir>
  | Writable<Mkdir>
  | Writable<Rename>
  | Writable<Remove>
  | Writable<Exiting>
  | Birth
  | Nameless;

/** clone, clone3, fork, vfork: the spawn that comes when its child is known. */
export interface Birth {
  readonly kind: 'birth';
  readonly at: Nanos;
  readonly thread: boolean;
  readonly how: Exclude<Spawn['how'], 'first' | 'unseen'>;
  readonly silent: boolean;
}

/** A legal call without a name that could be read, `openat(AT_FDCWD, NULL, O_RDONLY)`: of interest only if it succeeds. */
export interface Nameless {
  readonly kind: 'nameless';
}

const NAMELESS: Nameless = { kind: 'nameless' };

export interface CallReader {
  /** The draft of the call whose arguments begin at the cursor. Undefined for a call that says nothing to us. */
  read(name: string, cursor: Cursor, at: Nanos, tid: Tid): Draft | undefined;
  readOpenat(cursor: Cursor, at: Nanos, tid: Tid): Draft;
  decodes(name: string): boolean;
}

type Read = (cursor: Cursor, at: Nanos, tid: Tid) => Draft;

export function createCallReader(): CallReader {
  const directory: Directory = { start: -1, end: -1 };
  const readers = new Map<string, Read>([
    ['openat', readOpenat],
    ['openat2', readOpenat2],
    ['open', (cursor, at, tid) => asOpen(at, tid, readPath(cursor), cursor)],
    ['creat', readCreat],
    ['execve', (cursor, at, tid) => asExec(cursor, at, tid, readPath(cursor))],
    ['execveat', readExecveat],
    ['clone', readClone],
    ['clone3', readClone],
    ['fork', (_, at) => ({ kind: 'birth', at, thread: false, how: 'fork', silent: false })],
    ['vfork', (_, at) => ({ kind: 'birth', at, thread: false, how: 'vfork', silent: false })],
    ['chdir', (cursor, at, tid) => onPath('chdir', at, tid, readPath(cursor))],
    [
      'fchdir',
      (cursor, at, tid) =>
        onPath('chdir', at, tid, nextDirectory(cursor) ? directoryPath(cursor.text, directory) : null),
    ],
    ['mkdir', (cursor, at, tid) => onPath('mkdir', at, tid, readPath(cursor))],
    ['mkdirat', (cursor, at, tid) => onPath('mkdir', at, tid, readPathAt(cursor))],
    ['rename', (cursor, at, tid) => asRename(at, tid, readPath(cursor), readPath(cursor))],
    ['renameat', (cursor, at, tid) => asRename(at, tid, readPathAt(cursor), readPathAt(cursor))],
    ['renameat2', (cursor, at, tid) => asRename(at, tid, readPathAt(cursor), readPathAt(cursor))],
    ['unlink', (cursor, at, tid) => asRemove(at, tid, readPath(cursor), false)],
    ['rmdir', (cursor, at, tid) => asRemove(at, tid, readPath(cursor), true)],
    ['unlinkat', readUnlinkat],
    ['exit_group', readExitGroup],
  ]);
  return {
    readOpenat,
    read: (name, cursor, at, tid) => readers.get(name)?.(cursor, at, tid),
    decodes: (name) => readers.has(name),
  };

  function readOpenat(cursor: Cursor, at: Nanos, tid: Tid): Draft {
    return asOpen(at, tid, readPathAt(cursor), cursor);
  }

  /** `openat2(AT_FDCWD</cwd>, "path", {flags=O_RDONLY|O_CLOEXEC, resolve=RESOLVE_IN_ROOT}, 24)` */
  function readOpenat2(cursor: Cursor, at: Nanos, tid: Tid): Draft {
    nextDirectory(cursor);
    toArgument(cursor);
    const path = readString(cursor);
    toArgument(cursor);
    const start = cursor.at;
    skipArgument(cursor);
    const how = cursor.text.slice(start, cursor.at);
    const flags: Cursor = { text: how, at: how.indexOf('flags=') + 6 };
    // RESOLVE_IN_ROOT makes the directory the root of the path.
    const rooted = path?.startsWith('/') === true && how.includes('RESOLVE_IN_ROOT') ? `.${path}` : path;
    return asOpen(at, tid, rooted === null ? null : joined(cursor.text, directory, rooted), flags);
  }

  function readCreat(cursor: Cursor, at: Nanos, tid: Tid): Draft {
    const path = readPath(cursor);
    if (path === null) return NAMELESS;
    return {
      kind: 'open',
      at,
      tid,
      path,
      access: 'write',
      create: true,
      truncate: true,
      directory: false,
      errno: null,
    };
  }

  /** `execveat(3</bin>, "true", ["true"], 0x7ffc…, AT_EMPTY_PATH)`, where "" is the descriptor itself. */
  function readExecveat(cursor: Cursor, at: Nanos, tid: Tid): Draft {
    const path = readPathAt(cursor);
    return asExec(cursor, at, tid, path === '' ? directoryPath(cursor.text, directory) : path);
  }

  function readUnlinkat(cursor: Cursor, at: Nanos, tid: Tid): Draft {
    const path = readPathAt(cursor);
    toArgument(cursor);
    return asRemove(at, tid, path, cursor.text.startsWith('AT_REMOVEDIR', cursor.at));
  }

  function nextDirectory(cursor: Cursor): boolean {
    toArgument(cursor);
    return readDirectory(cursor, directory);
  }

  function readPathAt(cursor: Cursor): string | null {
    if (!nextDirectory(cursor)) return null;
    const path = readPath(cursor);
    return path === null ? null : joined(cursor.text, directory, path);
  }
}

/** The path here; null where memory could not be read. */
function readPath(cursor: Cursor): string | null {
  toArgument(cursor);
  const path = readString(cursor);
  if (path === null) skipArgument(cursor);
  // "..." stands behind a path that was cut, at 4095 bytes.
  else while (cursor.text.charCodeAt(cursor.at) === 0x2e /* . */) cursor.at++;
  return path;
}

/** Absolute where the directory is known. `..` stays: behind a symbolic link it is not what it seems. */
function joined(text: string, directory: Directory, path: string): string {
  if (path === '' || path.charCodeAt(0) === 0x2f /* / */) return path;
  const parent = directoryPath(text, directory);
  if (parent === null) return path;
  const rest = path.startsWith('.') ? path.replace(/^(?:\.\/+)+/, '') : path;
  if (rest === '' || rest === '.') return parent;
  return own(parent.endsWith('/') ? parent + rest : `${parent}/${rest}`);
}

const directoryPath = (text: string, directory: Directory): string | null =>
  directory.start === -1 ? null : unquote(text, directory.start, directory.end);

function asOpen(at: Nanos, tid: Tid, path: string | null, flags: Cursor): Draft {
  toArgument(flags);
  if (path === null) return NAMELESS;
  const open: Writable<Open> = {
    kind: 'open',
    at,
    tid,
    path,
    access: 'read',
    create: false,
    truncate: false,
    directory: false,
    errno: null,
  };
  readFlags(flags, open);
  return open;
}

/** `O_RDONLY|O_CLOEXEC`: the few names that matter are told apart by few letters. */
function readFlags(cursor: Cursor, open: Writable<Open>): void {
  const { text } = cursor;
  let at = cursor.at;
  while (text.charCodeAt(at) === 0x4f /* O */) {
    const third = text.charCodeAt(at + 3);
    switch (text.charCodeAt(at + 2)) {
      case 0x57 /* O_W */:
        open.access = 'write';
        break;
      case 0x52 /* O_R */:
        if (third === 0x44 && text.charCodeAt(at + 4) === 0x57 /* O_RDW */) open.access = 'read-write';
        break;
      case 0x43 /* O_C */:
        if (third === 0x52 /* O_CR */) open.create = true;
        break;
      case 0x54 /* O_T */:
        if (third === 0x52 /* O_TR */) open.truncate = true;
        break;
      case 0x44 /* O_D */:
        if (text.startsWith('CTORY', at + 6)) open.directory = true;
        break;
    }
    at += 3;
    while (isFlagLetter(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) === 0x7c /* | */) at++;
  }
  cursor.at = at;
}

const isFlagLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || code === 0x5f;

function asExec(cursor: Cursor, at: Nanos, tid: Tid, path: string | null): Draft {
  if (path === null) return NAMELESS;
  toArgument(cursor);
  const argv = readStrings(cursor);
  return { kind: 'exec', at, tid, caller: tid, path, argv: argv.strings, argvWhole: argv.whole, errno: null };
}

/**
 * clone and clone3 print the same `flags=`; the signal at the end is among the flags of clone and `exit_signal` of
 * clone3. What shares no memory is a fork, as that of the C library is; Go's is a vfork.
 */
function readClone(cursor: Cursor, at: Nanos): Draft {
  const start = cursor.at;
  while (cursor.at < cursor.text.length) {
    skipArgument(cursor);
    if (cursor.text.charCodeAt(cursor.at) !== 0x2c /* , */) break;
    cursor.at++;
  }
  const given = cursor.text.slice(start, cursor.at);
  const thread = /\bCLONE_THREAD\b/.test(given);
  const vfork = /\bCLONE_VFORK\b/.test(given);
  const shared = thread || !/\bflags=/.test(given) || /\bCLONE_VM\b/.test(given);
  return {
    kind: 'birth',
    at,
    thread,
    how: vfork ? 'vfork' : shared ? 'clone' : 'fork',
    silent: !thread && given.includes('flags=') && !given.includes('SIGCHLD'),
  };
}

function asRename(at: Nanos, tid: Tid, from: string | null, to: string | null): Draft {
  return from === null || to === null ? NAMELESS : { kind: 'rename', at, tid, from, to, errno: null };
}

function asRemove(at: Nanos, tid: Tid, path: string | null, directory: boolean): Draft {
  return path === null ? NAMELESS : { kind: 'remove', at, tid, path, directory, errno: null };
}

function onPath(kind: 'chdir' | 'mkdir', at: Nanos, tid: Tid, path: string | null): Draft {
  return path === null ? NAMELESS : { kind, at, tid, path, errno: null };
}

function readExitGroup(cursor: Cursor, at: Nanos, tid: Tid): Draft {
  toArgument(cursor);
  const code = Number.parseInt(cursor.text.slice(cursor.at, cursor.at + 12), 10);
  // The kernel keeps the low eight bits.
  return Number.isNaN(code) ? NAMELESS : { kind: 'exiting', at, tid, code: code & 0xff };
}
