/** `show work`: the hidden build directory, its objdirs, with --all their files. */
import type { ObjdirView, WorkAnswer, WorkDirView } from '../../ask/work.ts';
import type { Known } from '../../base/known.ts';
import { visible } from '../invisible.ts';
import { formatBytes, formatCount, formatDuration, plural } from '../units.ts';
import { flow, moreLines, type Phrase } from './flow.ts';
import { runHeading } from './heading.ts';
import { indented } from './rows.ts';
import { type Cell, drawTable, leftOutLines } from './table.ts';
import { createTheme, type TerminalOptions, type Theme } from './theme.ts';
import { removalWords } from './words.ts';

export function renderWork(answer: WorkAnswer, options: TerminalOptions): string {
  const theme = createTheme(options);
  const dirs =
    answer.dirs.length === 0
      ? ['  no work dir was seen']
      : answer.dirs.flatMap((dir, i) => [...(i === 0 ? [] : ['']), ...dirLines(dir, answer.start, theme)]);
  return `${[...runHeading('work', answer, theme), ...dirs].join('\n')}\n`;
}

function dirLines(dir: WorkDirView, start: number, theme: Theme): readonly string[] {
  const facts: Phrase[] = [
    { text: visible(dir.path), paint: theme.paint.strong, keep: 'end' },
    ...(dir.packages === 0 ? [{ text: 'nothing was built in it' }] : [{ text: plural(dir.packages, 'objdir') }]),
    ...(dir.files.state === 'missing' ? [] : [{ text: plural(dir.files.value, 'file') }]),
    ...(dir.bytes.state === 'missing' ? [] : [{ text: `${formatBytes(dir.bytes.value)} at the end` }]),
    ...(dir.peakBytes.state === 'missing' ? [] : [{ text: `${formatBytes(dir.peakBytes.value)} at its peak` }]),
  ];
  const life: Phrase[] = [
    ...(dir.owner === null ? [] : [{ text: `made by ${dir.owner}` }]),
    ...at('made at', dir.created, start, dir.owner !== null),
    { text: removalWords(dir.removedBy) },
    ...at('removed at', dir.removed, start, true),
    ...evidenceOf(dir),
  ];
  const lines = indented([...flow(facts, theme.width - 2, theme), ...flow(life, theme.width - 2, theme)]);
  return dir.objdirs.length === 0 ? lines : [...lines, '', ...objdirLines(dir, theme)];
}

/** `at 0.13 s` after what it belongs to. */
function at(label: string, time: Known<number>, start: number, joined: boolean): readonly Phrase[] {
  if (time.state === 'missing') return [];
  const when = formatDuration(time.value - start);
  return [joined ? { text: `at ${when}`, joined } : { text: `${label} ${when}` }];
}

const evidenceOf = ({ evidence }: WorkDirView): readonly Phrase[] =>
  evidence.length === 0
    ? []
    : [{ text: `seen by ${evidence.map(({ by, count }) => `${by} (${formatCount(count)})`).join(', ')}` }];

function objdirLines(dir: WorkDirView, theme: Theme): readonly string[] {
  const { lines, leftOut } = drawTable(
    {
      titles: true,
      columns: [
        { title: 'objdir', shrinkTo: 8 },
        { title: 'size', align: 'right' },
        { title: 'files', align: 'right', optional: 2 },
        { title: 'action', optional: 1 },
        { title: 'package', shrinkTo: 12, keep: 'end' },
      ],
      rows: dir.objdirs.flatMap((objdir) => [objdirCells(objdir), ...fileRows(objdir, theme)]),
    },
    theme,
  );
  const withFiles = dir.objdirs.some((objdir) => objdir.files.length > 0);
  const width = theme.width - 2;
  const all = `${theme.show('work')} --all`;
  const files: readonly Phrase[] = [
    { text: 'the files of each:', paint: theme.paint.quiet },
    { text: all, paint: theme.paint.quiet, keep: 'whole', joined: true },
  ];
  return [
    ...lines,
    ...leftOutLines(leftOut, 2, theme),
    ...(dir.hidden > 0 ? indented(moreLines(plural(dir.hidden, 'more objdir'), all, width, theme)) : []),
    ...(withFiles || dir.hidden > 0 ? [] : indented(flow(files, width, theme))),
  ];
}

const objdirCells = (objdir: ObjdirView): readonly Cell[] => [
  { text: visible(objdir.name) },
  { text: sizeWords(objdir.bytes) },
  { text: formatCount(objdir.fileCount) },
  { text: objdir.action ?? '' },
  { text: objdir.package === null ? 'package not known' : visible(objdir.package) },
];

/** The files of an objdir, under its name. */
const fileRows = (objdir: ObjdirView, theme: Theme): readonly (readonly Cell[])[] =>
  objdir.files.map((file) => [
    { text: `  ${visible(file.path)}`, paint: theme.paint.quiet },
    { text: sizeWords(file.bytes), paint: theme.paint.quiet },
    { text: '' },
    { text: '' },
    { text: file.kept ? `${file.kind}, kept in the recording` : file.kind, paint: theme.paint.quiet },
  ]);

export function sizeWords(bytes: Known<number>): string {
  switch (bytes.state) {
    case 'known':
      return formatBytes(bytes.value);
    case 'partial':
      return `>${formatBytes(bytes.value)}`;
    case 'missing':
      return '?';
  }
}
