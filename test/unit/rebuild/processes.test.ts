import { describe, expect, it } from 'vitest';
import { tid } from '../../../src/base/brand.ts';
import { known } from '../../../src/base/known.ts';
import { createNotes } from '../../../src/rebuild/notes.ts';
import { createProcessTree } from '../../../src/rebuild/processes.ts';
import { GO, type Story, story } from '../../kit/tree.ts';

function fold(told: Story) {
  const notes = createNotes();
  const tree = createProcessTree('/home/u/hello', notes);
  for (const observation of told.observations) tree.observe(observation);
  tree.finish();
  return { tree, processes: tree.all(), notes: notes.list() };
}

describe('threads', () => {
  it('are folded into their process, whichever of them acts', () => {
    const told = story();
    const go = told.first(100).exec(GO, 'go run .');
    const worker = go.thread(101);
    worker.thread(102).opens('/a');
    worker.opens('/b', { errno: 'ENOENT' });
    worker.spawn(200).exits(0);
    const { processes } = fold(told);
    expect(processes.map(({ pid, threads }) => [pid, threads])).toEqual([[100, 3], [200, 1]]); // biome-ignore format: pairs
    expect(processes[0]).toMatchObject({ opens: 1, failedOpens: 1 });
    expect(processes[1]?.parent).toBe(processes[0]);
  });

  it('end without ending their process; its first thread does that', () => {
    const told = story();
    const go = told.first(100);
    const worker = go.thread(101);
    worker.exits(0);
    const { processes, tree } = fold(told);
    expect(processes[0]?.ended).toBeNull();
    expect([...tree.alive()]).toHaveLength(1);
    go.exits(3);
    expect(fold(told).processes[0]?.ended?.exit).toEqual({ kind: 'code', code: 3 });
  });

  it('that say something after the process has ended start no new process', () => {
    const told = story();
    const go = told.first(100);
    const worker = go.thread(101);
    go.exits(0);
    worker.exits(0).killed('SIGKILL');
    expect(fold(told).processes).toHaveLength(1);
  });

  it('that nobody saw start are taken for a process of their own, and noted', () => {
    const told = story();
    told.first(100);
    told.observations.push({
      kind: 'chdir',
      at: told.observations[0]?.at ?? (0 as never),
      tid: tid(7),
      path: '/',
      errno: null,
    });
    const { processes, notes } = fold(told);
    expect(processes.map((process) => process.pid)).toEqual([100, 7]);
    expect(notes).toMatchObject([{ code: 'process-without-parent', count: 1 }]);
  });
});

describe('exec', () => {
  it('adds an image: the process became it, and is no new process', () => {
    const told = story();
    told.first(100).exec('/usr/bin/env', 'env go run .').exec(GO, 'go run .');
    const [process, ...others] = fold(told).processes;
    expect(others).toEqual([]);
    expect(process?.images.map((image) => image.path)).toEqual(['/usr/bin/env', GO]);
    expect(process?.images[1]).toMatchObject({ argv: ['go', 'run', '.'], cwd: known('/home/u/hello') });
  });

  it('by another thread than the first leaves that first thread, and the process goes on under its id', () => {
    const told = story();
    const go = told.first(100);
    const caller = go.thread(105);
    go.thread(106);
    caller.exec('/sdk/go1.24.4/bin/go', 'go run .');
    go.spawn(107).exits(0);
    go.exits(0);
    const { processes } = fold(told);
    expect(processes.map((process) => process.pid)).toEqual([100, 107]);
    expect(processes[0]?.ended?.exit).toEqual({ kind: 'code', code: 0 });
  });

  it('that fails in a search through PATH is no failure', () => {
    const told = story();
    told
      .first(100)
      .failsToExec('/home/u/bin/as', 'ENOENT')
      .failsToExec('/usr/local/bin/as', 'ENOTDIR')
      .exec('/usr/bin/as', 'as -o x.o');
    expect(fold(told).processes[0]?.failedExecs).toEqual([]);
  });

  it('that fails at the end of the search is one, and is kept once', () => {
    const told = story();
    told.first(100).failsToExec('/bin/nope', 'ENOENT').failsToExec('/usr/bin/nope', 'ENOENT').exits(127);
    const { failedExecs } = fold(told).processes[0] ?? {};
    expect(failedExecs).toMatchObject([{ path: '/usr/bin/nope', errno: 'ENOENT' }]);
  });

  it('that fails for another name is not forgiven by what follows', () => {
    const told = story();
    told.first(100).failsToExec('/opt/tool', 'ENOENT').exec('/bin/sh', 'sh');
    expect(fold(told).processes[0]?.failedExecs).toMatchObject([{ path: '/opt/tool' }]);
  });

  it('that fails for another reason than absence is always kept, even when the search goes on', () => {
    const told = story();
    told.first(100).failsToExec('/a/x', 'EACCES').exec('/b/x', 'x');
    expect(fold(told).processes[0]?.failedExecs).toMatchObject([{ path: '/a/x', errno: 'EACCES' }]);
  });

  it('with an empty argv is an image like any other', () => {
    const told = story();
    told.first(100).exec('/bin/true', []);
    expect(fold(told).processes[0]?.images).toMatchObject([{ path: '/bin/true', argv: [] }]);
  });
});

