/** A command line over several lines that can still be pasted: each but the last ends with a backslash. */
import { formatCount, plural } from '../units.ts';
import { widthOf } from './fit.ts';
import type { Theme } from './theme.ts';

/** `words` are quoted already. A word longer than the line is not cut; the terminal may break it, the paste is whole. */
export function pasteable(words: readonly string[], width: number, most: number, theme: Theme): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const indent = lines.length === 0 && line === '' ? '' : '  ';
    if (line === '') line = indent + word;
    // Two columns are for the backslash.
    else if (widthOf(line) + 1 + widthOf(word) + 2 <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = `  ${word}`;
    }
  }
  if (line !== '') lines.push(line);
  const joined = lines.map((text, i) => (i < lines.length - 1 ? `${text} \\` : text));
  return tooMuch(joined, width, most) ? shortened(joined, words.length, width, most, theme) : joined;
}

/** In rows of the terminal, which breaks long lines. */
const rowsOf = (line: string, width: number): number => Math.max(1, Math.ceil(widthOf(line) / width));

const tooMuch = (lines: readonly string[], width: number, most: number): boolean =>
  lines.reduce((rows, line) => rows + rowsOf(line, width), 0) > most;

/** What is cut can no longer be pasted, so it says so. */
function shortened(
  lines: readonly string[],
  words: number,
  width: number,
  most: number,
  theme: Theme,
): readonly string[] {
  const kept: string[] = [];
  let rows = 0;
  for (const line of lines) {
    rows += rowsOf(line, width);
    if (rows > most - 1) break;
    kept.push(line);
  }
  const whole = lines.reduce((sum, line) => sum + line.length, 0);
  const cut = `${theme.sign.ellipsis} cut: ${plural(words, 'word')}, ${formatCount(whole)} characters in all; --json has them`;
  return [...kept, theme.paint.quiet(cut)];
}
