import { describe, expect, it } from 'vitest';
import { type Column, drawTable, leftOutLines } from '../../../../src/report/terminal/table.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { SCREEN } from '../../../kit/run.ts';

const columns: readonly Column[] = [
  { title: 'name', shrinkTo: 8, keep: 'end' },
  { title: 'size', align: 'right' },
  { title: 'extra', optional: 1 },
];
const row = (...texts: readonly string[]) => texts.map((text) => ({ text }));
const draw = (width: number, rows: readonly ReturnType<typeof row>[], titles = false) =>
  drawTable({ columns, rows, titles, indent: 0 }, createTheme({ ...SCREEN, width }));

describe('a table', () => {
  it('aligns figures to the right and names to the left', () => {
    expect(draw(80, [row('a', '1', 'x'), row('long name', '1000', '')]).lines).toEqual([
      'a             1  x',
      'long name  1000',
    ]);
  });

  it('has no column where no row has text for it, not even its title', () => {
    expect(draw(80, [row('a', '1', '')], true).lines).toEqual(['name  size  extra', 'a        1']);
    expect(drawTable({ columns, rows: [row('a', '1', '')], indent: 0 }, createTheme(SCREEN)).lines).toEqual(['a  1']);
  });

  it('cuts names before it leaves columns out, and says which it left out', () => {
    expect(draw(26, [row('example.com/app', '1 kB', 'detail')])).toEqual({
      lines: ['…ple.com/app  1 kB  detail'],
      leftOut: [],
    });
    expect(draw(20, [row('example.com/app', '1 kB', 'detail')])).toEqual({
      lines: ['…ample.com/app  1 kB'],
      leftOut: ['extra'],
    });
  });

  it('measures what is wide as wide', () => {
    expect(draw(80, [row('日本', '1'), row('abcd', '2')]).lines).toEqual(['日本  1', 'abcd  2']);
  });

  it('never cuts or paints what leads a cell', () => {
    const cell = { lead: '└─ ', text: 'a very long name', paint: (text: string) => `<${text}>` };
    const { lines } = drawTable(
      { columns, rows: [[cell, { text: '1' }]], indent: 0 },
      createTheme({ ...SCREEN, width: 20 }),
    );
    expect(lines).toEqual(['└─ <…ery long name>  1']);
  });
});

it('tells of columns that had no room', () => {
  const theme = createTheme(SCREEN);
  expect(leftOutLines(['size', 'objdir'], 2, theme)).toEqual(['  … no room for: size, objdir']);
  expect(leftOutLines([], 2, theme)).toEqual([]);
});
