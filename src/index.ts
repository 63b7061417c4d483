/**
 * The library's door: recordings are opened and rebuilt to Runs; what a Run is, `gorun-trace show run --json` prints
 * and docs/schema/run.v1.json describes.
 *
 *     const run = await rebuildRun(await openTape('.gorun-trace/latest'));
 *
 * What is not exported here may change at any time.
 */
import type { Run } from './model/run.ts';
import { rebuildRun } from './pipeline.ts';
import { openTape } from './tape/reader.ts';

export type { Known } from './base/known.ts';
export { UserError } from './base/userError.ts';
export type * from './model/cache.ts';
export type * from './model/exit.ts';
export type * from './model/note.ts';
export type * from './model/process.ts';
export type * from './model/run.ts';
export { RUN_SCHEMA, RUN_VERSION } from './model/run.ts';
export type * from './model/timeline.ts';
export type * from './model/work.ts';

/** What happened in a recording: `folder` is `.gorun-trace/latest` or `.gorun-trace/runs/ID`. Throws a UserError where it is none. */
export async function readRun(folder: string): Promise<Run> {
  return rebuildRun(await openTape(folder));
}
export { rebuildRun } from './pipeline.ts';
export { openTape, type TapeReader } from './tape/reader.ts';
