import { describe, expect, it } from 'vitest';
import { rebuildTimeline, type TimelineInput } from '../../../src/rebuild/timeline.ts';
import { manifest, processOf, recording } from '../../kit/gotool.ts';

function inputOf(name: string, changes: Partial<TimelineInput> = {}): TimelineInput {
  const { verb, spans, nodes, processes } = recording(name);
  const go = processes[0];
  if (go?.end.state !== 'known') throw new Error('the recording has no go process');
  return { verb, spans, nodes, processes, start: go.start, end: go.end.value, ...changes };
}

const names = (input: TimelineInput): string =>
  rebuildTimeline(input)
    .phases.map(({ name }) => name)
    .join(' ');

describe('the phases', () => {
  const sources: [string, Partial<TimelineInput>][] = [
    ['all sources', {}],
    ['no debug trace', { spans: null }],
    ['no action graph', { nodes: null }],
    ['processes alone', { spans: null, nodes: null }],
    ['no processes', { processes: [] }],
    ['nothing', { spans: null, nodes: null, processes: [] }],
  ];
  const cases = manifest.recordings.flatMap(({ name }) => sources.map(([what, changes]) => ({ name, what, changes })));

  it.each(cases)('of $name cover the run, with $what', ({ name, changes }) => {
    const input = inputOf(name, changes);
    const { phases } = rebuildTimeline(input);
    let at = input.start;
    for (const phase of phases) {
      expect(phase.start).toBe(at);
      expect(phase.end).toBeGreaterThan(phase.start);
      expect(phase.evidence).not.toBe('');
      at = phase.end;
    }
    expect(at).toBe(input.end);
    expect(new Set(phases.map((phase) => phase.name)).size).toBe(phases.length);
  });

  it('of go run end with the program', () => {
    expect(names(inputOf('go1.24-run-warm-links-nothing'))).toBe('start load build link program clean up');
    const { phases } = rebuildTimeline(inputOf('go1.24-run-warm-links-nothing'));
    const program = recording('go1.24-run-warm-links-nothing').processes.find((p) => p.role === 'program');
    expect(phases.find(({ name }) => name === 'program')).toMatchObject({
      start: program?.images[0]?.at,
      end: program?.end.state === 'known' ? program.end.value : null,
      evidence: `${program?.handle} started the program`,
    });
  });

  it('of a compile error stop at the build', () => {
    expect(names(inputOf('go1.26-run-compile-error'))).toBe('load build clean up');
  });

  it('are coarser with less to go by, and say so', () => {
    const name = 'go1.24-run-warm-links-nothing';
    expect(names(inputOf(name, { spans: null }))).toBe('load build link program clean up');
    expect(names(inputOf(name, { spans: null, nodes: null }))).toBe('load build program clean up');
    expect(names(inputOf(name, { processes: [] }))).toBe('start load build link program clean up');
    const { phases } = rebuildTimeline(inputOf(name, { spans: null, nodes: null, processes: [] }));
    expect(phases).toMatchObject([
      { name: 'load', evidence: expect.stringContaining('when building began, nobody tells') },
    ]);
  });

  it('of a recording that ends before it began are one', () => {
    const { phases } = rebuildTimeline({ verb: 'run', spans: null, nodes: null, processes: [], start: 5, end: 1 });
    expect(phases).toMatchObject([{ name: 'load', start: 5, end: 5 }]);
  });
});

describe('the rest of the timeline', () => {
  it('counts the packages that were loaded', () => {
    expect(rebuildTimeline(inputOf('go1.24-run-warm-links-nothing')).loadedPackages).toEqual({
      state: 'known',
      value: 26,
    });
    expect(rebuildTimeline(inputOf('go1.24-run-cold')).loadedPackages.state).toBe('missing');
  });

  it('tells how busy the tools were', () => {
    const { busyByRole, concurrency } = rebuildTimeline(inputOf('go1.24-run-cold'));
    expect(Object.keys(busyByRole)).toEqual(expect.arrayContaining(['compile', 'asm', 'link', 'tool id']));
    expect(busyByRole.go).toBeUndefined();
    expect(Math.max(...concurrency.map(({ running }) => running))).toBe(2);
    expect(concurrency.at(-1)?.running).toBe(0);
  });

  it('lets a tool whose end was not seen run to the end', () => {
    const processes = [processOf('p-2', 'compile', ['compile'], 10, null)];
    const { busyByRole } = rebuildTimeline({ verb: 'build', spans: null, nodes: null, processes, start: 0, end: 50 });
    expect(busyByRole).toEqual({ compile: 40 });
  });
});
