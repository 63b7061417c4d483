import { expect, it } from 'vitest';
import { answerRuns, listRun, succeeded } from '../../../src/ask/runs.ts';
import { SITUATIONS } from '../../kit/situations.ts';

it('lists when go started, not when the tape began', () => {
  expect(listRun(SITUATIONS['warm, all hits'], 1000).when).toBe('2026-11-21T20:45:00.500Z');
});

it('keeps an origin that is no date as it stands', () => {
  expect(listRun({ ...SITUATIONS['warm, all hits'], origin: 'once' }, 0).when).toBe('once');
});

it('lists the newest first and adds up what they take', () => {
  const readable = listRun(SITUATIONS['warm, all hits'], 1000);
  const broken = { state: 'unreadable', id: '20270101-000000-aaaa', why: 'no header', bytesOnDisk: 24 } as const;
  const answer = answerRuns([readable, broken]);
  expect(answer.runs.map(({ id }) => id)).toEqual([broken.id, readable.id]);
  expect(answer.bytesOnDisk).toBe(1024);
});

it('calls a success only what ended with 0', () => {
  expect(succeeded(listRun(SITUATIONS['warm, all hits'], 0))).toBe(true);
  expect(succeeded(listRun(SITUATIONS['program ends with 3'], 0))).toBe(false);
});
