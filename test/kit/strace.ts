/** Decodes strace logs for tests, and says observations in one line each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLineCutter } from '../../src/base/lines.ts';
import type { Observation } from '../../src/decode/observation.ts';
import { createStraceDecoder } from '../../src/decode/strace/decoder.ts';
import type { NoteCode } from '../../src/model/note.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'strace');

export interface Decoded {
  readonly observations: readonly Observation[];
  readonly notes: readonly { readonly code: NoteCode; readonly text: string }[];
}

export const straceLogs = (): string[] => readdirSync(FOLDER).filter((name) => name.endsWith('.log'));

export const straceLog = (name: string): Buffer => readFileSync(join(FOLDER, name));

/** The second of the log's first time, 0 where it has none. */
const originOf = (log: Buffer): number => Number(/ (\d{10})\.\d/.exec(log.toString('latin1'))?.[1] ?? 0);

/** Bytes as they come from the disk, in chunks of `size`. */
export function decodeLog(log: Buffer, size: number = log.length, originSeconds: number = originOf(log)): Decoded {
  const observations: Observation[] = [];
  const notes: { code: NoteCode; text: string }[] = [];
  const decoder = createStraceDecoder(
    { originSeconds },
    {
      // Copied as it is told: what the decoder changes afterwards would be its mistake.
      observe: (observation) => observations.push({ ...observation }),
      note: (code, _, text) => notes.push({ code, text }),
    },
  );
  const cutter = createLineCutter(decoder.decodeLine);
  for (let from = 0; from < log.length; from += size) cutter.push(log.subarray(from, from + size));
  decoder.end(cutter.end());
  return { observations, notes };
}

export const decodeLines = (...lines: readonly string[]): Decoded =>
  decodeLog(Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1'));

/** `16370 forked 16371`, `16371 became /usr/bin/true [true]`, `16371 exited 0`: no times, no flags of opens. */
export function say(observation: Observation): string {
  const failed = 'errno' in observation && observation.errno !== null ? ` ${observation.errno}` : '';
  switch (observation.kind) {
    case 'spawn': {
      const what = `${observation.how}${observation.thread ? ' thread' : ''}${observation.silent ? ' silent' : ''}`;
      return `${observation.parent ?? 'nobody'} ${what} ${observation.child}`;
    }
    case 'exec': {
      const caller = observation.caller === observation.tid ? '' : ` by ${observation.caller}`;
      const argv = `[${observation.argv.join('|')}]${observation.argvWhole ? '' : ' cut'}`;
      return `${observation.tid} exec ${observation.path} ${argv}${caller}${failed}`;
    }
    case 'rename':
      return `${observation.tid} rename ${observation.from} -> ${observation.to}${failed}`;
    case 'open':
    case 'chdir':
    case 'mkdir':
    case 'remove':
      return `${observation.tid} ${observation.kind} ${observation.path}${failed}`;
    case 'exiting':
    case 'exited':
      return `${observation.tid} ${observation.kind} ${observation.code}`;
    case 'killed':
      return `${observation.tid} killed ${observation.signal}${observation.coreDumped ? ' core' : ''}`;
    case 'signalled':
      return `${observation.tid} signalled ${observation.signal} from ${observation.from ?? 'nobody'}`;
  }
}

export const sayAll = (decoded: Decoded): string[] => decoded.observations.map(say);
