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
const NANOS_PER_SECOND = 1_000_000_000;
const SECONDS_PER_DAY = 86_400;
/** Seconds since 1970 have been this many since 2001; what is less is `-r`. */
const EPOCH_AT_LEAST = 1_000_000_000;

export function createHeadReader(originSeconds: number): HeadReader {
  const head: Head = { tid: -1, at: nanos(0), body: 0 };
  /** What the time of day was at the first line that had one, in nanoseconds; and midnights passed since. */
  let firstClock = -1;
  let lastClock = 0;
  let days = 0;
  let text = '';
  /** Where the scanner stands. */
  let at = 0;

  return { head, read };

  function read(line: string): boolean {
    text = line;
    at = 0;
    head.tid = -1;
    readTid();
    while (text.charCodeAt(at) === SPACE) at++;
    if (isDigit(text.charCodeAt(at))) readTime();
    if (text.startsWith('(+', at)) {
      // `-r` beside another clock, which tells more.
      at = text.indexOf(')', at) + 1;
      while (text.charCodeAt(at) === SPACE) at++;
    }
    head.body = at;
    return at < text.length;
  }

  function readTid(): void {
    const bracket = text.startsWith('[pid ');
    if (bracket) at = 5;
    while (text.charCodeAt(at) === SPACE) at++;
    const start = at;
    const number = readNumber();
    const next = text.charCodeAt(at);
    if (at === start || next === 0x2e /* . */ || next === 0x3a /* : */) {
      at = 0;
      return;
    }
    head.tid = number;
    // A name has `<` and `>` escaped.
    if (next === 0x3c /* < */) at = text.indexOf('>', at) + 1 || text.length;
    if (bracket) at++;
  }

  function readTime(): void {
    const first = readNumber();
    if (text.charCodeAt(at) === 0x3a /* : */) readClock(first);
    else if (first >= EPOCH_AT_LEAST) head.at = nanos((first - originSeconds) * NANOS_PER_SECOND + readFraction());
    else head.at = nanos(head.at + first * NANOS_PER_SECOND + readFraction());
    while (text.charCodeAt(at) === SPACE) at++;
  }

  /** A clock without a date cannot be set against the origin: its first reading is taken for time 0. */
  function readClock(hours: number): void {
    at++;
    const minutes = readNumber();
    at++;
    const clock = (hours * 3600 + minutes * 60 + readNumber()) * NANOS_PER_SECOND + readFraction();
    if (firstClock === -1) firstClock = clock;
    // Threads print a little out of order; half a day back is midnight.
    else if (clock < lastClock - (SECONDS_PER_DAY / 2) * NANOS_PER_SECOND) days++;
    lastClock = clock;
    head.at = nanos(clock - firstClock + days * SECONDS_PER_DAY * NANOS_PER_SECOND);
  }

  /** `.716742` or `.716742315` in nanoseconds, 0 where there is none. */
  function readFraction(): number {
    if (text.charCodeAt(at) !== 0x2e /* . */) return 0;
    at++;
    const start = at;
    let value = readNumber();
    for (let digits = at - start; digits < 9; digits++) value *= 10;
    return value;
  }

  function readNumber(): number {
    let value = 0;
    for (;;) {
      const code = text.charCodeAt(at);
      if (!isDigit(code)) return value;
      value = value * 10 + code - 0x30;
      at++;
    }
  }
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
