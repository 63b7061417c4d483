import { expect, it } from 'vitest';
import { nearest } from '../../../src/ask/nearest.ts';

it('puts names that contain what was typed first', () => {
  expect(nearest('http', ['net/httb', 'net/http', 'x/net/http2'])).toEqual(['net/http', 'x/net/http2']);
});

it('finds a slip of the finger', () => expect(nearest('pkg-1o', ['pkg-10', 'link-1', 'p-1'])).toEqual(['pkg-10']));

it('offers nothing that was hardly meant', () => expect(nearest('frobnicate', ['p-1', 'pkg-3', 'b001'])).toEqual([]));

it('offers a few only, each once', () => {
  expect(nearest('p-1', ['p-10', 'p-11', 'p-11', 'p-12', 'p-13', 'p-14'])).toEqual(['p-10', 'p-11', 'p-12', 'p-13']);
});

it('copes with nothing at all', () => {
  expect(nearest('', [])).toEqual([]);
  expect(nearest('x', [''])).toEqual(['']);
});
