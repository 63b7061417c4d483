/** Which run an answer is about. */
import type { Command, Run } from '../model/run.ts';

export interface AboutRun {
  /** Its id. */
  readonly run: string;
  readonly command: Pick<Command, 'verb' | 'args'>;
}

export const aboutRun = (run: Run): AboutRun => ({
  run: run.id,
  command: { verb: run.command.verb, args: run.command.args },
});
