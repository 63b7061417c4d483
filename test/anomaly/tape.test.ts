/** Damaged recordings: whatever is torn, missing or scrambled, a Run comes of it, and it says what is not whole. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askSummary } from '../../src/ask/summary.ts';
import type { Run } from '../../src/model/run.ts';
import { rebuildRun } from '../../src/pipeline.ts';
import { renderSummary } from '../../src/report/terminal/summary.ts';
import { STREAMS, type StreamName } from '../../src/tape/format.ts';
import { openTape } from '../../src/tape/reader.ts';

let tape: string;
beforeEach(() => {
  tape = join(mkdtempSync(join(tmpdir(), 'gorun-trace-anomaly-')), 'run');
  cpSync(join(import.meta.dirname, '..', '..', 'fixtures', 'tapes', 'one-file-edited'), tape, { recursive: true });
});
afterEach(() => rmSync(join(tape, '..'), { recursive: true, force: true }));

const pathOf = (stream: StreamName) => {
  const plain = join(tape, STREAMS[stream]);
  return existsSync(plain) ? plain : `${plain}.gz`;
};
const remove = (stream: StreamName) => rmSync(pathOf(stream));
/** The stream as text again, as it is while a run goes on. */
const unpack = (stream: StreamName): string => {
  const path = pathOf(stream);
  const text = path.endsWith('.gz') ? gunzipSync(readFileSync(path)).toString('latin1') : readFileSync(path, 'latin1');
  remove(stream);
  return text;
};
const put = (stream: StreamName, text: string) => writeFileSync(join(tape, STREAMS[stream]), text, 'latin1');

async function rebuilt(): Promise<Run> {
  const run = await rebuildRun(await openTape(tape));
  // Whatever it is, it can be told.
  expect(renderSummary(askSummary(run), { color: false, unicode: true, width: 80 })).toContain('go run');
  return run;
}
const codes = (run: Run) => run.notes.map((note) => note.code);
const source = (run: Run, name: string) => run.sources.find((one) => one.name === name);
const missed = (run: Run) => run.cache.actions.filter((action) => action.verdict.kind === 'miss').length;

describe('a recording that was cut off', () => {
  it('without its end: says so, and has all that was written', async () => {
    rmSync(join(tape, 'end.json'));
    const run = await rebuilt();
    expect(codes(run)).toContain('tape-torn');
    expect(source(run, 'strace')?.state).toBe('torn');
    expect(missed(run)).toBe(5);
  });

  it('in the middle of a line of strace', async () => {
    const log = unpack('strace');
    put('strace', log.slice(0, Math.floor(log.length * 0.6)));
    rmSync(join(tape, 'end.json'));
    const run = await rebuilt();
    expect(codes(run)).toEqual(expect.arrayContaining(['strace-line-torn', 'process-without-end']));
    expect(run.processes.length).toBeGreaterThan(1);
  });

  it('in the middle of a compressed stream', async () => {
    truncateSync(pathOf('strace'), 20_000);
    expect(codes(await rebuilt())).toContain('tape-torn');
  });

  it('before go wrote its records a second time: no times, and it says so', async () => {
    const graph = JSON.parse(unpack('actiongraph')) as Record<string, unknown>[];
    const planned = graph.map((node) => ({
      ...node,
      ActionID: undefined,
      BuildID: undefined,
      Cmd: null,
      TimeReady: '0001-01-01T00:00:00Z',
      TimeStart: '0001-01-01T00:00:00Z',
      TimeDone: '0001-01-01T00:00:00Z',
    }));
    put('actiongraph', JSON.stringify(planned));
    const run = await rebuilt();
    expect(codes(run)).toContain('actiongraph-unfinished');
    // The processes still tell what was made.
    expect(missed(run)).toBeGreaterThan(0);
  });
});

describe('a recording without one of its streams', () => {
  it('the action graph: misses are told from opens and processes', async () => {
    remove('actiongraph');
    const run = await rebuilt();
    expect(codes(run)).toContain('actiongraph-missing');
    expect(
      run.cache.actions
        .filter((action) => action.verdict.kind === 'miss' && action.kind === 'build')
        .map((action) => action.package),
    ).toEqual(expect.arrayContaining(['example.com/demo/util', 'example.com/demo/api', 'example.com/demo/store']));
  });

  it('strace’s log: verdicts from the graph alone, and the source is missing', async () => {
    remove('strace');
    const run = await rebuilt();
    expect(source(run, 'strace')).toMatchObject({ state: 'missing' });
    expect(missed(run)).toBe(5);
    expect(run.outcome.exit).toEqual({ state: 'known', value: { kind: 'code', code: 0 } });
  });

  it.each(['debugTrace', 'goEnv', 'proc', 'work', 'session'] as const)('%s: the verdicts stay', async (stream) => {
    remove(stream);
    const run = await rebuilt();
    expect(missed(run)).toBe(5);
    expect(run.sources.some((one) => one.state !== 'complete') || stream === 'session').toBe(true);
  });

  it('all of them: a Run that knows what was asked for, and claims nothing', async () => {
    for (const stream of Object.keys(STREAMS) as StreamName[]) rmSync(pathOf(stream), { force: true });
    const run = await rebuilt();
    expect(run.outcome.exit.state).toBe('missing');
    expect(run.cache.totals).toMatchObject({ hit: 0, miss: 0 });
    expect(run.processes).toEqual([]);
  });
});

describe('a recording with damage inside', () => {
  it('lines of noise in strace’s log are counted and change nothing', async () => {
    const lines = unpack('strace').split('\n');
    for (let i = 5; i < lines.length; i += 50) lines.splice(i, 0, '\u0000\u00ff garbage <... = ) "');
    put('strace', lines.join('\n'));
    const run = await rebuilt();
    expect(run.notes.find((note) => note.code === 'strace-line-unreadable')?.count).toBeGreaterThan(10);
    expect(missed(run)).toBe(5);
  });

  it('a torn line in session.ndjson is left out and noted', async () => {
    put('session', unpack('session').replace('{"event":"exited"', '{"event":"exi'));
    const run = await rebuilt();
    expect(codes(run)).toContain('tape-torn');
    // strace saw the end as well.
    expect(run.outcome.exit).toEqual({ state: 'known', value: { kind: 'code', code: 0 } });
  });

  it('a clock that was set back during the run does not make times negative', async () => {
    const lines = unpack('strace').split('\n');
    const half = Math.floor(lines.length / 2);
    const back = lines.map((line, i) =>
      i < half ? line : line.replace(/^(\d+ +)(\d+)\./, (_, pid, seconds) => `${pid}${Number(seconds) - 2}.`),
    );
    put('strace', back.join('\n'));
    const run = await rebuilt();
    for (const phase of run.timeline.phases) expect(phase.end).toBeGreaterThanOrEqual(phase.start);
    expect(run.timeline.concurrency.every((step) => step.running >= 0)).toBe(true);
  });
});
