import { describe, expect, it } from 'vitest';
import { bytesFromText, closingQuote, textFromBytes, unquote } from '../../../../src/decode/strace/strings.ts';

const read = (quoted: string): string => unquote(quoted, 0, quoted.length);

describe('closingQuote', () => {
  it('is not an escaped quote', () => {
    expect(closingQuote('a\\"b" rest', 0)).toBe(4);
  });

  it('stands behind an escaped backslash', () => {
    expect(closingQuote('trail\\\\", 0', 0)).toBe(7);
    expect(closingQuote('trail\\\\\\", 0"', 0)).toBe(12);
  });

  it('does not count backslashes from before the string', () => {
    expect(closingQuote('\\"', 1)).toBe(1);
  });

  it('is -1 where the line was cut', () => {
    expect(closingQuote('no end \\"', 0)).toBe(-1);
  });
});

describe('unquote', () => {
  it.each([
    ['plain', 'plain'],
    ['quote\\"d', 'quote"d'],
    ['back\\\\slash', 'back\\slash'],
    ['\\n\\r\\t\\v\\f', '\n\r\t\v\f'],
    ['\\1\\33\\177', '\x01\x1b\x7f'],
    // Three digits where a digit follows; never more than three.
    ['1\\0012', '1\x012'],
    ['sub\\0741\\76', 'sub<1>'],
    ['\\303\\251t\\303\\251', 'été'],
    ['\\360\\237\\230\\200', '😀'],
    // -x and -xx.
    ['\\x2f\\xc3\\xa9', '/é'],
    ['\\xzz', 'xzz'],
    ['torn\\', 'torn\\'],
  ])('reads %s', (quoted, text) => {
    expect(read(quoted)).toBe(text);
  });

  it('takes a backslash behind the string for none of it', () => {
    expect(unquote('plain", "\\n"', 0, 5)).toBe('plain');
  });

  it('keeps bytes that are no UTF-8 apart', () => {
    expect(read('lone\\377byte\\200')).toBe('lone\udcffbyte\udc80');
  });
});

describe('bytes and text', () => {
  it.each([
    ['a lone byte', [0x61, 0xff, 0x62]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong of three', [0xe0, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a character cut by the end', [0x61, 0xe2, 0x82]],
    ['a character cut by a letter', [0xe2, 0x82, 0x61]],
    ['an honest U+FFFD beside a lone byte', [0xef, 0xbf, 0xbd, 0x80]],
    ['four bytes', [0xf0, 0x9f, 0x98, 0x80, 0xff]],
  ])('%s comes back', (_, bytes) => {
    const text = textFromBytes(String.fromCharCode(...bytes));
    expect([...bytesFromText(text)]).toEqual(bytes);
    expect(text.includes('\ufffd')).toBe(bytes[0] === 0xef);
  });
});
