/** Promise 1: the traced program sees what it would see under plain go run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND, createSandbox, type Ended, type RunOptions, type Sandbox } from '../kit/sandbox.ts';

let box: Sandbox;
beforeAll(() => {
  box = createSandbox('echo');
  box.runGo(['run', '.', 'args']);
});
afterAll(() => box.remove());

/** go run, plain and traced, of the same thing; the WORK= line of -work is the one difference that is ours. */
const both = (args: string[], options?: RunOptions): { plain: Ended; traced: Ended } => {
  const plain = box.runGo(['run', '.', ...args], options);
  const traced = box.trace(['--quiet', 'run', '.', ...args], options);
  return { plain, traced: { ...traced, stderr: traced.stderr.replace(/^WORK=.*\n/, '') } };
};
const useModule = (name: string) => {
  const dir = join(box.dir, '..', name);
  if (!existsSync(dir))
    cpSync(join(import.meta.dirname, '..', '..', 'fixtures', 'modules', name), dir, { recursive: true });
  return { cwd: dir };
};

describe('the traced program', () => {
  it('gets its arguments byte for byte', () => {
    const { plain, traced } = both([
      'args',
      '',
      ' a b ',
      '"',
      "it's",
      '-work',
      '--help',
      'ünïcödé',
      'a\nb',
      '*',
      '$HOME',
      '\\',
    ]);
    expect(traced).toEqual(plain);
    expect(traced.stdout).toContain('"a\\nb"');
  });

  it('gets arguments and variables that are no UTF-8', () => {
    const script = (go: string) =>
      `export ODD=$(printf 'a\\377b'); ${go} run . args "$(printf '\\303(\\376')" && ${go} run . env | grep ODD`;
    const run = (go: string) =>
      execFileSync('/bin/sh', ['-c', script(go)], {
        cwd: box.dir,
        env: box.env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const traced = run(`'${process.execPath}' '${COMMAND}' --quiet`);
    expect(traced).toBe(run('go'));
    expect(traced).toContain('"\\xc3(\\xfe"');
    expect(traced).toContain('"ODD=a\\xffb"');
  });

  it('gets its environment unchanged', () => {
    const { plain, traced } = both(['env'], { env: { TEST_VARIABLE: 'a "quoted" one', CGO_CFLAGS: '', GODEBUG: '' } });
    expect(traced.stdout.split('\n')).toEqual(plain.stdout.split('\n'));
  });

  it('has the same kinds of stdin, stdout and stderr, no other descriptor, and the same directory', () => {
    const { plain, traced } = both(['stdio'], { input: 'x' });
    expect(traced.stdout).toBe(plain.stdout);
  });

  it('reads what is piped to it, to the last byte', () => {
    const input = Buffer.alloc(3_000_000, 'stdin ');
    const { plain, traced } = both(['cat'], { input });
    expect(traced).toEqual(plain);
    expect(traced.stdout.length).toBe(3_000_000);
  });

  it('writes much to stdout without loss', () => {
    const traced = box.trace(['--quiet', 'run', '.', 'bytes', '20000000']);
    expect(traced.stdout.length).toBe(20_000_000);
  });

  it('does not meet a non-blocking pipe when its reader is slow', () => {
    const slow = `'${process.execPath}' '${COMMAND}' --quiet run . bytes 5000000 2>/dev/null | (sleep 1; wc -c)`;
    expect(execFileSync('/bin/sh', ['-c', slow], { cwd: box.dir, env: box.env, encoding: 'utf8' }).trim()).toBe(
      '5000000',
    );
  });

  it('sees a terminal where there is one', () => {
    const inTerminal = (command: string) =>
      spawnSync('script', ['-qec', command, '/dev/null'], {
        cwd: box.dir,
        env: { ...box.env, TERM: 'xterm' },
        encoding: 'utf8',
      }).stdout;
    const stdio = /0 Dc[^\r\n]*\r?\n1 Dc[^\r\n]*\r?\n2 Dc/;
    expect(inTerminal('go run . stdio')).toMatch(stdio);
    expect(inTerminal(`'${process.execPath}' '${COMMAND}' run . stdio`)).toMatch(stdio);
  });

  it('can be typed to', () => {
    const typed = `printf 'typed\\n' | script -qec "'${process.execPath}' '${COMMAND}' --quiet run . cat" /dev/null`;
    const { stdout } = spawnSync('/bin/sh', ['-c', typed], {
      cwd: box.dir,
      env: box.env,
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(stdout).toContain('typed');
  });
});

describe('the exit', () => {
  it.each(['0', '1', '3', 'kill', 'panic'])('of a program that ends with %s is that of plain go', (how) => {
    const { cwd } = useModule('exitcode');
    const { plain, traced } = both([how], { cwd });
    expect({ ...traced, stderr: '' }).toEqual({ ...plain, stderr: '' });
    expect(traced.stderr.split('\n').at(-2)).toBe(plain.stderr.split('\n').at(-2));
  });

  it('of a build that fails is that of plain go, with the compiler’s words', () => {
    const { cwd } = useModule('hello');
    writeFileSync(join(cwd, 'broken.go'), 'package main\n\nvar x int = "text"\n');
    const { plain, traced } = both([], { cwd });
    expect(traced).toEqual(plain);
    expect(traced.code).toBe(1);
    renameSync(join(cwd, 'broken.go'), join(cwd, 'broken.txt'));
  });

  it('of a wrong command line is that of plain go', () => {
    const plain = box.runGo(['build', '-nonsense']);
    const traced = box.trace(['--quiet', 'build', '-nonsense']);
    expect(traced).toEqual(plain);
    expect(traced.code).toBe(2);
  });

  it('is 125 when gorun-trace cannot do its own work', () => {
    expect(
      spawnSync(process.execPath, [COMMAND, '--go', '/nowhere/go', 'run', '.'], { cwd: box.dir, env: box.env }).status,
    ).toBe(125);
    expect(spawnSync(process.execPath, [COMMAND, '--no-such-option'], { cwd: box.dir, env: box.env }).status).toBe(125);
  });
});

describe('odd surroundings', () => {
  it.each(['with space', "it's", 'a"b', 'new\nline', 'ünïcödé'])('a project in a folder named %j', (name) => {
    const dir = join(box.dir, '..', name);
    cpSync(join(import.meta.dirname, '..', '..', 'fixtures', 'modules', 'hello'), dir, { recursive: true });
    const plain = box.runGo(['run', 'main.go'], { cwd: dir });
    const traced = box.trace(['main.go'], { cwd: dir });
    expect(traced.code).toBe(plain.code);
    expect(traced.stderr).toContain(plain.stderr.trim());
    const shown = box.trace(['show', 'run', '--json'], { cwd: dir });
    expect(JSON.parse(shown.stdout)).toMatchObject({
      command: { cwd: dir },
      outcome: { failed: plain.code === 0 ? 'no' : 'usage' },
    });
  });

  it('a project in a folder whose name is no UTF-8', () => {
    const script = `d="$(printf 'odd\\377')"; mkdir "$d" && cp -r module/. "$d" && cd "$d" && '${process.execPath}' '${COMMAND}' run . args ok`;
    const result = spawnSync('/bin/sh', ['-c', script], { cwd: join(box.dir, '..'), env: box.env, encoding: 'utf8' });
    expect(result).toMatchObject({ status: 0, stdout: '"ok"\n' });
  });

  it('a project that may not be written to: the recording goes elsewhere and says where', () => {
    const dir = join(box.dir, '..', 'read-only');
    cpSync(join(import.meta.dirname, '..', '..', 'fixtures', 'modules', 'hello'), dir, { recursive: true });
    // Root may write anywhere, so a file stands where the folder should be made.
    writeFileSync(join(dir, '.gorun-trace'), '');
    chmodSync(dir, 0o555);
    const traced = box.trace(['main.go'], { cwd: dir });
    expect(traced.code).toBe(0);
    expect(traced.stderr).toMatch(/recorded in .*gorun-trace.*(EEXIST|ENOTDIR)/s);
    expect(box.trace(['show'], { cwd: dir }).code).toBe(0);
    chmodSync(dir, 0o755);
  });

  it('no HOME', () => {
    const env = { HOME: undefined, XDG_CACHE_HOME: undefined };
    const { plain, traced } = both(['args', 'ok'], { env });
    expect(traced).toEqual(plain);
  });

  it('a project on a full disk: the recording goes elsewhere, the program runs all the same', () => {
    const full = join(box.dir, '..', 'full');
    mkdirSync(full);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]);
    } catch {
      return; // only root may mount; the anomaly tests fill a stream by other means
    }
    try {
      cpSync(box.dir, full, { recursive: true, filter: (path) => !path.includes('.gorun-trace') });
      const traced = box.trace(['run', '.', 'args', 'ok'], { cwd: full });
      expect(traced).toMatchObject({ code: 0, stdout: '"ok"\n' });
      expect(traced.stderr).toMatch(/recorded in .*KiB are free/s);
    } finally {
      execFileSync('umount', [full]);
    }
  });
});
