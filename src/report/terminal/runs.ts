/** `runs`: the recordings, newest first. */
import { type ReadableListing, type RunListing, type RunsAnswer, succeeded } from '../../ask/runs.ts';
import { visible } from '../invisible.ts';
import { formatBytes, formatCount, plural } from '../units.ts';
import { commandLine } from './heading.ts';
import { type Cell, drawTable, leftOutLines } from './table.ts';
import { createTheme, type TerminalOptions, type Theme } from './theme.ts';
import { outcomeWord, timeWords } from './words.ts';

const WHEN = 'when (UTC)';

export function renderRuns(answer: RunsAnswer, options: TerminalOptions): string {
  const theme = createTheme(options);
  const { runs } = answer;
  if (runs.length === 0) return 'no recordings yet: gorun-trace main.go makes one\n';
  const { lines, leftOut } = drawTable(
    {
      indent: 0,
      titles: true,
      columns: [
        { title: 'run' },
        { title: WHEN, optional: 5 },
        { title: 'outcome' },
        { title: 'time', align: 'right', optional: 1 },
        { title: 'hit', align: 'right', optional: 3 },
        { title: 'missed', align: 'right', optional: 2 },
        { title: 'size', align: 'right', optional: 4 },
        { title: 'command', shrinkTo: 10 },
      ],
      rows: runs.map((run) => cellsOf(run, theme)),
    },
    theme,
  );
  const foot = theme.paint.quiet(
    `${plural(runs.length, 'recording')}, ${formatBytes(answer.bytesOnDisk)} ${theme.sign.dot} gorun-trace show run latest`,
  );
  return `${[
    ...lines,
    ...leftOutLines(
      // The id begins with the time.
      leftOut.filter((title) => title !== WHEN),
      0,
      theme,
    ),
    foot,
  ].join('\n')}\n`;
}

function cellsOf(run: RunListing, theme: Theme): readonly Cell[] {
  if (run.state === 'unreadable') {
    return [
      { text: visible(run.id) },
      { text: '' },
      { text: 'unreadable', paint: theme.paint.bad },
      { text: '' },
      { text: '' },
      { text: '' },
      { text: formatBytes(run.bytesOnDisk) },
      { text: visible(run.why), paint: theme.paint.quiet },
    ];
  }
  return [
    { text: visible(run.id) },
    { text: whenWords(run) },
    { text: outcomeWord(run.failed, run.exit), paint: succeeded(run) ? theme.paint.good : theme.paint.bad },
    { text: timeWords(run.duration) },
    { text: formatCount(run.hit) },
    { text: formatCount(run.miss), paint: run.miss > 0 ? theme.paint.work : theme.paint.plain },
    { text: formatBytes(run.bytesOnDisk) },
    { text: commandLine(run.command) },
  ];
}

/** `2026-11-21 20:45:00`, of an ISO 8601 time. */
const whenWords = ({ when }: ReadableListing): string =>
  visible(when)
    .replace('T', ' ')
    .replace(/(\.\d+)?Z$/, '');
