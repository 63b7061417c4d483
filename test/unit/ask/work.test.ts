import { describe, expect, it } from 'vitest';
import { askWork, toObjdirView } from '../../../src/ask/work.ts';
import { known, missing } from '../../../src/base/known.ts';
import type { WorkFile } from '../../../src/model/work.ts';
import { SITUATIONS } from '../../kit/situations.ts';

const edited = SITUATIONS['one file edited, a cascade of three'];
const file = (path: string, bytes: number | null): WorkFile => ({
  path,
  bytes: bytes === null ? missing('gone') : known(bytes),
  kind: 'other',
  kept: false,
});
const objdir = (files: readonly WorkFile[]) => ({
  name: 'b001',
  package: known('a'),
  action: null,
  created: known(0),
  files,
});

describe('the objdirs', () => {
  it('stand by size, without their files', () => {
    const [dir] = askWork(edited).dirs;
    expect(dir?.objdirs.map(({ name, package: of }) => [name, of])[1]).toEqual(['b002', 'example.com/app/api']);
    expect(dir?.objdirs.every(({ files }) => files.length === 0)).toBe(true);
  });

  it('are cut at fifteen, or where the user says', () => {
    const cold = SITUATIONS['cold, 186 misses'];
    expect(askWork(cold).dirs[0]).toMatchObject({ packages: 186, hidden: 171 });
    expect(askWork(cold, { limit: 3 }).dirs[0]?.objdirs).toHaveLength(3);
    expect(askWork(cold, { all: true }).dirs[0]).toMatchObject({ hidden: 0 });
  });

  it('can stand by name, b1000 after b999', () => {
    const dirs = askWork(SITUATIONS['a build of 400 packages'], { sort: 'name', all: true }).dirs[0]?.objdirs.map(
      ({ name }) => name,
    );
    expect(dirs?.[0]).toBe('b001');
    expect(dirs?.at(-1)).toBe('b400');
  });
});

describe('an objdir', () => {
  it('adds up its files and shows the largest first', () => {
    const view = toObjdirView(objdir([file('small', 1), file('large', 9)]), true);
    expect(view.bytes).toEqual(known(10));
    expect(view.files.map(({ path }) => path)).toEqual(['large', 'small']);
  });

  it('does not pretend to know what it did not measure', () => {
    expect(toObjdirView(objdir([file('a', 1), file('b', null)]), false).bytes.state).toBe('partial');
    expect(toObjdirView(objdir([file('b', null)]), false).bytes.state).toBe('missing');
  });
});
