/** Answers as JSON for programs. Fields are only added within a version; times are nanoseconds, sizes bytes. */
import type { AnyAnswer } from '../../ask/answer.ts';
import type { Run } from '../../model/run.ts';

const ANSWER_SCHEMA = 'gorun-trace/answer';
const ANSWER_VERSION = 1;

/** `type` and, where it is about one, `run` come right after the schema. */
export function renderAnswerJson(answer: AnyAnswer): string {
  return print({ schema: ANSWER_SCHEMA, version: ANSWER_VERSION, ...answer });
}

/** `show run --json`: the Run itself, with the schema of its own. */
export const renderRunJson = (run: Run): string => print(run);

const print = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
