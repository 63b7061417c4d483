/**
 * Where recordings live: `.gorun-trace/` beside go.mod, one folder a run, `latest` naming the newest.
 * Where the project cannot be written, a folder of the user's own stands in.
 */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../base/userError.ts';

const STORE_NAME = '.gorun-trace';

/** Older recordings make room: a run of a large module takes about a megabyte. */
export const RUNS_KEPT = 50;

/**
 * Bytes that must be free. A recording takes a few megabytes, a log of a large cold build a hundred; and a go command
 * that cannot write its -debug-trace crashes (seen with 1.26), which it would not do without us.
 */
const ROOM_NEEDED = 128 * 1024 * 1024;

export interface Store {
  readonly folder: string;
  /** Set when the project's own folder could not be written. */
  readonly insteadOf?: { readonly folder: string; readonly why: string };
}

/** The folder beside the nearest go.mod above `directory`, else in `directory` itself. */
export function projectStore(directory: string): string {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (existsSync(join(at, 'go.mod'))) return join(at, STORE_NAME);
    if (dirname(at) === at) return join(resolve(directory), STORE_NAME);
  }
}

/** Makes the store for writing. Throws a UserError only when no place at all can be written. */
export function openStore(directory: string, environment: NodeJS.ProcessEnv): Store {
  const wanted = projectStore(directory);
  const refused = prepare(wanted);
  if (refused === null) return { folder: wanted };
  for (const folder of substitutes(wanted, environment)) {
    if (prepare(folder) === null) return { folder, insteadOf: { folder: wanted, why: refused } };
  }
  throw new UserError(
    'store-unwritable',
    `no place to record to: ${wanted} cannot be written (${refused}), nor can the temporary directory`,
    'Make one of them writable, or set TMPDIR to a folder that is.',
  );
}

/** All stores in which runs of this project may lie, the project's own first. */
export const storesFor = (directory: string, environment: NodeJS.ProcessEnv): string[] => {
  const wanted = projectStore(directory);
  return [wanted, ...substitutes(wanted, environment)].filter((folder) => existsSync(join(folder, 'runs')));
};

function substitutes(wanted: string, environment: NodeJS.ProcessEnv): string[] {
  // The project's path is part of the name, so that `latest` is the latest of this project.
  const name = `${basename(dirname(wanted)) || 'root'}-${createHash('sha256').update(wanted).digest('hex').slice(0, 8)}`;
  const home = environment.HOME;
  const state = environment.XDG_STATE_HOME ?? (home ? join(home, '.local', 'state') : undefined);
  const own = join(tmpdir(), `gorun-trace-${userInfo().uid}`, name);
  return state && isAbsolute(state) ? [join(state, 'gorun-trace', name), own] : [own];
}

/** Returns why the folder cannot be written, or null. */
function prepare(folder: string): string | null {
  try {
    mkdirSync(join(folder, 'runs'), { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < ROOM_NEEDED) return `only ${Math.floor((bavail * bsize) / 1024)} KiB are free there`;
    if (!existsSync(join(folder, '.gitignore'))) {
      // Neither git status (and so VCS stamping) nor `go build ./...` nor `//go:embed all:.` may see it:
      // a folder with a go.mod of its own is another module.
      writeFileSync(join(folder, 'go.mod'), 'module gorun-trace-recordings\n');
      writeFileSync(join(folder, '.gitignore'), '*\n');
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const runFolder = (store: Store, id: string): string => join(store.folder, 'runs', id);

/** `20261121-204500-123f`: sorts by time, to the millisecond; `random` tells two of the same one apart. */
export function newRunId(now: Date, random: string): string {
  const [date, time] = now.toISOString().replace(/[-:]/g, '').split('T');
  return `${date}-${time?.slice(0, 6)}-${time?.slice(7, 10)}${random}`;
}

/** Makes `latest` name the run, and lets go of the oldest. */
export function publishRun(store: Store, id: string): void {
  const link = join(store.folder, 'latest');
  try {
    rmSync(`${link}.part`, { force: true });
    symlinkSync(join('runs', id), `${link}.part`);
    renameSync(`${link}.part`, link);
  } catch {
    // A file system without symbolic links: the newest id is found by its name all the same.
  }
  for (const old of listRuns([store.folder]).slice(RUNS_KEPT)) rmSync(old.folder, { recursive: true, force: true });
}

export interface StoredRun {
  readonly id: string;
  readonly folder: string;
}

/** Newest first. */
export function listRuns(stores: readonly string[]): StoredRun[] {
  const runs = stores.flatMap((store) => {
    const folder = join(store, 'runs');
    const ids = existsSync(folder) ? readdirSync(folder) : [];
    return ids.filter((id) => /^\d{8}-\d{6}-/.test(id)).map((id) => ({ id, folder: join(folder, id) }));
  });
  return runs.sort((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
}

/** A RUN is an id or the beginning of one, a path, `latest` or `latest~1`. */
export function findRun(reference: string, stores: readonly string[]): StoredRun {
  if (reference.includes('/') || existsSync(join(reference, 'header.json'))) {
    return { id: basename(resolve(reference)), folder: resolve(reference) };
  }
  const runs = listRuns(stores);
  const back = /^latest(?:~(\d+))?$/.exec(reference);
  const found = back ? runs.slice(Number(back[1] ?? 0)) : runs.filter((run) => run.id.startsWith(reference));
  const [run, second] = found;
  if (run === undefined) {
    const have = runs.length === 0 ? 'there is none yet' : `there are ${runs.length}, the newest is ${runs[0]?.id}`;
    const hint = runs.length === 0 ? 'Record one with: gorun-trace main.go' : 'List them with: gorun-trace runs';
    throw new UserError('run-not-found', `no recording is named '${reference}'; ${have}`, hint);
  }
  if (!back && second !== undefined && run.id !== reference) {
    throw new UserError(
      'run-ambiguous',
      `'${reference}' begins the names of ${found.length} recordings`,
      'Give more of the id: gorun-trace runs lists them.',
    );
  }
  return run;
}

/** Removes recordings and returns how many bytes came free. */
export function removeRuns(runs: readonly StoredRun[]): number {
  let bytes = 0;
  for (const run of runs) {
    bytes += sizeOf(run.folder);
    rmSync(run.folder, { recursive: true, force: true });
  }
  return bytes;
}

/** Bytes of the files in a folder and below. */
export function sizeOf(folder: string): number {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    if (stat?.isFile()) bytes += stat.size;
  }
  return bytes;
}
