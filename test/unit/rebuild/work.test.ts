import { describe, expect, it } from 'vitest';
import { known, missing } from '../../../src/base/known.ts';
import type { SessionEvent } from '../../../src/decode/session/event.ts';
import type { WorkFileRecord } from '../../../src/decode/work/record.ts';
import { createRebuild } from '../../../src/rebuild/rebuild.ts';
import { nodeOf } from '../../kit/gotool.ts';
import { headerOf, recordsOf, runOf } from '../../kit/recording.ts';
import { GO, story, tool, WORK_DIR } from '../../kit/tree.ts';

const file = (path: string, rest: Partial<WorkFileRecord> = {}): WorkFileRecord => ({
  work: WORK_DIR,
  path,
  bytes: 10,
  mode: 0o644,
  ...rest,
});

/** go makes its work dir and compiles one package in it. */
function built(work = WORK_DIR) {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .').mkdir(work);
  go.mkdir(`${work}/b002/`).opens(`${work}/b002/importcfg`, { access: 'write', create: true });
  const output = ['-o', `${work}/b002/_pkg_.a`, '-trimpath', `${work}/b002=>`];
  const argv = ['compile', ...output, '-p', 'example.com/hello/util'];
  go.spawn(101).exec(tool('compile'), argv).exits(0);
  return { told, go };
}

describe('the work dir', () => {
  it('is the one that go makes, with what was built in it', () => {
    const { told, go } = built();
    go.rmdir(`${WORK_DIR}/b002`).rmdir(WORK_DIR).exits(0);
    const [dir, ...others] = runOf(told).work;
    expect(others).toEqual([]);
    expect(dir).toMatchObject({ path: WORK_DIR, owner: 'p-1', removedBy: 'go', created: known(3e6) });
    expect(dir?.removed.state).toBe('known');
    expect(dir?.objdirs).toMatchObject([{ name: 'b002', package: known('example.com/hello/util') }]);
    expect(dir?.evidence.map(({ by, count }) => [by, count])).toEqual([
      ['mkdir', 2],
      ['open', 1],
      ['argv', 1],
    ]);
  });

  it('is found wherever GOTMPDIR puts it', () => {
    const { told } = built('/var/my tmp/go-build99');
    expect(runOf(told).work).toMatchObject([{ path: '/var/my tmp/go-build99', owner: 'p-1' }]);
  });

  it('is no folder that a program calls so', () => {
    const { told, go } = built();
    const program = go.spawn(200).exec(`${WORK_DIR}/b001/exe/main`, 'main /tmp/go-build555/b001/x');
    program.mkdir('/tmp/go-build777').opens('/tmp/go-build777/b001/x').chdir('/tmp/go-build777');
    program.spawn(201).exec('/bin/sh', 'sh /tmp/go-build888/b001/x').exits(0);
    expect(runOf(told).work.map((dir) => dir.path)).toEqual([WORK_DIR]);
  });

  it('of a nested go command is its own, and stands behind the traced one', () => {
    const { told, go } = built();
    const program = go.spawn(200).exec(`${WORK_DIR}/b001/exe/main`, 'main');
    const nested = program.spawn(201).exec(GO, 'go run ./inner').mkdir('/tmp/go-build9');
    nested.mkdir('/tmp/go-build9/b001').rmdir('/tmp/go-build9').exits(0);
    const dirs = runOf(told).work;
    expect(dirs.map(({ path, owner, removedBy }) => [path, owner, removedBy])).toEqual([
      [WORK_DIR, 'p-1', 'unknown'],
      ['/tmp/go-build9', 'p-4', 'go'],
    ]);
  });

  it('is known while go runs, and only when go itself made it', () => {
    const rebuild = createRebuild(headerOf());
    const told = story();
    const go = told.first(100).exec(GO, 'go run .');
    go.spawn(101).exec('/bin/x', 'x').mkdir('/tmp/go-build4');
    for (const observation of told.observations) rebuild.observe(observation);
    expect(rebuild.workDir()).toBeNull();
    const before = told.observations.length;
    go.mkdir(WORK_DIR);
    for (const observation of told.observations.slice(before)) rebuild.observe(observation);
    expect(rebuild.workDir()).toBe(WORK_DIR);
  });

  it('that a failed mkdir did not make is none', () => {
    const told = story();
    told.first(100).exec(GO, 'go run .').mkdir(WORK_DIR, 'EEXIST').exits(1);
    expect(runOf(told).work).toEqual([]);
  });

  it('without any trace is told by the action graph and by what was read', () => {
    const rebuild = createRebuild(headerOf());
    rebuild.workFile(file('b001/_pkg_.a', { bytes: 500 }));
    const run = rebuild.finish(
      recordsOf({
        actions: known([nodeOf(1, 'build', { package: 'example.com/hello', objdir: `${WORK_DIR}/b001/` })]),
        sources: [{ name: 'strace', state: 'not used', records: 0 }],
      }),
    );
    expect(run.work).toMatchObject([
      {
        path: WORK_DIR,
        owner: null,
        created: missing('nobody saw it being made'),
        bytes: known(500),
        objdirs: [{ name: 'b001', package: known('example.com/hello'), action: 'pkg-1' }],
      },
    ]);
  });
});

