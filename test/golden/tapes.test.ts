/**
 * Tape → Run → every report, on real recordings (fixtures/tapes, `npm run fixture -- NAME` records one anew).
 * What a recording teaches stands in its name and is asserted here; the texts are kept whole beside this file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { askCache } from '../../src/ask/cache.ts';
import { askProcesses } from '../../src/ask/processes.ts';
import { askSummary } from '../../src/ask/summary.ts';
import { askTimeline } from '../../src/ask/timeline.ts';
import { askWork } from '../../src/ask/work.ts';
import type { Run } from '../../src/model/run.ts';
import { rebuildRun } from '../../src/pipeline.ts';
import { renderAnswer } from '../../src/report/terminal/answer.ts';
import { openTape } from '../../src/tape/reader.ts';

const TAPES = join(import.meta.dirname, '..', '..', 'fixtures', 'tapes');
const OPTIONS = { color: false, unicode: true, width: 100 };
const runOf = async (name: string): Promise<Run> => rebuildRun(await openTape(join(TAPES, name)));

const of = (run: Run, verdict: string) =>
  run.cache.actions
    .filter((action) => action.verdict.kind === verdict)
    .map((action) => `${action.kind} ${action.package}`);

/** What each recording must teach, whatever the texts say. */
const LESSONS: Record<string, (run: Run) => void> = {
  'warm-run': (run) => {
    expect(run.cache.totals).toMatchObject({ miss: 0, forced: 0, unknown: 0 });
    expect(run.processes.some((process) => process.role === 'compile')).toBe(false);
    expect(run.notes.filter((note) => note.severity !== 'info')).toEqual([]);
  },
  'one-file-edited': (run) => {
    const all = ['api', 'store', 'util'].map((name) => `build example.com/demo/${name}`);
    expect(of(run, 'miss').sort()).toEqual(
      ['build command-line-arguments', ...all, 'link command-line-arguments'].sort(),
    );
  },
  'comment-edited-early-cutoff': (run) => {
    expect(of(run, 'miss')).toEqual(['build example.com/demo/util']);
    expect(of(run, 'hit')).toContain('link command-line-arguments');
  },
  'go1.19-always-links': (run) => {
    expect(of(run, 'forced')).toEqual(['link command-line-arguments']);
    expect(of(run, 'miss')).toEqual([]);
  },
  'test-cached-and-failed': (run) => {
    expect(of(run, 'hit')).toContain('test example.com/tests/mathx');
    expect(of(run, 'miss')).toContain('test example.com/tests/flaky');
    expect(run.outcome.failed).toBe('test');
  },
  'compile-error': (run) => {
    expect(run.outcome.failed).toBe('build');
    expect(run.outcome.explanation.join(' ')).toContain('example.com/demo/util');
  },
  'exec-format-error': (run) => {
    expect(run.processes.find((process) => process.role === 'program')?.failedExecs[0]?.errno).toBe('ENOEXEC');
    expect(run.outcome.explanation.join(' ')).toContain('linux/arm64');
  },
  'tool-track': (run) => {
    expect(run.processes).toEqual([]);
    expect(run.cache.totals).toMatchObject({ miss: 0, unknown: 0 });
    expect(run.work[0]?.removedBy).toBe('gorun-trace');
  },
};

it('every recording has a lesson, and every lesson a recording', () => {
  expect(readdirSync(TAPES).sort()).toEqual(Object.keys(LESSONS).sort());
});

describe.each(Object.keys(LESSONS))('%s', (name) => {
  it('teaches its lesson', async () => {
    LESSONS[name]?.(await runOf(name));
  });

  it('is told in these words', async () => {
    const run = await runOf(name);
    const answers = [askSummary(run), askCache(run, {}), askProcesses(run, {}), askWork(run, {}), askTimeline(run, {})];
    const text = answers.map((answer) => renderAnswer(answer, OPTIONS)).join('\n');
    await expect(text).toMatchFileSnapshot(join('tapes', `${name}.txt`));
  });

  it('keeps to the published schema', async () => {
    const schema = JSON.parse(readFileSync(join(TAPES, '..', '..', 'docs', 'schema', 'run.v1.json'), 'utf8'));
    const validate = new Ajv({ allErrors: true }).compile(schema);
    validate(JSON.parse(JSON.stringify(await runOf(name))));
    expect(validate.errors).toBeNull();
  });

  it('is the same Run each time it is read', async () => {
    expect(await runOf(name)).toEqual(await runOf(name));
  });
});
