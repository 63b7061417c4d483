/** A line of work.ndjson: one file that lay in $WORK. */
import type { WorkFileRecord } from '../../tape/format.ts';
import { isNumber, isText, parseFields } from '../record.ts';

export type { WorkFileRecord };

export function decodeWorkFile(line: string): WorkFileRecord | null {
  const fields = parseFields(line);
  if (fields === null || !isText(fields.work) || !isText(fields.path) || !isNumber(fields.bytes)) return null;
  return {
    work: fields.work,
    path: fields.path,
    bytes: fields.bytes,
    mode: isNumber(fields.mode) ? fields.mode : 0,
    ...(isText(fields.text) ? { text: fields.text } : {}),
    ...(isText(fields.lost) ? { lost: fields.lost } : {}),
  };
}
