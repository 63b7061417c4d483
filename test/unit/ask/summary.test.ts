import { describe, expect, it } from 'vitest';
import { askSummary, phaseTimes } from '../../../src/ask/summary.ts';
import { aRun, MISSED } from '../../kit/run.ts';
import { SITUATIONS, type Situation } from '../../kit/situations.ts';

const ask = (name: Situation) => askSummary(SITUATIONS[name]);

describe('a summary is quiet', () => {
  it('for a warm run and for no other situation', () => {
    const quiet = Object.entries(SITUATIONS).filter(([, run]) => askSummary(run).quiet);
    expect(quiet.map(([name]) => name)).toEqual(['warm, all hits']);
  });

  it('not when a test ran or the cache was never asked', () => {
    expect(
      askSummary(
        aRun({
          verb: 'test',
          made: [{ package: 'a', kind: 'test', ms: 1, verdict: { kind: 'forced', why: '-count=1' } }],
        }),
      ).quiet,
    ).toBe(false);
    expect(askSummary(aRun({ hits: 0 })).quiet).toBe(false);
  });

  it('even when there are notes that change nothing', () => {
    const notes = [{ code: 'processes-never-sampled', severity: 'info', count: 1, text: '' }] as const;
    expect(askSummary(aRun({ notes })).quiet).toBe(true);
  });
});

describe('the cache figures', () => {
  it('tell misses by kind, and how the missed packages hang together', () => {
    expect(ask('one file edited, a cascade of three').cache).toMatchObject({
      hit: 209,
      miss: 4,
      missByKind: [
        { kind: 'build', count: 3 },
        { kind: 'link', count: 1 },
      ],
      cascade: { missed: 3, dependent: 2, roots: ['example.com/app/util'] },
      made: 4,
    });
  });

  it('name the slowest of what was made, never a hit', () => {
    const { slowest } = ask('cold, 186 misses').cache;
    expect(slowest.map((row) => row.package).slice(0, 2)).toEqual(['net/http', 'runtime']);
    expect(slowest).toHaveLength(5);
    expect(ask('warm, all hits').cache.slowest).toEqual([]);
  });

  it('count the reasons why work was forced or is unknown', () => {
    expect(ask('Go 1.19, always linked').cache.forcedWhy).toMatchObject([{ count: 1 }]);
    expect(ask('compile error').cache.unknownWhy).toEqual([{ why: 'go never came to it', count: 2 }]);
  });

  it('do not rank what has no time', () => expect(ask('action graph missing').cache.slowest).toEqual([]));
});

describe('notes', () => {
  it('are shown when data was lost, the worst first', () => {
    expect(ask('sources torn').notes.shown.map(({ severity }) => severity)).toEqual([
      'error',
      'data loss',
      'data loss',
    ]);
    expect(ask('sources torn').notes.others).toBe(1);
  });

  it('are shown when something was left behind', () => {
    expect(ask('a daemon left behind').notes.shown.map(({ code }) => code)).toEqual(['daemon-left', 'strace-stayed']);
  });

  it('of records that go never wrote are not shown where go refused the command', () => {
    const notes = [{ code: 'actiongraph-missing', severity: 'data loss', count: 1, text: '' }] as const;
    expect(askSummary(aRun({ failed: 'usage', notes })).notes.shown).toEqual([]);
    expect(askSummary(aRun({ failed: 'build', notes })).notes.shown).toHaveLength(1);
  });
});

describe('the work dir', () => {
  it('has as many packages as objdirs with files', () => {
    expect(ask('one file edited, a cascade of three').work).toMatchObject({ packages: 4, nested: 0 });
  });

  it('counts all objdirs where nobody saw files', () => {
    const run = aRun({ made: [{ package: 'a', ms: 1, verdict: MISSED }] });
    const work = run.work.map((dir) => ({ ...dir, objdirs: dir.objdirs.map((objdir) => ({ ...objdir, files: [] })) }));
    expect(askSummary({ ...run, work }).work?.packages).toBe(1);
  });

  it('may not have been seen', () => expect(askSummary({ ...aRun(), work: [] }).work).toBeNull());
});

it('adds up phases of the same name', () => {
  const phase = (name: 'build' | 'link', start: number, end: number) => ({ name, start, end, evidence: '' });
  expect(phaseTimes([phase('build', 0, 5), phase('link', 5, 6), phase('build', 6, 9)])).toEqual([
    { name: 'build', time: 8 },
    { name: 'link', time: 1 },
  ]);
});
