import { describe, expect, it } from 'vitest';
import { numberOf, numbersOf, textOf, textsOf } from '../../../../src/decode/gotool/fields.ts';
import { asFields } from '../../../../src/decode/record.ts';

describe('a field of whatever JSON held', () => {
  it('is taken when it has the type', () => {
    expect(asFields({ a: 1 })).toEqual({ a: 1 });
    expect([textOf('x'), numberOf(1.5)]).toEqual(['x', 1.5]);
    expect([textsOf(['a', 1, 'b']), numbersOf([1, 'a', 2])]).toEqual([
      ['a', 'b'],
      [1, 2],
    ]);
  });

  it('is nothing when it has another', () => {
    for (const value of [null, 'x', 1, [1], undefined]) expect(asFields(value)).toBeNull();
    expect([textOf(1), numberOf('1'), numberOf(Number.NaN), textsOf('a'), numbersOf({})]).toEqual([
      '',
      null,
      null,
      [],
      [],
    ]);
  });
});
