import { expect, it } from 'vitest';
import { askHandle } from '../../../../src/ask/handle.ts';
import type { CacheAction } from '../../../../src/model/cache.ts';
import { actionLines } from '../../../../src/report/terminal/handleAction.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { anAction, aRun, MISSED, SCREEN } from '../../../kit/run.ts';

const linesOf = (of: Partial<CacheAction>) => {
  const run = aRun({ made: [{ package: 'a', ms: 1 }] });
  const answer = askHandle({ ...run, cache: { ...run.cache, actions: [anAction(of)] } }, 'pkg-1');
  if (answer.type !== 'handle' || answer.thing.kind !== 'action') throw new Error('pkg-1 is gone');
  return actionLines(answer.thing, run.outcome.start, createTheme(SCREEN)).join('\n');
};

it('tells what each witness says, whole', () => {
  const detail = `openat 3f/${'3f2a'.repeat(16)}-a = ENOENT`;
  const text = linesOf({
    verdict: MISSED,
    evidence: [
      { by: 'cache opens', says: 'miss', detail },
      { by: 'processes', says: 'unclear', detail: 'x' },
    ],
  });
  expect(text.replaceAll(/\n {12}/g, ' ')).toContain('cache opens says missed');
  expect(text).toContain('…');
  expect(text).toContain('processes cannot tell · x');
});

it('tells where its entry lies in the cache', () =>
  expect(linesOf({})).toContain('action ID eLTjkk5X8qMZtq7WJ3bA · 78b4e3924e57f2a319b6aed6277dc0…-a'));

it('says that nobody gave evidence', () => expect(linesOf({})).toContain('evidence  none'));

it('leads to its objdir', () => {
  expect(linesOf({ objdir: 'b001' })).toContain('objdir    b001 · gorun-trace show b001');
  expect(linesOf({ objdir: 'b007' })).toContain('objdir    b007 · never made');
  expect(linesOf({})).toContain('objdir    none: nothing was built');
});
