/** Follows a file that strace writes, and hands on what has come since the last look. */
import { closeSync, openSync, readSync } from 'node:fs';

export interface Tail {
  /** Reads all that is there now; returns the number of bytes. */
  drain(): number;
  stop(): void;
}

const CHUNK = 1 << 18;

export function followFile(path: string, everyMs: number, take: (chunk: Buffer) => void): Tail {
  let fd: number | undefined;
  // One buffer for all reads: `take` must be done with a chunk when it returns.
  const buffer = Buffer.allocUnsafe(CHUNK);
  const drain = () => {
    if (fd === undefined) {
      try {
        fd = openSync(path, 'r');
      } catch {
        return 0; // strace has not made it yet
      }
    }
    let total = 0;
    for (;;) {
      const bytes = readSync(fd, buffer, 0, CHUNK, null);
      if (bytes === 0) return total;
      take(buffer.subarray(0, bytes));
      total += bytes;
    }
  };
  let stopped = false;
  const timer = setInterval(drain, everyMs);
  return {
    drain,
    stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      drain();
      if (fd !== undefined) closeSync(fd);
    },
  };
}
