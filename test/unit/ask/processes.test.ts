import { describe, expect, it } from 'vitest';
import { askProcesses, type TreeRow, toBrief } from '../../../src/ask/processes.ts';
import { known, missing } from '../../../src/base/known.ts';
import type { Process } from '../../../src/model/process.ts';
import { aProcess, aRun } from '../../kit/run.ts';
import { SITUATIONS } from '../../kit/situations.ts';

/** `  3×compile`: indented by depth. */
const drawn = (rows: readonly TreeRow[]) =>
  rows.map((row) => {
    const name =
      row.kind === 'process' ? row.handle : row.kind === 'fold' ? `${row.count}×${row.role}` : `…${row.count}`;
    return ' '.repeat(row.depth) + name;
  });

const withProcesses = (processes: readonly Process[]) => ({ ...aRun(), processes });
const chain = (length: number) =>
  Array.from({ length }, (_, i) =>
    aProcess({ handle: `p-${i + 1}`, role: 'child of program', parent: i === 0 ? null : `p-${i}`, start: i }),
  );

describe('the tree', () => {
  it('folds 185 compilers under go into one row, and shows link and program', () => {
    expect(drawn(askProcesses(SITUATIONS['cold, 186 misses']).rows)).toEqual([
      'p-1',
      ' 6×tool id',
      ' 185×compile',
      ' p-193',
      ' p-194',
    ]);
  });

  it('unfolds them all', () => {
    const answer = askProcesses(SITUATIONS['cold, 186 misses'], { all: true });
    expect(answer.rows).toHaveLength(194);
    expect(answer.shown).toBe(answer.total);
  });

  it('shows what the program started', () => {
    expect(drawn(askProcesses(SITUATIONS['a daemon left behind']).rows).slice(-3)).toEqual([' p-6', '  p-7', '  p-8']);
  });

  it('counts every process, in a row of its own, in a fold, below one or in what is cut', () => {
    for (const run of Object.values(SITUATIONS)) {
      const { rows, total } = askProcesses(run);
      const counted = rows.map((row) =>
        row.kind === 'process' ? 1 : row.kind === 'fold' ? row.count + row.below : row.count,
      );
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(total);
    }
  });

  it('takes a process whose parent was not seen for a root', () => {
    const rows = askProcesses(withProcesses([aProcess({ handle: 'p-5', parent: 'p-99', role: 'other' })])).rows;
    expect(drawn(rows)).toEqual(['p-5']);
  });

  it('is not overflowed by ten thousand generations, and cuts what lies too deep', () => {
    const deep = withProcesses(chain(10_000));
    expect(askProcesses(deep, { all: true }).rows).toHaveLength(10_000);
    expect(drawn(askProcesses(deep).rows).at(-1)?.trim()).toBe('…9983');
  });
});

describe('a fold', () => {
  const fold = askProcesses(SITUATIONS['one file edited, a cascade of three']).rows.find(
    (row) => row.kind === 'fold' && row.role === 'compile',
  );

  it('adds up the lifetimes and names the slowest', () => {
    expect(fold).toMatchObject({
      time: known(1_270_000_000),
      slowest: [{ handle: 'p-7' }, { handle: 'p-6' }, { handle: 'p-8' }],
    });
  });

  it('says when an end was not seen', () => {
    const run = SITUATIONS['one file edited, a cascade of three'];
    const processes = run.processes.map((p) => (p.handle === 'p-7' ? { ...p, end: missing<number>('torn') } : p));
    const row = askProcesses({ ...run, processes }).rows.find((r) => r.kind === 'fold' && r.role === 'compile');
    expect(row).toMatchObject({ time: { state: 'partial', value: 350_000_000 } });
  });

  it('tells how many processes lie below its members', () => {
    const wrappers = Array.from({ length: 4 }, (_, i) => aProcess({ handle: `p-${i + 2}`, role: 'wrapper', start: i }));
    const inner = wrappers.map((w, i) => aProcess({ handle: `p-${i + 10}`, parent: w.handle }));
    const root = aProcess({ handle: 'p-1', role: 'go', parent: null });
    expect(askProcesses(withProcesses([root, ...wrappers, ...inner])).rows[1]).toMatchObject({ count: 4, below: 4 });
  });
});

it('says why there are no processes', () => {
  expect(askProcesses(SITUATIONS['tool track, no processes'])).toMatchObject({
    total: 0,
    rows: [],
    unwatched: 'strace is not installed',
  });
});

it('tells of a process what it became last', () => {
  const images = ['/bin/sh', '/bin/main'].map((path) => ({ at: 0, path, argv: [path], cwd: known('/') }));
  expect(toBrief(aProcess({ images }))).toMatchObject({ path: '/bin/main', argv: ['/bin/main'] });
  expect(toBrief(aProcess())).toMatchObject({ path: null, argv: [] });
});
