import { expect, it } from 'vitest';
import { visible } from '../../../src/report/invisible.ts';

it.each([
  ['\x1b[31mred', '\\x1b[31mred'],
  ['two\nlines\r\tand a tab', 'two\\nlines\\r\\tand a tab'],
  ['\u009b31m', '\\x9b31m'],
  ['\u202egnp.exe', '\\u202egnp.exe'],
  ['zero\u200bwidth', 'zero\\u200bwidth'],
  ['\u2028', '\\u2028'],
  ['\ud800alone', '\\ud800alone'],
  ['\u{e0041}', '\\u{e0041}'],
  ['\x7f\0', '\\x7f\\x00'],
])('shows %j as %j', (text, shown) => expect(visible(text)).toBe(shown));

it.each(['example.com/app', 'naïve/日本語', '🚀', 'שלום', 'a\\nb'])('lets %j be', (text) =>
  expect(visible(text)).toBe(text),
);
