/**
 * How a line begins: who and when. `-f -o` writes the id padded to five, `-Y` puts the name behind it, on stderr it
 * stands in brackets; `-ttt` and `--absolute-timestamps` write seconds since 1970, `-t` and `-tt` the time of day,
 * `-r` the time since the line before, and a log may have no times at all (strace.c, printleader).
 */
import { type Nanos, nanos } from '../../base/brand.ts';

/** Filled anew by each `read`: a million of them would be garbage. */
export interface Head {
  /** -1 where the line names none, as on stderr while one process is traced. */
  tid: number;
  at: Nanos;
  /** Where the body begins. */
  body: number;
}

export interface HeadReader {
  readonly head: Head;
  /** False where no body follows. */
  read(text: string): boolean;
}

const SPACE = 0x20;
const DOT = 0x2e;
const NANOS_PER_SECOND = 1_000_000_000;
const NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;
/** The largest pid_max is 4194304. */
const MOST_ID_DIGITS = 9;
/** Seconds since 1970 have been this many since 2001; what is less is `-r`. */
const EPOCH_AT_LEAST = 1_000_000_000;

export function createHeadReader(originSeconds: number): HeadReader {
  const head: Head = { tid: -1, at: nanos(0), body: 0 };
  const clock = createClock();
  return { head, read: (text) => readUsual(text) || readAny(text) };

  /** `9110  1795290755.716742 ` and nothing else: locals and one pass, for this runs once a line. */
  function readUsual(text: string): boolean {
    let at = 0;
    let tid = 0;
    let code = text.charCodeAt(0);
    for (; code >= 0x30 && code <= 0x39; code = text.charCodeAt(++at)) tid = tid * 10 + code - 0x30;
    if (code !== SPACE || at === 0 || at > MOST_ID_DIGITS) return false;
    while (code === SPACE) code = text.charCodeAt(++at);
    const start = at;
    let seconds = 0;
    for (; code >= 0x30 && code <= 0x39; code = text.charCodeAt(++at)) seconds = seconds * 10 + code - 0x30;
    if (code !== DOT || at - start !== 10) return false;
    const point = at;
    let fraction = 0;
    code = text.charCodeAt(++at);
    for (; code >= 0x30 && code <= 0x39; code = text.charCodeAt(++at)) fraction = fraction * 10 + code - 0x30;
    const digits = at - point - 1;
    if (code !== SPACE || digits > 9) return false;
    const body = text.charCodeAt(++at);
    // NaN, a second space and `(+` are for the other.
    if (!(body > 0x28)) return false;
    for (let i = digits; i < 9; i++) fraction *= 10;
    head.tid = tid;
    head.body = at;
    return tell((seconds - originSeconds) * NANOS_PER_SECOND + fraction);
  }

  /** A time that is not exact is damage: more than 104 days from the origin. */
  function tell(time: number): boolean {
    if (!Number.isSafeInteger(time)) return false;
    head.at = nanos(time);
    return true;
  }

  function readAny(text: string): boolean {
    const id = /^(?:\[pid +(\d+)(?:<[^>]*>)?\] |(\d+)(?:<[^>]*>)?(?: +|$))/.exec(text);
    const tid = Number(id?.[1] ?? id?.[2] ?? -1);
    if (tid > 10 ** MOST_ID_DIGITS) return false;
    head.tid = tid;
    let rest = text.slice(id?.[0].length ?? 0);
    const time = /^ *(?:(\d\d):(\d\d):(\d\d)|(\d{1,10}))(?:\.(\d{1,9}))? +/.exec(rest);
    if (time !== null) {
      if (!tell(timeOf(time))) return false;
      // `-r` beside another clock, which tells more.
      rest = rest.slice(time[0].length).replace(/^\(\+ *[\d.]+\) /, '');
    }
    rest = rest.trimStart();
    head.body = text.length - rest.length;
    return rest !== '';
  }

  function timeOf([, hours, minutes, seconds, count, digits = '']: RegExpExecArray): number {
    const fraction = Number(digits.padEnd(9, '0'));
    if (hours !== undefined) return clock(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds), fraction);
    const whole = Number(count);
    if (whole < EPOCH_AT_LEAST) return head.at + whole * NANOS_PER_SECOND + fraction;
    return (whole - originSeconds) * NANOS_PER_SECOND + fraction;
  }
}

/** A clock without a date cannot be set against the origin: its first reading is taken for time 0. */
function createClock(): (secondsOfDay: number, fraction: number) => number {
  let first: number | null = null;
  let last = 0;
  let days = 0;
  return (secondsOfDay, fraction) => {
    const now = secondsOfDay * NANOS_PER_SECOND + fraction;
    first ??= now;
    // Threads print a little out of order; half a day back is midnight.
    if (now < last - NANOS_PER_DAY / 2) days++;
    last = now;
    return now - first + days * NANOS_PER_DAY;
  };
}
