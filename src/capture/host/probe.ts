/** Asks everything about the machine at once. */
import type { HostReport } from './report.ts';
import { probeRights } from './rights.ts';
import { probeManagers, probeSystem, probeUser } from './system.ts';
import { probeTools } from './tools.ts';
import { tryStrace } from './trial.ts';
import type { World } from './world.ts';

/** `go`: the go to use, a name to look for in PATH or a path. */
export async function probeHost(world: World, go?: string): Promise<HostReport> {
  const [system, tools] = await Promise.all([probeSystem(world), probeTools(world, go)]);
  const [managers, rights, trial] = await Promise.all([
    probeManagers(world, new Date(), tools.go.state === 'missing'),
    probeRights(system.platform),
    tryStrace(world, tools.strace),
  ]);
  return { system, user: probeUser(world, process.getuid?.()), tools, managers, rights, trial };
}
