/**
 * With -work nobody but us removes $WORK. Should gorun-trace be killed outright, this shell, waiting on a pipe
 * that only we hold, sees the end of it, lets the go command finish, and removes the work dir that the tape names.
 */
import { execa } from 'execa';

/**
 * $1: strace's log, $2: the action graph, $3: go's pid. Both files name the work dir; the log holds it as
 * `mkdirat(AT_FDCWD</x>, "/tmp/go-build123", 0700) = 0` by go itself, the graph as `"Objdir": "/tmp/go-build123/b001/"`.
 */
const SCRIPT = `
read -r word && [ "$word" = done ] && exit 0
while kill -0 "$3" 2>/dev/null; do sleep 0.2; done
work=$(sed -n "s|^$3 .*mkdirat(.*\\"\\(/[^\\"]*/go-build[0-9][0-9]*\\)\\", 0700) = 0.*|\\1|p" "$1" 2>/dev/null | head -n 1)
[ -n "$work" ] || work=$(sed -n 's|.*"Objdir": *"\\(/[^"]*/go-build[0-9][0-9]*\\)/b[0-9]*/".*|\\1|p' "$2" 2>/dev/null | head -n 1)
case "$work" in /*/go-build[0-9]*) rm -rf -- "$work" ;; esac
`;

export interface Guard {
  /** The work dir is dealt with: the guard is no longer needed. */
  dismiss(): Promise<void>;
}

export function postGuard(straceLog: string, actiongraph: string, goPid: number): Guard {
  const guard = execa('/bin/sh', ['-c', SCRIPT, 'gorun-trace-guard', straceLog, actiongraph, String(goPid)], {
    stdin: 'pipe',
    stdout: 'ignore',
    stderr: 'ignore',
    // In a session of its own: what kills our process group does not kill the guard.
    detached: true,
    cleanup: false,
    reject: false,
    cwd: '/',
  });
  guard.stdin.on('error', () => undefined); // the guard may be gone already
  return {
    async dismiss() {
      guard.stdin.end('done\n');
      await guard;
    },
  };
}