describe('what gorun-trace did with it', () => {
  const read: SessionEvent = { event: 'work read', at: 50e6, path: WORK_DIR, files: 3, bytes: 900 };

  it('is told: read, measured, removed', () => {
    const session: SessionEvent[] = [
      { event: 'work size', at: 10e6, path: WORK_DIR, bytes: 2000 },
      { event: 'work size', at: 20e6, path: WORK_DIR, bytes: 1500 },
      read,
      { event: 'work removed', at: 60e6, path: WORK_DIR },
    ];
    expect(runOf(built().told, { session }).work).toMatchObject([
      { bytes: known(900), files: known(3), peakBytes: known(2000), removed: known(60e6), removedBy: 'gorun-trace' },
    ]);
  });

  it('is told when it was kept, and that its size was seen but once', () => {
    const session: SessionEvent[] = [read, { event: 'work kept', at: 60e6, path: WORK_DIR }];
    const run = runOf(built().told, { session });
    expect(run.work).toMatchObject([{ removedBy: 'kept', peakBytes: { state: 'partial', value: 900 } }]);
    expect(run.work[0]?.removed.state).toBe('missing');
    expect(run.notes.map((note) => note.code)).not.toContain('work-dir-left');
  });

  it('that it was left behind is noted', () => {
    expect(runOf(built().told).notes).toContainEqual(
      expect.objectContaining({ code: 'work-dir-left', text: expect.stringContaining(WORK_DIR) }),
    );
  });
});

describe('files', () => {
  const files = (...records: WorkFileRecord[]) =>
    runOf(built().told, { also: (rebuild) => records.forEach(rebuild.workFile) }).work[0]?.objdirs ?? [];

  it.each([
    ['b002/_pkg_.a', 0o644, 'archive'],
    ['b002/importcfg.link', 0o644, 'importcfg'],
    ['b002/exe/main', 0o755, 'executable'],
    ['b002/util.test', 0o755, 'executable'],
    ['b002/_cgo_gotypes.go', 0o644, 'source'],
    ['b002/_x001.o', 0o644, 'object'],
    ['b002/vet.cfg', 0o644, 'other'],
  ])('%s is kept as what it is', (path, mode, kind) => {
    expect(files(file(path, { mode }))).toMatchObject([{ name: 'b002', files: [{ kind, bytes: known(10) }] }]);
  });

  it('that lie beside the objdirs have a place, too', () => {
    expect(files(file('go-flag-probe.c'))).toMatchObject([{ name: '.', files: [{ path: 'go-flag-probe.c' }] }, {}]);
  });

  it('of arguments belong to the objdir that the arguments write to', () => {
    const text = `-o\n${WORK_DIR}/b002/_pkg_.a\n-p\nfmt\n`;
    const [objdir] = files(file('/tmp/args7', { text }));
    expect(objdir).toMatchObject({ name: 'b002', files: [{ path: '/tmp/args7', kind: 'response file', kept: true }] });
  });

  it('that were lost say so, and their size is not 0', () => {
    const run = runOf(built().told, {
      also: (rebuild) => rebuild.workFile(file('/tmp/args8', { bytes: 0, lost: 'gone before it could be read' })),
    });
    expect(run.work[0]?.objdirs[0]?.files).toMatchObject([{ bytes: missing('gone before it could be read') }]);
    expect(run.notes.map((note) => note.code)).toContain('work-file-lost');
  });
});

it('cwd, executables and maps seen in /proc testify', () => {
  const { told, go } = built();
  go.spawn(300).chdir(`${WORK_DIR}/b002`).exec('/usr/bin/gcc', 'gcc').exits(0);
  const [dir] = runOf(told, {
    also: (rebuild) =>
      rebuild.tick({
        at: 5e6,
        procs: [
          {
            pid: 300,
            ppid: 100,
            startTicks: 1,
            comm: 'main',
            state: 'R',
            threads: 1,
            rss: 1,
            cpu: 1,
            exe: `${WORK_DIR}/b001/exe/main`,
            cwd: `${WORK_DIR}/b002`,
            mapped: ['/lib/x', '/tmp/go-build31337/b001/stranger'],
          },
        ],
      }),
  }).work;
  expect(dir?.evidence).toContainEqual({ by: 'maps', count: 1, example: `${WORK_DIR}/b001/exe/main` });
  expect(dir?.evidence).toContainEqual({ by: 'cwd', count: 2, example: `${WORK_DIR}/b002` });
});

it('a million names of work dirs that are none fill no memory', () => {
  const { told, go } = built();
  const program = go.spawn(200).exec(`${WORK_DIR}/b001/exe/main`, 'main');
  for (let i = 0; i < 2000; i++) program.opens(`/tmp/go-build${i}/b001/x`).mkdir(`/tmp/go-build${i}`);
  expect(runOf(told).work.map((dir) => dir.path)).toEqual([WORK_DIR]);
});
