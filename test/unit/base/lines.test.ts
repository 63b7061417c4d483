import { describe, expect, it } from 'vitest';
import { createLineCutter, utf8FromLatin1 } from '../../../src/base/lines.ts';

/** Feeds the bytes in pieces of this size. */
function cut(bytes: Buffer, size: number): { lines: string[]; torn: string } {
  const lines: string[] = [];
  const cutter = createLineCutter((line) => lines.push(line));
  for (let from = 0; from < bytes.length; from += size) cutter.push(bytes.subarray(from, from + size));
  return { lines, torn: cutter.end() };
}

describe('createLineCutter', () => {
  const text = Buffer.from('first\n\nthird: \u00e9\u4e16\nlast');

  it.each([1, 2, 7, 1000])('cuts the same lines out of pieces of %i bytes', (size) => {
    const { lines, torn } = cut(text, size);
    expect(lines.map(utf8FromLatin1)).toEqual(['first', '', 'third: \u00e9\u4e16']);
    expect(torn).toBe('last');
  });

  it('has nothing torn where the stream ends with a newline', () => {
    expect(cut(Buffer.from('one\n'), 3)).toEqual({ lines: ['one'], torn: '' });
  });

  it('has nothing torn where nothing came', () => {
    expect(cut(Buffer.alloc(0), 1)).toEqual({ lines: [], torn: '' });
  });

  it('tells a torn line once', () => {
    const cutter = createLineCutter(() => undefined);
    cutter.push(Buffer.from('torn'));
    expect([cutter.end(), cutter.end()]).toEqual(['torn', '']);
  });

  it('keeps every byte, also those that are no text', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i).filter((byte) => byte !== 0x0a));
    const { torn } = cut(bytes, 5);
    expect(Buffer.from(torn, 'latin1')).toEqual(bytes);
  });

  it('keeps a carriage return: strace and go write none, a file name may', () => {
    expect(cut(Buffer.from('a\r\nb\n'), 2).lines).toEqual(['a\r', 'b']);
  });
});

describe('utf8FromLatin1', () => {
  it.each(['', 'plain', 'caf\u00e9', '\u4e16\u754c', '\u{1f600}'])('gives back %j', (text) => {
    expect(utf8FromLatin1(Buffer.from(text, 'utf8').toString('latin1'))).toBe(text);
  });

  it('marks bytes that are no UTF-8 and keeps the rest', () => {
    expect(utf8FromLatin1('a\xffb\xc3')).toBe('a\ufffdb\ufffd');
  });
});
