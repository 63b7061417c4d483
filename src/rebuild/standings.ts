/** Where each process stands, at every time of its life: roles.ts applied image by image. */
import type { TracedProcess } from './processes.ts';
import { type Executed, forkedStanding, type RoleFacts, rootStanding, type Standing, standingAfter } from './roles.ts';

export interface Standings {
  /** As of its last image so far. */
  of(process: TracedProcess): Standing;
}

/** `root` is the traced go command's process. */
export function createStandings(verb: string, facts: RoleFacts, root: () => TracedProcess | undefined): Standings {
  // The first is what it was before it executed anything, then one per image.
  const chains = new Map<TracedProcess, Standing[]>();

  const chainOf = (process: TracedProcess): Standing[] => {
    const chain = chains.get(process) ?? [before(process)];
    chains.set(process, chain);
    const parent = process.parent === null ? null : at(process.parent, process.start);
    for (const image of process.images.slice(chain.length - 1)) {
      chain.push(standingAfter(image, last(chain), parent, facts));
    }
    return chain;
  };

  const before = (process: TracedProcess): Standing => {
    if (process === root()) return rootStanding(verb);
    const parent = process.parent === null ? null : at(process.parent, process.start);
    return forkedStanding(parent, process.silent);
  };

  /** A shell that started `date` before it became the compiler was a wrapper then. */
  const at = (process: TracedProcess, time: number): Standing => {
    const chain = chainOf(process);
    const images = process.images.filter((image) => image.at <= time).length;
    return chain[images] ?? last(chain);
  };

  return {
    of(process) {
      const chain = chainOf(process);
      const refused = process.failedExecs.at(-1);
      if (process.images.length > 0 || refused === undefined) return last(chain);
      // It exists only because of the exec that failed: it is what it should have become.
      const parent = process.parent === null ? null : at(process.parent, process.start);
      const wanted: Executed = { path: refused.path, argv: [refused.path] };
      return standingAfter(wanted, last(chain), parent, facts);
    },
  };
}

const last = (chain: readonly Standing[]): Standing => {
  const standing = chain.at(-1);
  if (standing === undefined) throw new Error('gorun-trace has a bug: a process without a standing');
  return standing;
};
