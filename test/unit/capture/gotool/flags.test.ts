import { describe, expect, it } from 'vitest';
import { composeCommand } from '../../../../src/capture/gotool/flags.ts';

const FILES = { actiongraph: '/tape/actiongraph.json', debugTrace: '/tape/debug-trace.json' };
const OURS = ['-work', '-debug-actiongraph=/tape/actiongraph.json', '-debug-trace=/tape/debug-trace.json'];
const compose = (verb: string, args: string[], goflags = '') => composeCommand(verb, args, goflags, FILES, '/project');

describe('composing the go command line', () => {
  it('puts our flags behind the verb and leaves the rest as it is', () => {
    expect(compose('run', ['main.go', '-work', 'x']).argv).toEqual(['run', ...OURS, 'main.go', '-work', 'x']);
  });

  it('keeps -C the first flag, with the directory in it or behind it', () => {
    expect(compose('run', ['-C', 'sub', '.']).argv).toEqual(['run', '-C', 'sub', ...OURS, '.']);
    const joined = compose('build', ['-C=/other', './...']);
    expect(joined.argv).toEqual(['build', '-C=/other', ...OURS, './...']);
    expect(joined.directory).toBe('/other');
    expect(compose('run', ['-C', 'sub', '.']).directory).toBe('/project/sub');
  });

  it('steps back where the user has the flag, and says so', () => {
    const own = compose('build', ['-debug-actiongraph=g.json', '-work', './...']);
    expect(own.argv).toEqual([
      'build',
      '-debug-trace=/tape/debug-trace.json',
      '-debug-actiongraph=g.json',
      '-work',
      './...',
    ]);
    expect(own.left).toEqual(['-work', '-debug-actiongraph']);
    expect(own.keepsWork).toBe(true);
    expect(own.records).toEqual({ actiongraph: '/project/g.json', debugTrace: '/tape/debug-trace.json' });
  });

  it('finds a record file relative to where -C goes', () => {
    expect(compose('build', ['-C', 'sub', '-debug-trace', 't.json', '.']).records.debugTrace).toBe(
      '/project/sub/t.json',
    );
  });

  it('reads GOFLAGS, quoted words too', () => {
    const own = compose('build', ['.'], `-mod=mod '-ldflags=-X main.a=b c' -debug-trace=/t "-work"`);
    expect(own.added).toEqual(['-debug-actiongraph=/tape/actiongraph.json']);
    expect(own.records.debugTrace).toBe('/t');
    expect(own.keepsWork).toBe(true);
  });

  it('is not fooled by a value that looks like a flag or a package', () => {
    expect(compose('build', ['-o', '-work', '-ldflags', '-debug-trace=no', '.']).left).toEqual([]);
    expect(compose('run', ['-exec', 'env', '-work', '.']).left).toEqual(['-work']);
  });

  it('does not read what belongs to the program or the test binary', () => {
    expect(compose('run', ['.', '-work']).left).toEqual([]);
    expect(compose('test', ['./...', '-args', '-work']).left).toEqual([]);
    expect(compose('build', ['--', '-work']).left).toEqual([]);
  });

  it('reads flags behind the packages of go test', () => {
    expect(compose('test', ['./...', '-run', 'X', '-work']).left).toEqual(['-work']);
  });

  it('takes -work=false for what it says', () => {
    const off = compose('run', ['-work=false', '.']);
    expect(off.keepsWork).toBe(false);
    expect(off.added).not.toContain('-work');
  });
});
