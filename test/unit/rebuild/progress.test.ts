import { describe, expect, it } from 'vitest';
import { createRebuild } from '../../../src/rebuild/rebuild.ts';
import { headerOf } from '../../kit/recording.ts';
import { GO, type Story, story, tool, WORK_DIR } from '../../kit/tree.ts';

/** What the line would show at this point of the story. */
function progressAfter(told: Story, verb: 'run' | 'test' = 'run') {
  const rebuild = createRebuild(headerOf({ verb }));
  for (const observation of told.observations) rebuild.observe(observation);
  return rebuild.progress();
}

describe('the phase', () => {
  it('is loading until a tool works on a package', () => {
    const told = story();
    const go = told.first(100).exec(GO, 'go run .');
    go.spawn(101).exec(tool('compile'), 'compile -V=full').exits(0);
    expect(progressAfter(told)).toEqual({ phase: 'load', running: [], compiled: 0, processes: 2 });
  });

  it('is building from then on, also between two tools', () => {
    const told = story();
    const go = told.first(100).exec(GO, 'go run .');
    const compile = go.spawn(101).exec(tool('compile'), 'compile -o x -p fmt');
    expect(progressAfter(told)).toMatchObject({ phase: 'build', running: [{ role: 'compile', package: 'fmt' }] });
    compile.exits(0);
    expect(progressAfter(told)).toMatchObject({ phase: 'build', running: [], compiled: 1 });
  });

  it('is linking while only links run, with what they start as a part of them', () => {
    const told = story();
    const go = told.first(100).exec(GO, 'go run .');
    const argv = `link -o ${WORK_DIR}/b001/exe/main -buildmode=exe`;
    go.spawn(101).exec(tool('link'), argv).spawn(102).exec('/usr/bin/gcc', 'gcc x').spawn(103).exec('/c/ld', 'ld');
    expect(progressAfter(told)).toMatchObject({ phase: 'link', running: [{ role: 'link', package: 'main' }] });
  });

  it('is the program when it runs, whatever it starts', () => {
    const told = story();
    const go = told.first(100).exec(GO, 'go run .');
    const program = go.spawn(101).exec(`${WORK_DIR}/b001/exe/main`, 'main');
    program.spawn(102).exec(GO, 'go build .').spawn(103).exec(tool('compile'), 'compile -p x');
    expect(progressAfter(told)).toMatchObject({ phase: 'program', running: [{ role: 'program', package: 'main' }] });
  });

  it('is building when tests run beside compilers', () => {
    const told = story();
    const go = told.first(100).exec(GO, 'go test ./...');
    go.spawn(101).exec(`${WORK_DIR}/b001/x.test`, 'x.test -test.v');
    const compile = go.spawn(102).exec(tool('compile'), 'compile -p y');
    expect(progressAfter(told, 'test').phase).toBe('build');
    compile.exits(0);
    expect(progressAfter(told, 'test').phase).toBe('program');
  });
});

it('a compiler that failed has compiled nothing', () => {
  const told = story();
  told.first(100).exec(GO, 'go run .').spawn(101).exec(tool('compile'), 'compile -p x').exits(2);
  expect(progressAfter(told).compiled).toBe(0);
});

it('before anything was seen there is nothing to show', () => {
  expect(progressAfter(story())).toEqual({ phase: 'load', running: [], compiled: 0, processes: 0 });
});
