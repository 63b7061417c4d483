import { expect, it } from 'vitest';
import { indexActions } from '../../../src/ask/action.ts';
import { askCascade } from '../../../src/ask/cascade.ts';
import type { CacheAction } from '../../../src/model/cache.ts';
import { anAction, HIT, MISSED } from '../../kit/run.ts';

const ask = (actions: readonly CacheAction[]) => askCascade(actions, indexActions(actions));
const missed = (handle: string, needs: readonly string[] = [], kind: CacheAction['kind'] = 'build') =>
  anAction({ handle, package: `app/${handle}`, verdict: MISSED, needs, kind });

it('finds where a chain of misses begins', () => {
  expect(ask([missed('util'), missed('api', ['util']), missed('main', ['api'])])).toEqual({
    missed: 3,
    dependent: 2,
    roots: ['app/util'],
  });
});

it('does not take a hit in between for a dependency on a miss', () => {
  const hit = anAction({ handle: 'mid', verdict: HIT, needs: ['util'] });
  expect(ask([missed('util'), hit, missed('main', ['mid'])])?.roots).toEqual(['app/util', 'app/main']);
});

it('counts packages only: a link always depends on what it links', () => {
  expect(ask([missed('util'), missed('link-1', ['util'], 'link')])).toBeNull();
});

it('has nothing to say of one miss, or of none', () => {
  expect(ask([])).toBeNull();
  expect(ask([missed('util')])).toBeNull();
});
