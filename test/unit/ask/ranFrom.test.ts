import { describe, expect, it } from 'vitest';
import { askRanFrom, goMinor } from '../../../src/ask/ranFrom.ts';
import { known } from '../../../src/base/known.ts';
import { aProcess, aRun, GOCACHE, WORK } from '../../kit/run.ts';
import { SITUATIONS } from '../../kit/situations.ts';

describe('the program ran from', () => {
  it('the work dir after a fresh link, which Go 1.24 and later keep', () => {
    expect(askRanFrom(SITUATIONS['one file edited, a cascade of three'])).toMatchObject({
      where: 'work dir',
      path: '$WORK/b001/exe/main',
      nextTime: 'cache',
    });
  });

  it('the work dir on every run before Go 1.24', () => {
    expect(askRanFrom(SITUATIONS['Go 1.19, always linked'])).toMatchObject({ where: 'work dir', nextTime: 'link' });
  });

  it('the work dir on every run with a GOCACHEPROG, which keeps no executables', () => {
    const run = SITUATIONS['one file edited, a cascade of three'];
    const notes = [{ code: 'cache-prog', severity: 'info', count: 1, text: '' }] as const;
    expect(askRanFrom({ ...run, notes })).toMatchObject({ nextTime: 'link' });
  });

  it('the build cache', () => {
    expect(askRanFrom(SITUATIONS['warm, all hits'])).toMatchObject({ where: 'cache', by: 'exec' });
  });

  it('the build cache by the verdict of the link, where no process was watched', () => {
    const run = aRun({ track: 'tool' });
    const link = {
      ...run.cache.actions[0],
      kind: 'link',
      verdict: { kind: 'hit' },
    } as (typeof run.cache.actions)[number];
    expect(askRanFrom({ ...run, cache: { ...run.cache, actions: [link] } })).toMatchObject({
      where: 'cache',
      by: 'link verdict',
    });
  });

  it('what the wrapper of -exec became, not the wrapper', () => {
    const images = ['/usr/bin/env', `${WORK}/b001/exe/main`].map((path) => ({
      at: 0,
      path,
      argv: [path],
      cwd: known('/'),
    }));
    const run = { ...aRun(), processes: [aProcess({ role: 'program', images })] };
    expect(askRanFrom(run)).toMatchObject({ where: 'work dir', path: '$WORK/b001/exe/main' });
  });

  it('neither, where the path says so; a folder that merely begins alike is another', () => {
    const run = { ...aRun(), processes: [aProcess({ role: 'program', path: `${GOCACHE}-other/main` })] };
    expect(askRanFrom(run)).toEqual({ where: 'elsewhere', path: `${GOCACHE}-other/main` });
  });

  it('somewhere unseen on the tool track', () => {
    expect(askRanFrom(SITUATIONS['tool track, no processes'])).toMatchObject({ where: 'not seen' });
  });
});

it('is no question where no program could run', () => {
  expect(askRanFrom(SITUATIONS['a build of 400 packages'])).toBeNull();
  expect(askRanFrom(SITUATIONS['compile error'])).toBeNull();
  expect(askRanFrom(SITUATIONS['exec format error'])).toBeNull();
});

it('reads the minor version of Go, of releases and of others', () => {
  expect([
    goMinor('go1.24.4'),
    goMinor('go1.27rc1'),
    goMinor('go1.19'),
    goMinor('devel +abc'),
    goMinor(undefined),
  ]).toEqual([24, 27, 19, undefined, undefined]);
});
