import { expect, it } from 'vitest';
import { aboutRun } from '../../../src/ask/about.ts';
import { aRun } from '../../kit/run.ts';

it('names the run and what the user typed, not the flags that were added', () => {
  expect(aboutRun(aRun({ id: '20261121-204500-3f2a', args: ['main.go', '-x'] }))).toEqual({
    run: '20261121-204500-3f2a',
    command: { verb: 'run', args: ['main.go', '-x'] },
  });
});
