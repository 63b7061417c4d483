/** The progress line while go builds: on a terminal only, and gone before the program can print. */
import type { Progress } from '../rebuild/progress.ts';
import { renderProgress } from '../report/terminal/progress.ts';
import { type Io, terminalSize } from './io.ts';
import { openStatusLine } from './statusLine.ts';

/** Nobody needs a progress line for what is over at once. */
const FIRST_MS = 600;
const EVERY_MS = 120;

export interface ProgressLine {
  /** Something new was seen: gives the row back if the program may come next. */
  check(): void;
  stop(): void;
}

export function startProgress(io: Io, environment: NodeJS.ProcessEnv, ask: () => Progress): ProgressLine {
  const size = terminalSize(2);
  if (size === null || size.rows < 4 || environment.TERM === 'dumb')
    return { check: () => undefined, stop: () => undefined };
  const line = openStatusLine(size.rows, io.stderr);
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
    line.close();
  };
  // The link is the last step before the program: the row is given back while there is still time.
  const isLast = ({ phase }: Progress) => phase === 'link' || phase === 'program';
  const draw = () => {
    const progress = ask();
    if (isLast(progress)) return stop();
    line.show(renderProgress({ ...progress, elapsedMs: performance.now() - started }, { ...io, width: size.columns }));
    timer = setTimeout(draw, EVERY_MS);
  };
  timer = setTimeout(draw, FIRST_MS);
  return {
    stop,
    check() {
      if (timer !== undefined && isLast(ask())) stop();
    },
  };
}
