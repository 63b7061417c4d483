/** What to do when an installer failed: reads its last words. Pure. */
import { UserError } from '../../base/userError.ts';
import type { Fix } from './fix.ts';

export interface FixEnd {
  readonly exitCode: number | undefined;
  /** Why there is no exit code: it could not be started, was killed, took too long. */
  readonly trouble?: string;
  /** The end of its output. */
  readonly tail: string;
}

/** First match wins. Words of apt, dnf, apk, pacman, zypper, brew, go and sudo. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/a terminal is required|a password is required|incorrect password/i, 'Run it in a terminal, where sudo can ask for the password, or run gorun-trace doctor --fix as root.'],
  [/not in the sudoers file|not allowed to execute/i, 'Ask someone with root rights here to run it.'],
  [/could not get lock|unable to acquire the dpkg|unable to lock database|waiting for process|database is locked/i, 'Another package manager is at work: wait until it has ended, then run gorun-trace doctor --fix again.'],
  [/are you root|superuser privileges|must be root|permission denied/i, 'It lacks the right to write: run gorun-trace doctor --fix as root.'],
  [/temporary failure resolving|could not resolve|no such host|dial tcp|network is unreachable|connection (?:refused|timed out|reset)|could not connect|failed to download|temporary error|i\/o timeout/i, 'The network or the package server cannot be reached: check the connection and the proxy settings, then run gorun-trace doctor --fix again.'],
  [/unable to locate package|no match for argument|unable to select packages|target not found|no provider of|has no installation candidate|no available formula/i, 'The package is not in the configured repositories: refresh the package lists or add the repository that has it (on Ubuntu: universe).'],
  [/no space left/i, 'The disk is full: make room, then run gorun-trace doctor --fix again.'],
  [/requires go >=|toolchain not available/i, 'This Go is too old for that version and may not fetch another (GOTOOLCHAIN=local): try GOTOOLCHAIN=auto.'],
]; // biome-ignore format: one cause a line

export function fixFailure(fix: Fix, shown: string, end: FixEnd): UserError {
  const how = end.trouble ?? `it ended with exit code ${end.exitCode}`;
  const advice = ADVICE.find(([words]) => words.test(end.tail))?.[1];
  return new UserError(
    'fix-failed',
    `${fix.piece} could not be installed: ${how}`,
    advice ?? `Run it by hand and see what it says:\n  ${shown}`,
  );
}
