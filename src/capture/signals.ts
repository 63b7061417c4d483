/**
 * Signals that reach gorun-trace are meant for the go command. They are passed on, never acted on: how the run ends
 * is for go to say, as under plain go.
 */

/** SIGWINCH, SIGTSTP and SIGCONT reach the whole foreground group by the terminal; KILL and STOP nobody can catch. */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/** Signals that end go although its program runs on: cmd/go catches only SIGINT and SIGQUIT (base/signal_unix.go). */
export const endsGo = (signal: string): boolean => signal !== 'SIGINT' && signal !== 'SIGQUIT';

/** Calls `receive` for each until the returned function is called. */
export function catchSignals(receive: (signal: NodeJS.Signals) => void): () => void {
  for (const signal of PASSED_ON) process.on(signal, receive);
  return () => {
    for (const signal of PASSED_ON) process.off(signal, receive);
  };
}

/** False when the process is gone, or is not ours to signal. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
