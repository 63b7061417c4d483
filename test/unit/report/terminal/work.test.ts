import { expect, it } from 'vitest';
import { askWork } from '../../../../src/ask/work.ts';
import { missing, partial } from '../../../../src/base/known.ts';
import { renderWork, sizeWords } from '../../../../src/report/terminal/work.ts';
import { aRun, SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const edited = SITUATIONS['one file edited, a cascade of three'];

it('tells who made it and removed it, when, and who says so', () => {
  const text = renderWork(askWork(edited), SCREEN);
  expect(text).toContain('made by p-1 at 4.0 ms · removed by gorun-trace after reading it at 1.86 s');
  expect(text).toContain('seen by mkdir (1)');
});

it('lists files only where all were asked for', () => {
  expect(renderWork(askWork(edited), SCREEN)).not.toContain('importcfg');
  expect(renderWork(askWork(edited, { all: true }), SCREEN)).toContain('importcfg, kept in the recording');
});

it('counts the objdirs it leaves out', () => {
  expect(renderWork(askWork(SITUATIONS['cold, 186 misses']), SCREEN)).toContain(
    '… 171 more objdirs: gorun-trace show work --all',
  );
});

it('says when there was none, or nothing in it', () => {
  expect(renderWork(askWork({ ...aRun(), work: [] }), SCREEN)).toContain('no work dir was seen');
  expect(renderWork(askWork(aRun()), SCREEN)).toContain('nothing was built in it');
});

it('does not print a size that is not whole as if it were', () => {
  expect([partial(1000, 'x'), missing<number>('x')].map(sizeWords)).toEqual(['>1.0 kB', '?']);
});
