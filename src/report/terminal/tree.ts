/** The process tree drawn as text. Each row: branches, name, time, what is special about it. */
import type { AboutRun } from '../../ask/about.ts';
import type { FoldRow, ProcessRow, TreeRow } from '../../ask/processes.ts';
import { assertNever } from '../../base/assertNever.ts';
import { visible } from '../invisible.ts';
import { formatCount, plural } from '../units.ts';
import { commandLine } from './heading.ts';
import { type Cell, type DrawnTable, drawTable } from './table.ts';
import type { Theme } from './theme.ts';
import { baseName, exitWords, processName, timeWords } from './words.ts';

/** Branches may take this part of the line; deeper rows are drawn at the same place with their depth told. */
const WIDEST_BRANCHES = 0.4;

/** `command` is what the user typed: the traced go was given more flags than that. */
export function drawTree(
  rows: readonly TreeRow[],
  command: AboutRun['command'],
  theme: Theme,
  indent: number,
): DrawnTable {
  const branches = branchesOf(rows, theme);
  return drawTable(
    {
      indent,
      columns: [
        { title: 'process', shrinkTo: 16, keep: 'both' },
        { title: 'time', align: 'right' },
        { title: 'about', shrinkTo: 14 },
      ],
      rows: rows.map((row, i) => cellsOf(row, branches[i] ?? '', command, theme)),
    },
    theme,
  );
}

/** What stands before the name of each row. */
function branchesOf(rows: readonly TreeRow[], theme: Theme): readonly string[] {
  const most = Math.max(1, Math.floor((theme.width * WIDEST_BRANCHES) / theme.sign.trunk.length));
  // Whether the ancestor at each depth was the last of its siblings.
  const ended: boolean[] = [];
  return rows.map(({ depth, last }) => {
    ended[depth] = last;
    if (depth === 0) return '';
    const trunks = ended.slice(1, depth).map((over) => (over ? '   ' : theme.sign.trunk));
    const own = last ? theme.sign.lastBranch : theme.sign.branch;
    if (trunks.length < most) return trunks.join('') + own;
    return `${trunks.slice(0, most - 1).join('')}(${formatCount(depth)} deep) ${own}`;
  });
}

function cellsOf(row: TreeRow, branches: string, command: AboutRun['command'], theme: Theme): readonly Cell[] {
  switch (row.kind) {
    case 'process':
      return [
        {
          lead: branches,
          text: `${row.handle} ${row.role === 'go' ? commandLine(command) : processName(row)}`,
          paint: paintOf(row, theme),
        },
        { text: timeWords(row.duration) },
        { text: aboutProcess(row, theme), paint: hasTrouble(row) ? theme.paint.bad : theme.paint.quiet },
      ];
    case 'fold':
      return [
        { lead: branches, text: `${formatCount(row.count)} ${theme.sign.times} ${row.role}` },
        { text: timeWords(row.time) },
        { text: aboutFold(row, theme), paint: theme.paint.quiet },
      ];
    case 'cut':
      return [
        { lead: branches, text: `${theme.sign.ellipsis} ${formatCount(row.count)} more`, paint: theme.paint.quiet },
        { text: '' },
        { text: '--all shows them', paint: theme.paint.quiet },
      ];
    default:
      return assertNever(row);
  }
}

const paintOf = (row: ProcessRow, theme: Theme) =>
  hasTrouble(row) ? theme.paint.bad : row.role === 'program' ? theme.paint.program : theme.paint.plain;

const hasTrouble = (row: ProcessRow): boolean =>
  row.failedExecs.length > 0 ||
  (row.exit.state !== 'missing' && !(row.exit.value.kind === 'code' && row.exit.value.code === 0));

function aboutProcess(row: ProcessRow, theme: Theme): string {
  const facts: string[] = [];
  for (const { path, errno } of row.failedExecs.slice(0, 1)) facts.push(`exec of ${visible(baseName(path))}: ${errno}`);
  // The copy of go that could not become the program ends with a code of go's runtime, which tells nothing.
  const neverBegan = row.path === null && row.failedExecs.length > 0;
  if (row.exit.state === 'missing') facts.push('its end was not seen');
  else if (!neverBegan && (hasTrouble(row) || row.role === 'program')) facts.push(exitWords(row.exit.value));
  if (row.before.length > 0) facts.push(`was ${visible(row.before.map(baseName).join(', '))}`);
  if (row.role === 'nested go' || row.role === 'telemetry') facts.push(row.role);
  return facts.join(` ${theme.sign.dot} `);
}

function aboutFold(row: FoldRow, theme: Theme): string {
  const facts: string[] = [];
  // Of probes nobody asks which was the slowest.
  const [first] = row.role === 'tool id' || row.role === 'pidfd probe' || row.count < 2 ? [] : row.slowest;
  if (first !== undefined) {
    const name = first.package === null ? '' : ` ${visible(first.package)}`;
    facts.push(`slowest ${timeWords(first.duration)} ${first.handle}${name}`);
  }
  if (row.below > 0) facts.push(`and ${plural(row.below, 'process', 'processes')} below`);
  return facts.join(` ${theme.sign.dot} `);
}
