/** What holds of every log, however it comes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/decode/observation.ts';
import type { NoteCode } from '../../../src/model/note.ts';
import { decodeLog, straceLog, straceLogs } from '../../kit/strace.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Notes that tell of the world, not of damage. */
const HARMLESS = new Set<NoteCode>(['strace-exec-result-ignored', 'pids-translated']);

describe.each(straceLogs())('%s', (name) => {
  const log = straceLog(name);
  const whole = decodeLog(log);

  it.each([1, 7, 4096])('says the same in chunks of %i', (size) => {
    expect(decodeLog(log, size)).toEqual(whole);
  });

  it('has no line that cannot be read', () => {
    expect(whole.notes.filter((note) => !HARMLESS.has(note.code))).toEqual([]);
    expect(whole.observations.length).toBeGreaterThan(5);
  });

  it('tells the spawn of each before all else of it, the parent’s before the child’s, once a life', () => {
    expect(brokenPromises(whole.observations)).toEqual([]);
  });

  it('has times in whole nanoseconds, none before its first line', () => {
    for (const { at } of whole.observations) {
      expect(Number.isSafeInteger(at)).toBe(true);
      expect(at).toBeGreaterThanOrEqual(whole.observations[0]?.at ?? 0);
    }
  });

  it('can be cut anywhere: the beginning says the same, the torn line is noted', () => {
    const cut = Math.floor(log.length / 2);
    const half = decodeLog(log.subarray(0, cut));
    expect(brokenPromises(half.observations)).toEqual([]);
    const torn = log[cut - 1] === 0x0a ? [] : ['strace-line-torn'];
    expect(half.notes.map((note) => note.code).filter((code) => !HARMLESS.has(code))).toEqual(torn);
  });

  it('without its first half breaks no promise', () => {
    const late = log.subarray(log.indexOf('\n', log.length / 2) + 1);
    expect(brokenPromises(decodeLog(late).observations)).toEqual([]);
  });
});

function brokenPromises(observations: readonly Observation[]): string[] {
  const living = new Set<number>();
  const broken: string[] = [];
  for (const observation of observations) {
    if (observation.kind === 'spawn') {
      const { child, parent } = observation;
      if (living.has(child)) broken.push(`${child} is spawned again`);
      if (parent !== null && !living.has(parent)) broken.push(`${parent} spawns ${child} before it is there`);
      living.add(child);
      continue;
    }
    if (!living.has(observation.tid)) broken.push(`${observation.tid} does ${observation.kind} before it is there`);
    if (observation.kind === 'exited' || observation.kind === 'killed') living.delete(observation.tid);
    if (observation.kind === 'exec' && observation.caller !== observation.tid) living.delete(observation.caller);
  }
  return broken;
}

describe('the manifest', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'fixtures', 'strace', 'manifest.json'), 'utf8'));

  it('tells of each log, and of no other', () => {
    expect(Object.keys(manifest.files).sort()).toEqual(straceLogs().sort());
  });

  it('tells command, tools, date and lesson', () => {
    for (const file of Object.values(manifest.files))
      expect(file).toMatchObject({
        command: expect.stringContaining(' -- '),
        tools: expect.stringMatching(/^strace \d/),
        date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        lesson: expect.stringMatching(/.{20}/),
      });
  });
});
