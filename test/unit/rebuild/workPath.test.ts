import { describe, expect, it } from 'vitest';
import { isCachedExecutable, workPathIn, workPathOf } from '../../../src/rebuild/workPath.ts';
import { cachedExecutable } from '../../kit/tree.ts';

describe('workPathOf', () => {
  it.each([
    ['/tmp/go-build1', { work: '/tmp/go-build1', objdir: null, rest: '' }],
    ['/tmp/go-build1/', { work: '/tmp/go-build1', objdir: null, rest: '' }],
    ['/tmp/go-build1/b001/', { work: '/tmp/go-build1', objdir: 'b001', rest: '' }],
    ['/tmp/go-build1/b1234/exe/main', { work: '/tmp/go-build1', objdir: 'b1234', rest: 'exe/main' }],
    ['/my dir\n/go-build42/b001/x', { work: '/my dir\n/go-build42', objdir: 'b001', rest: 'x' }],
    ['/tmp/go-build1/gcc-flags.c', { work: '/tmp/go-build1', objdir: null, rest: 'gcc-flags.c' }],
  ])('cuts %j', (path, expected) => {
    expect(workPathOf(path)).toEqual(expected);
  });

  it('takes the innermost where one work dir lies in another', () => {
    expect(workPathOf('/tmp/go-build1/b001/tmp/go-build22/b003/a')).toMatchObject({
      work: '/tmp/go-build1/b001/tmp/go-build22',
      objdir: 'b003',
    });
  });

  it.each([
    '',
    '/',
    '/tmp',
    '/home/u/.cache/go-build/3f/3f00-a',
    '/tmp/go-builder',
    '/tmp/go-build1x/b001',
    'go-build1',
  ])('finds none in %j', (path) => {
    expect(workPathOf(path)).toBeNull();
  });

  it('is quick on long paths that almost are one', () => {
    const path = `${'/go-build1'.repeat(5000)}x`;
    const started = performance.now();
    workPathOf(path);
    workPathIn(path);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('workPathIn', () => {
  it.each([
    ['-o/tmp/go-build1/b002/x.o', '/tmp/go-build1', 'b002'],
    ['/tmp/go-build1/b002=>', '/tmp/go-build1', 'b002'],
    ['-ffile-prefix-map=/tmp/go-build1/b002=/tmp/go-build', '/tmp/go-build1', 'b002'],
    ['/tmp/go-build1/b002=>;/home/u/src=>x', '/tmp/go-build1', 'b002'],
    ['-I/tmp/go-build1/b003/', '/tmp/go-build1', 'b003'],
    ['-test.testlogfile=/tmp/go-build1/b001/testlog.txt', '/tmp/go-build1', 'b001'],
    ['/tmp/go-build1', '/tmp/go-build1', null],
  ])('finds that of %j', (argument, work, objdir) => {
    expect(workPathIn(argument)).toMatchObject({ work, objdir });
  });

  it.each(['', '-o', '-p', '-buildid', 'a/b', '/tmp/go-build/x', 'tmp/go-build1/b001/x'])(
    'finds none in %j',
    (argument) => {
      expect(workPathIn(argument)).toBeNull();
    },
  );
});

it('an executable in the build cache lies in a folder named by its content', () => {
  expect(isCachedExecutable(cachedExecutable('main'))).toBe(true);
  expect(isCachedExecutable(cachedExecutable('main').replace('/3f/', '/40/'))).toBe(false);
  expect(isCachedExecutable(cachedExecutable(''))).toBe(false);
  expect(isCachedExecutable('/home/u/.cache/go-build/3f/3f00-d/main')).toBe(false);
});
