/**
 * How the process that becomes go is started. Under strace there is one thing to see to: the tracer is forked from
 * the process that becomes go and keeps its stderr open (it gives up stdin and stdout by itself). When the program
 * leaves a daemon behind, the tracer stays, and whoever reads our stderr from a pipe would wait for the daemon.
 *
 * Hence, where stderr is a pipe or a socket, descriptors are dealt out in another order: 0 is the user's stderr,
 * 1 stdout, 2 a file of ours, 3 stdin. The tracer gives up 0 and 1 and keeps the file. In the traced process perl
 * puts them right and becomes go. perl and not sh: a shell changes the environment (PWD, SHLVL, `_`, and it drops
 * variables whose names it does not like).
 */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { findCommand } from './host/search.ts';
import { type CommandLine, withRawBytes } from './rawBytes.ts';

export interface Launch extends CommandLine {
  /** For execa: what the descriptors of the new process are. */
  readonly stdio: readonly [number, number, number, ...number[]];
  /** Closes what was opened for it; to be called when it was started. */
  release(): void;
}

const RESTORE =
  'open(STDERR, ">&0") && open(STDIN, "<&3") or die $!; open(SPARE, "<&=3"); close(SPARE); exec { $ARGV[0] } @ARGV; die $!';

/** The program that stands between strace and go, or null where none is needed or there is none. */
export function findLauncher(environment: NodeJS.ProcessEnv): string | null {
  const stderr = fstatSync(2);
  if (!stderr.isFIFO() && !stderr.isSocket()) return null;
  // PERL5OPT would make perl do something else first.
  return environment.PERL5OPT === undefined ? findCommand('perl', environment) : null;
}

/** `strace`: its command line up to and with `--`. `messages`: the file for what it has to say. */
export function planLaunch(
  go: readonly string[],
  strace: readonly string[],
  launcher: string | null,
  messages: string,
  environment: NodeJS.ProcessEnv,
): Launch {
  const between = launcher === null ? [] : [launcher, '-e', RESTORE];
  const [file = '', ...args] = [...strace, ...between, ...go];
  const command = withRawBytes({ file, args }, environment);
  if (launcher === null) return { ...command, stdio: [0, 1, 2], release: () => undefined };
  const fd = openSync(messages, 'a', 0o600);
  return { ...command, stdio: [2, 1, fd, 0], release: () => closeSync(fd) };
}
