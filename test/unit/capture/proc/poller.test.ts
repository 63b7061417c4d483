import { type ChildProcess, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Sight, startPoller } from '../../../../src/capture/proc/poller.ts';
import type { ProcSample, ProcTick } from '../../../../src/tape/format.ts';

let child: ChildProcess;
afterEach(() => {
  child.kill('SIGKILL');
});

/** A shell and its child, watched until that holds. */
async function watch(holds: (procs: readonly ProcSample[]) => boolean, sight?: Sight) {
  child = spawn('/bin/sh', ['-c', 'sleep 30 & wait'], { cwd: tmpdir() });
  const ticks: ProcTick[] = [];
  const root = child.pid ?? 0;
  const poller = startPoller(
    root,
    () => ticks.length,
    (tick) => ticks.push(tick),
    sight,
  );
  const procs = () => ticks.flatMap((tick) => tick.procs);
  for (let i = 0; i < 400 && !holds(procs()); i++) await sleep(25);
  poller.stop();
  const told = ticks.length;
  await sleep(60);
  expect(ticks.length, 'nothing comes after stop').toBe(told);
  for (const pid of poller.pids()) if (pid !== root) process.kill(pid, 'SIGKILL');
  return { root, procs: procs(), poller };
}
const seen = (times: number) => (procs: readonly ProcSample[]) => {
  const pids = procs.map((proc) => proc.pid);
  return new Set(pids).size === 2 && pids.length >= times;
};

describe('polling', () => {
  it('finds the tree from the root down, and tells what does not change only once', async () => {
    const { root, procs, poller } = await watch((all) => all.filter((proc) => proc.comm === 'sleep').length > 2);
    expect(poller.blind).toBeNull();
    const first = procs.find((proc) => proc.pid === root);
    expect(first).toMatchObject({ cwd: realpathSync(tmpdir()), threads: 1 });
    expect(first?.mapped).toContain(first?.exe);
    expect(first?.rss).toBeGreaterThan(100_000);
    const sleeper = procs.filter((proc) => proc.comm === 'sleep');
    expect(sleeper[0]?.ppid).toBe(root);
    expect(sleeper.filter((proc) => proc.exe !== undefined).length).toBe(1);
  });

  it.each([
    ['with ps for the tree where the kernel lists no children', { procfs: true, listsChildren: false }],
    ['with ps alone where there is no /proc', { procfs: false, listsChildren: false }],
  ])('works %s, and says what it cannot see', async (_, sight) => {
    const { root, procs, poller } = await watch(seen(2), sight);
    expect(procs.find((proc) => proc.pid !== root)?.ppid).toBe(root);
    expect(procs[0]?.exe !== undefined).toBe(sight.procfs);
    expect(poller.blind).toMatch(sight.procfs ? /the tree comes from ps/ : /without cwd, maps, memory/);
  });
});
