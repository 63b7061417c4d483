/**
 * Looks at the process tree again and again: cwd, exe, maps, RSS, CPU. It costs little because it watches its own
 * cost: after a look that took t of CPU time, the next comes no sooner than t / SHARE later.
 */
import pidtree from 'pidtree';
import type { ProcSample, ProcTick } from '../../tape/format.ts';
import { hasProcfs, readChildren, readLinks, readMapped, readStat } from './procfs.ts';

/** The part of one core that polling may take. */
const SHARE = 0.02;
const SOONEST_MS = 20;
/** pidtree starts a `ps`, some 30 ms of CPU that our own accounting does not see. */
const SOONEST_WITH_PS_MS = 1000;
const LATEST_MS = 1000;

export interface Poller {
  stop(): void;
  /** The pids of the latest look. */
  pids(): readonly number[];
  /** What cannot be seen here, in words; null when all can. */
  readonly blind: string | null;
}

/** What this system lets us see. */
export interface Sight {
  readonly procfs: boolean;
  /** /proc/PID/task/TID/children: CONFIG_PROC_CHILDREN. */
  readonly listsChildren: boolean;
}

const look = (): Sight => ({ procfs: hasProcfs(), listsChildren: readChildren(process.pid) !== null });

/** `now` gives nanoseconds since the tape's origin. */
export function startPoller(
  root: number,
  now: () => number,
  take: (tick: ProcTick) => void,
  { procfs, listsChildren }: Sight = look(),
): Poller {
  const sample = procfs ? createSampler() : (pid: number, ppid: number) => bareSample(pid, ppid);
  const soonest = listsChildren ? SOONEST_MS : SOONEST_WITH_PS_MS;
  let known = new Set<number>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const poll = async () => {
    const before = process.cpuUsage();
    // A process that its parent left (a daemon) is no longer found from the root, but known from before.
    const tree = listsChildren ? walk(new Set([root, ...known])) : await askPs(root);
    if (stopped) return;
    const procs = [...tree].flatMap(([pid, ppid]) => sample(pid, ppid) ?? []);
    known = new Set(procs.map((proc) => proc.pid));
    if (procs.length > 0) take({ at: now(), procs });
    const cost = process.cpuUsage(before);
    const pause = (cost.user + cost.system) / 1000 / SHARE;
    timer = setTimeout(poll, Math.min(LATEST_MS, Math.max(soonest, pause)));
  };
  timer = setTimeout(poll, 5);
  return {
    pids: () => [...known],
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
    blind: procfs
      ? listsChildren
        ? null
        : 'this kernel does not list children in /proc: the tree comes from ps, once a second'
      : 'no /proc here: the tree comes from ps, once a second, without cwd, maps, memory and CPU',
  };
}

function walk(roots: Set<number>): Map<number, number> {
  const tree = new Map([...roots].map((pid) => [pid, 0]));
  for (const pid of tree.keys())
    for (const child of readChildren(pid) ?? []) if (!tree.has(child)) tree.set(child, pid);
  return tree;
}

async function askPs(root: number): Promise<Map<number, number>> {
  try {
    const tree = await pidtree(root, { root: true, advanced: true });
    return new Map(tree.map(({ pid, ppid }) => [pid, ppid]));
  } catch {
    return new Map(); // pidtree throws when the root is gone: the run has ended
  }
}

/** Tells what does not change only once, and what changes when it does. */
function createSampler(): (pid: number, ppid: number) => ProcSample | null {
  const told = new Map<number, { startTicks: number; exe: string | undefined; cwd: string | undefined }>();
  return (pid) => {
    const stat = readStat(pid);
    if (stat === null) {
      told.delete(pid);
      return null;
    }
    const { exe, cwd, refused } = readLinks(pid);
    const before = told.get(pid);
    const fresh = before === undefined || before.startTicks !== stat.startTicks || before.exe !== exe;
    told.set(pid, { startTicks: stat.startTicks, exe, cwd });
    return {
      ...stat,
      ...(fresh && exe !== undefined ? { exe, mapped: readMapped(pid) } : {}),
      ...((fresh || before.cwd !== cwd) && cwd !== undefined ? { cwd } : {}),
      ...(fresh && refused !== undefined ? { refused } : {}),
    };
  };
}

const bareSample = (pid: number, ppid: number): ProcSample => ({
  pid,
  ppid,
  startTicks: 0,
  comm: '',
  state: '?',
  threads: 0,
  rss: 0,
  cpu: 0,
});
