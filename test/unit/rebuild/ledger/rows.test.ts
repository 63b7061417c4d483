import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../src/rebuild/ledger/rows.ts';
import { idOf, manifest, nodeOf, recording } from '../../../kit/gotool.ts';

describe('the rows of an action graph', () => {
  it.each(manifest.recordings.map(({ name }) => name))('of %s have one objdir a kind', (name) => {
    const { all, workDir } = rowsOf(recording(name).nodes);
    const keys = all.flatMap(({ kind, objdir }) => (objdir === null ? [] : [`${kind} ${objdir}`]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(workDir).toMatch(/^\/tmp\/go-build\d+$/);
  });

  it('are builds, links, vets and tests, numbered in the order of the graph', () => {
    const { all } = rowsOf([
      nodeOf(0, 'go run', { deps: [1] }),
      nodeOf(1, 'link', { deps: [2, 3] }),
      nodeOf(2, 'build', { deps: [3] }),
      nodeOf(3, 'build', { deps: [4] }),
      nodeOf(4, 'built-in package'),
      nodeOf(5, 'nop', { deps: [2, 3] }),
    ]);
    expect(all.map(({ handle, needs }) => [handle, needs])).toEqual([
      ['link-1', ['pkg-1', 'pkg-2']],
      ['pkg-1', ['pkg-2']],
      ['pkg-2', []],
    ]);
  });

  it('have no test for a package without test files', () => {
    const nodes = [
      nodeOf(1, 'test run', { deps: [3, 4], objdir: '/tmp/go-build1/b002/' }),
      nodeOf(2, 'test run', { deps: [3] }),
      nodeOf(3, 'build'),
      nodeOf(4, 'link', { deps: [3], objdir: '/tmp/go-build1/b002/' }),
    ];
    expect(rowsOf(nodes).all.map(({ handle }) => handle)).toEqual(['test-1', 'pkg-1', 'link-1']);
  });

  // go1.26: the barrier keeps the order in which results are printed.
  it('see a test through its barrier, and not the tests before it', () => {
    const { all, testOfLink } = rowsOf(recording('go1.26-test-one-of-two-fails').nodes);
    const tests = all.filter(({ kind }) => kind === 'test');
    expect(tests.map((test) => test.needs.map((need) => need.replace(/-.*/, '')))).toEqual([
      ['link', 'vet', 'vet'],
      ['link', 'vet'],
    ]);
    expect(tests.every((test) => testOfLink.get(test.needs[0] ?? '') === test)).toBe(true);
  });

  it('take over the work of actions in the same objdir', () => {
    const objdir = '/tmp/go-build1/b003/';
    const [row] = rowsOf([
      nodeOf(1, 'build', { objdir, deps: [2, 3], actionId: idOf('a'), commands: ['compile'] }),
      nodeOf(2, 'build check cache', { objdir }),
      nodeOf(3, 'cgo compile x.c', { objdir, commands: ['gcc'] }),
      nodeOf(4, 'link', { objdir, commands: ['link'] }),
    ]).all;
    expect(row?.commands).toEqual(['compile', 'gcc']);
    expect(row?.parts.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('survive dependencies that are not there', () => {
    expect(rowsOf([nodeOf(1, 'build', { deps: [7, 1] }), nodeOf(2, 'test run', { deps: [9] })]).all.length).toBe(1);
    expect(rowsOf([])).toMatchObject({ all: [], workDir: null });
  });
});
