import { describe, expect, it } from 'vitest';
import { arrangeSiblings } from '../../../src/ask/fold.ts';
import { known } from '../../../src/base/known.ts';
import type { Process, Role } from '../../../src/model/process.ts';
import { aProcess, code } from '../../kit/run.ts';

const some = (role: Role, count: number, exit = 0, from = 0): Process[] =>
  Array.from({ length: count }, (_, i) =>
    aProcess({ handle: `${role}-${exit}-${i}`, role, start: from + i, exit: known(code(exit)) }),
  );

/** `3×compile`, `compile`, `…7`. */
const told = (processes: readonly Process[], all = false) =>
  arrangeSiblings(processes, all).map((sibling) => {
    if (sibling.kind === 'process') return sibling.process.role;
    return sibling.kind === 'fold' ? `${sibling.processes.length}×${sibling.role}` : `…${sibling.processes.length}`;
  });

describe('siblings', () => {
  it('of one tool become one row from three on', () => {
    expect(told(some('compile', 2))).toEqual(['compile', 'compile']);
    expect(told(some('compile', 186))).toEqual(['186×compile']);
  });

  it('that only ask for a version are folded even alone', () =>
    expect(told(some('tool id', 1))).toEqual(['1×tool id']));

  it('are never folded when all are asked for', () => expect(told(some('compile', 4), true)).toHaveLength(4));

  it('that failed stand alone: they are what the user looks for', () => {
    expect(told([...some('compile', 5), ...some('compile', 1, 2, 10)])).toEqual(['5×compile', 'compile']);
  });

  it('may fail where failing is an answer', () => expect(told(some('cc', 4, 1))).toEqual(['4×cc']));

  it('that the program started are shown, and cut beyond sixty', () => {
    expect(told(some('child of program', 20))).toHaveLength(20);
    expect(told(some('child of program', 90)).slice(-1)).toEqual(['…30']);
  });

  it('stand in the order of their start, a fold where its first member does', () => {
    const mixed = [...some('compile', 3, 0, 100), ...some('link', 1, 0, 50), ...some('asm', 3, 0, 10)];
    expect(told(mixed)).toEqual(['3×asm', 'link', '3×compile']);
  });

  it('are not lost when a fold is cut', () => {
    const many = [...some('child of program', 61), ...some('compile', 10, 0, 1000)];
    const members = arrangeSiblings(many, false).flatMap((s) => (s.kind === 'process' ? [s.process] : s.processes));
    expect(members).toHaveLength(71);
  });
});
