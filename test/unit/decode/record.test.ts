import { expect, it } from 'vitest';
import { asFields, isNumber, isTexts, parseFields } from '../../../src/decode/record.ts';

it('a line is an object or nothing', () => {
  expect(parseFields('{"a":1}')).toEqual({ a: 1 });
  for (const line of ['', '{', '[1]', 'null', '"x"', '1']) expect(parseFields(line)).toBeNull();
});

it('an array has no fields', () => {
  expect(asFields([])).toBeNull();
  expect(asFields(undefined)).toBeNull();
});

it('a number that JSON cannot hold is none', () => {
  expect([0, -1, 1.5].every(isNumber)).toBe(true);
  expect([Number.NaN, Number.POSITIVE_INFINITY, '1', null].some(isNumber)).toBe(false);
});

it('texts are all texts', () => {
  expect(isTexts([])).toBe(true);
  expect(isTexts(['a', 1])).toBe(false);
  expect(isTexts('a')).toBe(false);
});
