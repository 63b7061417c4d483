/** Asks everything about the machine at once. */
import { missing } from '../../base/known.ts';
import type { HostReport } from './report.ts';
import { probeRights } from './rights.ts';
import { probeManagers, probeSystem, probeUser } from './system.ts';
import { probeTools } from './tools.ts';
import { tryStrace } from './trial.ts';
import type { World } from './world.ts';

export interface ProbeOptions {
  /** The go to use: a name to look for in PATH, or a path. */
  readonly go?: string;
  /** Only what a traced run needs: no Delve, no bpftrace, no package managers, no trial. */
  readonly quick?: boolean;
}

export async function probeHost(world: World, options: ProbeOptions = {}): Promise<HostReport> {
  const [system, user, tools] = await Promise.all([
    probeSystem(world),
    probeUser(world, process.getuid?.()),
    probeTools(world, options),
  ]);
  const [managers, rights, trial] = await Promise.all([
    options.quick ? [] : probeManagers(world, new Date(), tools.go.state === 'missing'),
    probeRights(system.platform),
    options.quick ? missing<never>('not tried') : tryStrace(world, tools.strace),
  ]);
  return { system, user, tools, managers, rights, trial };
}
