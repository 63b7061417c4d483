import { describe, expect, it } from 'vitest';
import { decodeImportCfg } from '../../../../src/decode/gotool/importCfg.ts';

describe('an importcfg', () => {
  it('tells which file served an import', () => {
    const text = `# import config
importmap golang.org/x/net/idna=vendor/golang.org/x/net/idna
packagefile fmt=/home/ann/.cache/go-build/3f/3f00-d
packagefile example.com/shop/util=/tmp/go-build1/b003/_pkg_.a
packagefile odd=/home/a b/x=y-d
packagefile
packagefile empty=
modinfo "0w\\xaf\\f\\x92t"
`;
    expect([...decodeImportCfg(text).packageFiles]).toEqual([
      ['fmt', '/home/ann/.cache/go-build/3f/3f00-d'],
      ['example.com/shop/util', '/tmp/go-build1/b003/_pkg_.a'],
      ['odd', '/home/a b/x=y-d'],
    ]);
  });
});
