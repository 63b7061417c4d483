import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/base/userError.ts';
import type { DoctorAnswer } from '../../../../src/report/doctorAnswer.ts';
import { renderDoctorJson } from '../../../../src/report/json/doctor.ts';

const answer: DoctorAnswer = {
  ready: true,
  machine: ['linux x64'],
  pieces: [],
  track: { name: 'strace', reasons: [] },
  missing: [],
  fixes: [],
};

describe('doctor as JSON', () => {
  it('is the answer and the facts behind it, with a name and a version', () => {
    const text = renderDoctorJson(answer, { tools: { go: { state: 'missing', reason: 'go is not in PATH' } } });
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual({
      schema: 'gorun-trace/doctor',
      version: 1,
      ...answer,
      host: { tools: { go: { state: 'missing', reason: 'go is not in PATH' } } },
    });
  });

  it('tells what --fix ran and why it stopped', () => {
    const failure = new UserError('fix-failed', 'strace could not be installed', 'Try again.');
    expect(JSON.parse(renderDoctorJson(answer, {}, { done: [['apt-get', 'update']], failure })).fixing).toEqual({
      done: [['apt-get', 'update']],
      failure: { code: 'fix-failed', message: 'strace could not be installed', hint: 'Try again.' },
    });
    expect(JSON.parse(renderDoctorJson(answer, {}, { done: [] })).fixing).toEqual({ done: [] });
  });
});
