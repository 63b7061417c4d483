import { describe, expect, it } from 'vitest';
import {
  endArguments,
  readDirectory,
  readString,
  readStrings,
  skipArgument,
  toArgument,
} from '../../../../src/decode/strace/arguments.ts';

/** Applies to the text from its start; what is left is told too. */
function on<T>(text: string, read: (cursor: { text: string; at: number }) => T): { value: T; rest: string } {
  const cursor = { text, at: 0 };
  const value = read(cursor);
  return { value, rest: text.slice(cursor.at) };
}

describe('endArguments', () => {
  it.each([
    [') = 3', 'returned', ' = 3'],
    [', 0666) = 3', 'returned', ' = 3'],
    [', "a) = 3", {a=[1, 2]}, 0x7f /* 5 vars */) = 0', 'returned', ' = 0'],
    [', "<unfinished ...>") = 0', 'returned', ' = 0'],
    [', 3</tmp/a) = 0>) = 1', 'returned', ' = 1'],
    [', parent_tid=[13<anon_inode:[pidfd]>]) = 2', 'returned', ' = 2'],
    [' => {parent_tid=[17351]}, 88) = 17351', 'returned', ' = 17351'],
    [' <unfinished ...>', 'unfinished', ''],
    [', 0x7f /* 5 vars */ <unfinished ...>', 'unfinished', ''],
    [' <pid changed to 9120 ...>', 'unfinished', ' <pid changed to 9120 ...>'],
    [', NULL <detached ...>', 'detached', ' <detached ...>'],
    // The thread died before its call was decoded: there is a result all the same.
    [' <unfinished ...>) = ?', 'returned', ' = ?'],
    [', O_RDONLY|O_CLO', 'broken', ''],
    [', "no end', 'broken', ''],
    [', 3</no end', 'broken', ''],
    ['', 'broken', ''],
  ])('%s', (text, ending, rest) => {
    expect(on(text, endArguments)).toEqual({ value: ending, rest });
  });
});

describe('readDirectory', () => {
  const read = (text: string) =>
    on(text, (cursor) => {
      const directory = { start: 7, end: 7 };
      const there = readDirectory(cursor, directory);
      return there && (directory.start === -1 ? 'untold' : text.slice(directory.start, directory.end));
    });

  it.each([
    ['AT_FDCWD</tmp/lab>, "x"', '/tmp/lab', ', "x"'],
    ['AT_FDCWD, "x"', 'untold', ', "x"'],
    ['5</tmp/a) = 3>, "x"', '/tmp/a) = 3', ', "x"'],
    ['5</tmp/gone>(deleted), "x"', '/tmp/gone', ', "x"'],
    ['5, "x"', 'untold', ', "x"'],
    ['-1, "x"', 'untold', ', "x"'],
    ['5<socket:[17]>, "x"', 'untold', ', "x"'],
  ])('%s', (text, value, rest) => {
    expect(read(text)).toEqual({ value, rest });
  });

  it.each(['"x"', 'NULL', '', 'AT_FDCWD</cut'])('is not there in %j', (text) => {
    expect(read(text).value).toBe(false);
  });
});

describe('readStrings', () => {
  it.each([
    ['["go", "build"], 0x7f', ['go', 'build'], true],
    ['[], NULL', [], true],
    ['NULL, NULL', [], true],
    ['["br]ack[et, \\"x\\"]", ""], 0x7f', ['br]ack[et, "x"]', ''], true],
    ['["...", "= 0"], 0x7f', ['...', '= 0'], true],
    // Cut by -s: a string, the list.
    ['["sh", "echo hi"..., "x"], 0x7f', ['sh', 'echo hi', 'x'], false],
    ['["a", "b", ...], 0x7f', ['a', 'b'], false],
    // Unreadable: an element, the end, the whole.
    ['["true", 0x1], 0x7f', ['true'], false],
    ['["a", ... /* 0x7ffc */], 0x7f', ['a'], false],
    ['0x7ffc1234, 0x7f', [], false],
    ['["a", "cut', ['a'], false],
    ['["a"', ['a'], false],
  ])('%s', (text, strings, whole) => {
    expect(on(text, readStrings).value).toEqual({ strings, whole });
  });

  it('ends behind the list', () => {
    expect(on('["a"..., 0x1], 0x7f)', readStrings).rest).toBe(', 0x7f)');
  });
});

describe('toArgument', () => {
  it.each([
    [', "x"', '"x"'],
    ['pathname="x"', '"x"'],
    [', dirfd=AT_FDCWD', 'AT_FDCWD'],
    [', how={flags=0}', '{flags=0}'],
    [', "a=b"', '"a=b"'],
    [', nonsense', 'nonsense'],
  ])('%s', (text, rest) => {
    expect(on(text, toArgument).rest).toBe(rest);
  });
});

describe('skipArgument', () => {
  it.each([
    ['{flags=O_RDONLY, resolve=0}, 24)', ', 24)'],
    ['"a, b", 1)', ', 1)'],
    ['SIGCHLD <unfinished ...>', ' <unfinished ...>'],
    ['24)', ')'],
  ])('%s', (text, rest) => {
    expect(on(text, skipArgument).rest).toBe(rest);
  });
});

describe('readString', () => {
  it('is null for NULL and for an address, and moves over neither', () => {
    expect(on('NULL, 0', readString)).toEqual({ value: null, rest: 'NULL, 0' });
    expect(on('0x7b, 0', readString)).toEqual({ value: null, rest: '0x7b, 0' });
  });
});
