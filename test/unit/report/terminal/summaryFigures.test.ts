import { describe, expect, it } from 'vitest';
import { askSummary } from '../../../../src/ask/summary.ts';
import { missing } from '../../../../src/base/known.ts';
import {
  cacheRow,
  madeRows,
  phasePhrases,
  ranFromRow,
  testsRow,
  workRow,
} from '../../../../src/report/terminal/summaryFigures.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { aRun, SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const theme = createTheme(SCREEN);
const edited = askSummary(SITUATIONS['one file edited, a cascade of three']);
const phrases = (answer: ReturnType<typeof askSummary>, width = 80) =>
  phasePhrases(answer, createTheme({ ...SCREEN, width })).map(({ text }) => text);

describe('the phases', () => {
  it('add up to the total', () => {
    expect(phrases(askSummary(SITUATIONS['warm, all hits']))).toEqual([
      '302 ms',
      '= load 120',
      'build 20',
      'program 150',
      'clean up 12',
    ]);
  });

  it('leave out what hardly counts where there is no room, and then claim no equality', () => {
    expect(phrases(edited)).toEqual(['1.86 s', '≈ load 0.12', 'build 1.27', 'link 0.31', 'program 0.15']);
    expect(phrases(edited, 100)).toEqual([
      '1.86 s',
      '= load 0.12',
      'build 1.27',
      'link 0.31',
      'program 0.15',
      'clean up 0.01',
    ]);
  });

  it('do not hide time that no phase accounts for', () => {
    const [load] = edited.phases;
    expect(phrases({ ...edited, phases: load === undefined ? [] : [load] })).toEqual([
      '1.86 s',
      '= load 0.12',
      'unaccounted 1.74',
    ]);
  });

  it('are told without a total where the end was not seen', () => {
    const torn = { ...edited, outcome: { ...edited.outcome, duration: missing<number>('torn') } };
    expect(phrases(torn).slice(0, 2)).toEqual(['end not seen', 'load 120 ms']);
  });
});

describe('the cache row', () => {
  const row = (name: keyof typeof SITUATIONS) => cacheRow(askSummary(SITUATIONS[name]), theme).join('\n');

  it('tells what was missed, by kind, and the time it took', () => {
    expect(row('one file edited, a cascade of three')).toContain('209 hit · 4 missed (3 packages, 1 link), 1.58 s');
  });
  it('tells a cascade from what the packages need, and gives no cause', () => {
    expect(row('one file edited, a cascade of three')).toContain(
      'all but example.com/app/util need another missed package',
    );
    expect(row('one file edited, a cascade of three')).not.toContain('because');
  });
  it('tells no cascade of a cold cache', () => expect(row('cold, 186 misses')).not.toContain('need another'));
  it('tells forced, installed, unneeded and unknown apart', () => {
    expect(row('Go 1.19, always linked')).toMatch(/1 forced: go run links on every run before Go 1.24 · 37 installed/);
    expect(row('go test, cached and failed')).toContain('1 not needed');
    expect(row('interrupted by Ctrl-C')).toContain('30 unknown: go never came to it');
  });
  it('does not say 0 hit where nothing was asked', () => {
    expect(cacheRow(askSummary(aRun({ hits: 0 })), theme)).toEqual(['  cache     nothing was asked of it']);
  });
});

it('ranks what was made, and counts the rest', () => {
  const rows = madeRows(askSummary(SITUATIONS['cold, 186 misses']), theme, 2);
  expect(rows).toEqual([
    '  slowest   2.10 s  pkg-41  net/http  missed',
    '            1.70 s  pkg-8   runtime   missed',
    '            … 184 more: gorun-trace show cache',
  ]);
});

it('tells tests apart from packages', () => {
  expect(testsRow(askSummary(SITUATIONS['go test, cached and failed']), theme)).toEqual([
    '  tests     2 cached · 2 ran, 600 ms · 1 failed: example.com/app/api (p-9)',
  ]);
});

describe('the temp row', () => {
  it('tells path, size and who removed it', () => {
    expect(workRow(edited, theme)).toEqual([
      '  temp      /tmp/go-build1837465 · 4 packages, 5.6 MB · read, then removed',
    ]);
  });
  it('says when it was kept, or when its removal was not seen', () => {
    const kept = askSummary(aRun({ work: { removedBy: 'kept' } }));
    const unseen = askSummary(aRun({ work: { removedBy: 'unknown' } }));
    expect(workRow(kept, theme).join()).toContain('kept, as -work asks');
    expect(workRow(unseen, theme).join()).toContain('its removal was not seen');
  });
  it('prefers the peak where one was measured', () => {
    const peak = askSummary(
      aRun({ made: [{ package: 'a', ms: 5 }], work: { peakBytes: { state: 'known', value: 12_300_000 } } }),
    );
    expect(workRow(peak, theme).join()).toContain('1 package, 12.3 MB at its peak');
  });
});

it.each([
  ['warm, all hits', 'the build cache · /home/gopher'],
  ['one file edited, a cascade of three', '$WORK/b001/exe/main · fresh link, cached for the next run'],
  ['Go 1.19, always linked', '$WORK/b001/exe/main · fresh link, as on every run'],
  ['tool track, no processes', 'not seen: processes were not watched; the link was fresh, so it was'],
] as const)('of "%s" tells that it ran from %s', (name, text) => {
  expect(ranFromRow(askSummary(SITUATIONS[name]), theme).join('\n')).toContain(text);
});
