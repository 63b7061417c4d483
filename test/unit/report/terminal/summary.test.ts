import { describe, expect, it } from 'vitest';
import { askSummary } from '../../../../src/ask/summary.ts';
import { renderSummary } from '../../../../src/report/terminal/summary.ts';
import { aRun, SCREEN } from '../../../kit/run.ts';
import { HOSTILE, SITUATIONS, type Situation } from '../../../kit/situations.ts';

const render = (name: Situation, options: object = {}) =>
  renderSummary(askSummary(SITUATIONS[name]), { ...SCREEN, ...options });
const linesOf = (text: string) => text.split('\n').slice(0, -1);
const everySituation = Object.keys(SITUATIONS) as Situation[];

describe('a summary', () => {
  it.each(everySituation)('of "%s" is at most one screen, and no line is wider', (name) => {
    const lines = linesOf(render(name));
    expect(lines.length).toBeLessThanOrEqual(24);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('of a warm run is three lines', () => expect(linesOf(render('warm, all hits'))).toHaveLength(3));

  it('of a warm run is three lines when the run took seconds and had every phase', () => {
    const run = aRun({ hits: 1200, loadMs: 900, program: { ms: 2500 } });
    const slow = {
      ...run,
      timeline: {
        ...run.timeline,
        phases: [{ name: 'start', start: 0, end: 60e6, evidence: '' } as const, ...run.timeline.phases],
      },
    };
    expect(linesOf(renderSummary(askSummary(slow), SCREEN))).toHaveLength(3);
  });

  it.each(everySituation)('of "%s" says the same with colour and without', (name) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC begins a colour
    expect(render(name, { color: true }).replace(/\x1b\[\d+m/g, '')).toBe(render(name));
  });

  it.each(everySituation)('of "%s" can be told in ASCII', (name) =>
    expect(render(name, { unicode: false })).toMatch(/^[\n -~]*$/),
  );

  it.each(everySituation)('of "%s" mentions no command that there is not', (name) => {
    for (const [, command] of render(name).matchAll(/gorun-trace ([a-z]+)/g))
      expect(['show', 'doctor']).toContain(command);
  });

  it('gives up list items, not facts, where there is too much to tell', () => {
    const run = SITUATIONS['go test, cached and failed'];
    const notes = Array.from(
      { length: 9 },
      (_, i) => ({ code: 'tape-torn', severity: 'data loss', count: 1, text: `loss ${i}` }) as const,
    );
    const lines = linesOf(renderSummary(askSummary({ ...run, notes }), SCREEN));
    expect(lines).toHaveLength(24);
    for (const label of ['exit 1', 'time', 'cache', 'tests', 'slowest', 'temp', 'watched', 'notes', 'more']) {
      expect(lines.some((line) => line.startsWith(`  ${label} `))).toBe(true);
    }
  });
});

it('lets nothing through that a terminal would act on', () => {
  for (const width of [40, 80, 160]) {
    const text = renderSummary(askSummary(HOSTILE), { ...SCREEN, width });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
  }
});
