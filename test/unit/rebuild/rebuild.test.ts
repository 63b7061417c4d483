import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../../src/decode/session/event.ts';
import { createRebuild } from '../../../src/rebuild/rebuild.ts';
import { headerOf, recordsOf } from '../../kit/recording.ts';
import { GO, type Story, story, tool, WORK_DIR } from '../../kit/tree.ts';

function fed(told: Story, upTo = told.observations.length) {
  const rebuild = createRebuild(headerOf());
  for (const observation of told.observations.slice(0, upTo)) rebuild.observe(observation);
  return rebuild;
}

function aBuild() {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .').mkdir(WORK_DIR);
  const compile = go.spawn(101).exec(tool('compile'), 'compile @/tmp/args1');
  return { told, go, compile };
}

describe('while go runs', () => {
  it('the living are known by their pids', () => {
    const { told, go, compile } = aBuild();
    expect(fed(told).alive()).toEqual([100, 101]);
    compile.exits(0);
    expect(fed(told).alive()).toEqual([100]);
    go.exits(0);
    expect(fed(told).alive()).toEqual([]);
  });

  it('response files are told once, as soon as their tool starts', () => {
    const { told, go } = aBuild();
    const rebuild = fed(told);
    expect(rebuild.newResponseFiles()).toEqual(['/tmp/args1']);
    expect(rebuild.newResponseFiles()).toEqual([]);
    const before = told.observations.length;
    go.spawn(102).exec(tool('link'), 'link @/tmp/args2');
    go.spawn(103).exec(tool('asm'), 'asm @relative -o x');
    go.spawn(104).exec(`${WORK_DIR}/b001/exe/main`, 'main @/home/u/secret');
    for (const observation of told.observations.slice(before)) rebuild.observe(observation);
    expect(rebuild.newResponseFiles()).toEqual(['/tmp/args2']);
  });

  it('the work dir is that of go, also when go has become another go', () => {
    const told = story();
    const go = told.first(100).exec('/usr/local/bin/go', 'go run .').exec('/sdk/bin/go', 'go run .').mkdir(WORK_DIR);
    go.spawn(101).exec(`${WORK_DIR}/b001/exe/main`, 'main').spawn(102).exec(GO, 'go run x').mkdir('/tmp/go-build7');
    expect(fed(told).workDir()).toBe(WORK_DIR);
    go.exits(0);
    expect(fed(told).workDir()).toBe(WORK_DIR);
  });

  it('the work dir is found when a launcher started the go that makes it', () => {
    const told = story();
    const launcher = told.first(100).exec('/home/u/go/bin/go1.21.13', 'go1.21.13 run .');
    launcher.spawn(101).exec('/home/u/sdk/go1.21.13/bin/go', 'go run .').mkdir(WORK_DIR);
    expect(fed(told).workDir()).toBe(WORK_DIR);
  });
});

describe('the same recording', () => {
  const { told, go, compile } = aBuild();
  compile.exits(0);
  go.rmdir(WORK_DIR).exits(0);
  const session: SessionEvent[] = [
    { event: 'started', at: 0, pid: 100 },
    { event: 'work size', at: 5e6, path: WORK_DIR, bytes: 77 },
    { event: 'exited', at: 9e6, code: 0, signal: null },
  ];

  it('gives the same Run whether the session is told before, between or after', () => {
    const runs = [0, 3, told.observations.length].map((at) => {
      const rebuild = fed(told, at);
      session.forEach(rebuild.session);
      for (const observation of told.observations.slice(at)) rebuild.observe(observation);
      return rebuild.finish(recordsOf());
    });
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
    expect(runs[0]?.work).toMatchObject([{ path: WORK_DIR, peakBytes: { value: 77 } }]);
  });

  it('gives the same Run when progress was asked for all the while', () => {
    const rebuild = createRebuild(headerOf());
    for (const observation of told.observations) {
      rebuild.observe(observation);
      rebuild.progress();
      rebuild.workDir();
      rebuild.alive();
    }
    expect(rebuild.finish(recordsOf())).toEqual(fed(told).finish(recordsOf()));
  });
});

it('an empty recording gives a Run that says what is missing', () => {
  const rebuild = createRebuild(headerOf());
  const run = rebuild.finish(recordsOf({ sources: [] }));
  expect(run.processes).toEqual([]);
  expect(run.outcome).toMatchObject({ failed: 'unknown', exit: { state: 'missing' }, end: { state: 'missing' } });
});
