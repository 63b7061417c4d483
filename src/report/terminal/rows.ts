/** Labelled rows: `  cache     209 hit · 3 missed`, further lines under the first. */
import { padEnd } from './fit.ts';
import type { Paint, Theme } from './theme.ts';

export const LABEL_WIDTH = 10;
const INDENT = 2;

/** Columns left for what stands after the label. */
export const bodyWidth = (theme: Theme): number => theme.width - INDENT - LABEL_WIDTH;

/** Nothing where there are no lines. A label as wide as its column still keeps a blank after it. */
export function labelled(
  label: string,
  lines: readonly string[],
  theme: Theme,
  paint: Paint = theme.paint.quiet,
): readonly string[] {
  return lines.map((line, i) => {
    const head = i === 0 ? paint(label) + padEnd('', Math.max(1, LABEL_WIDTH - label.length)) : ' '.repeat(LABEL_WIDTH);
    return `${' '.repeat(INDENT)}${head}${line}`.replace(/ +$/, '');
  });
}

/** By the indent of labels. */
export const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(INDENT) + line));
