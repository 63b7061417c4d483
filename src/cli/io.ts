/**
 * Writing to stdout and stderr. Not by process.stdout: Node would set O_NONBLOCK on a pipe that the traced program
 * shares, and the program's own writes would then fail with EAGAIN.
 */
import { writeSync } from 'node:fs';
import { isatty, WriteStream } from 'node:tty';

export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly color: boolean;
  readonly unicode: boolean;
  /** Columns. */
  readonly width: number;
}

export type ColorWish = 'auto' | 'always' | 'never';

/** `fd` is where the command's own text goes: 1 for answers, 2 beside a traced program. */
export function createIo(fd: 1 | 2, wish: ColorWish, environment: NodeJS.ProcessEnv): Io {
  return {
    stdout: (text) => writeAll(1, text),
    stderr: (text) => writeAll(2, text),
    color: wantsColor(fd, wish, environment),
    unicode: /utf-?8/i.test(environment.LC_ALL || environment.LC_CTYPE || environment.LANG || 'UTF-8'),
    width: terminalSize(fd)?.columns ?? 80,
  };
}

/** --color beats NO_COLOR beats FORCE_COLOR beats what the terminal is (no-color.org, force-color.org). */
function wantsColor(fd: number, wish: ColorWish, environment: NodeJS.ProcessEnv): boolean {
  if (wish !== 'auto') return wish === 'always';
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR !== undefined)
    return environment.FORCE_COLOR !== '0' && environment.FORCE_COLOR !== 'false';
  return isatty(fd) && environment.TERM !== 'dumb';
}

/** Null when it is no terminal. libuv opens a terminal anew by its name, so the program's own is not touched. */
export function terminalSize(fd: number): { columns: number; rows: number } | null {
  if (!isatty(fd)) return null;
  const stream = new WriteStream(fd);
  const { columns, rows } = stream;
  stream.destroy();
  return columns > 0 && rows > 0 ? { columns, rows } : null;
}

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; ) {
    try {
      from += writeSync(fd, bytes, from);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return; // the reader has gone: `gorun-trace show | head`
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5); // somebody made the pipe non-blocking
    }
  }
}
