import { describe, expect, it } from 'vitest';
import { cut, padEnd, padStart, widthOf } from '../../../../src/report/terminal/fit.ts';

describe('a cut', () => {
  it('leaves alone what fits', () => expect(cut('abc', 3, '…')).toBe('abc'));
  it('keeps the start, the end or both, and shows that something is missing', () => {
    expect(cut('abcdefgh', 5, '…')).toBe('abcd…');
    expect(cut('abcdefgh', 5, '…', 'end')).toBe('…efgh');
    expect(cut('abcdefgh', 5, '…', 'both')).toBe('ab…gh');
  });
  it('counts columns, not characters', () => {
    expect(widthOf('日本')).toBe(4);
    expect(widthOf(cut('日本語日本語', 6, '…'))).toBeLessThanOrEqual(6);
  });
  it('does not take a character of several code points apart', () =>
    expect(cut('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3, '…')).toBe('👩‍👩‍👧‍👦…'));
  it('measures the beginning of what no terminal could show', () => {
    expect(widthOf('é'.repeat(500))).toBe(500);
    expect(widthOf('é'.repeat(1_000_000))).toBe(1_000_000);
    expect(cut('é'.repeat(1_000_000), 5, '…', 'both')).toBe('éé…éé');
  });
  it('has room for three dots where there is no ellipsis', () => expect(cut('abcdefgh', 6, '...')).toBe('abc...'));
  it('shortens even the sign where there is hardly room', () => {
    expect(cut('abcdefgh', 2, '...')).toBe('..');
    expect(cut('abcdefgh', 0, '…')).toBe('');
  });
});

it('pads by columns, and never cuts', () => {
  expect(padEnd('日本', 6)).toBe('日本  ');
  expect(padStart('ab', 4)).toBe('  ab');
  expect(padEnd('abcdef', 3)).toBe('abcdef');
});
