import { describe, expect, it } from 'vitest';
import { readGoFlags } from '../../../../src/base/goFlags.ts';
import { uncacheableTest } from '../../../../src/rebuild/ledger/testFlags.ts';

const why = (args: readonly string[], version = 26): string | null =>
  uncacheableTest(readGoFlags('test', args), (minor) => version >= minor);

describe('a test result', () => {
  it.each([
    [['./...']],
    [['-v', '-run=X', './...']],
    [['-race', '-tags', 'x', '-timeout', '30s', './...']],
    [['-short', '-test.parallel=4', './...']],
    [['-json', '-exec', 'wrapper', './...']],
  ])('may come from the cache with %j', (args) => expect(why(args)).toBeNull());

  it.each([
    [['-count=1', './...'], '-count=1'],
    [['./...', '-count', '1'], '-count=1'],
    [['-bench=.', './...'], '-bench=.'],
    [['-cpuprofile', 'cpu.out', './...'], '-cpuprofile=cpu.out'],
    [['./...', '-args', '-x'], '-args'],
    [['-update', './...'], '-update=./...'],
  ])('is not asked for with %j', (args, expected) => expect(why(args)).toBe(expected));

  it('is not asked for without package names', () => {
    expect(why([])).toContain('without package names');
    expect(why(['-v'])).toContain('without package names');
  });

  it('depends on the version', () => {
    expect(why(['-skip=X', './...'], 24)).toBe('-skip=X');
    expect(why(['-skip=X', './...'], 25)).toBeNull();
    expect(why(['-fullpath', './...'], 21)).toBe('-fullpath');
    expect(why(['-coverprofile=c.out', './...'], 24)).toBe('-coverprofile=c.out');
    expect(why(['-coverprofile=c.out', './...'], 25)).toBeNull();
  });
});
