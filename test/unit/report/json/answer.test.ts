import { expect, it } from 'vitest';
import { askCache } from '../../../../src/ask/cache.ts';
import { answerRuns } from '../../../../src/ask/runs.ts';
import { renderAnswerJson, renderRunJson } from '../../../../src/report/json/answer.ts';
import { HOSTILE, SITUATIONS } from '../../../kit/situations.ts';

const edited = SITUATIONS['one file edited, a cascade of three'];

it('begins with the schema, its version, the type and the run', () => {
  const json = JSON.parse(renderAnswerJson(askCache(edited)));
  expect(json).toMatchObject({ schema: 'gorun-trace/answer', version: 1, type: 'cache', run: edited.id });
  expect(json.rows).toHaveLength(4);
});

it('names no run where the answer is about none', () => {
  expect(JSON.parse(renderAnswerJson(answerRuns([])))).toEqual({
    schema: 'gorun-trace/answer',
    version: 1,
    type: 'runs',
    runs: [],
    bytesOnDisk: 0,
  });
});

it('prints a whole Run as it is', () => expect(JSON.parse(renderRunJson(edited))).toEqual(edited));

it('keeps hostile text, escaped as JSON does it', () => {
  const text = renderRunJson(HOSTILE);
  expect(JSON.parse(text)).toEqual(HOSTILE);
  expect(text).not.toContain('\x1b');
  expect(text.endsWith('}\n')).toBe(true);
});
