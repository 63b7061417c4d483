import { describe, expect, it } from 'vitest';
import { type BoundaryFacts, findBoundaries } from '../../../../src/rebuild/timeline/boundaries.ts';
import { idOf, nodeOf, processOf } from '../../../kit/gotool.ts';

const facts = (changes: Partial<BoundaryFacts>): BoundaryFacts => ({
  verb: 'run',
  spans: null,
  nodes: null,
  processes: [],
  ...changes,
});

describe('tests', () => {
  const nodes = [
    nodeOf(1, 'build', { start: 10, done: 100, actionId: idOf('a') }),
    nodeOf(2, 'link', { start: 20, done: 60, actionId: idOf('b') }),
  ];

  it('have the run to themselves when the last package is built', () => {
    const processes = [
      processOf('p-2', 'test binary', ['/w/a.test'], 60, 90),
      processOf('p-3', 'test binary', ['/w/b.test'], 110, 150),
    ];
    expect(findBoundaries(facts({ verb: 'test', nodes, processes })).tests).toEqual({
      at: 100,
      by: 'nothing was left to build; 1 of 2 test binaries had been started',
    });
  });

  it('begin with the first binary when all was built before', () => {
    const processes = [processOf('p-3', 'test binary', ['/w/b.test'], 110, 150)];
    expect(findBoundaries(facts({ verb: 'test', nodes, processes })).tests?.at).toBe(110);
  });

  it('are no phase of other commands', () => {
    const processes = [processOf('p-3', 'test binary', ['/w/b.test'], 110, 150)];
    expect(findBoundaries(facts({ verb: 'run', nodes, processes })).tests).toBeNull();
  });
});

describe('links', () => {
  it('have a phase when no package is left to build', () => {
    const nodes = [
      nodeOf(1, 'build', { start: 10, done: 50 }),
      nodeOf(2, 'link', { start: 20, done: 60, actionId: idOf('b') }),
    ];
    expect(findBoundaries(facts({ verb: 'build', nodes })).link).toMatchObject({ at: 50 });
  });

  it('that end before the last package have none', () => {
    const nodes = [
      nodeOf(1, 'build', { start: 10, done: 50 }),
      nodeOf(2, 'link', { start: 20, done: 40, actionId: idOf('b') }),
    ];
    expect(findBoundaries(facts({ verb: 'build', nodes })).link).toBeNull();
  });

  it('that were skipped have none', () => {
    const nodes = [nodeOf(1, 'build', { start: 10, done: 50 }), nodeOf(2, 'link', { start: 50, done: 60 })];
    expect(findBoundaries(facts({ verb: 'build', nodes })).link).toBeNull();
  });
});

describe('the program', () => {
  it('that never was built has no phase', () => {
    const nodes = [nodeOf(0, 'go run', { start: 60, done: 60 }), nodeOf(1, 'link', { start: 50, done: 60 })];
    expect(findBoundaries(facts({ nodes })).program).toBeNull();
  });

  it('ends with its process, before go notices', () => {
    const nodes = [nodeOf(0, 'go run', { start: 60, done: 100 })];
    const processes = [processOf('p-2', 'program', ['/w/exe/main'], 65, 90)];
    const { program, cleanUp } = findBoundaries(facts({ nodes, processes }));
    expect([program?.at, cleanUp]).toEqual([65, { at: 90, by: 'p-2 ended' }]);
  });

  it('whose end was not seen leaves the clean-up to the action graph', () => {
    const nodes = [nodeOf(0, 'go run', { start: 60, done: 100 })];
    const processes = [processOf('p-2', 'program', ['/w/exe/main'], 65, null)];
    expect(findBoundaries(facts({ nodes, processes })).cleanUp?.at).toBe(100);
    expect(findBoundaries(facts({ processes })).cleanUp).toBeNull();
  });
});

describe('the debug trace', () => {
  it('stands in for a missing action graph', () => {
    const span = (name: string, start: number, end: number | null) => ({ name, start, end });
    const spans = [
      span('Running run command', 1, null),
      span('load.PackagesAndErrors', 2, 5),
      span('exec.Builder.Do (go run )', 6, 90),
      span('Executing action (build fmt)', 7, 20),
      span('Executing action (link main)', 21, 40),
      span('Executing action (go run)', 41, 80),
    ];
    const found = findBoundaries(facts({ spans }));
    expect(Object.values(found).map((boundary) => boundary?.at)).toEqual([1, 6, 21, 41, undefined, 90]);
  });
});
