import { expect, it } from 'vitest';
import { condense } from '../../../src/ask/condense.ts';
import { askProcesses } from '../../../src/ask/processes.ts';
import { SITUATIONS } from '../../kit/situations.ts';

const { rows } = askProcesses(SITUATIONS['go test, cached and failed']);

it('keeps the root and what failed before what took longer', () => {
  const kept = condense(rows, 2).rows.map((row) => (row.kind === 'process' ? row.role : row.kind));
  expect(kept).toEqual(['go', 'test binary']);
});

it('counts what it leaves out', () => {
  expect(condense(rows, 2).hidden).toBe(rows.length - 2);
  expect(condense(rows, 100).hidden).toBe(0);
  expect(condense(rows, 0)).toEqual({ rows: [], hidden: rows.length });
});

it('ends the branches anew, so that no line leads to a row that is not there', () => {
  expect(condense(rows, 3).rows.map((row) => row.last)).toEqual([true, false, true]);
});

it('keeps the order of the tree', () => {
  const handles = (of: typeof rows) => of.map((row) => (row.kind === 'process' ? row.handle : row.kind));
  const kept = handles(condense(rows, 5).rows);
  expect(kept).toEqual(handles(rows).filter((handle) => kept.includes(handle)));
});
