/**
 * The library's door: what a Run is, as `gorun-trace … --json` prints it and docs/schema/run.v1.json describes it.
 * What is not exported here may change at any time.
 */
export type { Known } from './base/known.ts';
export { UserError } from './base/userError.ts';
export type * from './model/cache.ts';
export type * from './model/note.ts';
export type * from './model/process.ts';
export type * from './model/run.ts';
export { RUN_SCHEMA, RUN_VERSION } from './model/run.ts';
export type * from './model/timeline.ts';
export type * from './model/work.ts';
