import { describe, expect, it } from 'vitest';
import { known, missing } from '../../../src/base/known.ts';
import type { ProcSample } from '../../../src/decode/proc/tick.ts';
import { createSamples, type SeenInProc } from '../../../src/rebuild/samples.ts';

const S = 1e9;

const sample = (pid: number, rest: Partial<ProcSample> = {}): ProcSample => ({
  pid,
  ppid: 1,
  startTicks: 7,
  comm: 'x',
  state: 'R',
  threads: 1,
  rss: 0,
  cpu: 0,
  ...rest,
});

describe('of a process', () => {
  it('the peak of memory and the last of CPU are kept, however many looks there were', () => {
    const samples = createSamples();
    [3, 9, 5].forEach((rss, i) => {
      samples.add({ at: i * S, procs: [sample(10, { rss, cpu: i * 100 })] });
    });
    expect(samples.of(10, 0, 3 * S)).toMatchObject({ value: { samples: 3, peakRss: 9, cpu: 200 } });
  });

  it('what is told once stays told', () => {
    const samples = createSamples();
    samples.add({ at: 0, procs: [sample(10, { exe: '/bin/a', mapped: ['/lib/c', '/bin/a'] })] });
    samples.add({ at: S, procs: [sample(10)] });
    expect(samples.of(10, 0, null)).toMatchObject({ value: { exe: known('/bin/a'), mapped: ['/lib/c', '/bin/a'] } });
  });

  it('that could not be read, the reason is told', () => {
    const samples = createSamples();
    samples.add({ at: 0, procs: [sample(10, { refused: 'EACCES' })] });
    expect(samples.of(10, 0, S)).toMatchObject({ value: { exe: missing('EACCES') } });
  });

  it('that was never looked at, that is said, and so is that nobody looked at all', () => {
    const samples = createSamples();
    expect(samples.of(10, 0, S)).toEqual(missing('nobody looked at /proc'));
    samples.add({ at: 0, procs: [] });
    expect(samples.of(10, 0, S)).toEqual(missing('it lived between two looks at /proc'));
  });
});

describe('a pid used twice', () => {
  const samples = createSamples();
  samples.add({ at: 1 * S, procs: [sample(10, { startTicks: 100, rss: 1 })] });
  samples.add({ at: 2 * S, procs: [sample(10, { startTicks: 100, rss: 2 })] });
  samples.add({ at: 5 * S, procs: [sample(10, { startTicks: 500, rss: 50 })] });

  it('gives each process its own samples, by the time in which it lived', () => {
    expect(samples.of(10, 0.9 * S, 2.1 * S)).toMatchObject({ value: { samples: 2, peakRss: 2 } });
    expect(samples.of(10, 4.9 * S, null)).toMatchObject({ value: { samples: 1, peakRss: 50 } });
  });

  it('gives none to a third that lived between them', () => {
    expect(samples.of(10, 3 * S, 3.5 * S).state).toBe('missing');
  });

  it('allows for clocks that differ by some milliseconds', () => {
    expect(samples.of(10, 5.01 * S, 5.02 * S)).toMatchObject({ value: { peakRss: 50 } });
  });
});

it('tells where processes were and what they mapped, within bounds', () => {
  const samples = createSamples();
  const mapped = Array.from({ length: 5000 }, (_, i) => `/lib/${i}`);
  samples.add({ at: 3, procs: [sample(10, { cwd: '/a', exe: '/bin/x', mapped })] });
  for (let i = 0; i < 5000; i++) samples.add({ at: 4, procs: [sample(10, { cwd: `/b/${i}` })] });
  const seen: SeenInProc[] = [];
  samples.each((one) => seen.push(one));
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ pid: 10, firstAt: 3, exe: '/bin/x' });
  expect(seen[0]?.cwds[0]).toBe('/a');
  expect(seen[0]?.cwds.length).toBeLessThan(1000);
  expect(seen[0]?.mapped.length).toBeLessThan(1000);
});
