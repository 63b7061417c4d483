import { describe, expect, it } from 'vitest';
import { askSummary } from '../../../../src/ask/summary.ts';
import { moreRow, noteRows, noteWords, processRows, watchedRow } from '../../../../src/report/terminal/summaryTrust.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { aRun, SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const theme = createTheme(SCREEN);
const ask = (name: keyof typeof SITUATIONS) => askSummary(SITUATIONS[name]);

describe('the watched row', () => {
  it('tells how far the witnesses agree', () => {
    expect(watchedRow(ask('one file edited, a cascade of three'), theme)).toEqual([
      '  watched   10 processes · witnesses agree on 213 of 213 · nothing lost',
    ]);
  });

  it('names where they do not, and then never says that all is well', () => {
    const run = SITUATIONS['one file edited, a cascade of three'];
    const actions = run.cache.actions.map((action) =>
      action.handle === 'pkg-211'
        ? { ...action, evidence: [...action.evidence, { by: 'importcfg', says: 'hit', detail: '' } as const] }
        : action,
    );
    const text = watchedRow(askSummary({ ...run, cache: { ...run.cache, actions } }), theme).join('\n');
    expect(text).toContain('witnesses disagree on 1 of 213: pkg-211');
  });

  it('tells which source is torn and why, and does not say that nothing was lost', () => {
    const text = watchedRow(ask('sources torn'), theme).join('\n');
    expect(text).toContain('strace torn: strace was killed after 1.2 s');
    expect(text).toContain('proc missing: /proc is mounted with hidepid=2');
    expect(text).not.toContain('nothing lost');
  });

  it('says that processes were not watched instead of counting none', () => {
    expect(watchedRow(ask('tool track, no processes'), theme).join()).toContain(
      'no processes: the tool track does not watch them',
    );
  });

  it('does not miss what go never wrote when it refused the command', () => {
    const run = { ...SITUATIONS['action graph missing'], notes: [] };
    const usage = askSummary({ ...run, outcome: { ...run.outcome, failed: 'usage' } });
    expect(watchedRow(usage, theme).join()).not.toContain('actiongraph missing');
    expect(watchedRow(askSummary(run), theme).join()).toContain('actiongraph missing');
  });
});

it('shows what says most of the tree, and counts the rest', () => {
  expect(processRows(ask('cold, 186 misses'), theme, 3)).toEqual([
    '  processes p-1 go run main.go  26.4 s',
    '            ├─ 185 × compile    25.5 s  slowest 2.10 s p-48 net/http',
    '            └─ p-194 main        25 ms  exit 0',
    '            … 2 more rows: gorun-trace show processes',
  ]);
  expect(processRows(ask('cold, 186 misses'), theme, 0)).toEqual([]);
});

describe('a note', () => {
  it('says how grave it is and how often it happened', () => {
    expect(noteWords({ code: 'tape-torn', severity: 'data loss', count: 3, text: 'cut' })).toBe(
      'data loss: cut (3 times)',
    );
    expect(noteWords({ code: 'tape-torn', severity: 'info', count: 1, text: 'cut\x07' })).toBe('cut\\x07');
  });
  it('is one of a few, the rest is counted', () => {
    expect(noteRows(ask('sources torn'), theme, 2).at(-1)).toBe('            … 2 more lines: gorun-trace show run');
  });
});

it('offers as many commands as one line holds', () => {
  expect(moreRow(ask('one file edited, a cascade of three'), theme)).toEqual([
    '  more      gorun-trace show cache · gorun-trace show timeline',
  ]);
  expect(moreRow(askSummary(aRun()), createTheme({ ...SCREEN, width: 20 }))).toHaveLength(1);
});
