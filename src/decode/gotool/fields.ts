/** Reads the fields of what JSON.parse gave, whatever it is: a record of another program may hold anything. */

import { isNumber, isText } from '../record.ts';

export const textOf = (value: unknown): string => (isText(value) ? value : '');

export const numberOf = (value: unknown): number | null => (isNumber(value) ? value : null);

export const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(isText) : []);

export const numbersOf = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
