import { describe, expect, it } from 'vitest';
import { isOn, readGoFlags } from '../../../src/base/goFlags.ts';

const parse = (...args: Parameters<typeof readGoFlags>): object => {
  const { flags, rest } = readGoFlags(...args);
  return { flags: Object.fromEntries(flags), rest };
};

describe('the flags of a go command line', () => {
  it('end at the program that go run runs', () => {
    expect(parse('run', ['-a', '-tags', 'x', '-o=y', 'main.go', '-n', '-count=1'])).toEqual({
      flags: { a: '', tags: 'x', o: 'y' },
      rest: ['main.go', '-n', '-count=1'],
    });
  });

  it('of go test may follow the packages', () => {
    expect(parse('test', ['./...', '-run', '-a', '-v', 'more', '-args', '-n'])).toEqual({
      flags: { run: '-a', v: '', args: '' },
      rest: ['./...', 'more'],
    });
  });

  it('of vet’s analyzers take no value', () => {
    expect(parse('vet', ['-printf', './...'])).toEqual({ flags: { printf: '' }, rest: ['./...'] });
    expect(parse('vet', ['-tags', 'x', './...'])).toEqual({ flags: { tags: 'x' }, rest: ['./...'] });
  });

  it('come from GOFLAGS too, and the command line wins', () => {
    expect(parse('build', ['-tags=b'], "-tags=a '-ldflags=-s' -race")).toEqual({
      flags: { tags: 'b', ldflags: '-s', race: '' },
      rest: [],
    });
  });

  it('may have two dashes, or be none at all', () => {
    expect(parse('build', ['--a', '--', '-n'])).toEqual({ flags: { a: '' }, rest: ['-n'] });
    expect(parse('run', ['-', 'x'])).toEqual({ flags: {}, rest: ['-', 'x'] });
    expect(parse('build', ['-o'])).toEqual({ flags: { o: '' }, rest: [] });
  });

  it.each([
    ['-a', true],
    ['-a=true', true],
    ['-a=1', true],
    ['-a=false', false],
    ['-a=0', false],
    ['-n', false],
  ])('%s turns -a on: %j', (arg, on) => expect(isOn(readGoFlags('build', [arg]), 'a')).toBe(on));
});
