/** `show processes`: the tree, folded unless --all. */
import { condense } from '../../ask/condense.ts';
import type { ProcessesAnswer } from '../../ask/processes.ts';
import { visible } from '../invisible.ts';
import { formatCount, plural } from '../units.ts';
import { flow } from './flow.ts';
import { runHeading } from './heading.ts';
import { indented } from './rows.ts';
import { createTheme, type TerminalOptions, type Theme } from './theme.ts';
import { drawTree } from './tree.ts';

export function renderProcesses(answer: ProcessesAnswer, options: TerminalOptions): string {
  const theme = createTheme(options);
  const lines = [...runHeading('processes', answer, theme), ...body(answer, theme)];
  return `${lines.join('\n')}\n`;
}

function body(answer: ProcessesAnswer, theme: Theme): readonly string[] {
  if (answer.unwatched !== null) {
    const why = [
      { text: 'no processes were recorded' },
      { text: visible(answer.unwatched) },
      { text: 'gorun-trace doctor tells how to change that' },
    ];
    return indented(flow(why, theme.width - 2, theme));
  }
  const folded = answer.total - answer.shown;
  const figures = [
    { text: plural(answer.total, 'process', 'processes') },
    ...(folded > 0
      ? [
          { text: `${formatCount(folded)} folded, unfold:` },
          { text: `${theme.show('processes')} --all`, keep: 'whole' as const, joined: true },
        ]
      : []),
  ];
  const paint = theme.paint.quiet;
  const example = condense(answer.rows, 2).rows.at(-1);
  const hint =
    example?.kind === 'process'
      ? [
          '',
          ...indented(
            flow(
              [
                { text: 'more about one:', paint },
                { text: theme.show(example.handle), paint, keep: 'whole', joined: true },
              ],
              theme.width - 2,
              theme,
            ),
          ),
        ]
      : [];
  return [
    ...indented(flow(figures, theme.width - 2, theme)),
    '',
    ...drawTree(answer.rows, answer.command, theme, 2).lines,
    ...hint,
  ];
}
