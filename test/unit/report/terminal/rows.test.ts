import { expect, it } from 'vitest';
import { bodyWidth, indented, labelled } from '../../../../src/report/terminal/rows.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { SCREEN } from '../../../kit/run.ts';

const theme = createTheme(SCREEN);

it('puts further lines under the first', () => {
  expect(labelled('cache', ['one', 'two'], theme)).toEqual(['  cache     one', '            two']);
});

it('keeps a blank after a label as wide as its column', () =>
  expect(labelled('ten-letter', ['x'], theme)).toEqual(['  ten-letter x']));

it('is nothing without lines', () => expect(labelled('cache', [], theme)).toEqual([]));

it('leaves the rest of the width to the body', () => expect(bodyWidth(theme)).toBe(68));

it('indents, but not what is empty', () => expect(indented(['a', ''])).toEqual(['  a', '']));
