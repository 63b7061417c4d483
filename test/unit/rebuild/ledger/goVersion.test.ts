import { describe, expect, it } from 'vitest';
import { satisfies } from '../../../../src/rebuild/ledger/goVersion.ts';

describe('a Go version', () => {
  it.each([
    ['go1.24.4', 24, true],
    ['go1.24', 24, true],
    ['go1.19.8', 24, false],
    ['go1.27rc1', 26, true],
    ['go1.24.4 X:nocoverageredesign', 25, false],
    ['devel go1.28-3f2a01 Sat Nov 21', 27, true],
    ['devel +3f2a01', 27, true],
    [undefined, 20, true],
  ])('%s is at least Go 1.%d: %j', (version, minor, expected) => expect(satisfies(version, minor)).toBe(expected));
});
