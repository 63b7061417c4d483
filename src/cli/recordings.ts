/** Recordings as the commands need them: loaded by their name, and listed without reading each anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { listRun, type RunListing } from '../ask/runs.ts';
import type { Run } from '../model/run.ts';
import { rebuildRun } from '../pipeline.ts';
import { openTape } from '../tape/reader.ts';
import { findRun, listRuns, type StoredRun, sizeOf, storesFor } from '../tape/store.ts';

export const loadRun = async (reference = 'latest'): Promise<Run> =>
  rebuildRun(await openTape(findRun(reference, stores()).folder));

/** Newest first. */
export const storedRuns = (): StoredRun[] => listRuns(stores());

const stores = () => storesFor(process.cwd(), process.env);

/** What the list says of a run, kept beside its tape; of another version of gorun-trace it is made anew. */
const LISTING = 'listing.json';

export function keepListing(run: Run, folder: string): void {
  try {
    const text = JSON.stringify({ madeBy: manifest.version, listing: listRun(run, sizeOf(folder)) });
    writeFileSync(join(folder, LISTING), `${text}\n`);
  } catch {
    // A list that must be made anew is slower, and nothing is lost.
  }
}

export async function listingOf({ id, folder }: StoredRun): Promise<RunListing> {
  try {
    const { madeBy, listing } = JSON.parse(readFileSync(join(folder, LISTING), 'utf8'));
    if (madeBy === manifest.version) return listing;
  } catch {
    // It was never written, or not whole: the run was cut off.
  }
  try {
    const tape = await openTape(folder);
    const run = await rebuildRun(tape);
    // Of one that is still going on, the list will say more later.
    if (tape.ending.state === 'known') keepListing(run, folder);
    return listRun(run, sizeOf(folder));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { state: 'unreadable', id, why, bytesOnDisk: sizeOf(folder) };
  }
}
