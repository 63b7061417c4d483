import { describe, expect, it } from 'vitest';
import { decodeGoTime } from '../../../../src/decode/gotool/time.ts';

const ORIGIN = Date.UTC(2026, 10, 21, 20, 50, 0) / 1000;

describe("Go's time", () => {
  it.each([
    ['2026-11-21T20:50:04Z', 4_000_000_000],
    ['2026-11-21T20:50:04.5Z', 4_500_000_000],
    ['2026-11-21T20:50:04.123456789Z', 4_123_456_789],
    ['2026-11-21T20:50:04.000000001Z', 4_000_000_001],
    ['2026-11-21T22:50:04.123456789+02:00', 4_123_456_789],
    ['2026-11-22T02:20:04.123456789+05:30', 4_123_456_789],
    ['2026-11-21T17:20:04.123456789-03:30', 4_123_456_789],
    ['2026-11-21T20:49:59.999999999Z', -1],
  ])('%s', (text, expected) => expect(decodeGoTime(text, ORIGIN)).toBe(expected));

  it('keeps every nanosecond of a recording of 100 days', () => {
    expect(decodeGoTime('2027-02-28T20:50:00.000000001Z', ORIGIN)).toBe(99 * 86_400e9 + 1);
  });

  it.each(['0001-01-01T00:00:00Z', '', 'yesterday', '2026-11-21', '2026-11-21T20:50:04', '2026-11-21T20:50:04.Z'])(
    'never happened or is none: %j',
    (text) => expect(decodeGoTime(text, ORIGIN)).toBeNull(),
  );
});