describe('the working directory', () => {
  it('is inherited at the start of a process, not shared afterwards', () => {
    const told = story();
    const go = told.first(100);
    const child = go.spawn(101).chdir('util').exec('/bin/x', 'x');
    go.chdir('/elsewhere').exec(GO, 'go');
    child.exec('/bin/y', 'y');
    const [parent, process] = fold(told).processes;
    expect(process?.images.map((image) => image.cwd)).toEqual([
      known('/home/u/hello/util'),
      known('/home/u/hello/util'),
    ]);
    expect(parent?.images[0]?.cwd).toEqual(known('/elsewhere'));
  });

  it('is changed for the whole process by any of its threads', () => {
    const told = story();
    const go = told.first(100);
    go.thread(101).chdir('/tmp//a/../b');
    go.exec(GO, 'go');
    expect(fold(told).processes[0]?.images[0]?.cwd).toEqual(known('/tmp/b'));
  });

  it('stays what it was when chdir fails', () => {
    const told = story();
    told.first(100).chdir('/nowhere', 'ENOENT').exec(GO, 'go');
    expect(fold(told).processes[0]?.images[0]?.cwd).toEqual(known('/home/u/hello'));
  });

  it('of a process whose start was not seen is missing until it says an absolute one', () => {
    const told = story();
    told.first(100);
    told.stranger(50).exec('/bin/a', 'a').chdir('x').exec('/bin/b', 'b').chdir('/y').exec('/bin/c', 'c');
    const cwds = fold(told).processes[1]?.images.map((image) => image.cwd.state);
    expect(cwds).toEqual(['missing', 'missing', 'known']);
  });
});

describe('a pid', () => {
  it('that is used again after its process ended is another process', () => {
    const told = story();
    const go = told.first(100);
    go.spawn(101).exec('/bin/a', 'a').exits(0);
    go.spawn(101).exec('/bin/b', 'b').exits(1);
    const [, first, second] = fold(told).processes;
    expect(first).toMatchObject({ pid: 101, ended: { exit: { kind: 'code', code: 0 } } });
    expect(second).toMatchObject({ pid: 101, ended: { exit: { kind: 'code', code: 1 } } });
    expect(first?.ordinal).not.toBe(second?.ordinal);
  });

  it('that is used again before its end was seen tells that the end was lost', () => {
    const told = story();
    const go = told.first(100);
    go.spawn(101).exec('/bin/a', 'a');
    go.spawn(101).exec('/bin/b', 'b').exits(0);
    const [, first, second] = fold(told).processes;
    expect(first).toMatchObject({ ended: null, lost: 'its pid was used again before its end was seen' });
    expect(second?.images).toHaveLength(1);
  });

  it('of a thread may become a process, and the other way round', () => {
    const told = story();
    const go = told.first(100);
    go.thread(101).exits(0);
    go.spawn(101).exits(0);
    go.thread(101).opens('/x');
    const { processes } = fold(told);
    expect(processes).toHaveLength(2);
    expect(processes[0]).toMatchObject({ threads: 3, opens: 1 });
  });
});

describe('the end', () => {
  it('by a signal says which and whether there is a core', () => {
    const told = story();
    told.first(100).killed('SIGSEGV', true);
    expect(fold(told).processes[0]?.ended?.exit).toEqual({ kind: 'signal', signal: 'SIGSEGV', coreDumped: true });
  });

  it('is not what exit_group asked for when a signal came first', () => {
    const told = story();
    told.first(100).asksToExit(0).killed('SIGKILL');
    const [process] = fold(told).processes;
    expect(process?.asked?.code).toBe(0);
    expect(process?.ended?.exit).toMatchObject({ kind: 'signal', signal: 'SIGKILL' });
  });

  it('that was never seen leaves the process alive', () => {
    const told = story();
    told.first(100).asksToExit(4);
    const { tree, processes } = fold(told);
    expect(processes[0]).toMatchObject({ ended: null, lost: null, asked: { code: 4 } });
    expect([...tree.alive()]).toEqual([processes[0]]);
  });
});

it('keeps nothing of the opens but their number', () => {
  const told = story();
  const go = told.first(100);
  const notes = createNotes();
  const tree = createProcessTree('/', notes);
  for (const observation of told.observations) tree.observe(observation);
  const before = JSON.stringify(tree.all().map(({ parent, ...rest }) => rest)).length;
  for (let i = 0; i < 10_000; i++) go.opens(`/some/path/${i}`);
  for (const observation of told.observations.slice(1)) tree.observe(observation);
  const after = JSON.stringify(tree.all().map(({ parent, ...rest }) => rest)).length;
  expect(tree.root()?.opens).toBe(10_000);
  expect(after - before).toBeLessThan(10);
});
