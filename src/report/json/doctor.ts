/** `gorun-trace doctor --json`: the judgement and every fact that it rests on. */
import type { UserError } from '../../base/userError.ts';
import type { DoctorAnswer } from '../doctorAnswer.ts';

/** What --fix did. */
export interface DoctorFixing {
  /** The commands that ran to the end. */
  readonly done: readonly (readonly string[])[];
  /** Why it stopped. */
  readonly failure?: UserError;
}

/** `host`: the probes' own report. */
export function renderDoctorJson(answer: DoctorAnswer, host: object, fixing?: DoctorFixing): string {
  const document = {
    schema: 'gorun-trace/doctor',
    version: 1,
    ...answer,
    host,
    ...(fixing && { fixing: told(fixing) }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** An Error's message is no property that JSON sees. */
function told({ done, failure }: DoctorFixing): object {
  if (failure === undefined) return { done };
  const { code, message, hint } = failure;
  return { done, failure: { code, message, hint } };
}
