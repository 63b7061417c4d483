/**
 * Writes a tape: streams are append-only, the ending is marked last. A full disk or a crash leaves whole records.
 * A stream that cannot be written any more is given up; the recording goes on without it.
 */
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ProcTick, SessionEvent, StreamName, TapeEnd, TapeHeader, WorkFileRecord } from './format.ts';
import { STREAMS } from './format.ts';

/** The streams that gorun-trace writes itself, and what a line of them holds. */
export interface Records {
  readonly session: SessionEvent;
  readonly proc: ProcTick;
  readonly work: WorkFileRecord;
}

export interface TapeWriter {
  readonly folder: string;
  /** Where a source writes its own stream. */
  pathOf(stream: StreamName): string;
  append<S extends keyof Records>(stream: S, record: Records[S]): void;
  /** Writes a whole stream at once: what another tool said. */
  put(stream: StreamName, text: string): void;
  /** Compresses the streams and marks the tape as ended. */
  end(ending: Pick<TapeEnd, 'endedAt' | 'afterwards'>): Promise<void>;
  /** Streams that could not be written, with the reason. */
  readonly failures: ReadonlyMap<StreamName, string>;
}

/** Small streams stay as they are: a person can read them, and nothing is gained. */
const COMPRESS_FROM = 16 * 1024;

/** Throws what mkdir and write throw: the caller looks for another place (store.ts). */
export function createTape(folder: string, header: TapeHeader): TapeWriter {
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, 'header.json'), header);
  const failures = new Map<StreamName, string>();
  const pathOf = (stream: StreamName) => join(folder, STREAMS[stream]);
  const add = (stream: StreamName, text: string) => {
    if (failures.has(stream)) return;
    try {
      appendFileSync(pathOf(stream), text);
    } catch (error) {
      failures.set(stream, error instanceof Error ? error.message : String(error));
    }
  };
  return {
    folder,
    pathOf,
    failures,
    append: (stream, record) => add(stream, `${JSON.stringify(record)}\n`),
    put: add,
    async end(ending) {
      const names = (Object.keys(STREAMS) as StreamName[]).filter((name) => existsSync(pathOf(name)));
      const sizes = await Promise.all(names.map((name) => compress(pathOf(name))));
      const streams = Object.fromEntries(names.map((name, i) => [name, sizes[i] ?? 0]));
      const end: TapeEnd = { ...ending, streams };
      writeWhole(join(folder, 'end.json'), end);
    },
  };
}

/** Replaces a stream by its gzip; returns its plain size in bytes. What cannot be compressed stays plain. */
async function compress(path: string): Promise<number> {
  const size = statSync(path).size;
  if (size < COMPRESS_FROM) return size;
  try {
    // Level 1: half the time of the default for a tenth more bytes, and the user waits for it.
    const packed = await promisify(gzip)(await readFile(path), { level: 1 });
    await writeFile(`${path}.gz.part`, packed);
    renameSync(`${path}.gz.part`, `${path}.gz`);
    rmSync(path);
  } catch {
    rmSync(`${path}.gz.part`, { force: true });
  }
  return size;
}

/** A file is there whole or not at all. */
function writeWhole(path: string, value: unknown): void {
  writeFileSync(`${path}.part`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}
