import { describe, expect, it } from 'vitest';
import { newResult, openedPath, readChildId, readResult } from '../../../../src/decode/strace/result.ts';

function read(text: string): string {
  const result = newResult();
  readResult(text, 0, result);
  return `${result.outcome} ${result.errno}`.trim();
}

describe('readResult', () => {
  it.each([
    [' = 0', 'done'],
    ['                     = 0', 'done'],
    [' = 3</etc/passwd>', 'done'],
    [' = 0 <0.000275>', 'done'],
    [' = 0 (INJECTED)', 'done'],
    [' = -1 ENOENT (No such file or directory)', 'failed ENOENT'],
    [' = -1 ENOEXEC (Exec format error) <0.000041>', 'failed ENOEXEC'],
    [' = -1 EPERM (Operation not permitted) (INJECTED)', 'failed EPERM'],
    [' = -1 (errno 18446744073709551359)', 'failed errno 18446744073709551359'],
    [' = ?', 'unknown'],
    [' = ? <unavailable>', 'unknown'],
    [' = ? ERESTARTSYS (To be restarted if SA_RESTART is set)', 'restarted'],
    [' = ? ERESTART_RESTARTBLOCK (Interrupted by signal)', 'restarted'],
    ['', 'unreadable'],
    [' =', 'unreadable'],
    [' = ', 'unreadable'],
    [' = -1', 'unreadable'],
    [' = -1 ENO', 'unreadable'],
    [' + 0', 'unreadable'],
  ])('%j', (text, meaning) => {
    expect(read(text)).toBe(meaning);
  });
});

describe('readChildId', () => {
  it.each([
    ['17352', 17352, false],
    ['17352 <0.004616>', 17352, false],
    ['9153<unshare>', 9153, false],
    ["2 /* 17201 in strace's PID NS */", 17201, true],
    ["2<true> /* 9154 in strace's PID NS */", 9154, true],
    // A name that would like to be a translation.
    ["2< /* 1 in strace's PID NS */>", 2, false],
  ])('%s', (text, tid, translated) => {
    expect(readChildId(text, 0)).toEqual({ tid, translated });
  });
});

describe('openedPath', () => {
  it('is where the descriptor leads', () => {
    expect(openedPath('3</tmp/x \\74unfinished ...\\76> <0.000041>', 0)).toBe('/tmp/x <unfinished ...>');
  });

  it.each(['3', '3<socket:[17]>', '3</tmp/cut'])('is not known from %s', (text) => {
    expect(openedPath(text, 0)).toBeNull();
  });
});
