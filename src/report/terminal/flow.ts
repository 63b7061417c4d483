/** Lines of phrases: `a · b · c`, broken between phrases, never within one; a phrase too long is cut. */
import { cut, type Keep, widthOf } from './fit.ts';
import type { Paint, Theme } from './theme.ts';

export interface Phrase {
  readonly text: string;
  readonly paint?: Paint;
  /** What survives where it is wider than the line. */
  readonly keep?: Keep;
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
    if (phrase.text === '') continue;
    const text = cut(phrase.text, width, theme.sign.ellipsis, phrase.keep);
    const gap = phrase.joined === true ? ' ' : dot;
    const painted = phrase.paint === undefined ? text : phrase.paint(text);
    if (used === 0) {
      line = painted;
      used = widthOf(text);
    } else if (used + gap.length + widthOf(text) <= width) {
      line += (phrase.joined === true ? gap : theme.paint.quiet(gap)) + painted;
      used += gap.length + widthOf(text);
    } else {
      lines.push(line);
      line = painted;
      used = widthOf(text);
    }
  }
  return used === 0 ? lines : [...lines, line];
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

/** At most so many lines; the last one says that there was more. */
export function atMost(lines: readonly string[], most: number, more: (hidden: number) => string): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, Math.max(0, most - 1)), more(lines.length - most + 1)];
}
