import { describe, expect, it } from 'vitest';
import { createHeadReader } from '../../../../src/decode/strace/head.ts';

/** What is read of the last of the lines. */
function readLast(...lines: string[]): { tid: number; at: number; body: string } | null {
  const { head, read } = createHeadReader(1_795_290_000);
  let understood = false;
  for (const line of lines) understood = read(line);
  return understood ? { tid: head.tid, at: head.at, body: (lines.at(-1) ?? '').slice(head.body) } : null;
}

describe('the head of a line', () => {
  it.each([
    ['-f -ttt -o', '9110  1795290755.716742 vfork()', 9110, 755_716_742_000],
    ['nanoseconds', '16364 1795296145.894858182 vfork()', 16364, 6_145_894_858_182],
    ['whole seconds', '16364 1795290001 vfork()', 16364, 1_000_000_000],
    ['before the origin', '1 1795289999.999999999 vfork()', 1, -1],
    ['a name behind the id', '8485<go> 1795290748.095138 vfork()', 8485, 748_095_138_000],
    ['a name with escapes and spaces', '17235<co \\76) = 1> 1795290748.5 vfork()', 17235, 748_500_000_000],
    ['on stderr', '[pid  9160] 1795290748.000001 vfork()', 9160, 748_000_001_000],
    ['on stderr with a name', '[pid 9160<a b>] vfork()', 9160, 0],
    ['no id', '1795290748.000001 vfork()', -1, 748_000_001_000],
    ['nothing but a body', 'vfork()', -1, 0],
    ['no time', '9145  vfork()', 9145, 0],
    ['-r beside -ttt', '9145 1795290748.000001 (+     0.000275) vfork()', 9145, 748_000_001_000],
  ])('%s', (_, line, tid, at) => {
    expect(readLast(line)).toEqual({ tid, at, body: 'vfork()' });
  });

  it('is exact to the nanosecond, 100 days after the origin', () => {
    expect(readLast('1 1803930000.123456789 vfork()')?.at).toBe(8_640_000_123_456_789);
  });

  it('counts the time of day from its first reading, past midnight', () => {
    expect(readLast('1 23:59:59.500000 a()', '1 00:00:00.250000 vfork()')?.at).toBe(750_000_000);
    expect(readLast('23:59:58 a()', '00:00:01 b()', '00:00:02 vfork()')?.at).toBe(4_000_000_000);
  });

  it('lets no midnight pass for a thread that prints a little late', () => {
    expect(readLast('1 10:00:00.500000 a()', '2 10:00:00.499000 vfork()')?.at).toBe(-1_000_000);
  });

  it('adds up the times of -r', () => {
    expect(readLast('1      0.000000 a()', '1      0.000275 b()', '1      1.000001 vfork()')?.at).toBe(1_000_276_000);
  });

  it('keeps the last time where a line has none', () => {
    expect(readLast('1 1795290001.000000 a()', '1 vfork()')?.at).toBe(1_000_000_000);
  });

  it.each(['', '   ', '9110', '9110 ', '9110  1795290755.716742 ', '99999999999999999999 vfork()'])(
    'is not taken from %j',
    (line) => {
      expect(readLast(line)).toBeNull();
    },
  );
});
