import { expect, it } from 'vitest';
import { askRun } from '../../../src/ask/run.ts';
import { SITUATIONS } from '../../kit/situations.ts';

it('tells how much the recording holds', () => {
  expect(askRun(SITUATIONS['one file edited, a cascade of three']).counts).toEqual({
    processes: 10,
    actions: 213,
    objdirs: 4,
    workDirs: 1,
  });
});

it('tells every note, the quiet ones too', () => {
  expect(askRun(SITUATIONS['sources torn']).notes.map(({ code }) => code)).toContain('processes-never-sampled');
});
