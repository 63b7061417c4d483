/** Lines of phrases: `a · b · c`, broken between phrases; a phrase longer than a line between its words. */
import { cut, type Keep, widthOf } from './fit.ts';
import type { Paint, Theme } from './theme.ts';

export interface Phrase {
  readonly text: string;
  readonly paint?: Paint;
  /**
   * What survives of a name that is wider than the line; 'whole' for a command, which is never cut. Absent: it is
   * a sentence and goes on in the next line.
   */
  readonly keep?: Keep | 'whole';
  /** Stands after a space instead of a dot: it belongs to the phrase before. */
  readonly joined?: boolean;
}

/** As many lines as it takes. */
export function flow(phrases: readonly Phrase[], width: number, theme: Theme): readonly string[] {
  const dot = ` ${theme.sign.dot} `;
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const phrase of phrases) {
    const pieces = piecesOf(phrase, width, theme);
    const [first] = pieces;
    if (first === undefined) continue;
    const gap = phrase.joined === true ? ' ' : dot;
    const fits = pieces.length === 1 && used + gap.length + widthOf(first) <= width;
    if (used > 0 && fits) {
      line += (phrase.joined === true ? gap : theme.paint.quiet(gap)) + paintOf(phrase)(first);
      used += gap.length + widthOf(first);
      continue;
    }
    if (used > 0) lines.push(line);
    lines.push(...pieces.slice(0, -1).map(paintOf(phrase)));
    const last = pieces.at(-1) ?? '';
    line = paintOf(phrase)(last);
    used = widthOf(last);
  }
  return used === 0 ? lines : [...lines, line];
}

const paintOf = (phrase: Phrase): Paint => phrase.paint ?? ((text) => text);

function piecesOf({ text, keep }: Phrase, width: number, theme: Theme): readonly string[] {
  if (text === '') return [];
  if (keep === undefined) return wrapWords(text, width, theme);
  return [keep === 'whole' ? text : cut(text, width, theme.sign.ellipsis, keep)];
}

/** A sentence broken between words; a word wider than the line is cut. */
export function wrapWords(text: string, width: number, theme: Theme): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const fitting = cut(word, width, theme.sign.ellipsis, 'both');
    if (line === '') line = fitting;
    else if (widthOf(line) + 1 + widthOf(fitting) <= width) line += ` ${fitting}`;
    else {
      lines.push(line);
      line = fitting;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** `… 209 more rows: gorun-trace show cache --all`: what is missing and how to see it. The command is never cut. */
export const moreLines = (what: string, command: string, width: number, theme: Theme): readonly string[] =>
  flow(
    [
      { text: `${theme.sign.ellipsis} ${what}:`, paint: theme.paint.quiet },
      { text: command, paint: theme.paint.quiet, keep: 'whole', joined: true },
    ],
    width,
    theme,
  );

/** At most so many lines, of which the last tell that there are more. */
export function atMost(
  lines: readonly string[],
  most: number,
  more: (hidden: number) => readonly string[],
): readonly string[] {
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, Math.max(0, most - 1));
  return [...kept, ...more(lines.length - kept.length)];
}
