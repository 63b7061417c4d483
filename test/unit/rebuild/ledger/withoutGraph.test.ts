import { describe, expect, it } from 'vitest';
import type { LedgerInput } from '../../../../src/rebuild/ledger/input.ts';
import { actionsWithoutGraph, UNNAMED } from '../../../../src/rebuild/ledger/withoutGraph.ts';
import { rebuildLedger } from '../../../../src/rebuild/ledger.ts';
import { idOf, ledgerInput, lookupsOf, processOf, recording } from '../../../kit/gotool.ts';

const without = (name: string, changes: Partial<LedgerInput> = {}): LedgerInput =>
  ledgerInput(recording(name), { graph: { missing: 'the user sends it elsewhere' }, ...changes });

const count = (actions: ReturnType<typeof actionsWithoutGraph>, kind: string, verdict: string): number =>
  actions.filter((action) => action.kind === kind && action.verdict.kind === verdict).length;

describe('without an action graph', () => {
  it.each([
    'go1.19-run-warm-std-is-installed',
    'go1.21-run-links-every-time',
    'go1.24-run-cold',
    'go1.26-cgo-edited',
    'go1.27-run-comment-early-cutoff',
    'go1.27-run-a',
  ])('%s has as many builds of each verdict as with one', (name) => {
    const actions = actionsWithoutGraph(without(name));
    const { ledger } = rebuildLedger(ledgerInput(recording(name)));
    for (const verdict of ['hit', 'miss', 'forced', 'installed']) {
      expect([verdict, count(actions, 'build', verdict)]).toEqual([
        verdict,
        ledger.actions.filter((action) => action.kind === 'build' && action.verdict.kind === verdict).length,
      ]);
    }
    expect(new Set(actions.map(({ handle }) => handle)).size).toBe(actions.length);
  });

  it('a warm run has found packages that nobody names', () => {
    const actions = actionsWithoutGraph(without('go1.24-run-warm-links-nothing'));
    expect(new Set(actions.map((action) => action.package))).toEqual(new Set([UNNAMED]));
    expect(count(actions, 'build', 'hit')).toBe(25);
    expect(actions[0]?.actionHex.state).toBe('known');
  });

  it('and without opens, processes tell what was made', () => {
    const argv = ['compile', '-o', '/tmp/go-build1/b002/_pkg_.a', '-p', 'x', '-buildid', `${idOf('a')}/${idOf('a')}`];
    const nested = processOf('p-3', 'nested go', ['go', 'build']);
    const theirs = { ...processOf('p-4', 'compile', argv), parent: 'p-3' };
    const processes = [processOf('p-2', 'compile', argv, 5, 9), nested, theirs];
    const actions = actionsWithoutGraph(
      without('go1.24-run-cold', { processes, lookups: null, importCfgs: new Map() }),
    );
    expect(actions).toMatchObject([
      {
        handle: 'pkg-1',
        verdict: { kind: 'miss', how: 'unseen' },
        objdir: 'b002',
        actionId: { value: idOf('a') },
        start: { value: 5 },
        end: { value: 9 },
        processes: ['p-2'],
      },
    ]);
  });

  it('and without anything there is nothing to tell', () => {
    const nothing = { processes: [], lookups: lookupsOf([]), importCfgs: new Map() };
    expect(actionsWithoutGraph(without('go1.24-run-cold', nothing))).toEqual([]);
  });
});
