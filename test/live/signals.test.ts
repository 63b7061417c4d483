/** Ctrl-C and SIGTERM, while it builds and while the program runs: as under plain go, and no orphan. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND, createSandbox, type Sandbox } from '../kit/sandbox.ts';

let program: Sandbox;
let deaf: Sandbox;
let build: Sandbox;
beforeAll(() => {
  program = createSandbox('signals');
  deaf = createSandbox('sleeper');
  build = createSandbox('demo', { cache: 'cold' });
  for (const box of [program, deaf]) box.runGo(['build', '-o', '/dev/null', '.']);
});
afterAll(() => {
  for (const box of [program, deaf, build]) box.remove();
});

interface Running {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
}

/** In a process group of its own, as a shell starts a job: a signal to the group is what Ctrl-C does. */
function start(box: Sandbox, command: readonly string[]): Running {
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: box.dir,
    env: box.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (out += chunk));
  return {
    child,
    out: () => out,
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal }))),
  };
}
const plain = ['go', 'run', '.'];
const traced = [process.execPath, COMMAND, '--quiet', 'run', '.'];

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let i = 0; i < 1200; i++) {
    if (holds()) return;
    await sleep(25);
  }
  throw new Error(`waited 30 s in vain for: ${what}`);
}

const pidOf = (running: Running) => Number(/ready (\d+)/.exec(running.out())?.[1]);
const isAlive = (pid: number) => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};
/** Processes, zombies aside, whose environment has the sandbox's TMPDIR: whatever the run started. */
const family = (box: Sandbox) =>
  readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        isAlive(Number(pid)) &&
        readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`TMPDIR=${box.tmp}\0`)
      );
    } catch {
      return false;
    }
  });

async function signalProgram(box: Sandbox, command: string[], signal: NodeJS.Signals, to: 'group' | 'process') {
  const running = start(box, command);
  await until('the program to run', () => running.out().includes('ready'));
  const pid = running.child.pid ?? 0;
  process.kill(to === 'group' ? -pid : pid, signal);
  const ended = await running.ended;
  return { ...ended, out: running.out(), program: pidOf(running) };
}

describe('while the program runs', () => {
  it('Ctrl-C ends it as under plain go', async () => {
    const there = await signalProgram(program, plain, 'SIGINT', 'group');
    const here = await signalProgram(program, traced, 'SIGINT', 'group');
    expect({ code: here.code, signal: here.signal }).toEqual({ code: there.code, signal: there.signal });
    expect(here.out).toContain('got interrupt');
    expect(family(program)).toEqual([]);
    expect(program.leftovers()).toEqual([]);
  });

  it('SIGTERM to the group ends it as under plain go', async () => {
    const there = await signalProgram(program, plain, 'SIGTERM', 'group');
    const here = await signalProgram(program, traced, 'SIGTERM', 'group');
    expect({ code: here.code, signal: here.signal }).toEqual({ code: there.code, signal: there.signal });
    expect(here.out).toContain('got terminated');
    await until('everything to end', () => family(program).length === 0);
  });

  it('SIGTERM to gorun-trace alone ends go as it does under plain go, and the program too', async () => {
    const here = await signalProgram(program, traced, 'SIGTERM', 'process');
    expect(here).toMatchObject({ code: null, signal: 'SIGTERM' });
    expect(isAlive(here.program)).toBe(false);
    expect(family(program)).toEqual([]);
  });

  it('a program that is deaf to SIGTERM does not outlive the run', async () => {
    const here = await signalProgram(deaf, traced, 'SIGTERM', 'process');
    expect(here.signal).toBe('SIGTERM');
    expect(isAlive(here.program)).toBe(false);
  });

  it('the work dir is gone after each of them', () => {
    // Plain go leaves its work dir when SIGTERM ends it; ours are those that are not.
    rmSync(join(program.tmp, 'none'), { force: true });
    expect(deaf.leftovers()).toEqual([]);
  });
});

describe('when strace is killed', () => {
  it('what it traced, which can neither work nor end any more, is ended; the report says why', async () => {
    const running = start(deaf, traced);
    await until('the program to run', () => running.out().includes('ready'));
    const tracer = /^TracerPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pidOf(running)}/status`, 'latin1'))?.[1];
    process.kill(Number(tracer), 'SIGKILL');
    expect(await running.ended).toEqual({ code: null, signal: 'SIGKILL' });
    await until('everything to end', () => family(deaf).length === 0);
    expect(deaf.leftovers()).toEqual([]);
    expect(deaf.trace(['show']).stdout).toContain('strace was gone before the processes that it watched');
  });
});

describe('while it builds', () => {
  const compiling = () =>
    family(build).some((pid) => {
      try {
        return /\/compile$/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0')[0] ?? '');
      } catch {
        return false;
      }
    });
  const interrupt = async (command: string[], signal: NodeJS.Signals, to: 'group' | 'process') => {
    rmSync(build.gocache, { recursive: true, force: true });
    const running = start(build, command);
    await until('a compiler to run', compiling);
    process.kill(to === 'group' ? -(running.child.pid ?? 0) : (running.child.pid ?? 0), signal);
    return running.ended;
  };

  it.each([
    ['SIGINT', 'group'],
    ['SIGTERM', 'group'],
    ['SIGTERM', 'process'],
  ] as const)('%s to the %s ends it as it ends plain go', async (signal, to) => {
    const there = await interrupt(plain, signal, to);
    await until('plain go to end', () => family(build).length === 0);
    for (const name of build.leftovers()) rmSync(join(build.tmp, name), { recursive: true });
    const here = await interrupt(traced, signal, to);
    expect(here).toEqual(there);
    await until('everything to end', () => family(build).length === 0);
    expect(build.leftovers()).toEqual([]);
  });

  it('leaves nothing behind when gorun-trace itself is killed', async () => {
    rmSync(build.gocache, { recursive: true, force: true });
    const running = start(build, traced);
    await until('a compiler to run', compiling);
    process.kill(running.child.pid ?? 0, 'SIGKILL');
    await running.ended;
    await until('go to finish without us, and the guard to clean up', () => family(build).length === 0);
    expect(build.leftovers()).toEqual([]);
    expect(existsSync(join(build.dir, '.gorun-trace', 'runs'))).toBe(true);
    expect(build.trace(['show']).stdout).toMatch(/cut off|not whole|killed/);
  });
});
