import { expect, it } from 'vitest';
import { decodeWorkFile } from '../../../../src/decode/work/record.ts';

const FILE = { work: '/tmp/go-build1', path: 'b001/importcfg', bytes: 12, mode: 0o644 };

it.each([FILE, { ...FILE, text: 'packagefile fmt=/x\n' }, { ...FILE, path: '/tmp/args1', bytes: 0, lost: 'gone' }])(
  'reads a file as it was written: %j',
  (file) => {
    expect(decodeWorkFile(JSON.stringify(file))).toEqual(file);
  },
);

it('needs no mode, and takes no text that is none', () => {
  expect(decodeWorkFile('{"work":"/w","path":"p","bytes":1,"text":5,"lost":null}')).toEqual({
    work: '/w',
    path: 'p',
    bytes: 1,
    mode: 0,
  });
});

it.each([
  '',
  '{"work":"/w"',
  'null',
  '{"work":"/w","path":"p"}',
  '{"work":"/w","path":"p","bytes":"1"}',
  '{"path":"p","bytes":1}',
])('is null for %j', (line) => {
  expect(decodeWorkFile(line)).toBeNull();
});
