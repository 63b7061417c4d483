/** How many tool processes ran at once, and how long each kind was busy. */
import { nanos } from '../../base/brand.ts';
import { coveredTime } from '../../base/interval.ts';
import type { Process, Role } from '../../model/process.ts';

/** What go starts to build; not go, not what it runs in the end. */
const TOOLS: ReadonlySet<Role> = new Set([
  'tool id',
  'compile',
  'asm',
  'link',
  'cgo',
  'cc',
  'pack',
  'buildid',
  'cover',
  'vet',
  'preprofile',
  'covdata',
  'fix',
  'vcs',
  'pkg-config',
]);

/** Nanoseconds in which at least one process of the role ran. A process whose end was not seen ran until `end`. */
export function busyByRole(processes: readonly Process[], end: number): Record<string, number> {
  const stretches = new Map<Role, { start: number; end: number }[]>();
  for (const process of processes) {
    if (!TOOLS.has(process.role)) continue;
    const there = stretches.get(process.role);
    if (there === undefined) stretches.set(process.role, [lifeOf(process, end)]);
    else there.push(lifeOf(process, end));
  }
  const busy = [...stretches].map(([role, lives]): [string, number] => [
    role,
    coveredTime(lives.map((life) => ({ start: nanos(life.start), end: nanos(life.end) }))),
  ]);
  return Object.fromEntries(busy.sort((a, b) => b[1] - a[1]));
}

/**
 * Steps, each valid until the next. Only what go itself started counts: gcc that waits for cc1, a -toolexec wrapper
 * that waits for its compiler are one thing at work, not two.
 */
export function concurrencyOf(
  processes: readonly Process[],
  start: number,
  end: number,
): { at: number; running: number }[] {
  const tools = new Set<string>();
  const changes = new Map<number, number>();
  const change = (at: number, by: number): void => void changes.set(at, (changes.get(at) ?? 0) + by);
  for (const process of processes) {
    const isTool = TOOLS.has(process.role) || process.role === 'wrapper';
    if (!isTool) continue;
    tools.add(process.handle);
    if (process.parent !== null && tools.has(process.parent)) continue;
    const life = lifeOf(process, end);
    change(life.start, 1);
    change(life.end, -1);
  }
  const steps = [{ at: start, running: 0 }];
  let running = 0;
  for (const [at, by] of [...changes].sort((a, b) => a[0] - b[0])) {
    running += by;
    const last = steps.at(-1);
    if (by === 0 || last?.running === running) continue;
    if (last !== undefined && last.at >= at) last.running = running;
    else steps.push({ at, running });
  }
  return steps;
}

const lifeOf = (process: Process, end: number): { start: number; end: number } => ({
  start: process.start,
  end: process.end.state === 'missing' ? Math.max(end, process.start) : process.end.value,
});
