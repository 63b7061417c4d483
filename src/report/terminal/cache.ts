/** `show cache`: the ledger, what was made first. */
import type { ActionRow } from '../../ask/action.ts';
import type { CacheAnswer } from '../../ask/cache.ts';
import type { Known } from '../../base/known.ts';
import { visible } from '../invisible.ts';
import { formatBytes, formatCount, formatDuration, plural } from '../units.ts';
import { flow, moreLines, type Phrase, wrapWords } from './flow.ts';
import { runHeading } from './heading.ts';
import { indented } from './rows.ts';
import { type Cell, drawTable, leftOutLines } from './table.ts';
import { createTheme, type TerminalOptions, type Theme } from './theme.ts';
import { actionName, timeWords, verdictWord, verdictWords } from './words.ts';

export function renderCache(answer: CacheAnswer, options: TerminalOptions): string {
  const theme = createTheme(options);
  const lines = [
    ...runHeading('cache', answer, theme),
    ...indented(flow(figures(answer, theme), theme.width - 2, theme)),
    '',
    ...rowLines(answer, theme),
    ...hiddenLine(answer, theme),
    ...reasonLines(answer, theme),
  ];
  return `${lines.join('\n')}\n`;
}

function figures({ totals, dir }: CacheAnswer, theme: Theme): readonly Phrase[] {
  const { paint } = theme;
  const time = totals.missTime > 0 ? `, ${formatDuration(totals.missTime)}` : '';
  return [
    { text: `${formatCount(totals.hit)} hit`, ...(totals.hit > 0 ? { paint: paint.good } : {}) },
    { text: `${formatCount(totals.miss)} missed${time}`, ...(totals.miss > 0 ? { paint: paint.work } : {}) },
    ...(totals.forced > 0 ? [{ text: `${formatCount(totals.forced)} forced`, paint: paint.work }] : []),
    ...(totals.installed > 0 ? [{ text: `${formatCount(totals.installed)} installed` }] : []),
    ...(totals.notNeeded > 0 ? [{ text: `${formatCount(totals.notNeeded)} not needed` }] : []),
    ...(totals.unknown > 0 ? [{ text: `${formatCount(totals.unknown)} unknown`, paint: paint.bad }] : []),
    ...(totals.bytesWritten.state !== 'missing' && totals.bytesWritten.value > 0
      ? [{ text: `${formatBytes(totals.bytesWritten.value)} written` }]
      : []),
    dir.state === 'missing'
      ? { text: `GOCACHE not known: ${visible(dir.reason)}` }
      : { text: visible(dir.value), keep: 'end', paint: paint.quiet },
  ];
}

function rowLines(answer: CacheAnswer, theme: Theme): readonly string[] {
  if (answer.rows.length === 0) return ['  no action matches'];
  const { lines, leftOut } = drawTable(
    {
      titles: true,
      columns: [
        { title: 'verdict' },
        { title: 'time', align: 'right' },
        { title: 'handle' },
        { title: 'what', shrinkTo: 16, keep: 'end' },
        { title: 'objdir', optional: 2 },
        { title: 'size', align: 'right', optional: 3 },
      ],
      rows: answer.rows.map((row) => cellsOf(row, theme)),
    },
    theme,
  );
  return [...lines, ...leftOutLines(leftOut, 2, theme)];
}

function cellsOf(row: ActionRow, theme: Theme): readonly Cell[] {
  return [
    { text: verdictWord[row.verdict.kind], paint: theme.verdict[row.verdict.kind] },
    { text: row.duration.state === 'missing' ? '' : timeWords(row.duration) },
    { text: row.handle },
    { text: actionName(row) },
    { text: row.objdir === null ? '' : visible(row.objdir) },
    { text: bytesWords(row.bytes) },
  ];
}

const bytesWords = (bytes: Known<number>): string => (bytes.state === 'missing' ? '' : formatBytes(bytes.value));

/** What the verdicts' words leave out, once for all rows that share it. */
function reasonLines({ rows }: CacheAnswer, theme: Theme): readonly string[] {
  const handles = new Map<string, string[]>();
  const tell = (reason: string, { handle }: ActionRow) => handles.set(reason, [...(handles.get(reason) ?? []), handle]);
  for (const row of rows) {
    const words = verdictWords(row.verdict);
    if (words !== verdictWord[row.verdict.kind]) tell(words, row);
    if (new Set(row.witnesses.flatMap(({ says }) => (says === 'unclear' ? [] : [says]))).size > 1) {
      tell('witnesses disagree', row);
    }
  }
  const lines = [...handles].flatMap(([reason, of]) =>
    wrapWords(`${reason} (${listed(of)})`, theme.width - 2, theme).map((line) => theme.paint.quiet(line)),
  );
  return lines.length === 0 ? [] : ['', ...indented(lines)];
}

const listed = (handles: readonly string[]): string =>
  handles.length <= 4
    ? handles.join(', ')
    : `${handles.slice(0, 3).join(', ')} and ${formatCount(handles.length - 3)} more`;

function hiddenLine(answer: CacheAnswer, theme: Theme): readonly string[] {
  const count = answer.hidden.reduce((sum, { count: of }) => sum + of, 0);
  if (count === 0) return [];
  const which = answer.hidden.map(({ verdict, count: of }) => `${formatCount(of)} ${verdictWord[verdict]}`).join(', ');
  const rows = plural(count, 'more row', 'more rows');
  return indented(moreLines(`${rows} (${which})`, `${theme.show('cache')} --all`, theme.width - 2, theme));
}
