import { describe, expect, it } from 'vitest';
import { nanos } from '../../../src/base/brand.ts';
import { coveredTime, type Interval } from '../../../src/base/interval.ts';

const interval = (start: number, end: number): Interval => ({ start: nanos(start), end: nanos(end) });

describe('coveredTime', () => {
  it('of nothing is nothing', () => {
    expect(coveredTime([])).toBe(0);
  });

  it('adds what stands apart', () => {
    expect(coveredTime([interval(0, 10), interval(20, 25)])).toBe(15);
  });

  it('counts an overlap once, in whatever order it comes', () => {
    expect(coveredTime([interval(5, 15), interval(0, 10)])).toBe(15);
  });

  it('counts what lies within another not at all', () => {
    expect(coveredTime([interval(0, 10), interval(2, 3), interval(4, 10)])).toBe(10);
  });

  it('goes on from the longest, not from the latest', () => {
    expect(coveredTime([interval(0, 100), interval(10, 20), interval(50, 110)])).toBe(110);
  });

  it('joins what touches', () => {
    expect(coveredTime([interval(0, 10), interval(10, 20)])).toBe(20);
  });

  it('ignores what is empty or ends before it starts (a clock that was set back)', () => {
    expect(coveredTime([interval(5, 5), interval(9, 3), interval(20, 21)])).toBe(1);
  });

  it('leaves the order of what it was given alone', () => {
    const given = [interval(5, 15), interval(0, 10)];
    coveredTime(given);
    expect(given).toEqual([interval(5, 15), interval(0, 10)]);
  });
});
