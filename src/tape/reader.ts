/** Reads a tape, also one that was cut off: what is there is given, what is missing is said. */
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Known, known, missing } from '../base/known.ts';
import { UserError } from '../base/userError.ts';
import type { StreamName, TapeEnd, TapeHeader } from './format.ts';
import { STREAMS, TAPE_FORMAT } from './format.ts';

export interface TapeReader {
  readonly folder: string;
  readonly header: TapeHeader;
  /** Missing: the recording was cut off, or is still going on. */
  readonly ending: Known<TapeEnd>;
  has(stream: StreamName): boolean;
  /**
   * The stream's bytes, decompressed, in chunks as they come. A torn gzip gives what can be read.
   * Returns why it ended early, or null.
   */
  read(stream: StreamName, take: (chunk: Buffer) => void): Promise<string | null>;
  text(stream: StreamName): Promise<Known<string>>;
}

export async function openTape(folder: string): Promise<TapeReader> {
  const header = await readHeader(folder);
  const ending = await readEnding(folder);
  const open = (stream: StreamName): Readable | null => {
    const path = join(folder, STREAMS[stream]);
    if (existsSync(path)) return createReadStream(path, { highWaterMark: 1 << 20 });
    if (!existsSync(`${path}.gz`)) return null;
    const packed = createReadStream(`${path}.gz`);
    const plain = createGunzip({ chunkSize: 1 << 18 });
    packed.on('error', (error) => plain.destroy(error));
    return packed.pipe(plain);
  };
  const read: TapeReader['read'] = async (stream, take) => {
    const source = open(stream);
    if (source === null) return 'the tape has no such stream';
    try {
      for await (const chunk of source) take(chunk as Buffer);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  return {
    folder,
    header,
    ending,
    has: (stream) => existsSync(join(folder, STREAMS[stream])) || existsSync(`${join(folder, STREAMS[stream])}.gz`),
    read,
    async text(stream) {
      const chunks: Buffer[] = [];
      const trouble = await read(stream, (chunk) => chunks.push(chunk));
      const text = Buffer.concat(chunks).toString('utf8');
      if (trouble === null) return known(text);
      return text === '' ? missing(trouble) : { state: 'partial', value: text, reason: trouble };
    },
  };
}

async function readHeader(folder: string): Promise<TapeHeader> {
  let text: string;
  try {
    text = await readFile(join(folder, 'header.json'), 'utf8');
  } catch (error) {
    throw new UserError(
      'not-a-tape',
      `${folder} holds no recording: its header.json cannot be read`,
      'List the recordings with: gorun-trace runs',
      { cause: error },
    );
  }
  const header = parseObject(text);
  if (header === null || header.format !== TAPE_FORMAT) {
    throw new UserError(
      'not-a-tape',
      `${folder}/header.json is not the header of a recording`,
      'List the recordings with: gorun-trace runs',
    );
  }
  if (header.version !== 1) {
    throw new UserError(
      'tape-from-the-future',
      `the recording in ${folder} has format version ${String(header.version)}; this gorun-trace reads version 1`,
      `Read it with the gorun-trace that wrote it (${String(header.recordedBy)}) or a newer one.`,
    );
  }
  return header as unknown as TapeHeader;
}

async function readEnding(folder: string): Promise<Known<TapeEnd>> {
  try {
    const end = parseObject(await readFile(join(folder, 'end.json'), 'utf8'));
    return end === null ? missing('end.json is not whole') : known(end as unknown as TapeEnd);
  } catch {
    return missing('the recording was cut off before its end, or is still going on');
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
