/**
 * The C strings of strace (util.c, string_quote and print_quoted_string): `\"`, `\\`, `\n` and the like, octal for
 * the rest, as short as the next character allows; `\x..` with -x. What stands for bytes is read as UTF-8.
 */

const BACKSLASH = 0x5c;

/** Where the string ends that has begun before `from`: the index of its closing quote, or -1. */
export function closingQuote(text: string, from: number): number {
  let quote = text.indexOf('"', from);
  while (quote !== -1) {
    let before = quote - 1;
    while (before >= from && text.charCodeAt(before) === BACKSLASH) before--;
    // An even number of backslashes before it are pairs; an odd one escapes it.
    if ((quote - before) % 2 === 1) return quote;
    quote = text.indexOf('"', quote + 1);
  }
  return -1;
}

/** The text that the quoted characters from `start` to `end` stand for. */
export function unquote(text: string, start: number, end: number): string {
  const backslash = text.indexOf('\\', start);
  if (backslash === -1 || backslash >= end) return own(text.slice(start, end));
  return textFromBytes(bytesFromEscapes(text.slice(start, end)));
}

/**
 * A copy that does not keep its line alive. V8 makes a slice a view of the string that it was cut from, here a
 * chunk of 64 KiB; who keeps one path would keep them all. Joining copies, and is cheaper than going by a Buffer.
 */
export const own = (slice: string): string => (slice.length < 13 ? slice : ` ${slice}`.slice(1));

function bytesFromEscapes(quoted: string): string {
  let bytes = '';
  let from = 0;
  for (;;) {
    const backslash = quoted.indexOf('\\', from);
    if (backslash === -1 || backslash + 1 >= quoted.length) return bytes + quoted.slice(from);
    bytes += quoted.slice(from, backslash);
    const letter = quoted.charCodeAt(backslash + 1);
    from = backslash + 2;
    if (isOctal(letter)) {
      let value = letter - 0x30;
      while (from < backslash + 4 && isOctal(quoted.charCodeAt(from)))
        value = value * 8 + quoted.charCodeAt(from++) - 0x30;
      bytes += String.fromCharCode(value & 0xff);
    } else if (letter === 0x78 /* x */ && hexValue(quoted, from) !== -1) {
      bytes += String.fromCharCode(hexValue(quoted, from));
      from += 2;
    } else {
      bytes += LETTERS.get(letter) ?? String.fromCharCode(letter);
    }
  }
}

const LETTERS = new Map([...'nrtvf'].map((letter, i) => [letter.charCodeAt(0), '\n\r\t\v\f'.charAt(i)]));

const isOctal = (code: number): boolean => code >= 0x30 && code <= 0x37;

function hexValue(text: string, at: number): number {
  const digits = text.slice(at, at + 2);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : -1;
}

/**
 * UTF-8, where a byte that belongs to no character becomes the lone surrogate U+DC00 + byte, as Python's
 * surrogateescape does: names on Linux are bytes, and `bytesFromText` gets every one of them back.
 */
export function textFromBytes(bytes: string): string {
  if (isAscii(bytes)) return bytes;
  const buffer = Buffer.from(bytes, 'latin1');
  const text = buffer.toString('utf8');
  return text.includes('\ufffd') ? withLoneBytes(buffer) : text;
}

function withLoneBytes(buffer: Buffer): string {
  let text = '';
  let at = 0;
  while (at < buffer.length) {
    const length = characterLength(buffer, at);
    text += length === 0 ? String.fromCharCode(0xdc00 + (buffer[at] ?? 0)) : buffer.toString('utf8', at, at + length);
    at += Math.max(1, length);
  }
  return text;
}

/** Bytes of the well-formed UTF-8 character that begins here (Unicode, table 3-7), 0 where none does. */
function characterLength(buffer: Buffer, at: number): number {
  const lead = buffer[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  const second = buffer[at + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < lowest || second > highest) return 0;
  for (let i = 2; i < length; i++) if (((buffer[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** The bytes that a decoded text stood for, lone ones included. */
export function bytesFromText(text: string): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdbff) at++;
    else if (code >= 0xdc80 && code <= 0xdcff) {
      parts.push(Buffer.from(text.slice(from, at), 'utf8'), Buffer.of(code - 0xdc00));
      from = at + 1;
    }
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(from), 'utf8')]);
}

function isAscii(bytes: string): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes.charCodeAt(i) > 0x7f) return false;
  return true;
}
