import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/model/run.ts';
import { explainRefusal } from '../../../src/rebuild/refusal.ts';

const PATH = '/tmp/go-build123/b001/exe/main';
const host = { platform: 'linux', arch: 'x64', kernel: '6.1', cpus: 2 };
const HERE = { GOHOSTOS: 'linux', GOHOSTARCH: 'amd64' };

const run = (...args: string[]): Command => ({ verb: 'run', args, argv: ['go', 'run', ...args], cwd: '/' });

const explain = (errno: string, command: Command, goEnv: Record<string, string> = {}) =>
  explainRefusal({ at: 0, path: PATH, errno }, { command, host, goEnv });

describe('a program for another machine', () => {
  it('is told with what was built, what runs here, and how to do either', () => {
    expect(explain('ENOEXEC', run('main.go', 'arg'), { ...HERE, GOOS: 'linux', GOARCH: 'arm64' })).toEqual([
      'exec format error: the program was built for linux/arm64 (GOARCH=arm64 is set), this machine runs linux/amd64',
      'to run it here: GOARCH=amd64 gorun-trace main.go arg',
      'to only build it: go build main.go',
    ]);
  });

  it('names both variables where both differ', () => {
    const lines = explain('ENOEXEC', run('.'), { ...HERE, GOOS: 'darwin', GOARCH: 'arm64' });
    expect(lines[0]).toContain('(GOOS=darwin GOARCH=arm64 is set)');
    expect(lines[1]).toBe('to run it here: GOOS=linux GOARCH=amd64 gorun-trace .');
  });

  it('keeps the flags for go build, the program’s arguments not, and quotes what a shell would read', () => {
    const command = run('-tags', 'a b', '-race', 'main.go', 'util.go', "it's", '*.go');
    const lines = explain('ENOEXEC', command, { ...HERE, GOOS: 'linux', GOARCH: 'arm64' });
    expect(lines[1]).toBe(
      "to run it here: GOARCH=amd64 gorun-trace -tags 'a b' -race main.go util.go 'it'\\''s' '*.go'",
    );
    expect(lines[2]).toBe("to only build it: go build -tags 'a b' -race main.go util.go");
  });

  it('gives no go build where go run has flags that it does not take', () => {
    const lines = explain('ENOEXEC', run('-exec', 'x', '.'), { ...HERE, GOOS: 'linux', GOARCH: 'arm64' });
    expect(lines.filter((line) => line.includes('go build'))).toEqual([]);
  });

  it('of go test is to be tested here', () => {
    const command: Command = { ...run('./...'), verb: 'test' };
    const lines = explain('ENOEXEC', command, { ...HERE, GOOS: 'linux', GOARCH: 'arm64' });
    expect(lines[1]).toBe('to run it here: GOARCH=amd64 gorun-trace test ./...');
    expect(lines).toHaveLength(2);
  });

  it('is told by what this machine is, where go env was not asked', () => {
    const [first] = explain('ENOEXEC', run('.'));
    expect(first).toBe(`exec format error: ${PATH} is no program for this machine, which runs linux/amd64`);
  });

  it('is no other machine where all variables agree: then it is said that the reason is not known', () => {
    const lines = explain('ENOEXEC', run('.'), { ...HERE, GOOS: 'linux', GOARCH: 'amd64' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('which this machine runs');
  });

  it('has an errno of its own on macOS', () => {
    expect(explain('EBADARCH', run('.'), { ...HERE, GOOS: 'linux', GOARCH: 'arm64' })[0]).toMatch(/^exec format error/);
  });
});

it.each([
  ['EACCES', /noexec/, /GOTMPDIR/],
  ['ENOENT', /loader/, /CGO_ENABLED=0/],
  ['ETXTBSY', /22315/, /run it again/],
  ['ENOMEM', /ENOMEM/, /refused/],
])('%s is explained', (errno, ...patterns) => {
  const text = explain(errno, run('.')).join('\n');
  for (const pattern of patterns) expect(text).toMatch(pattern);
});
