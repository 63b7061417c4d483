import { expect, it } from 'vitest';
import { askCoverage, troubledSources } from '../../../src/ask/coverage.ts';
import type { Evidence } from '../../../src/model/cache.ts';
import { anAction, aRun } from '../../kit/run.ts';
import { SITUATIONS } from '../../kit/situations.ts';

const withEvidence = (...evidence: readonly (readonly [Evidence['by'], Evidence['says']])[]) => {
  const run = aRun({ hits: 0 });
  const action = anAction({ evidence: evidence.map(([by, says]) => ({ by, says, detail: '' })) });
  return askCoverage({ ...run, cache: { ...run.cache, actions: [action] } });
};

it('counts a verdict that two witnesses share as agreed', () => {
  expect(withEvidence(['actiongraph', 'hit'], ['cache opens', 'hit'])).toMatchObject({ judgedTwice: 1, agreed: 1 });
});

it('names the action on which they disagree, and what each says', () => {
  const { agreed, disagreements } = withEvidence(['actiongraph', 'hit'], ['cache opens', 'miss']);
  expect(agreed).toBe(0);
  expect(disagreements).toMatchObject([{ handle: 'pkg-1', says: [{ says: 'hit' }, { says: 'miss' }] }]);
});

it('does not count a witness who cannot tell', () => {
  expect(withEvidence(['actiongraph', 'hit'], ['cache opens', 'unclear']).judgedTwice).toBe(0);
});

it('does not count one witness twice', () => {
  expect(withEvidence(['cache opens', 'hit'], ['cache opens', 'hit']).judgedTwice).toBe(0);
});

it('tells which sources are torn or missing; one that was not to be used is no trouble', () => {
  expect(troubledSources(askCoverage(SITUATIONS['sources torn'])).map(({ name }) => name)).toEqual(['strace', 'proc']);
  expect(troubledSources(askCoverage(SITUATIONS['tool track, no processes']))).toEqual([]);
});

it('takes notes of lost data for losses, and of mere information not', () => {
  expect(askCoverage(SITUATIONS['sources torn']).losses.map(({ code }) => code)).not.toContain('strace-no-new-privs');
  expect(askCoverage(SITUATIONS['sources torn']).losses).toHaveLength(3);
});
