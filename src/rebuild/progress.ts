/** What is going on now: for the line that is shown while go works. */
import { orUndefined } from '../base/known.ts';
import type { Role } from '../model/process.ts';
import { type PackageIndex, packageOf } from './packages.ts';
import type { TracedProcess } from './processes.ts';
import type { Standing } from './roles.ts';

export interface Progress {
  readonly phase: 'load' | 'build' | 'link' | 'program';
  /** Tools, programs and tests that run now, the oldest first. */
  readonly running: readonly { readonly role: Role; readonly package: string | null }[];
  /** Compilers that have done their work. */
  readonly compiled: number;
  readonly processes: number;
}

/** Roles worth a word; the rest is over in an instant, or is not what the user waits for. */
const SHOWN: ReadonlySet<Role> = new Set([
  'compile', 'asm', 'link', 'cgo', 'cc', 'pack', 'cover', 'vet', 'preprofile', 'covdata', 'fix', 'vcs', 'program',
  'test binary', 'nested go',
] satisfies Role[]); // biome-ignore format: a list of roles

/** What they start (link's gcc, gcc's cc1) is part of their work. */
const TOOLS: ReadonlySet<Role> = new Set<Role>(['cgo', 'link', 'cc', 'vcs']);

/** What a program starts is its own affair. */
const isShown = ({ role, beneathProgram }: Standing): boolean =>
  SHOWN.has(role) && (!beneathProgram || role === 'program' || role === 'test binary');

const UNINDEXED: PackageIndex = { ofObjdir: () => undefined, program: null };

export interface Living {
  readonly process: TracedProcess;
  readonly standing: Standing;
}

/** `building`: whether a tool has worked on a package yet. */
export function progressOf(
  living: Iterable<Living>,
  counts: { readonly compiled: number; readonly processes: number; readonly building: boolean },
): Progress {
  const all = [...living];
  const tools = new Set(all.filter(({ standing }) => TOOLS.has(standing.role)).map(({ process }) => process));
  const running = all
    .filter(({ process, standing }) => isShown(standing) && !(process.parent !== null && tools.has(process.parent)))
    .sort((a, b) => a.process.ordinal - b.process.ordinal);
  return {
    phase: phaseOf(new Set(running.map(({ standing }) => standing.role)), counts.building),
    running: running.map(({ process, standing }) => ({
      role: standing.role,
      package:
        orUndefined(packageOf({ standing, image: process.images.at(-1) ?? null, parent: null }, UNINDEXED)) ?? null,
    })),
    compiled: counts.compiled,
    processes: counts.processes,
  };
}

const BUILDING: readonly Role[] = ['compile', 'asm', 'cgo', 'cc', 'pack', 'cover', 'vet', 'preprofile'];

/** Builds before links before programs, as go test does all of them at once. Between two tools go builds on. */
function phaseOf(running: ReadonlySet<Role>, building: boolean): Progress['phase'] {
  if (BUILDING.some((role) => running.has(role))) return 'build';
  if (running.has('link')) return 'link';
  if (running.has('program') || running.has('test binary')) return 'program';
  return building ? 'build' : 'load';
}
