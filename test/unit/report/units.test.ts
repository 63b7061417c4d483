import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatSum, plural } from '../../../src/report/units.ts';

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [-5, '0 ms'],
    [40_000, '<0.1 ms'],
    [400_000, '0.4 ms'],
    [12_000_000, '12 ms'],
    [9_960_000, '10 ms'],
    [999_400_000, '999 ms'],
    [999_600_000, '1.00 s'],
    [1_840_000_000, '1.84 s'],
    [9_996_000_000, '10.0 s'],
    [12_340_000_000, '12.3 s'],
    [99_960_000_000, '1 min 40 s'],
    [125_000_000_000, '2 min 05 s'],
    [3_599_600_000_000, '1 h 00 min'],
    [3_720_000_000_000, '1 h 02 min'],
    [Number.NaN, '?'],
  ])('of %d ns is %s', (ns, text) => expect(formatDuration(ns)).toBe(text));
});

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [999.6, '1.0 kB'],
    [12_340, '12.3 kB'],
    [99_960, '100 kB'],
    [999_600, '1.0 MB'],
    [12_300_000, '12.3 MB'],
    [3e15, '3000 TB'],
    [Number.POSITIVE_INFINITY, '?'],
  ])('%d are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('a sum', () => {
  const added = (parts: readonly string[]) => parts.reduce((sum, part) => sum + Number(part), 0);

  it('is told in one unit, and its parts add up', () => {
    expect(formatSum(2_414e6, [121e6, 1_804e6, 309e6, 149e6, 31e6])).toEqual({
      total: '2.41 s',
      parts: ['0.12', '1.80', '0.31', '0.15', '0.03'],
      rest: null,
      unit: 's',
    });
  });

  it('adds up where each part alone would round up', () => {
    const sum = formatSum(1_020e6, [335e6, 335e6, 350e6]);
    expect(added(sum.parts)).toBeCloseTo(1.02, 10);
  });

  it('is in milliseconds below a second', () => {
    expect(formatSum(302e6, [120e6, 182e6])).toMatchObject({ total: '302 ms', parts: ['120', '182'] });
  });

  it('tells what its parts leave out', () => {
    expect(formatSum(2_000e6, [500e6])).toMatchObject({ parts: ['0.50'], rest: '1.50' });
  });

  it('of nothing is nothing', () =>
    expect(formatSum(0, [])).toEqual({ total: '0 ms', parts: [], rest: null, unit: 'ms' }));
});

it('separates thousands', () =>
  expect([1, 999, 1000, 8412, 1234567].map(formatCount)).toEqual(['1', '999', '1,000', '8,412', '1,234,567']));

it('has a plural', () => {
  expect([plural(1, 'file'), plural(0, 'file'), plural(2, 'process', 'processes')]).toEqual([
    '1 file',
    '0 files',
    '2 processes',
  ]);
});
