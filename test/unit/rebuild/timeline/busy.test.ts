import { describe, expect, it } from 'vitest';
import { busyByRole, concurrencyOf } from '../../../../src/rebuild/timeline/busy.ts';
import { processOf } from '../../../kit/gotool.ts';

describe('the busy time of a role', () => {
  it('counts overlaps once, the busiest role first, tools only', () => {
    const processes = [
      processOf('p-1', 'go', ['go'], 0, 100),
      processOf('p-2', 'asm', ['asm'], 0, 5),
      processOf('p-3', 'compile', ['compile'], 0, 20),
      processOf('p-4', 'compile', ['compile'], 10, 30),
      processOf('p-5', 'program', ['main'], 30, 90),
    ];
    expect(Object.entries(busyByRole(processes, 100))).toEqual([
      ['compile', 30],
      ['asm', 5],
    ]);
  });
});

describe('how many tools ran at once', () => {
  it('is told in steps', () => {
    const processes = [
      processOf('p-2', 'compile', ['compile'], 10, 30),
      processOf('p-3', 'compile', ['compile'], 20, 40),
      processOf('p-4', 'compile', ['compile'], 40, 50),
    ];
    expect(concurrencyOf(processes, 0, 100)).toEqual([
      { at: 0, running: 0 },
      { at: 10, running: 1 },
      { at: 20, running: 2 },
      { at: 30, running: 1 },
      { at: 50, running: 0 },
    ]);
  });

  it('counts a compiler driver and what it waits for as one', () => {
    const driver = processOf('p-2', 'cc', ['gcc'], 10, 40);
    const cc1 = { ...processOf('p-3', 'cc', ['cc1'], 12, 30), parent: 'p-2' };
    expect(concurrencyOf([driver, cc1], 0, 100).map(({ running }) => running)).toEqual([0, 1, 0]);
  });

  it('is none when nothing ran', () => {
    expect(concurrencyOf([processOf('p-1', 'go', ['go'], 0, 9)], 3, 9)).toEqual([{ at: 3, running: 0 }]);
  });
});
