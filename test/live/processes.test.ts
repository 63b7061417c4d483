/** The process tree of programs that do more than print: daemons, nested go commands, and what polling adds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Run } from '../../src/index.ts';
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
