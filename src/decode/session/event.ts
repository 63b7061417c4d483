/** A line of session.ndjson: what gorun-trace itself saw and did. */
import type { SessionEvent, TapeHeader } from '../../tape/format.ts';
import { type Fields, isNumber, isText, parseFields } from '../record.ts';

export type { SessionEvent, TapeHeader };

/** Null: the line is torn, or an event that this version does not know. */
export function decodeSessionEvent(line: string): SessionEvent | null {
  const fields = parseFields(line);
  if (fields === null || !isText(fields.event) || !isNumber(fields.at)) return null;
  const decode = Object.hasOwn(DECODERS, fields.event) ? DECODERS[fields.event as SessionEvent['event']] : undefined;
  return decode === undefined ? null : decode(fields, fields.at);
}

type Decoders = {
  readonly [Name in SessionEvent['event']]: (fields: Fields, at: number) => (SessionEvent & { event: Name }) | null;
};

const DECODERS: Decoders = {
  started: ({ pid }, at) => (isNumber(pid) ? { event: 'started', at, pid } : null),
  signal: ({ signal, to }, at) =>
    isText(signal) && (to === 'go' || to === 'program' || to === 'nobody') ? { event: 'signal', at, signal, to } : null,
  exited: ({ code, signal }, at) => ({
    event: 'exited',
    at,
    code: isNumber(code) ? code : null,
    signal: isText(signal) ? signal : null,
  }),
  'probe failed': ({ probe, why }, at) =>
    isText(probe) && isText(why) ? { event: 'probe failed', at, probe, why } : null,
  'strace stayed': ({ pid }, at) => (isNumber(pid) ? { event: 'strace stayed', at, pid } : null),
  'strace died': (_, at) => ({ event: 'strace died', at }),
  'work read': ({ path, files, bytes }, at) =>
    isText(path) && isNumber(files) && isNumber(bytes) ? { event: 'work read', at, path, files, bytes } : null,
  'work size': ({ path, bytes }, at) =>
    isText(path) && isNumber(bytes) ? { event: 'work size', at, path, bytes } : null,
  'work removed': ({ path }, at) => (isText(path) ? { event: 'work removed', at, path } : null),
  'work kept': ({ path }, at) => (isText(path) ? { event: 'work kept', at, path } : null),
  'store elsewhere': ({ wanted, why }, at) =>
    isText(wanted) && isText(why) ? { event: 'store elsewhere', at, wanted, why } : null,
};
