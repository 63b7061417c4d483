import { describe, expect, it } from 'vitest';
import { askTimeline } from '../../../../src/ask/timeline.ts';
import { renderTimeline } from '../../../../src/report/terminal/timeline.ts';
import { aRun, SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const edited = askTimeline(SITUATIONS['one file edited, a cascade of three']);
const bars = (text: string) =>
  text.split('\n').flatMap((line) => (/[█▏]/.test(line) ? [line.slice(line.search(/[█▏]/))] : []));

describe('the chart', () => {
  it('is to scale', () => {
    const text = renderTimeline(edited, { ...SCREEN, width: 200 });
    const build = /build +1\.27 s +(█+)/.exec(text)?.[1]?.length ?? 0;
    const link = /link +310 ms +(█+)/.exec(text)?.[1]?.length ?? 0;
    expect(build / link).toBeCloseTo(1270 / 310, 0);
  });

  it('begins each bar where the one before it ended', () => {
    const lines = renderTimeline(edited, SCREEN)
      .split('\n')
      .filter((line) => /^ {2}(load|build|link|program) /.test(line));
    const ends = lines.map((line) => line.length);
    const starts = lines.map((line) => line.search(/[█▏]/));
    expect(starts.slice(1)).toEqual(ends.slice(0, -1));
  });

  it('draws a sliver for what is too short', () =>
    expect(bars(renderTimeline(edited, { ...SCREEN, width: 40 })).join('')).toMatch(/[█▏]/));

  it('gives up the bars before the names on the narrowest terminal', () => {
    expect(bars(renderTimeline(edited, { ...SCREEN, width: 24 }))).toEqual([]);
  });

  it.each([40, 80, 160])('keeps within %d columns', (width) => {
    for (const run of Object.values(SITUATIONS)) {
      const lines = renderTimeline(askTimeline(run, { all: true }), { ...SCREEN, width }).split('\n');
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    }
  });
});

it('says when nothing has a known time', () => {
  const run = aRun({ hits: 0, track: 'tool' });
  const text = renderTimeline(askTimeline({ ...run, timeline: { ...run.timeline, phases: [] } }), SCREEN);
  expect(text).toContain('nothing has a known time');
});
