import { expect, it } from 'vitest';
import { expandArguments } from '../../../src/rebuild/responseFile.ts';

const files = new Map([['/tmp/args1', '-o\n/tmp/go-build1/b002/_pkg_.a\n-p\nfmt\n']]);

it('puts what stands in the file in its place', () => {
  expect(expandArguments(['compile', '@/tmp/args1'], files)).toEqual([
    'compile', '-o', '/tmp/go-build1/b002/_pkg_.a', '-p', 'fmt',
  ]); // biome-ignore format: words
});

it('reads escaped newlines and backslashes, in their order', () => {
  const odd = new Map([['/a', 'one\\ntwo\nc:\\\\new\n\\\\n\nlast']]);
  expect(expandArguments(['x', '@/a'], odd)).toEqual(['x', 'one\ntwo', 'c:\\new', '\\n', 'last']);
});

it('keeps an empty argument', () => {
  expect(expandArguments(['x', '@/a'], new Map([['/a', 'a\n\nb\n']]))).toEqual(['x', 'a', '', 'b']);
});

it('leaves alone what is no response file, or one that was not kept', () => {
  for (const argv of [[], ['x'], ['x', '@'], ['x', '@/gone'], ['x', '-o', '@/tmp/args1']]) {
    expect(expandArguments(argv, files)).toBe(argv);
  }
});
