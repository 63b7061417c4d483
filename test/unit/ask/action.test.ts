import { describe, expect, it } from 'vitest';
import { byDuration, durationOf, indexActions, sumKnown, toRow, wasMade } from '../../../src/ask/action.ts';
import { known, missing } from '../../../src/base/known.ts';
import { anAction, HIT, MISSED } from '../../kit/run.ts';

describe('a duration', () => {
  it('is what lies between start and end', () => {
    expect(durationOf(known(5), known(12))).toEqual(known(7));
  });

  it('is never negative, whatever the clocks did', () => {
    expect(durationOf(known(12), known(5))).toEqual(known(0));
  });

  it('is missing for the reason that its start or its end is', () => {
    expect(durationOf(missing('a'), known(5))).toEqual(missing('a'));
    expect(durationOf(known(5), missing('b'))).toEqual(missing('b'));
  });
});

describe('a row', () => {
  it('tells which of its needs were made in this run', () => {
    const actions = [
      anAction({ handle: 'pkg-1', verdict: HIT }),
      anAction({ handle: 'pkg-2', verdict: MISSED }),
      anAction({ handle: 'pkg-3', verdict: { kind: 'forced', why: '-a' } }),
      anAction({ handle: 'pkg-4', needs: ['pkg-1', 'pkg-2', 'pkg-3', 'pkg-99'] }),
    ];
    const index = indexActions(actions);
    expect(actions.map((action) => toRow(action, index).missedNeeds)).toEqual([[], [], [], ['pkg-2', 'pkg-3']]);
  });

  it('keeps who said what, without the details', () => {
    const action = anAction({ evidence: [{ by: 'processes', says: 'unclear', detail: 'x' }] });
    expect(toRow(action, indexActions([action])).witnesses).toEqual([{ by: 'processes', says: 'unclear' }]);
  });
});

it('counts misses and forced work as made, and nothing else', () => {
  const kinds = [
    HIT,
    MISSED,
    { kind: 'forced', why: '' },
    { kind: 'not needed' },
    { kind: 'unknown', why: '' },
  ] as const;
  expect(kinds.map((verdict) => wasMade({ verdict }))).toEqual([false, true, true, false, false]);
});

it('sorts the longest first and the unknown last', () => {
  const rows = [missing<number>('x'), known(1), known(3), known(2)].map((duration) => ({ duration }));
  expect(rows.sort(byDuration).map(({ duration }) => (duration.state === 'missing' ? '?' : duration.value))).toEqual([
    3,
    2,
    1,
    '?',
  ]);
});

describe('a sum', () => {
  it('is known when all of it is', () => expect(sumKnown([known(1), known(2)])).toEqual(known(3)));
  it('of nothing is zero', () => expect(sumKnown([])).toEqual(known(0)));
  it('is partial when some is missing', () => {
    expect(sumKnown([known(1), missing('x')])).toEqual({ state: 'partial', value: 1, reason: '1 of 2 not measured' });
  });
  it('is missing when all of it is', () => expect(sumKnown([missing('x')]).state).toBe('missing'));
});
