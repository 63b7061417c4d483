/** Every answer there is: what reports turn into text, JSON and pages. */
import type { CacheAnswer } from './cache.ts';
import type { HandleAnswer } from './handle.ts';
import type { ProcessesAnswer } from './processes.ts';
import type { RunAnswer } from './run.ts';
import type { RunsAnswer } from './runs.ts';
import type { SummaryAnswer } from './summary.ts';
import type { TimelineAnswer } from './timeline.ts';
import type { WorkAnswer } from './work.ts';

/** Answers about one run. */
export type Answer =
  | SummaryAnswer
  | ProcessesAnswer
  | CacheAnswer
  | WorkAnswer
  | TimelineAnswer
  | RunAnswer
  | HandleAnswer;

export type AnyAnswer = Answer | RunsAnswer;
