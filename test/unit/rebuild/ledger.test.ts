import { describe, expect, it } from 'vitest';
import type { CacheAction } from '../../../src/model/cache.ts';
import { type LedgerInput, rebuildLedger } from '../../../src/rebuild/ledger.ts';
import { ledgerInput, lookupsOf, manifest, recording } from '../../kit/gotool.ts';

const rebuild = (name: string, changes: Partial<LedgerInput> = {}) =>
  rebuildLedger(ledgerInput(recording(name), changes));

/** `build hit 25 · link hit 1`. */
function tally(actions: readonly CacheAction[]): string {
  const counts = new Map<string, number>();
  for (const { kind, verdict } of actions) {
    const word = `${kind} ${verdict.kind}${verdict.kind === 'miss' ? ` (${verdict.how})` : ''}`;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .map(([word, n]) => `${word} ${n}`)
    .sort()
    .join(' · ');
}

const find = (actions: readonly CacheAction[], kind: string, name: string): CacheAction | undefined =>
  actions.find((action) => action.kind === kind && action.package === name);

describe('the ledger of', () => {
  it.each([
    ['go1.19-run-warm-std-is-installed', 'build hit 3 · build installed 11 · link forced 1'],
    [
      'go1.19-test-cached',
      'build hit 8 · build installed 81 · link not needed 2 · test hit 2 · vet forced 5 · vet hit 52',
    ],
    ['go1.21-run-links-every-time', 'build hit 16 · link forced 1'],
    ['go1.24-run-cold', 'build miss (absent) 25 · link miss (absent) 1'],
    ['go1.24-run-warm-links-nothing', 'build hit 25 · link hit 1'],
    ['go1.24-build-target-up-to-date', 'build hit 24 · build installed 1 · link installed 1'],
    ['go1.26-run-compile-error', 'build hit 30 · build miss (absent) 1 · build unknown 1 · link unknown 1'],
    [
      'go1.26-test-one-of-two-fails',
      'build hit 123 · build miss (absent) 7 · link forced 2 · test miss (unseen) 2 · vet hit 74 · vet miss (unseen) 5',
    ],
    ['go1.26-cgo-edited', 'build hit 42 · build miss (absent) 1 · link miss (absent) 1'],
    ['go1.27-run-comment-early-cutoff', 'build hit 31 · build miss (absent) 1 · link hit 1'],
    ['go1.27-run-a', 'build forced 32 · link forced 1'],
  ])('%s', (name, expected) => {
    const { ledger, notes } = rebuild(name);
    expect(tally(ledger.actions)).toBe(expected);
    expect(notes).toEqual([]);
    const { hit, miss, forced, installed, notNeeded, unknown } = ledger.totals;
    expect(hit + miss + forced + installed + notNeeded + unknown).toBe(ledger.actions.length);
  });

  it.each(manifest.recordings.map(({ name }) => name))('%s has the same verdicts without a tracer', (name) => {
    const { ledger } = rebuild(name, { lookups: null, processes: [], watched: 'none', importCfgs: new Map() });
    const watched = rebuild(name).ledger.actions;
    for (const [i, { handle, kind, verdict }] of ledger.actions.entries()) {
      // Whether a linked test ran, nobody but a tracer tells.
      if (kind === 'test' && verdict.kind === 'unknown') continue;
      expect({ handle, kind: verdict.kind }).toEqual({ handle, kind: watched[i]?.verdict.kind });
    }
  });
});

describe('a row of the ledger', () => {
  it('joins graph, opens and processes', () => {
    const { ledger } = rebuild('go1.27-run-comment-early-cutoff');
    const util = find(ledger.actions, 'build', 'example.com/shop/util');
    expect(util).toMatchObject({
      handle: 'pkg-4',
      verdict: { kind: 'miss', how: 'absent' },
      commands: 1,
      objdir: 'b003',
      needs: [],
      evidence: [
        { by: 'actiongraph', says: 'miss', detail: '1 command, the last compile' },
        {
          by: 'cache opens',
          says: 'miss',
          detail: expect.stringMatching(/^openat [0-9a-f]{2}\/[0-9a-f]{12}…-a = ENOENT, written later$/),
        },
        { by: 'processes', says: 'miss', detail: expect.stringMatching(/^p-\d+ is its compile$/) },
      ],
    });
    expect(util?.processes.length).toBe(1);
    expect(find(ledger.actions, 'build', 'example.com/shop/api')?.needs).toEqual([util?.handle]);
  });

  it('that was never begun says what stood in its way', () => {
    const { ledger } = rebuild('go1.26-run-compile-error');
    expect(find(ledger.actions, 'link', 'example.com/shop')).toMatchObject({
      verdict: { kind: 'unknown', why: 'example.com/shop/api did not build' },
      actionId: { state: 'missing' },
      evidence: [],
    });
    expect(find(ledger.actions, 'build', 'example.com/shop/api')).toMatchObject({
      verdict: { kind: 'miss', how: 'absent' },
      contentId: { state: 'missing' },
    });
  });

  it('counts the cgo and C compiler actions of Go 1.26 as work for the package', () => {
    const { ledger } = rebuild('go1.26-cgo-edited');
    const main = find(ledger.actions, 'build', 'example.com/cshop');
    expect(main?.commands).toBeGreaterThanOrEqual(7);
    const { processes } = recording('go1.26-cgo-edited');
    const roles = main?.processes.map((handle) => processes.find((process) => process.handle === handle)?.role);
    expect(roles).toEqual(expect.arrayContaining(['cgo', 'cc', 'compile']));
  });

  it('tells sizes from the work dir', () => {
    const fileSizes = new Map([
      ['b003/_pkg_.a', 5000],
      ['b001/exe/shop', 9000],
    ]);
    const { ledger } = rebuild('go1.24-run-cold', { fileSizes });
    expect(find(ledger.actions, 'build', 'example.com/shop/util')?.bytes).toEqual({ state: 'known', value: 5000 });
    expect(find(ledger.actions, 'link', 'example.com/shop')?.bytes).toEqual({ state: 'known', value: 9000 });
    expect(ledger.totals.bytesWritten).toEqual({
      state: 'partial',
      value: 14000,
      reason: 'the sizes of 2 of 26 entries are known',
    });
  });
});

describe('the totals', () => {
  it('count overlapping misses once', () => {
    const { ledger } = rebuild('go1.24-run-cold');
    const sum = ledger.actions.reduce((total, { start, end }) => {
      return start.state === 'known' && end.state === 'known' ? total + end.value - start.value : total;
    }, 0);
    expect(ledger.totals.missTime).toBeGreaterThan(5e9);
    expect(ledger.totals.missTime).toBeLessThan(sum);
  });

  it('of a warm run have no time for misses, and no bytes', () => {
    const { ledger } = rebuild('go1.24-run-warm-links-nothing');
    expect(ledger.totals).toMatchObject({ miss: 0, missTime: 0, bytesWritten: { state: 'known', value: 0 } });
    expect(ledger.otherLookups).toEqual({ found: 52, absent: 24 });
  });
});

describe('the sources', () => {
  it('that disagree make a note', () => {
    const { opens } = recording('go1.24-run-warm-links-nothing');
    const lost = opens.map((open) => ({ ...open, errno: 'ENOENT' }));
    const { notes } = rebuild('go1.24-run-warm-links-nothing', { lookups: lookupsOf(lost) });
    expect(notes).toMatchObject([{ code: 'witnesses-disagree', count: 26, text: expect.stringContaining('says hit') }]);
  });

  it('of a go that was killed leave what processes and importcfgs tell', () => {
    const from = recording('go1.24-run-cold');
    const before = from.nodes.map((node) => ({
      ...node,
      ready: null,
      start: null,
      done: null,
      actionId: '',
      buildId: '',
      commands: [],
    }));
    const { ledger, notes } = rebuild('go1.24-run-cold', {
      graph: { nodes: before, trouble: 'go wrote the action graph only before it began' },
      processes: from.processes.slice(0, 20),
    });
    expect(notes.map(({ code }) => code)).toEqual(['actiongraph-unfinished']);
    expect(find(ledger.actions, 'build', 'example.com/shop/util')?.verdict).toEqual({ kind: 'miss', how: 'unseen' });
    const { ledger: blind } = rebuild('go1.24-run-cold', {
      graph: { nodes: before, trouble: null },
      lookups: null,
      processes: [],
      importCfgs: new Map(),
    });
    expect(new Set(blind.actions.map(({ verdict }) => JSON.stringify(verdict)))).toEqual(
      new Set(['{"kind":"unknown","why":"go was stopped before it told what it did"}']),
    );
  });

  it('of GOCACHEPROG cannot be seen, which is said', () => {
    const from = recording('go1.24-run-cold');
    const { ledger, notes } = rebuild('go1.24-run-cold', {
      goEnv: { ...from.goEnv, GOCACHEPROG: 'cacher' },
      lookups: lookupsOf([]),
    });
    expect(notes.map(({ code }) => code)).toEqual(['cache-prog']);
    expect(tally(ledger.actions)).toBe('build miss (unseen) 25 · link forced 1');
  });

  it('may all be missing', () => {
    const nothing = { graph: { missing: 'go never began' }, lookups: null, processes: [], watched: 'none' as const };
    const { ledger, notes } = rebuild('go1.24-run-cold', { ...nothing, goEnv: {}, importCfgs: new Map() });
    expect(ledger).toMatchObject({ actions: [], dir: { state: 'missing' }, otherLookups: { found: 0, absent: 0 } });
    expect(notes.map(({ code }) => code)).toEqual(['actiongraph-missing']);
  });
});
