/** Promise 2: tracing changes no cache key. And the ledger says what really happened, for each Go version. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CacheAction, Run } from '../../src/index.ts';
import type { GoName } from '../kit/goVersions.ts';
import { COMMAND, createSandbox, type Sandbox } from '../kit/sandbox.ts';

const VERSIONS: GoName[] = ['go1.19', 'go1.21', 'go1.24', 'installed', 'newest'];
let box: Sandbox;
afterEach(() => box?.remove());

/** Runs gorun-trace, checks that it told what it did, and returns the Run. */
function record(args: string[], expected = 0): Run {
  const traced = box.trace(args);
  expect(traced.code, traced.stderr).toBe(expected);
  const shown = box.trace(['show', 'run', '--json']);
  expect(shown.code, shown.stderr).toBe(0);
  expect(box.leftovers()).toEqual([]);
  return JSON.parse(shown.stdout) as Run;
}
const verdicts = (run: Run, kind: CacheAction['kind']) =>
  count(run.cache.actions.filter((a) => a.kind === kind).map((a) => a.verdict.kind));
const count = (words: string[]) =>
  Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((w) => w === word).length]));
const missed = (run: Run) =>
  run.cache.actions
    .filter((a) => a.verdict.kind === 'miss' && a.kind === 'build')
    .map((a) => a.package)
    .sort();
const notes = (run: Run) => run.notes.filter((note) => note.severity !== 'info').map((note) => note.code);

/** Packages that plain go compiles now, over a copy of the same cache. */
function compiledByPlainGo(args: string[]): string[] {
  const copy = `${box.gocache}-copy`;
  execFileSync('cp', ['-a', box.gocache, copy]);
  const { stderr, stdout } = box.runGo([args[0] ?? '', '-x', ...args.slice(1)], { env: { GOCACHE: copy } });
  rmSync(copy, { recursive: true });
  const lines = `${stderr}\n${stdout}`.split('\n').filter((line) => /\/compile -o /.test(line));
  return lines.map((line) => / -p (\S+)/.exec(line)?.[1] ?? '?').sort();
}
const asCompiler = (packages: string[]) =>
  packages.map((path) => (path === 'example.com/demo' || path === 'command-line-arguments' ? 'main' : path)).sort();

describe.each(VERSIONS)('with %s', (go) => {
  it('a traced run misses exactly what an untraced one would, cold, warm and after an edit', () => {
    box = createSandbox('demo', { go });
    const plainFirst = compiledByPlainGo(['run', 'main.go']);
    const first = record(['main.go']);
    expect(asCompiler(missed(first))).toEqual(plainFirst);
    expect(plainFirst).toContain('main');

    const second = record(['main.go']);
    expect(missed(second)).toEqual([]);
    expect(second.cache.totals.miss).toBe(0);
    const linkIsCached = !['go1.19', 'go1.21'].includes(go);
    expect(verdicts(second, 'link')).toEqual(linkIsCached ? { hit: 1 } : { forced: 1 });
    const program = second.processes.find((process) => process.role === 'program');
    expect(program?.images.at(-1)?.path).toMatch(
      linkIsCached ? /gocache\/[0-9a-f]{2}\/[0-9a-f]{64}-d\/main$/ : /go-build\d+\/b001\/exe\/main$/,
    );

    // Another function body: util's output changes, and so everything above it.
    appendFileSync(
      join(box.dir, 'util', 'util.go'),
      '\n// Twice says it twice.\nfunc Twice(s string) string { return s + s }\n',
    );
    const plainEdited = compiledByPlainGo(['run', 'main.go']);
    const edited = record(['main.go']);
    expect(asCompiler(missed(edited))).toEqual(plainEdited);
    expect(missed(edited)).toContain('example.com/demo/util');

    for (const run of [first, second, edited]) {
      expect(notes(run)).toEqual([]);
      expect(run.go.version).toEqual({ state: 'known', value: box.go.version });
      expect(run.outcome).toMatchObject({ failed: 'no', exit: { state: 'known', value: { kind: 'code', code: 0 } } });
      expect(run.work[0]).toMatchObject({ removedBy: 'gorun-trace' });
      expect(run.cache.actions.filter((action) => action.verdict.kind === 'unknown')).toEqual([]);
      expect(run.processes.filter((process) => process.role === 'other')).toEqual([]);
    }
    // The next plain run finds everything that the traced one put into the cache.
    expect(compiledByPlainGo(['run', 'main.go'])).toEqual([]);
  });

  it('a cgo program: no key changes, and each C compiler has its package', () => {
    box = createSandbox('cgo', { go });
    expect(missed(record(['run', '.']))).toEqual(['example.com/cgo']);
    expect(missed(record(['run', '.']))).toEqual([]);
    expect(compiledByPlainGo(['run', '.'])).toEqual([]);
    // A fresh edit: cgo, gcc and compile all work for this one package.
    appendFileSync(join(box.dir, 'main.go'), '\nfunc unused() {}\n');
    const run = record(['run', '.']);
    const roles = new Set(
      run.processes
        .filter((process) => process.package.state === 'known' && process.package.value === 'example.com/cgo')
        .map((process) => process.role),
    );
    for (const role of ['cgo', 'cc', 'compile', 'link']) expect([...roles]).toContain(role);
    expect(run.processes.filter((process) => process.role === 'other')).toEqual([]);
  });

  it('go test: results cached, run again, failed', () => {
    box = createSandbox('tests', { go });
    expect(verdicts(record(['test', './...']), 'test')).toEqual({ miss: 2 });
    expect(verdicts(record(['test', './...']), 'test')).toEqual({ hit: 2 });
    expect(verdicts(record(['test', '-count=1', './...']), 'test')).toEqual({ forced: 2 });
    const broken = box.trace(['test', './...'], { env: { BROKEN: '1' } });
    expect(broken.code).toBe(1);
    const run = JSON.parse(box.trace(['show', 'run', '--json']).stdout) as Run;
    expect(run.outcome.failed).toBe('test');
    expect(verdicts(run, 'test')).toEqual({ miss: 1, hit: 1 });
  });
});

