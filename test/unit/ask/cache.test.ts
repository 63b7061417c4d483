import { describe, expect, it } from 'vitest';
import { askCache } from '../../../src/ask/cache.ts';
import { aRun } from '../../kit/run.ts';
import { SITUATIONS } from '../../kit/situations.ts';

const edited = SITUATIONS['one file edited, a cascade of three'];

describe('the rows', () => {
  it('are what was made, and the hits are counted', () => {
    const answer = askCache(edited);
    expect(answer.rows.map((row) => row.handle)).toEqual(['pkg-211', 'link-1', 'pkg-210', 'pkg-212']);
    expect(answer.hidden).toEqual([{ verdict: 'hit', count: 209 }]);
    expect(answer.matching).toBe(213);
  });

  it('are the first hits where there is nothing else', () => {
    const answer = askCache(aRun({ hits: 50 }));
    expect(answer.rows).toHaveLength(20);
    expect(answer.hidden).toEqual([{ verdict: 'hit', count: 30 }]);
  });

  it('are all where all are asked for', () => {
    const answer = askCache(edited, { all: true });
    expect(answer.rows).toHaveLength(213);
    expect(answer.hidden).toEqual([]);
  });

  it('are as many as asked for, at least one', () => {
    expect(askCache(edited, { limit: 7 }).rows).toHaveLength(7);
    expect(askCache(edited, { limit: 0 }).rows).toHaveLength(1);
  });
});

describe('the order', () => {
  it('is by verdict, and by time within one', () => {
    const verdicts = askCache(SITUATIONS['compile error'], { all: true }).rows.map((row) => row.verdict.kind);
    expect([...new Set(verdicts)]).toEqual(['miss', 'unknown', 'hit']);
  });

  it('can be by time', () => {
    expect(askCache(edited, { sort: 'time', limit: 2 }).rows.map((row) => row.handle)).toEqual(['pkg-211', 'link-1']);
  });

  it('can be by package, as bytes compare', () => {
    const packages = askCache(edited, { sort: 'package', all: true }).rows.map((row) => row.package);
    expect(packages).toEqual([...packages].sort());
  });
});

describe('filters', () => {
  it('let one verdict through', () => {
    expect(askCache(edited, { verdict: 'hit', all: true }).rows.every((row) => row.verdict.kind === 'hit')).toBe(true);
    expect(askCache(edited, { verdict: 'miss' }).matching).toBe(4);
  });

  it('let one kind through', () =>
    expect(askCache(edited, { kind: 'link' }).rows.map((row) => row.handle)).toEqual(['link-1']));

  it('let packages through by a part of their path', () => {
    expect(askCache(edited, { package: 'app/u' }).rows.map((row) => row.package)).toEqual(['example.com/app/util']);
  });

  it('may leave nothing', () =>
    expect(askCache(edited, { package: 'nope' })).toMatchObject({ rows: [], hidden: [], matching: 0 }));
});
