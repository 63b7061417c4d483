import { expect, it } from 'vitest';
import { askCache } from '../../../../src/ask/cache.ts';
import { renderCache } from '../../../../src/report/terminal/cache.ts';
import { aRun, SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const edited = SITUATIONS['one file edited, a cascade of three'];

it('tells each reason once, with the actions that share it', () => {
  expect(renderCache(askCache(SITUATIONS['compile error']), SCREEN)).toContain(
    '\n  unknown: go never came to it (pkg-212, link-1)\n',
  );
});

it('names actions whose witnesses disagree', () => {
  const actions = edited.cache.actions.map((action) =>
    action.handle === 'pkg-211'
      ? { ...action, evidence: [...action.evidence, { by: 'importcfg', says: 'hit', detail: '' } as const] }
      : action,
  );
  expect(renderCache(askCache({ ...edited, cache: { ...edited.cache, actions } }), SCREEN)).toContain(
    'witnesses disagree (pkg-211)',
  );
});

it('counts the rows that it leaves out, with the command that shows them', () => {
  expect(renderCache(askCache(edited), SCREEN)).toContain('… 209 more rows (209 hit): gorun-trace show cache --all');
  expect(renderCache(askCache(edited), { ...SCREEN, runRef: 'latest~2' })).toContain(
    "gorun-trace show cache 'latest~2' --all",
  );
});

it('says which columns a narrow terminal has no room for', () => {
  expect(renderCache(askCache(edited), { ...SCREEN, width: 40 })).toContain('… no room for: objdir, size');
});

it('says when nothing matches', () =>
  expect(renderCache(askCache(aRun({ hits: 0 })), SCREEN)).toContain('no action matches'));
