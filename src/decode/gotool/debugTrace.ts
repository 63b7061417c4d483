/**
 * -debug-trace: Chrome's trace event array as cmd/go/internal/trace writes it, one event a line, `ts` in microseconds
 * since 1970 with fractions. Begin and end (`B`, `E`) make a span; flows (`s`, `f`) only repeat the action graph.
 * The file is cut before its `]` when go is killed.
 */
import { asFields } from '../record.ts';
import { numberOf, textOf } from './fields.ts';
import type { Decoded, TraceSpan } from './records.ts';

interface OpenSpan {
  readonly name: string;
  readonly start: number;
  end: number | null;
}

/** Spans in the order in which they began. */
export function decodeDebugTrace(text: string, originSeconds: number): Decoded<TraceSpan[]> {
  const spans: OpenSpan[] = [];
  const open = new Map<string, OpenSpan[]>();
  let unreadable = 0;
  let closed = false;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed === '[') continue;
    if (trimmed === ']') {
      closed = true;
      continue;
    }
    const event = eventIn(trimmed);
    if (event === null) {
      unreadable++;
      continue;
    }
    const { name, ph, tid, ts } = event;
    // A double holds today's microseconds to a quarter, which is what Go writes: the difference is exact.
    const at = Math.round((ts - originSeconds * 1e6) * 1000);
    // Goroutines share a tid while they load packages, so that spans of one tid need not nest: the name decides.
    const key = `${tid} ${name}`;
    if (ph === 'B') {
      const span = { name, start: at, end: null };
      spans.push(span);
      const stack = open.get(key);
      if (stack === undefined) open.set(key, [span]);
      else stack.push(span);
    } else if (ph === 'E') {
      const span = open.get(key)?.pop();
      if (span !== undefined) span.end = at;
    }
  }
  return { value: spans, trouble: troubleWith(spans, unreadable, closed) };
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  readonly ts: number;
}

/** A line as cmd/go writes it today; a name with an escape in it is left to the JSON parser. Half the time. */
const USUAL = /^,?\{"name":"([^"\\]*)","ph":"(\w)","ts":([\d.]+),"pid":\d+,"tid":(\d+)[,}]/;

function eventIn(line: string): TraceEvent | null {
  const usual = USUAL.exec(line);
  if (usual !== null && line.endsWith('}')) {
    return { name: usual[1] ?? '', ph: usual[2] ?? '', ts: Number(usual[3]), tid: Number(usual[4]) };
  }
  // Each line but the first begins with the comma that parts it from the one before.
  const json = line.replace(/^[[,]\s*/, '').replace(/[\],]\s*$/, '');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const fields = asFields(value);
  const ts = numberOf(fields?.ts);
  if (fields === null || ts === null) return null;
  return { name: textOf(fields.name), ph: textOf(fields.ph), tid: numberOf(fields.tid) ?? 0, ts };
}

function troubleWith(spans: readonly OpenSpan[], unreadable: number, closed: boolean): string | null {
  if (spans.length === 0 && !closed) return 'the debug trace is empty';
  if (!closed) return `the debug trace is cut off after ${spans.length} spans`;
  return unreadable === 0 ? null : `${unreadable} lines of the debug trace are no events`;
}
