/** The end of a traced run: what happened is told, and the recording is closed. */
import { askSummary } from '../ask/summary.ts';
import type { LivePipeline } from '../pipeline.ts';
import { renderSummary } from '../report/terminal/summary.ts';
import { publishRun, type Store } from '../tape/store.ts';
import type { TapeWriter } from '../tape/writer.ts';
import type { Io } from './io.ts';
import { keepListing } from './recordings.ts';

export interface Ended {
  readonly live: LivePipeline;
  readonly tape: TapeWriter;
  readonly store: Store;
  readonly id: string;
  /** Nanoseconds since the tape's origin. */
  readonly now: () => number;
  readonly quiet: boolean;
  readonly io: Io;
}

/** What happens once go has gone must not change how the run ended: trouble here is told, and go's exit code stands. */
export async function tellAndKeep({ live, tape, store, id, now, quiet, io }: Ended): Promise<void> {
  const started = now();
  try {
    const run = await live.finish(tape.folder);
    if (!quiet) io.stderr(renderSummary(askSummary(run), io));
    await tape.end({ endedAt: started, afterwards: now() - started });
    keepListing(run, tape.folder);
    publishRun(store, id);
    for (const [stream, why] of tape.failures)
      io.stderr(`gorun-trace: the recording's ${stream} is not whole: ${why}\n`);
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr(`gorun-trace: the run is over, but its recording in ${tape.folder} could not be finished: ${why}\n`);
  }
}
