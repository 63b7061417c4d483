/** Any part of a recording may be lost: the ledger and the timeline stay whole, and claim nothing that nobody said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebuildLedger } from '../../src/rebuild/ledger.ts';
import { rebuildTimeline } from '../../src/rebuild/timeline.ts';
import { ledgerInput, lookupsOf, manifest, nodeOf, recording } from '../kit/gotool.ts';

const recordings = manifest.recordings.map(({ name }) => recording(name));

const damaged = fc.record({
  from: fc.constantFrom(...recordings),
  /** Which one in eight nodes, opens and processes are lost. */
  lost: fc.record({ nodes: fc.integer({ min: 0, max: 8 }), opens: fc.nat(8), processes: fc.nat(8) }),
  watched: fc.constantFrom('all' as const, 'some' as const, 'none' as const),
});

const without = <T>(list: readonly T[], lost: number): T[] =>
  lost === 0 ? [...list] : list.filter((_, i) => i % 8 >= lost);

describe('a damaged recording', () => {
  it('gives a ledger whose totals are its rows', () => {
    fc.assert(
      fc.property(damaged, ({ from, lost, watched }) => {
        const { ledger } = rebuildLedger(
          ledgerInput(from, {
            graph: { nodes: without(from.nodes, lost.nodes), trouble: 'damaged' },
            lookups: lookupsOf(without(from.opens, lost.opens)),
            // Where nobody watched there are no processes (the tool track).
            processes: watched === 'none' ? [] : without(from.processes, lost.processes),
            watched,
          }),
        );
        const { hit, miss, forced, installed, notNeeded, unknown } = ledger.totals;
        expect(hit + miss + forced + installed + notNeeded + unknown).toBe(ledger.actions.length);
        const handles = new Set(ledger.actions.map(({ handle }) => handle));
        for (const { needs, verdict, evidence, commands } of ledger.actions) {
          expect(needs.every((need) => handles.has(need))).toBe(true);
          if (verdict.kind === 'miss' || verdict.kind === 'forced') {
            expect(commands > 0 || evidence.some(({ says }) => says === 'miss') || watched !== 'none').toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gives phases that cover the run', () => {
    fc.assert(
      fc.property(damaged, fc.boolean(), ({ from, lost }, traced) => {
        const go = from.processes[0];
        const start = go?.start ?? 0;
        const end = go?.end.state === 'known' ? go.end.value : start;
        const { phases } = rebuildTimeline({
          verb: from.verb,
          spans: traced ? without(from.spans ?? [], lost.opens) : null,
          nodes: lost.nodes === 8 ? null : without(from.nodes, lost.nodes),
          processes: without(from.processes, lost.processes),
          start,
          end,
        });
        expect([phases[0]?.start, phases.at(-1)?.end]).toEqual([start, end]);
        for (const [i, phase] of phases.entries()) {
          expect(phase.end).toBeGreaterThan(phase.start);
          expect(phase.start).toBe(phases[i - 1]?.end ?? start);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('may even have a graph that goes round in circles', () => {
    const mode = fc.constantFrom('build', 'link', 'vet', 'test run', 'test barrier', 'nop', 'go run', '');
    const node = fc.record({
      mode,
      deps: fc.array(fc.nat(9), { maxLength: 4 }),
      objdir: fc.constantFrom('', '/tmp/go-build1/b001/'),
    });
    fc.assert(
      fc.property(fc.array(node, { maxLength: 10 }), (nodes) => {
        const graph = { nodes: nodes.map(({ mode: of, ...rest }, id) => nodeOf(id, of, rest)), trouble: null };
        const from = recordings[0];
        if (from === undefined) throw new Error('no recordings');
        expect(rebuildLedger(ledgerInput(from, { graph })).ledger.totals.hit).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
