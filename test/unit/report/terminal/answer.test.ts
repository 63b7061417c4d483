import { expect, it } from 'vitest';
import type { AnyAnswer } from '../../../../src/ask/answer.ts';
import { askCache } from '../../../../src/ask/cache.ts';
import { askHandle } from '../../../../src/ask/handle.ts';
import { askProcesses } from '../../../../src/ask/processes.ts';
import { askRun } from '../../../../src/ask/run.ts';
import { answerRuns, listRun } from '../../../../src/ask/runs.ts';
import { askSummary } from '../../../../src/ask/summary.ts';
import { askTimeline } from '../../../../src/ask/timeline.ts';
import { askWork } from '../../../../src/ask/work.ts';
import { renderAnswer } from '../../../../src/report/terminal/answer.ts';
import { SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const run = SITUATIONS['one file edited, a cascade of three'];
const handle = askHandle(run, 'p-7');

it.each<[string, AnyAnswer, string]>([
  ['summary', askSummary(run), 'gorun-trace  go run main.go'],
  ['processes', askProcesses(run), 'processes  go run main.go'],
  ['cache', askCache(run), 'cache  go run main.go'],
  ['work', askWork(run), 'work  go run main.go'],
  ['timeline', askTimeline(run), 'timeline  go run main.go'],
  ['run', askRun(run), 'run  go run main.go'],
  ['runs', answerRuns([listRun(run, 5)]), 'run  '],
])('turns an answer of type %s into its text', (type, answer, beginning) => {
  expect(answer.type).toBe(type);
  expect(renderAnswer(answer, SCREEN).startsWith(beginning)).toBe(true);
});

it('turns an answer about a handle into its text', () => {
  if (handle.type !== 'handle') throw new Error('p-7 is gone');
  expect(renderAnswer(handle, SCREEN)).toMatch(/^p-7 {2}go run main.go/);
});
