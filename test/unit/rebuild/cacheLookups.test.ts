import { describe, expect, it } from 'vitest';
import { nanos } from '../../../src/base/brand.ts';
import { cachePathOf, createCacheLookups, packageIdsIn, subkey } from '../../../src/rebuild/cacheLookups.ts';
import { lookupsOf, openOf, recording } from '../../kit/gotool.ts';

const ID = `3f${'0123456789abcdef'.repeat(4).slice(2)}`;
const A = `/home/ann/.cache/go-build/3f/${ID}-a`;

describe('a name in the build cache', () => {
  it('is an entry, an output or an executable', () => {
    const dir = '/home/ann/.cache/go-build';
    expect(cachePathOf(A)).toEqual({ dir, id: ID, kind: 'a' });
    expect(cachePathOf(`${dir}/3f/${ID}-d`)).toEqual({ dir, id: ID, kind: 'd' });
    expect(cachePathOf(`${dir}/3f/${ID}-d/hello`)).toEqual({ dir, id: ID, kind: 'd' });
  });

  it.each([
    `/c/3f/${ID}`,
    `/c/40/${ID}-a`,
    `/c/3f/${ID.slice(1)}-a`,
    `/c/3f/${ID}-b`,
    `/c/3f/${ID}-d/hello/deeper`,
    `/c/3f/${ID.toUpperCase()}-a`,
    '/home/ann/my-app/src/with-a/long/path/that-is/longer/than/seventy/chars/and-a',
    '',
  ])('is not %j', (path) => expect(cachePathOf(path)).toBeNull());
});

describe('lookups', () => {
  it('are counted by entry, with the time of the first', () => {
    const lookups = lookupsOf([
      openOf(A, { at: nanos(10), errno: 'ENOENT' }),
      openOf(A, { at: nanos(20), access: 'write', create: true }),
      openOf(A, { at: nanos(30) }),
      openOf(A, { at: nanos(40) }),
      openOf(A, { at: nanos(50), errno: 'EACCES' }),
      openOf('/etc/passwd', { at: nanos(60) }),
    ]);
    expect(lookups.dirs).toEqual(['/home/ann/.cache/go-build']);
    expect([...lookups.entries]).toEqual([
      [ID, { found: 2, absent: 1, written: 1, firstFound: 30, firstAbsent: 10, firstWritten: 20 }],
    ]);
  });

  it('of other go processes can be left out', () => {
    const fold = createCacheLookups();
    fold.open(openOf(A, { at: nanos(20), errno: 'ENOENT' }), 'p-1');
    fold.open(openOf(A, { at: nanos(10), errno: 'ENOENT' }), 'p-9');
    expect(fold.summary(new Set(['p-1'])).entries.get(ID)).toMatchObject({ absent: 1, firstAbsent: 20 });
    expect(fold.summary().entries.get(ID)).toMatchObject({ absent: 2, firstAbsent: 10 });
    expect(fold.summary(new Set()).entries.size).toBe(0);
  });

  it('keep no more of a million opens than of one', () => {
    const fold = createCacheLookups();
    for (let i = 0; i < 1_000_000; i++) fold.open(openOf(A), 'p-1');
    expect(fold.summary().entries.get(ID)?.found).toBe(1_000_000);
    expect(fold.summary().entries.size).toBe(1);
  });
});

describe('subkeys', () => {
  // go1.24.4: of 25 packages and a program, all found, 24 link-stdouts are asked for in vain: no misses.
  it('tell which of the found entries are packages', () => {
    const { opens, nodes } = recording('go1.24-run-warm-links-nothing');
    const lookups = lookupsOf(opens);
    const absent = [...lookups.entries].filter(([, entry]) => entry.absent > 0).map(([id]) => id);
    const linkOutputs = new Set([...lookups.entries.keys()].map((id) => subkey(id, 'link-stdout')));
    expect(absent.length).toBe(24);
    expect(absent.every((id) => linkOutputs.has(id))).toBe(true);
    expect(packageIdsIn(lookups, false).length).toBe(nodes.filter((node) => node.mode === 'build').length);
  });

  it('of vet look like those of a package since Go 1.26', () => {
    const { opens, nodes } = recording('go1.26-test-one-of-two-fails');
    const found = (vetsToo: boolean): number => packageIdsIn(lookupsOf(opens), vetsToo).length;
    const builds = nodes.filter((node) => node.mode === 'build').length;
    expect(found(false)).toBeGreaterThan(builds);
    expect(found(true)).toBeLessThanOrEqual(builds);
  });
});
