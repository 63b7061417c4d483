/** The first line of a report: what it is about on the left, where it comes from on the right. */
import type { AboutRun } from '../../ask/about.ts';
import { visible } from '../invisible.ts';
import { quoteCommand } from '../shellQuote.ts';
import { cut, widthOf } from './fit.ts';
import { wrapWords } from './flow.ts';
import { indented } from './rows.ts';
import type { Theme } from './theme.ts';

/** Further apart the eye does not find what stands on the right. */
const WIDEST = 100;

/** On several lines where one has no room for both. */
export function heading(title: string, subject: string, source: string, theme: Theme): readonly string[] {
  const left = `${title}  `;
  const between = 2;
  const room = Math.min(theme.width, WIDEST) - widthOf(left);
  const { ellipsis } = theme.sign;
  if (widthOf(subject) + between + widthOf(source) <= room) {
    const gap = ' '.repeat(room - widthOf(subject) - widthOf(source));
    return [`${theme.paint.quiet(left)}${theme.paint.strong(subject)}${gap}${theme.paint.quiet(source)}`];
  }
  const first = theme.paint.quiet(left) + theme.paint.strong(cut(subject, room, ellipsis));
  return [first, ...indented(wrapWords(source, theme.width - 2, theme).map(theme.paint.quiet))];
}

/** `processes  go run main.go      20261121-204500-1233f`. */
export const runHeading = (title: string, { run, command }: AboutRun, theme: Theme): readonly string[] =>
  heading(title, commandLine(command), visible(run), theme);

export const commandLine = ({ verb, args }: AboutRun['command']): string =>
  quoteCommand(['go', verb, ...args]).join(' ');
