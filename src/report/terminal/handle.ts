/** `show p-12`, `show pkg-3`, `show b001`, `show IMPORT/PATH`: everything about one thing. */
import type { HandleAnswer } from '../../ask/handle.ts';
import { assertNever } from '../../base/assertNever.ts';
import { actionLines } from './handleAction.ts';
import { objdirLines, packageLines } from './handlePlace.ts';
import { processLines } from './handleProcess.ts';
import { runHeading } from './heading.ts';
import { createTheme, type TerminalOptions, type Theme } from './theme.ts';

export function renderHandle(answer: HandleAnswer, options: TerminalOptions): string {
  const theme = createTheme(options);
  return `${[...runHeading(titleOf(answer), answer, theme), ...body(answer, theme)].join('\n')}\n`;
}

function titleOf({ thing }: HandleAnswer): string {
  switch (thing.kind) {
    case 'process':
      return thing.brief.handle;
    case 'action':
      return thing.row.handle;
    case 'objdir':
      return thing.objdir.name;
    case 'package':
      return 'package';
    default:
      return assertNever(thing);
  }
}

function body({ thing, start }: HandleAnswer, theme: Theme): readonly string[] {
  switch (thing.kind) {
    case 'process':
      return processLines(thing, start, theme);
    case 'action':
      return actionLines(thing, start, theme);
    case 'objdir':
      return objdirLines(thing, start, theme);
    case 'package':
      return packageLines(thing, theme);
    default:
      return assertNever(thing);
  }
}
