/** Text cut to a width, always with a sign that something is missing. Widths are columns of a terminal. */
import stringWidth from 'fast-string-width';

// Most text is ASCII, where a character is a column.
const ASCII = /^[\x20-\x7e]*$/;

/** Measuring costs a millisecond for some hundred characters that are not ASCII; no terminal is so wide. */
const MEASURED = 1000;

export const widthOf = (text: string): number =>
  ASCII.test(text) ? text.length : stringWidth(text.slice(0, MEASURED)) + Math.max(0, text.length - MEASURED);

/** Made when first needed: it takes 14 ms, and most text is ASCII. */
let graphemes: Intl.Segmenter | undefined;

function split(text: string): readonly string[] {
  if (ASCII.test(text)) return [...text];
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Which part of the text survives. Of a path or an import path the end tells more. */
export type Keep = 'start' | 'end' | 'both';

/** `text` must be without escape sequences: cut first, paint then. */
export function cut(text: string, width: number, ellipsis: string, keep: Keep = 'start'): string {
  if (widthOf(text) <= width) return text;
  const room = width - ellipsis.length;
  if (room <= 0) return ellipsis.slice(0, Math.max(0, width));
  switch (keep) {
    case 'start':
      return take(text, room) + ellipsis;
    case 'end':
      return ellipsis + takeEnd(text, room);
    case 'both':
      return take(text, Math.floor(room / 2)) + ellipsis + takeEnd(text, Math.ceil(room / 2));
  }
}

/** Code units of the longest grapheme that anybody draws; what is longer is no text. */
const LONGEST = 20;

function take(text: string, width: number): string {
  return fill(split(text.slice(0, width * LONGEST)), width).join('');
}

const takeEnd = (text: string, width: number): string =>
  fill([...split(text.slice(-width * LONGEST))].reverse(), width)
    .reverse()
    .join('');

function fill(parts: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += widthOf(part);
    if (used > width) break;
    taken.push(part);
  }
  return taken;
}

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;
