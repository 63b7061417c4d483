import { describe, expect, it } from 'vitest';
import { known, missing } from '../../../../src/base/known.ts';
import {
  actionName, baseName, blameWords, endedWords, errnoWords, exitWords, outcomeWord, processName, removalWords, signalMeaning,
  timeWords, verdictWords,
} from '../../../../src/report/terminal/words.ts'; // biome-ignore format: a list
import { code, signal } from '../../../kit/run.ts';

describe('an end', () => {
  it('is a code or a signal', () => {
    expect([code(3), signal('SIGSEGV', true), signal('SIGKILL')].map(exitWords)).toEqual([
      'exit 3',
      'SIGSEGV, core dumped',
      'SIGKILL',
    ]);
  });
  it('by a signal says what the signal usually means', () => {
    expect(endedWords(signal('SIGPIPE'))).toBe('was killed by SIGPIPE (nobody reads its output any more)');
    expect(endedWords(signal('SIGRTMIN'))).toBe('was killed by SIGRTMIN');
    expect(endedWords(code(3))).toBe('ended with exit 3');
    expect(signalMeaning('SIGKILL')).toContain('memory ran out');
  });
  it('in a column is one word', () => {
    expect(outcomeWord('no', known(code(0)))).toBe('exit 0');
    expect(outcomeWord('interrupted', known(code(1)))).toBe('interrupted');
    expect(outcomeWord('unknown', missing('torn'))).toBe('end not seen');
  });
});

it('tells a time that may not be whole, or not known', () => {
  expect(timeWords(known(12e6))).toBe('12 ms');
  expect(timeWords({ state: 'partial', value: 12e6, reason: 'x' })).toBe('>12 ms');
  expect(timeWords(missing('x'))).toBe('?');
});

describe('a process', () => {
  const brief = { role: 'compile', package: 'net/http', path: '/x/compile', argv: ['/x/compile', '-o'] } as const;
  it('that is a tool is called by what it works on', () => expect(processName(brief)).toBe('compile net/http'));
  it('that is a tool without a package is called by its role', () =>
    expect(processName({ ...brief, package: null })).toBe('compile'));
  it('that is the program is called as it was called', () => {
    expect(processName({ role: 'program', package: null, path: '/c/main', argv: ['/c/main', 'a b'] })).toBe(
      "main 'a b'",
    );
  });
  it('that never became anything says so', () => {
    expect(processName({ role: 'program', package: null, path: null, argv: [] })).toBe('program, not started');
    expect(processName({ role: 'child of program', package: null, path: null, argv: [] })).toBe('a copy of its parent');
  });
});

it('names actions by what they make', () => {
  const kinds = ['build', 'link', 'vet', 'test'] as const;
  expect(kinds.map((kind) => actionName({ kind, package: 'a' }))).toEqual(['a', 'link a', 'vet a', 'tests of a']);
});

it('tells verdicts with their reason', () => {
  expect(verdictWords({ kind: 'hit' })).toBe('hit');
  expect(verdictWords({ kind: 'miss', how: 'absent' })).toBe('missed');
  expect(verdictWords({ kind: 'miss', how: 'half entry' })).toBe('missed: the entry was there, its data was not');
  expect(verdictWords({ kind: 'forced', why: '-a' })).toBe('forced: -a');
  expect(verdictWords({ kind: 'installed', where: 'GOROOT/pkg' })).toBe('up to date in GOROOT/pkg');
  expect(verdictWords({ kind: 'unknown', why: 'x' })).toBe('unknown: x');
});

it('blames with what is known', () => {
  const blame = { handle: 'p-1', role: 'compile', package: 'a', exit: known(code(2)), failedExec: null } as const;
  expect(blameWords(blame)).toBe('compile a ended with exit 2');
  expect(blameWords({ ...blame, package: null, exit: missing('x') })).toBe('compile');
  expect(blameWords({ ...blame, failedExec: { path: '/x', errno: 'EACCES' } })).toBe(
    'compile a could not be started: permission denied (EACCES)',
  );
});

it('knows what execve means, and passes on what it does not know', () => {
  expect([errnoWords('ENOEXEC'), errnoWords('EWEIRD')]).toEqual(['exec format error (ENOEXEC)', 'EWEIRD']);
});

it('tells who removed a work dir', () => {
  expect(['go', 'gorun-trace', 'kept', 'unknown'].map((by) => removalWords(by as 'go'))).toEqual([
    'removed by go', 'removed by gorun-trace after reading it', 'kept, as -work asks', 'its removal was not seen',
  ]); // biome-ignore format: a list
});

it('takes the last element of a path', () =>
  expect([baseName('/a/b'), baseName('b'), baseName('/a/')]).toEqual(['b', 'b', '/a/']));
