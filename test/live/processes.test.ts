/** The process tree of programs that do more than print: daemons, nested go commands, and what polling adds. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { orUndefined } from '../../src/base/known.ts';
import { openTape, type Run } from '../../src/index.ts';
import { createSandbox, type Sandbox } from '../kit/sandbox.ts';

let box: Sandbox;
afterEach(() => box?.remove());
const shown = () => JSON.parse(box.trace(['show', 'run', '--json']).stdout) as Run;

describe('programs that start others', () => {
  it('a daemon does not hold the exit back, lives on, and is told', () => {
    box = createSandbox('daemon');
    const pidFile = join(box.tmp, '..', 'pid');
    box.runGo(['run', '.', pidFile]);
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
    const started = performance.now();
    const traced = box.trace(['run', '.', pidFile]);
    const daemon = Number(readFileSync(pidFile, 'utf8'));
    expect(traced.code).toBe(0);
    expect(performance.now() - started).toBeLessThan(20_000); // it sleeps for 30 s
    expect(() => process.kill(daemon, 0)).not.toThrow();
    const run = shown();
    expect(run.notes.map((note) => note.code)).toContain('daemon-left');
    expect(run.processes.find((process) => process.pid === daemon)?.end.state).toBe('missing');
    process.kill(daemon, 'SIGKILL');
  });

  it('a program that runs go: the nested command has its own work dir, and its misses are not ours', () => {
    box = createSandbox('nested');
    const traced = box.trace(['run', '.', 'build', '-o', '/dev/null', '.']);
    expect(traced.code, traced.stderr).toBe(0);
    const run = shown();
    const nested = run.processes.filter((process) => process.role === 'nested go');
    expect(nested.length).toBeGreaterThan(0);
    expect(run.work.length).toBe(2);
    expect(run.work[1]?.removedBy).toBe('go');
    expect(run.work[1]?.owner).toBe(nested[0]?.handle);
    expect(box.leftovers()).toEqual([]);
  });

  it('polling adds the executable, the directory, memory and maps of what lives long enough', () => {
    box = createSandbox('exitcode');
    box.trace(['run', '.', 'nap']);
    const run = shown();
    const program = run.processes.find((process) => process.role === 'program');
    if (program?.resources.state !== 'known') throw new Error('the program was not sampled');
    expect(program.resources.value.samples).toBeGreaterThan(2);
    expect(program.resources.value.peakRss).toBeGreaterThan(500_000);
    expect(program.resources.value.mapped).toContain(program.images.at(-1)?.path);
  });
});

describe('large things', () => {
  it('a package of many files: the response file is kept before go removes it, and the compiler has its package', async () => {
    box = createSandbox('hello');
    const many = join(box.dir, 'many');
    mkdirSync(many);
    // More than 30 KiB of arguments make cmd/go pass them in a file (passLongArgsInResponseFiles).
    for (let i = 0; i < 500; i++) {
      writeFileSync(
        join(many, `a_file_with_a_rather_long_name_so_that_arguments_grow_${i}.go`),
        `package many\n\nfunc F${i}() int { return ${i} }\n`,
      );
    }
    expect(box.trace(['build', './many']).code).toBe(0);
    const run = shown();
    const compile = run.processes.find((process) => process.role === 'compile');
    expect(compile?.images[0]?.argv[1]).toMatch(/^@/);
    expect(compile?.package).toMatchObject({ value: 'example.com/hello/many' });
    const kept = await (await openTape(join(box.dir, '.gorun-trace', 'latest'))).text('work');
    expect(orUndefined(kept)).toContain('a_file_with_a_rather_long_name_so_that_arguments_grow_499.go');
    expect(run.notes.map((note) => note.code)).not.toContain('work-file-lost');
  });

  it('a real module of hundreds of packages: every action has a verdict, and the witnesses agree', () => {
    box = createSandbox('hello', { go: 'newest' });
    writeFileSync(
      join(box.dir, 'go.mod'),
      'module example.com/large\n\ngo 1.25\n\nrequire github.com/go-delve/delve v1.27.1\n',
    );
    writeFileSync(
      join(box.dir, 'tools.go'),
      '//go:build tools\n\npackage main\n\nimport _ "github.com/go-delve/delve/cmd/dlv"\n',
    );
    const tidy = box.runGo(['mod', 'tidy']);
    expect(tidy.code, tidy.stderr).toBe(0);
    for (const [what, args] of [
      ['cold', ['build', '-o', '/dev/null', 'github.com/go-delve/delve/cmd/dlv']],
      ['warm', ['build', '-o', '/dev/null', 'github.com/go-delve/delve/cmd/dlv']],
    ] as const) {
      const traced = box.trace(args);
      expect(traced.code, traced.stderr).toBe(0);
      const run = shown();
      expect(run.cache.actions.length).toBeGreaterThan(300);
      expect(run.cache.totals.unknown).toBe(0);
      expect(run.notes.filter((note) => note.severity !== 'info' || note.code === 'witnesses-disagree')).toEqual([]);
      expect(run.processes.filter((process) => process.role === 'other')).toEqual([]);
      if (what === 'cold') expect(run.cache.totals.miss).toBeGreaterThan(100);
      else
        expect(run.cache.actions.filter((action) => action.kind === 'build' && action.verdict.kind !== 'hit')).toEqual(
          [],
        );
    }
  });
});
