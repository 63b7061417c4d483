import { describe, expect, it } from 'vitest';
import { salvageJsonArray } from '../../../../src/decode/gotool/jsonArray.ts';

describe('an array of JSON', () => {
  it('is read whole', () => {
    expect(salvageJsonArray('[{"a":1},{"b":[{}]}]')).toEqual({ elements: [{ a: 1 }, { b: [{}] }], whole: true });
    expect(salvageJsonArray('[]')).toEqual({ elements: [], whole: true });
  });

  it('is read up to the last whole element when it is cut', () => {
    const text = '[\n\t{"a":"}\\"{"},\n\t{"b":{"c":2}},\n\t{"d":"half';
    expect(salvageJsonArray(text)).toEqual({ elements: [{ a: '}"{' }, { b: { c: 2 } }], whole: false });
  });

  it.each(['', '[', '{"a":1}', 'null', '"text"', '}}}}', '[{', '{"a":tru}'])('gives nothing whole for %j', (text) => {
    expect(salvageJsonArray(text).whole).toBe(false);
  });
});
