/** Trouble that the user can act on: what happened, then what to do. No stack. */
import type { UserError } from '../../base/userError.ts';
import { visible } from '../invisible.ts';
import { wrapWords } from './flow.ts';
import { createTheme, type TerminalOptions, type Theme } from './theme.ts';

const NAME = 'gorun-trace:';

export function renderError(error: UserError, options: TerminalOptions): string {
  const theme = createTheme(options);
  const [first = NAME, ...rest] = paragraphs(`${NAME} ${error.message}`, theme);
  const lines = [
    first.replace(NAME, theme.paint.bad),
    ...rest.map((line) => `  ${line}`),
    ...paragraphs(error.hint, theme).map((line) => `  ${line}`),
    theme.paint.quiet(`  (${visible(error.code)})`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A line that begins with blanks is a command to be copied: it stays in one piece. */
const paragraphs = (text: string, theme: Theme): readonly string[] =>
  text
    .split('\n')
    .flatMap((line) => (/^ {2}/.test(line) ? [visible(line)] : wrapWords(visible(line), theme.width - 2, theme)));
