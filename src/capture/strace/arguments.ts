/** The strace command line: which options, and why each. Facts: docs/strace.md. */

import type { StraceOptions } from '../host/straceOptions.ts';

/**
 * Calls that tell the tree, the work dir and the cache lookups. No member of the stat family: that doubles the
 * stops of a warm run and adds nothing that the opens do not tell (docs/decisions/0004). `?`: not on every
 * architecture.
 */
const CALLS = [
  'execve', 'execveat', 'clone', 'clone3', '?fork', '?vfork', 'exit_group',
  '?open', 'openat', '?openat2', '?creat', 'chdir', 'fchdir',
  '?mkdir', 'mkdirat', '?rmdir', '?unlink', 'unlinkat', '?rename', 'renameat', '?renameat2',
]; // biome-ignore format: one group a line

export function straceArguments(able: StraceOptions, output: string): string[] {
  return [
    // The tracer is a grandchild in a session of its own: go stays our direct child (exit code, signals, getppid
    // as under plain go), Ctrl-C does not reach the tracer, and where ptrace is refused the program still runs.
    able.ownSession ? '-DDD' : '-D',
    '-f',
    ...(able.nanoseconds ? ['--absolute-timestamps=format:unix,precision:ns'] : ['-ttt']),
    // Paths of file descriptors, and with 5.15 the directory behind AT_FDCWD.
    '-y',
    // The longest single argument that Linux allows: argv is never cut.
    '-s',
    '131072',
    // Not `none`: that would hide `+++ killed by`. SIGURG is Go's preemption, thousands a second.
    '-e',
    'signal=!SIGURG,SIGCHLD',
    '-e',
    `trace=${CALLS.join(',')}`,
    ...(able.seccompBpf ? ['--seccomp-bpf'] : []),
    ...(able.translatePids ? ['--decode-pids=pidns'] : []),
    '-o',
    output,
    '--',
  ];
}
