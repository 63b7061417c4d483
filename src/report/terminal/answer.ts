/** One switch from answers to text. */
import type { AnyAnswer } from '../../ask/answer.ts';
import { assertNever } from '../../base/assertNever.ts';
import { renderCache } from './cache.ts';
import { renderHandle } from './handle.ts';
import { renderProcesses } from './processes.ts';
import { renderRun } from './run.ts';
import { renderRuns } from './runs.ts';
import { renderSummary } from './summary.ts';
import type { TerminalOptions } from './theme.ts';
import { renderTimeline } from './timeline.ts';
import { renderWork } from './work.ts';

export function renderAnswer(answer: AnyAnswer, options: TerminalOptions): string {
  switch (answer.type) {
    case 'summary':
      return renderSummary(answer, options);
    case 'processes':
      return renderProcesses(answer, options);
    case 'cache':
      return renderCache(answer, options);
    case 'work':
      return renderWork(answer, options);
    case 'timeline':
      return renderTimeline(answer, options);
    case 'run':
      return renderRun(answer, options);
    case 'handle':
      return renderHandle(answer, options);
    case 'runs':
      return renderRuns(answer, options);
    default:
      return assertNever(answer);
  }
}
