/** `gorun-trace doctor --json`: the judgement and every fact that it rests on. */
import type { DoctorAnswer } from '../doctorAnswer.ts';

/** `host`: the probes' own report. `done`: the commands that --fix ran to the end, and why it stopped if it did. */
export function renderDoctorJson(
  answer: DoctorAnswer,
  host: object,
  fixing?: {
    readonly done: readonly (readonly string[])[];
    readonly failure?: { code: string; message: string; hint: string };
  },
): string {
  const document = { schema: 'gorun-trace/doctor', version: 1, ...answer, host, ...(fixing && { fixing }) };
  return `${JSON.stringify(document, null, 2)}\n`;
}
