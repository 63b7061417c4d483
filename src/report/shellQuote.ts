/**
 * Command lines that can be pasted into a shell and mean what was run. Control characters and those that
 * change how a line is displayed are written as $'…' escapes, which bash, zsh and ksh understand.
 */
import { INVISIBLE } from './invisible.ts';

/** Words of these need no quotes in any shell. `=` and `~` stand first in a word only with a meaning. */
const PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

export function quoteArgument(argument: string): string {
  if (argument === '') return "''";
  if (PLAIN.test(argument)) return argument;
  INVISIBLE.lastIndex = 0;
  if (INVISIBLE.test(argument)) return `$'${escapeForDollar(argument)}'`;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** The first word too: `A=b` there would be an assignment. */
export const quoteCommand = (argv: readonly string[]): readonly string[] =>
  argv.map((argument, i) =>
    i === 0 && PLAIN.test(argument) && argument.includes('=') ? `'${argument}'` : quoteArgument(argument),
  );

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\x1b': '\\e' };

const escapeForDollar = (text: string): string =>
  text.replace(/[\\']/g, '\\$&').replace(INVISIBLE, (char) => NAMED[char] ?? byteEscapes(char));

/** By bytes of UTF-8: \u would mean something else, or nothing, where the locale is not UTF-8. */
const byteEscapes = (char: string): string =>
  [...Buffer.from(char, 'utf8')].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
