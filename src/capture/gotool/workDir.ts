/**
 * Reads $WORK after go has gone (-work leaves it there), keeps its small text files, and removes it.
 * A folder is removed only when it has the name that cmd/go gives one.
 */
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { WorkFileRecord } from '../../tape/format.ts';

/** importcfg.link of a large program has some 60 kB. */
const KEEP_UP_TO = 512 * 1024;

/** Text files that tell how a tool was called. Sources that cgo made are the user's to look at with -work. */
const KEPT_NAMES = /^(importcfg(\.link)?|embedcfg|vet\.cfg|args\d*|coveragecfg|symabis|testlog\.txt|.*\.cfg)$/;

export const isWorkDir = (path: string): boolean => /^go-build\d+$/.test(basename(path));

/** Every file of the folder, in the order of their names. Unreadable ones are told with their errno. */
export function* readWorkDir(work: string): Generator<WorkFileRecord> {
  const folders = [work];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of list(folder)) {
      const path = join(folder, name);
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (stat === undefined) continue;
      if (stat.isDirectory()) folders.push(path);
      else
        yield {
          work,
          path: relative(work, path),
          bytes: stat.size,
          mode: stat.mode,
          ...content(path, name, stat.size),
        };
    }
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function content(path: string, name: string, size: number): { text: string } | { lost: string } | object {
  if (!KEPT_NAMES.test(name)) return {};
  if (size > KEEP_UP_TO) return { lost: `larger than ${KEEP_UP_TO} bytes` };
  try {
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { lost: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * A response file, `@/tmp/args123`: go removes it as soon as the tool ends, so it is read while the tool runs.
 * It lies in TMPDIR beside $WORK, hence its path is absolute.
 */
export function readResponseFile(work: string, path: string): WorkFileRecord {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    const buffer = Buffer.alloc(KEEP_UP_TO);
    const bytes = readSync(fd, buffer, 0, KEEP_UP_TO, 0);
    return { work, path, bytes, mode: 0o600, text: buffer.toString('utf8', 0, bytes) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { work, path, bytes: 0, mode: 0, lost: `gone before it could be read: ${why}` };
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Bytes in the folder now. Cheap enough for a look every second: some hundred files. */
export function measureWorkDir(work: string): number {
  let bytes = 0;
  for (const file of readWorkDirSizes(work)) bytes += file;
  return bytes;
}

function* readWorkDirSizes(folder: string): Generator<number> {
  for (const name of list(folder)) {
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) yield* readWorkDirSizes(path);
    else yield stat?.size ?? 0;
  }
}

/** Returns why it could not be removed, or null. */
export async function removeWorkDir(work: string): Promise<string | null> {
  if (!isWorkDir(work)) return `${work} has not the name of a go work dir`;
  try {
    await rm(work, { recursive: true, force: true, maxRetries: 2 });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
