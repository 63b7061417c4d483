import { describe, expect, it } from 'vitest';
import { known, missing, orUndefined, partial } from '../../../src/base/known.ts';

describe('orUndefined', () => {
  it('gives what is known, however incomplete', () => {
    expect(orUndefined(known(7))).toBe(7);
    expect(orUndefined(partial('/tmp/x', 'cut at 4095 bytes'))).toBe('/tmp/x');
  });

  it('gives a known zero, false or empty text, which are facts', () => {
    expect(orUndefined(known(0))).toBe(0);
    expect(orUndefined(known(false))).toBe(false);
    expect(orUndefined(known(''))).toBe('');
  });

  it('gives undefined for what is missing', () => {
    expect(orUndefined(missing('strace died'))).toBeUndefined();
  });
});
