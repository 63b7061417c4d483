/** A line of proc.ndjson: one look at /proc. */
import type { ProcSample, ProcTick } from '../../tape/format.ts';
import { asFields, type Fields, isNumber, isText, isTexts, parseFields } from '../record.ts';

export type { ProcSample, ProcTick };

/** Null: the line is no tick, or torn. Samples that are not whole are left out. */
export function decodeTick(line: string): ProcTick | null {
  const fields = parseFields(line);
  if (fields === null || !isNumber(fields.at) || !Array.isArray(fields.procs)) return null;
  return { at: fields.at, procs: fields.procs.flatMap((proc) => decodeSample(asFields(proc)) ?? []) };
}

function decodeSample(fields: Fields | null): ProcSample | null {
  if (fields === null || !isNumber(fields.pid)) return null;
  const number = (name: string): number => {
    const value = fields[name];
    return isNumber(value) ? value : 0;
  };
  const text = (name: string): string => {
    const value = fields[name];
    return isText(value) ? value : '';
  };
  return {
    pid: fields.pid,
    ppid: number('ppid'),
    startTicks: number('startTicks'),
    comm: text('comm'),
    state: text('state'),
    threads: number('threads'),
    rss: number('rss'),
    cpu: number('cpu'),
    ...(isText(fields.exe) ? { exe: fields.exe } : {}),
    ...(isText(fields.cwd) ? { cwd: fields.cwd } : {}),
    ...(isTexts(fields.mapped) ? { mapped: fields.mapped } : {}),
    ...(isText(fields.refused) ? { refused: fields.refused } : {}),
  };
}