describe('other verbs and troubles', () => {
  it('go build ./... and go vet ./...', () => {
    box = createSandbox('demo');
    expect(verdicts(record(['build', './...']), 'build').miss).toBe(4);
    expect(record(['build', './...']).cache.totals.miss).toBe(0);
    expect(verdicts(record(['vet', './...']), 'vet').miss).toBeGreaterThan(0);
  });

  it('go install puts the program where go puts it, and says that the second time there was nothing to do', () => {
    box = createSandbox('hello');
    const env = { GOBIN: join(box.tmp, '..', 'bin') };
    expect(box.trace(['install', '.'], { env }).code).toBe(0);
    expect(execFileSync(join(env.GOBIN, 'hello'), { stdio: 'pipe' }).toString()).toBe('');
    expect(box.trace(['install', '.'], { env }).stderr).not.toMatch(/missed, /);
  });

  it('-a is told as forced, not as missed', () => {
    box = createSandbox('hello');
    const run = record(['build', '-a', '-o', '/dev/null', '.']);
    expect(verdicts(run, 'build').forced).toBeGreaterThan(20);
    expect(run.cache.totals.miss).toBe(0);
  });

  it('a compile error names the package that did not build', () => {
    box = createSandbox('demo');
    writeFileSync(join(box.dir, 'util', 'bad.go'), 'package util\n\nvar n int = "text"\n');
    const run = record(['main.go'], 1);
    expect(run.outcome.failed).toBe('build');
    expect(run.outcome.explanation.join(' ')).toContain('example.com/demo/util');
  });

  it('a program for another GOARCH: what it is, what runs here, how to build for it', () => {
    box = createSandbox('hello');
    const foreign = process.arch === 'arm64' ? 'amd64' : 'arm64';
    const traced = box.trace(['main.go'], { env: { GOARCH: foreign } });
    expect(traced.code).toBe(1);
    expect(traced.stderr).toContain('exec format error');
    const run = JSON.parse(box.trace(['show', 'run', '--json']).stdout) as Run;
    expect(run.outcome.explanation.join(' ')).toContain(`linux/${foreign}`);
    expect(run.outcome.explanation.join(' ')).toMatch(/GOARCH=/);
  });

  it('a toolchain switch is the same process that became another go', () => {
    box = createSandbox('hello', { go: 'newest' });
    const traced = box.trace(['main.go'], { env: { GOTOOLCHAIN: 'go1.24.4' } });
    expect(traced.code, traced.stderr).toBe(0);
    const run = JSON.parse(box.trace(['show', 'run', '--json']).stdout) as Run;
    expect(run.processes[0]?.images.length).toBe(2);
    expect(run.go.version).toEqual({ state: 'known', value: 'go1.24.4' });
  });

  it('the user’s own flags keep working', () => {
    box = createSandbox('hello');
    const own = box.trace([
      'run',
      '-work',
      '-debug-actiongraph=own.json',
      '-exec',
      'env SEEN=1',
      '-toolexec',
      'env',
      '.',
    ]);
    expect(own.code, own.stderr).toBe(0);
    const work = /^WORK=(.*)$/m.exec(own.stderr)?.[1] ?? '';
    expect(box.leftovers()).toEqual([work.split('/').at(-1)]);
    rmSync(work, { recursive: true });
    const run = JSON.parse(box.trace(['show', 'run', '--json']).stdout) as Run;
    expect(run.work[0]?.removedBy).toBe('kept');
    expect(run.cache.actions.length).toBeGreaterThan(20);
    // The wrappers become what they wrap: the same process, two images.
    const images = (role: string) =>
      run.processes
        .filter((process) => process.role === role)
        .map((process) => process.images.map((image) => image.path.split('/').at(-1)));
    expect(images('program')).toEqual([['env', 'hello']]);
    expect(images('tool id')).toContainEqual(['env', 'compile']);
  });

  it('where ptrace is refused the program runs, and the report has strace’s own words for it', () => {
    box = createSandbox('hello');
    // A process can have one tracer: under another strace ours is refused, as in a container that forbids ptrace.
    const command = [process.execPath, COMMAND, '--go', box.go.binary, 'main.go'];
    const under = spawnSync('strace', ['-f', '-qq', '-e', 'trace=none', '-o', '/dev/null', ...command], {
      cwd: box.dir,
      env: box.env,
      encoding: 'utf8',
    });
    expect(under.status, under.stderr).toBe(0);
    expect(under.stderr).toContain('hello');
    expect(under.stderr).toMatch(/Operation not\s+permitted/);
    const run = JSON.parse(box.trace(['show', 'run', '--json']).stdout) as Run;
    expect(run.sources.find((source) => source.name === 'strace')?.state).toBe('missing');
    expect(missed(run)).toEqual(['command-line-arguments']);
    expect(box.leftovers()).toEqual([]);
  });

  it('without strace, cmd/go’s own records give the same verdicts', () => {
    box = createSandbox('demo');
    const run = record(['--track', 'tool', 'main.go']);
    expect(missed(run)).toEqual([
      'command-line-arguments',
      'example.com/demo/api',
      'example.com/demo/store',
      'example.com/demo/util',
    ]);
    expect(run.track.name).toBe('tool');
    expect(run.sources.find((source) => source.name === 'strace')?.state).toBe('not used');
    expect(record(['--track', 'tool', 'main.go']).cache.totals.miss).toBe(0);
  });
});
