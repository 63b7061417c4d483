/** Aligned columns. Where the terminal is too narrow flexible columns are cut, the last first, then optional ones left out. */
import { cut, type Keep, widthOf } from './fit.ts';
import { wrapWords } from './flow.ts';
import type { Paint, Theme } from './theme.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Gives way where the line is too long: cut down to this many columns. */
  readonly shrinkTo?: number;
  readonly keep?: Keep;
  /** Left out where even that is not enough; the highest number goes first. */
  readonly optional?: number;
}

export interface Cell {
  /** Stands before the text, without paint, and is never cut: the branches of a tree. */
  readonly lead?: string;
  readonly text: string;
  readonly paint?: Paint;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly titles?: boolean;
  readonly indent?: number;
}

const GAP = 2;
const NARROWEST = 8;
/** What a lead leaves to its text at least. */
const LEAST_TEXT = 4;

export interface DrawnTable {
  readonly lines: readonly string[];
  /** Titles of the columns left out. */
  readonly leftOut: readonly string[];
}

export function drawTable(table: Table, theme: Theme): DrawnTable {
  const indent = table.indent ?? 2;
  const titles =
    table.titles === true ? table.columns.map((column) => ({ text: column.title, paint: theme.paint.quiet })) : null;
  const rows = titles === null ? table.rows : [titles, ...table.rows];
  const natural = table.columns.map((_, i) => Math.max(0, ...widths(rows, i)));
  const shown = fitColumns(table.columns, natural, theme.width - indent);
  const lines = rows.map((row) => drawRow(row, table.columns, shown, indent, theme));
  return {
    lines,
    leftOut: table.columns.filter((_, i) => !shown.has(i) && natural[i] !== 0).map((column) => column.title),
  };
}

const widths = (rows: readonly (readonly Cell[])[], column: number): readonly number[] =>
  rows.map((row) => widthOf((row[column]?.lead ?? '') + (row[column]?.text ?? '')));

/** The width of each column that is shown, by its index. Columns without any text are not. */
function fitColumns(columns: readonly Column[], natural: readonly number[], room: number): ReadonlyMap<number, number> {
  const shown = new Map([...natural.entries()].filter(([, width]) => width > 0));
  const excess = () => [...shown.values()].reduce((sum, width) => sum + width + GAP, -GAP) - room;
  const shrink = (floor: (least: number) => number) => {
    for (const [i, width] of [...shown].reverse()) {
      const least = columns[i]?.shrinkTo;
      if (excess() > 0 && least !== undefined) shown.set(i, Math.max(Math.min(width, floor(least)), width - excess()));
    }
  };
  shrink((least) => least);
  const optional = [...columns.keys()]
    .filter((i) => columns[i]?.optional !== undefined && shown.has(i))
    .sort((a, b) => (columns[b]?.optional ?? 0) - (columns[a]?.optional ?? 0));
  for (const i of optional) {
    if (excess() <= 0) break;
    shown.delete(i);
    // What the others gave up may fit again.
    for (const j of shown.keys()) shown.set(j, natural[j] ?? 0);
    shrink((least) => least);
  }
  // Better a name of a few letters than a line that the terminal breaks.
  shrink((least) => Math.min(least, NARROWEST));
  return shown;
}

function drawRow(
  row: readonly Cell[],
  columns: readonly Column[],
  shown: ReadonlyMap<number, number>,
  indent: number,
  theme: Theme,
): string {
  const last = [...shown.keys()].at(-1);
  const cells = [...shown].map(([i, width]) => {
    const { lead = '', text = '', paint = theme.paint.plain } = row[i] ?? {};
    const fitting = cut(text, Math.max(LEAST_TEXT, width - widthOf(lead)), theme.sign.ellipsis, columns[i]?.keep);
    const painted = lead + (fitting === '' ? '' : paint(fitting));
    const pad = ' '.repeat(Math.max(0, width - widthOf(lead + fitting)));
    if (columns[i]?.align === 'right') return pad + painted;
    return i === last ? painted : painted + pad;
  });
  const line = ' '.repeat(indent) + cells.join(' '.repeat(GAP));
  // Only blanks without paint: a line of empty cells ends early.
  return line.replace(/ +$/, '');
}

/** Says which columns are missing. */
export const leftOutLines = (leftOut: readonly string[], indent: number, theme: Theme): readonly string[] =>
  leftOut.length === 0
    ? []
    : wrapWords(`${theme.sign.ellipsis} no room for: ${leftOut.join(', ')}`, theme.width - indent, theme).map(
        (line) => ' '.repeat(indent) + theme.paint.quiet(line),
      );
