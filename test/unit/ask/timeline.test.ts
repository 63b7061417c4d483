import { describe, expect, it } from 'vitest';
import { askTimeline } from '../../../src/ask/timeline.ts';
import { missing } from '../../../src/base/known.ts';
import { aRun } from '../../kit/run.ts';
import { SITUATIONS } from '../../kit/situations.ts';

const edited = SITUATIONS['one file edited, a cascade of three'];

describe('the bars', () => {
  it('are the slowest actions and the program, in the order of their start', () => {
    expect(askTimeline(edited).bars.map((bar) => bar.handle)).toEqual([
      'pkg-210',
      'pkg-211',
      'pkg-212',
      'link-1',
      'p-10',
    ]);
  });

  it('leave out what is too short to see, and count it', () => {
    expect(askTimeline(edited).hidden).toBe(209);
    expect(askTimeline(edited, { all: true })).toMatchObject({ hidden: 0 });
    expect(askTimeline(edited, { all: true }).bars).toHaveLength(214);
  });

  it('are as many as asked for', () =>
    expect(askTimeline(edited, { limit: 2 }).bars.map((bar) => bar.handle)).toEqual(['pkg-211', 'link-1']));

  it('of a program that outlived the recording end with go', () => {
    const run = aRun();
    const processes = run.processes.map((p) => (p.role === 'program' ? { ...p, end: missing<number>('torn') } : p));
    const bar = askTimeline({ ...run, processes }).bars.find(({ what }) => what === 'program');
    expect(bar?.end).toBe(run.outcome.end.state === 'known' ? run.outcome.end.value : -1);
  });
});

describe('concurrency', () => {
  const at = (...steps: readonly (readonly [number, number])[]) => {
    const run = aRun();
    const concurrency = steps.map(([time, running]) => ({ at: run.outcome.start + time, running }));
    return askTimeline({ ...run, timeline: { ...run.timeline, concurrency } }).concurrency;
  };

  it('is averaged over the time in which a tool ran', () => {
    expect(at([0, 2], [10, 0], [20, 4], [30, 0])).toEqual({ peak: 4, mean: 3 });
  });

  it('is not known where processes were not watched', () => expect(at()).toBeNull());

  it('may be none', () => expect(at([0, 0])).toEqual({ peak: 0, mean: 0 }));
});

it('tells which roles were busy, the busiest first, without those that were not', () => {
  const run = aRun();
  const timeline = { ...run.timeline, busyByRole: { asm: 5, compile: 9, vet: 0 } };
  expect(askTimeline({ ...run, timeline }).busyByRole.map(({ role }) => role)).toEqual(['compile', 'asm']);
});
