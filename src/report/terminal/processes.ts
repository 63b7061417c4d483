/** `show processes`: the tree, folded unless --all. */
import type { ProcessesAnswer } from '../../ask/processes.ts';
import { visible } from '../invisible.ts';
import { formatCount, plural } from '../units.ts';
import { flow } from './flow.ts';
import { runHeading } from './heading.ts';
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
    return flow(why, theme.width - 2, theme).map((line) => `  ${line}`);
  }
  const folded = answer.total - answer.shown;
  const figures = [
    { text: plural(answer.total, 'process', 'processes') },
    ...(folded > 0 ? [{ text: `${formatCount(folded)} of them folded; all: ${theme.show('processes')} --all` }] : []),
  ];
  const example = answer.rows.find((row) => row.kind === 'process' && row.role !== 'go');
  const hint =
    example?.kind === 'process' ? [theme.paint.quiet(`  more about one of them: ${theme.show(example.handle)}`)] : [];
  return [
    ...flow(figures, theme.width - 2, theme).map((line) => `  ${line}`),
    '',
    ...drawTree(answer.rows, theme, 2).lines,
    ...(hint.length > 0 ? ['', ...hint] : []),
  ];
}
