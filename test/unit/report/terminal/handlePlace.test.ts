import { expect, it } from 'vitest';
import { askHandle } from '../../../../src/ask/handle.ts';
import { objdirLines, packageLines } from '../../../../src/report/terminal/handlePlace.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const run = SITUATIONS['one file edited, a cascade of three'];
const theme = createTheme(SCREEN);

it('lists the files of an objdir, and which the recording kept', () => {
  const answer = askHandle(run, 'b002');
  if (answer.type !== 'handle' || answer.thing.kind !== 'objdir') throw new Error('b002 is gone');
  const text = objdirLines(answer.thing, run.outcome.start, theme).join('\n');
  expect(text).toContain('size      1.4 MB in 2 files');
  expect(text).toMatch(/812 B {2}importcfg {2}importcfg {2}kept in the recording/);
  expect(text).not.toContain('also in');
  expect(objdirLines({ ...answer.thing, alsoIn: ['/tmp/go-build2'] }, 0, theme).join()).toContain(
    'also in   /tmp/go-build2',
  );
});

it('lists everything that bears an import path', () => {
  const answer = askHandle(run, 'example.com/app');
  if (answer.type !== 'handle' || answer.thing.kind !== 'package') throw new Error('the package is gone');
  const text = packageLines(answer.thing, theme).join('\n');
  expect(text).toMatch(/actions {3}pkg-212 {2}missed/);
  expect(text).toMatch(/link-1 {3}missed/);
  expect(text).toMatch(/processes p-8/);
  expect(text).toContain('/tmp/go-build1837465/b004');
});
