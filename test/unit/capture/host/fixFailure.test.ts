import { describe, expect, it } from 'vitest';
import type { Fix } from '../../../../src/capture/host/fix.ts';
import { fixFailure } from '../../../../src/capture/host/fixFailure.ts';

const fix: Fix = {
  piece: 'strace',
  optional: false,
  command: ['apt-get', 'install', '-y', 'strace'],
  environment: {},
  why: '',
  needsRoot: true,
};
const hint = (tail: string) => fixFailure(fix, 'apt-get install -y strace', { exitCode: 100, tail }).hint;

describe('a failed installer', () => {
  it.each([
    [
      'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (apt-get)\n',
      'Another package manager',
    ],
    ['ERROR: Unable to lock database: Permission denied\n', 'Another package manager'],
    [
      'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: are you root?\n',
      'as root',
    ],
    ['sudo: a terminal is required to read the password\n', 'in a terminal'],
    ['ann is not in the sudoers file.\n', 'root rights'],
    ["W: Failed to fetch … Temporary failure resolving 'deb.example'\n", 'network'],
    ['go: … dial tcp: lookup proxy.example: no such host\n', 'network'],
    ['E: Unable to locate package strace\n', 'repositories'],
    ['Error: Unable to find a match: strace\nNo match for argument: strace\n', 'repositories'],
    ['ERROR: unable to select packages:\n  strace (no such package)\n', 'repositories'],
    ['write /root/go/…: no space left on device\n', 'disk is full'],
    [
      'go: github.com/go-delve/delve@v1.27.1 requires go >= 1.25.0 (running go 1.24.4; GOTOOLCHAIN=local)\n',
      'GOTOOLCHAIN',
    ],
  ])('that wrote %j gets advice about it', (tail, word) => expect(hint(tail)).toContain(word));

  it('is to be run by hand where its words are strange', () => {
    expect(hint('segmentation fault\n')).toBe('Run it by hand and see what it says:\n  apt-get install -y strace');
  });

  it('is told with its exit code or what stood in its way', () => {
    expect(fixFailure(fix, '', { exitCode: 100, tail: '' }).message).toBe(
      'strace could not be installed: it ended with exit code 100',
    );
    expect(fixFailure(fix, '', { exitCode: undefined, trouble: 'it was ended by SIGTERM', tail: '' })).toMatchObject({
      code: 'fix-failed',
      message: 'strace could not be installed: it was ended by SIGTERM',
    });
  });
});
