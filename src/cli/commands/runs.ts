/** `runs`: lists the recordings. `clean`: removes them. */
import { answerRuns } from '../../ask/runs.ts';
import { renderAnswerJson } from '../../report/json/answer.ts';
import { renderRuns } from '../../report/terminal/runs.ts';
import { formatBytes } from '../../report/units.ts';
import { removeRuns } from '../../tape/store.ts';
import type { Io } from '../io.ts';
import { listingOf, storedRuns } from '../recordings.ts';

export async function runs(options: { readonly json?: boolean }, io: Io): Promise<number> {
  const listings = [];
  for (const run of storedRuns()) listings.push(await listingOf(run));
  const answer = answerRuns(listings);
  io.stdout(options.json ? renderAnswerJson(answer) : renderRuns(answer, io));
  return 0;
}

export interface CleanOptions {
  readonly all?: boolean;
  readonly keep: number;
  readonly json?: boolean;
}

export function clean({ all, keep, json }: CleanOptions, io: Io): number {
  const stored = storedRuns();
  const removed = stored.slice(all ? 0 : keep);
  const bytes = removeRuns(removed);
  const kept = stored.length - removed.length;
  if (json) io.stdout(`${JSON.stringify({ removed: removed.map((run) => run.id), bytes, kept })}\n`);
  else io.stdout(`removed ${removed.length} of ${stored.length} recordings, ${formatBytes(bytes)}; ${kept} kept\n`);
  return 0;
}
