import { describe, expect, it } from 'vitest';
import { decodeGoEnv } from '../../../../src/decode/gotool/goEnv.ts';

describe('go env -json', () => {
  it('is names and texts', () => {
    expect(decodeGoEnv('{\n\t"GOCACHE": "/tmp/c",\n\t"GOFLAGS": ""\n}\n')).toEqual({
      value: { GOCACHE: '/tmp/c', GOFLAGS: '' },
      trouble: null,
    });
  });

  it.each([
    ['', 'said nothing'],
    ['go: unknown flag', 'no JSON'],
    ['{"GOCACHE": "/t', 'no JSON'],
    ['[]', 'no JSON object'],
    ['null', 'no JSON object'],
  ])('%j is told as trouble', (text, why) => {
    expect(decodeGoEnv(text)).toEqual({ value: {}, trouble: expect.stringContaining(why) });
  });

  it('leaves out what is no text', () => {
    expect(decodeGoEnv('{"GOCACHE":"/tmp/c","X":1}').value).toEqual({ GOCACHE: '/tmp/c' });
  });
});
