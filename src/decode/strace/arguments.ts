/**
 * Walks the arguments of a call from left to right. Quoted strings, the paths of -y and the comments can hold
 * anything that looks like the end of a call, so nothing is ever searched for from the right.
 */
import { closingQuote, unquote } from './strings.ts';

/** A place in a line; functions here move it. */
export interface Cursor {
  text: string;
  at: number;
}

/** How the arguments end. Only `returned` is followed by a result on the same line. */
export type Ending = 'returned' | 'unfinished' | 'detached' | 'broken';

/** Where in the line -y tells the path of a directory argument; -1 where it does not. */
export interface Directory {
  start: number;
  end: number;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;

/** Steps over `, ` and, since 6.16 with -N, over `name=`. */
export function toArgument(cursor: Cursor): void {
  const { text } = cursor;
  let at = cursor.at;
  if (text.charCodeAt(at) === COMMA) at++;
  while (text.charCodeAt(at) === SPACE) at++;
  cursor.at = at;
  if (!isLower(text.charCodeAt(at))) return;
  while (isLower(text.charCodeAt(at)) || text.charCodeAt(at) === 0x5f /* _ */ || isDigit(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) === EQUALS) cursor.at = at + 1;
}

/**
 * `AT_FDCWD</cwd>`, `AT_FDCWD`, `5</dir>`, `5`, `3</dir>(deleted)`; false where no descriptor stands. Only its place
 * is noted: most paths are absolute, and ask for no directory.
 */
export function readDirectory(cursor: Cursor, directory: Directory): boolean {
  const { text } = cursor;
  let at = cursor.at;
  directory.start = directory.end = -1;
  if (text.charCodeAt(at) === 0x41 /* A */ && text.charCodeAt(at + 7) === 0x44 /* D */) at += 8;
  else {
    const first = at;
    if (text.charCodeAt(at) === 0x2d /* - */) at++;
    while (isDigit(text.charCodeAt(at))) at++;
    if (at === first) return false;
  }
  if (text.charCodeAt(at) === LESS) {
    // `<` and `>` of the path itself are octal (4.22).
    const end = text.indexOf('>', at + 1);
    if (end === -1) return false;
    // Sockets and the like are `<socket:[123]>`.
    if (text.charCodeAt(at + 1) === SLASH) {
      directory.start = at + 1;
      directory.end = end;
    }
    at = end + 1;
    // Behind the bracket since 5.19.
    if (text.charCodeAt(at) === 0x28 /* ( */) at = text.indexOf(')', at) + 1 || text.length;
  }
  cursor.at = at;
  return true;
}

/** Where a quoted string ends, its closing quote; -1 where none stands here: `NULL`, an address, a cut line. */
function endOfString(cursor: Cursor): number {
  return cursor.text.charCodeAt(cursor.at) === QUOTE ? closingQuote(cursor.text, cursor.at + 1) : -1;
}

/** The string here; null for `NULL` and for an address, which is what stands for unreadable memory. */
export function readString(cursor: Cursor): string | null {
  const end = endOfString(cursor);
  if (end === -1) return null;
  const string = unquote(cursor.text, cursor.at + 1, end);
  cursor.at = end + 1;
  return string;
}

/** An argv: `["go", "build"]`, `NULL`, cut `["a", ...]`, cut strings `"abc"...`, unreadable `["a", 0x1]`, `0x7ffc…`. */
export function readStrings(cursor: Cursor): { readonly strings: string[]; readonly whole: boolean } {
  const { text } = cursor;
  const strings: string[] = [];
  let whole = true;
  if (text.charCodeAt(cursor.at) !== 0x5b /* [ */) return { strings, whole: text.startsWith('NULL', cursor.at) };
  cursor.at++;
  for (;;) {
    toArgument(cursor);
    const code = text.charCodeAt(cursor.at);
    if (code === 0x5d /* ] */) {
      cursor.at++;
      return { strings, whole };
    }
    const string = readString(cursor);
    if (string !== null) strings.push(string);
    if (string === null || isDot(text.charCodeAt(cursor.at))) {
      whole = false;
      // To the next element or the end of the list.
      while (cursor.at < text.length && !isListEnd(text.charCodeAt(cursor.at))) skipOne(cursor);
    }
    if (cursor.at >= text.length) return { strings, whole: false };
  }
}

/** Moves to the comma or the bracket that ends this argument. */
export function skipArgument(cursor: Cursor): void {
  let depth = 0;
  while (cursor.at < cursor.text.length) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (depth === 0 && (code === COMMA || isClosing(code) || isCut(cursor))) return;
    if (isOpening(code)) depth++;
    else if (isClosing(code)) depth--;
    skipOne(cursor);
  }
}

/** Moves behind the bracket that closes the call, or behind `<unfinished ...>`, and tells which. */
export function endArguments(cursor: Cursor): Ending {
  const { text } = cursor;
  let depth = 1;
  while (cursor.at < text.length) {
    const code = text.charCodeAt(cursor.at);
    if (isOpening(code)) depth++;
    else if (isClosing(code)) {
      depth--;
      if (depth === 0) {
        cursor.at++;
        return 'returned';
      }
    } else if (code === SPACE && text.charCodeAt(cursor.at + 1) === LESS) {
      if (text.startsWith(' <unfinished ...>', cursor.at)) {
        cursor.at += 17;
        // `<... nanosleep resumed> <unfinished ...>) = ?`: the thread died, and the line has a result.
        if (cursor.at < text.length) continue;
        return 'unfinished';
      }
      // Printed where nothing came between a thread's exec and its end.
      if (text.startsWith(' <pid changed to ', cursor.at)) return 'unfinished';
      if (text.startsWith(' <detached ...>', cursor.at)) return 'detached';
    }
    skipOne(cursor);
  }
  return 'broken';
}

/** One character, or a whole string, or the path of a descriptor. */
function skipOne(cursor: Cursor): void {
  const { text, at } = cursor;
  const code = text.charCodeAt(at);
  if (code === QUOTE) {
    const end = closingQuote(text, at + 1);
    cursor.at = end === -1 ? text.length : end + 1;
  } else if (code === LESS && text.charCodeAt(at - 1) !== SPACE) {
    const end = text.indexOf('>', at);
    cursor.at = end === -1 ? text.length : end + 1;
  } else cursor.at = at + 1;
}

const isCut = (cursor: Cursor): boolean => cursor.text.startsWith(' <', cursor.at);
const isDot = (code: number): boolean => code === 0x2e;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLower = (code: number): boolean => code >= 0x61 && code <= 0x7a;
const isOpening = (code: number): boolean => code === 0x28 || code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x29 || code === 0x5d || code === 0x7d;
const isListEnd = (code: number): boolean => code === COMMA || code === 0x5d;
