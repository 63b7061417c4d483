/** `show [what] [run]`: loads a Run, asks it, prints the answer. */
import type { Answer } from '../../ask/answer.ts';
import { askCache, CACHE_SORTS } from '../../ask/cache.ts';
import { askHandle } from '../../ask/handle.ts';
import { nearest } from '../../ask/nearest.ts';
import { askProcesses } from '../../ask/processes.ts';
import { askRun } from '../../ask/run.ts';
import { askSummary } from '../../ask/summary.ts';
import { askTimeline } from '../../ask/timeline.ts';
import { askWork, WORK_SORTS } from '../../ask/work.ts';
import { UserError } from '../../base/userError.ts';
import type { Run } from '../../model/run.ts';
import { visible } from '../../report/invisible.ts';
import { renderAnswerJson, renderRunJson } from '../../report/json/answer.ts';
import { quoteArgument } from '../../report/shellQuote.ts';
import { renderAnswer } from '../../report/terminal/answer.ts';

export interface ShowWishes {
  readonly json?: boolean;
  readonly all?: boolean;
  readonly sort?: string;
  readonly limit?: number;
}

export interface ShowIo {
  stdout(text: string): void;
  stderr(text: string): void;
  readonly color: boolean;
  readonly width: number;
  readonly unicode: boolean;
}

/** Returns the exit code. Throws a UserError for what cannot be shown. */
export async function show(
  what: string | undefined,
  runRef: string | undefined,
  options: ShowWishes,
  loadRun: (ref?: string) => Promise<Run>,
  io: ShowIo,
): Promise<number> {
  // `show latest~1` names a run where a thing is expected: its summary is meant.
  const namesRun = what !== undefined && RUN_NAME.test(what) && (runRef === undefined || runRef === 'latest');
  const ref = namesRun ? what : runRef;
  const run = await loadRun(ref);
  const thing = namesRun ? undefined : what;
  if (options.json === true && thing === 'run') io.stdout(renderRunJson(run));
  else {
    const answer = ask(run, thing, options);
    io.stdout(
      options.json === true
        ? renderAnswerJson(answer)
        : renderAnswer(answer, { ...io, ...(ref === undefined ? {} : { runRef: ref }) }),
    );
  }
  return 0;
}

const RUN_NAME = /^(latest(~\d+)?|\d{8}-\d{6}-\w+)$/;

function ask(run: Run, what: string | undefined, options: ShowWishes): Answer {
  const common = {
    ...(options.all === undefined ? {} : { all: options.all }),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  };
  switch (what) {
    case undefined:
    case 'summary':
      return askSummary(run);
    case 'processes':
      return askProcesses(run, common);
    case 'cache':
      return askCache(run, { ...common, ...sortOf(CACHE_SORTS, options.sort) });
    case 'work':
      return askWork(run, { ...common, ...sortOf(WORK_SORTS, options.sort) });
    case 'timeline':
      return askTimeline(run, common);
    case 'run':
      return askRun(run);
    default:
      return askThing(run, what);
  }
}

function sortOf<T extends string>(sorts: readonly T[], wanted: string | undefined): { sort?: T } {
  if (wanted === undefined) return {};
  const sort = sorts.find((name) => name === wanted);
  if (sort !== undefined) return { sort };
  throw new UserError(
    'unknown-sort',
    `nothing is sorted by '${visible(wanted)}'`,
    `Choose one of: ${sorts.join(', ')}.`,
  );
}

const VIEWS: readonly string[] = ['processes', 'cache', 'work', 'timeline', 'run'];

function askThing(run: Run, asked: string): Answer {
  const answer = askHandle(run, asked);
  if (answer.type === 'handle') return answer;
  const near = [...nearest(asked, VIEWS, 1), ...answer.near].map(quoteArgument);
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(', ')}?`
      : `Show one of ${VIEWS.join(', ')}, a handle that these print, or an import path.`;
  throw new UserError('unknown-handle', `nothing in run ${run.id} is called '${visible(asked)}'`, hint);
}
