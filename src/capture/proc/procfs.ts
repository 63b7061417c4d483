/** Reads one process from /proc. Man page: proc(5), kernel Documentation/filesystems/proc.rst. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { ProcSample } from '../../tape/format.ts';

/** USER_HZ: 100 on every Linux that Node runs on. */
const NANOS_PER_TICK = 1e9 / 100;
const PAGE = 4096;

/** The changing facts of a process, or null when it is gone. */
export function readStat(pid: number): ProcSample | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  // comm stands in brackets and may hold spaces and brackets itself.
  const close = text.lastIndexOf(')');
  const comm = text.slice(text.indexOf('(') + 1, close);
  const field = text.slice(close + 2).split(' ');
  const number = (i: number) => Number(field[i - 3] ?? 0); // numbered from 1 as in proc(5); field 3 is the first here
  return {
    pid,
    ppid: number(4),
    startTicks: number(22),
    comm,
    state: field[0] ?? '?',
    threads: number(20),
    rss: number(24) * PAGE,
    cpu: (number(14) + number(15)) * NANOS_PER_TICK,
  };
}

/** The session that a process belongs to, or null when it is gone (a zombie counts as gone: only its parent cares). */
export function readLivingSession(pid: number): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, , , session] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? null : Number(session);
  } catch {
    return null;
  }
}

/** The process that traces this one; 0: none does. Null when the process is gone. */
export function readTracer(pid: number): number | null {
  try {
    const tracer = /^TracerPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return tracer === undefined ? null : Number(tracer);
  } catch {
    return null;
  }
}

/** Children by every thread, or null where the kernel does not tell (no CONFIG_PROC_CHILDREN) or the process is gone. */
export function readChildren(pid: number): number[] | null {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) => {
      const text = readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1').trim();
      return text === '' ? [] : text.split(' ').map(Number);
    });
  } catch {
    return null;
  }
}

/** cwd and executable; a kernel that refuses says so by its errno. */
export function readLinks(pid: number): { exe?: string; cwd?: string; refused?: string } {
  const links: { exe?: string; cwd?: string; refused?: string } = {};
  for (const name of ['exe', 'cwd'] as const) {
    try {
      links[name] = readlinkSync(`/proc/${pid}/${name}`);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      // A process that is just ending has no exe any more: ENOENT is no refusal.
      if (code !== 'ENOENT' && code !== 'ESRCH') links.refused = code;
    }
  }
  return links;
}

/** Files mapped executable, each once. */
export function readMapped(pid: number): string[] {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/maps`, 'utf8');
  } catch {
    return [];
  }
  const files = new Set<string>();
  for (const line of text.split('\n')) {
    // 00400000-00452000 r-xp 00000000 08:02 173521      /usr/bin/dbus-daemon
    const match = /^\S+ ..x. \S+ \S+ \d+\s+(\/.*)$/.exec(line);
    if (match?.[1]) files.add(match[1]);
  }
  return [...files];
}

/** Whether there is a /proc to read at all. */
export const hasProcfs = (): boolean => readStat(process.pid) !== null;
