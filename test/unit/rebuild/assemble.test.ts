import { describe, expect, it } from 'vitest';
import { known, missing, partial } from '../../../src/base/known.ts';
import { nodeOf } from '../../kit/gotool.ts';
import { runOf } from '../../kit/recording.ts';
import { GO, story, tool, WORK_DIR } from '../../kit/tree.ts';

/** go builds and runs one package; its compiler was asked for its version first. */
function aRun() {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .').mkdir(WORK_DIR).mkdir(`${WORK_DIR}/b001/`);
  go.spawn(101).exec(tool('compile'), 'compile -V=full').exits(0);
  go.spawn(102).exec(tool('compile'), `compile -o ${WORK_DIR}/b001/_pkg_.a -p main -buildid x`).exits(0);
  const link = go.spawn(103).exec(tool('link'), `link -o ${WORK_DIR}/b001/exe/main -importcfg x`);
  link.spawn(104, { silent: true }).exits(0);
  link.spawn(105).exec('/opt/odd-cc', 'odd-cc -o x').exits(0);
  link.exits(0);
  go.spawn(106).exec(`${WORK_DIR}/b001/exe/main`, 'main').exits(0);
  go.rmdir(WORK_DIR).exits(0);
  return told;
}

const app = 'example.com/hello';
const actions = known([
  nodeOf(0, 'go run', { package: '', deps: [1] }),
  nodeOf(1, 'link', { package: app, deps: [2], objdir: `${WORK_DIR}/b001/` }),
  nodeOf(2, 'build', { package: app, objdir: `${WORK_DIR}/b001/` }),
]);

describe('processes', () => {
  const { processes } = runOf(aRun(), { records: { actions } });

  it('have their role, their package and the action that they worked for', () => {
    expect(processes.map(({ handle, role, package: of, action }) => [handle, role, of, action])).toEqual([
      ['p-1', 'go', known('go run'), null],
      ['p-2', 'tool id', known('compile'), null],
      ['p-3', 'compile', known(app), 'pkg-1'],
      ['p-4', 'link', known(app), 'link-1'],
      ['p-5', 'pidfd probe', missing('it works on no package'), null],
      ['p-6', 'cc', known(app), 'link-1'],
      ['p-7', 'program', known(app), null],
    ]);
  });

  it('without an action graph are told by their arguments', () => {
    const bare = runOf(aRun()).processes;
    expect(bare[2]?.package).toEqual(partial('main', expect.any(String)));
    expect(bare[6]?.package).toEqual(partial('main', expect.any(String)));
  });

  it('under a compiler that go env names are its work', () => {
    const told = story();
    told.first(100).exec(GO, 'go build .').spawn(101).exec('/opt/translate', 'translate -c x.c').exits(0);
    const roles = (goEnv: Record<string, string>) =>
      runOf(told, { header: { verb: 'build' }, records: { goEnv: known(goEnv) } }).processes.map(({ role }) => role);
    expect(roles({})).toEqual(['go', 'other']);
    expect(roles({ CC: '/opt/translate -m32' })).toEqual(['go', 'cc']);
  });
});

describe('the Run', () => {
  const run = runOf(aRun(), { records: { actions } });

  it('knows what was run, when and by which go', () => {
    expect(run).toMatchObject({
      schema: 'gorun-trace/run',
      version: 1,
      origin: '2026-11-21T20:46:40.000Z',
      command: { verb: 'run', args: ['.'], cwd: '/home/u/hello' },
      go: { version: known('go1.26.8'), binary: '/usr/local/go/bin/go' },
    });
  });

  it('joins the objdir to its package and action', () => {
    expect(run.work[0]?.objdirs).toMatchObject([{ name: 'b001', package: known(app), action: 'pkg-1' }]);
  });

  it('covers the time from go’s start to its end with phases', () => {
    expect(run.timeline.phases[0]?.start).toBe(run.outcome.start);
    expect(run.timeline.phases.at(-1)?.end).toBe(run.outcome.end.state === 'known' ? run.outcome.end.value : null);
  });

  it('does not know a version that go env did not tell', () => {
    const goEnv = missing<Record<string, string>>('go env failed');
    expect(runOf(aRun(), { records: { goEnv } }).go).toEqual({
      version: goEnv,
      binary: '/usr/local/go/bin/go',
      env: {},
    });
  });

  it('of a recording that was cut off ends where the last was heard', () => {
    const told = story();
    const go = told.first(100).exec(GO, 'go run .');
    go.spawn(101).exec(tool('compile'), 'compile -p x').exits(0);
    const cut = runOf(told, { session: [{ event: 'strace died', at: 70e6 }] });
    expect(cut.outcome.end.state).toBe('missing');
    expect(cut.timeline.phases.at(-1)?.end).toBe(70e6);
    expect(cut.processes[0]?.exit).toEqual(missing('strace was gone before it ended'));
  });

  it('tells its notes the worst first', () => {
    const { notes } = runOf(story());
    const ranks = notes.map(({ severity }) => ['error', 'data loss', 'info'].indexOf(severity));
    expect(ranks).toEqual([...ranks].sort());
  });
});
