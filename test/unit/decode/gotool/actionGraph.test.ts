import { describe, expect, it } from 'vitest';
import { decodeActionGraph } from '../../../../src/decode/gotool/actionGraph.ts';
import { manifest, recording } from '../../../kit/gotool.ts';

describe('the action graph', () => {
  it.each(manifest.recordings.map(({ name }) => name))('of %s is read whole', (name) => {
    const { graphText } = recording(name);
    const { value, trouble } = decodeActionGraph(graphText, manifest.originSeconds);
    expect(trouble).toBeNull();
    expect(value.length).toBe(JSON.parse(graphText).length);
    expect(value.every((node) => node.start !== null && node.done !== null && node.done >= node.start)).toBe(true);
  });

  it('tells IDs, times and commands', () => {
    const link = recording('go1.24-run-cold').nodes.find((node) => node.mode === 'link');
    expect(link).toMatchObject({
      id: 1,
      package: 'example.com/shop',
      objdir: expect.stringMatching(/^\/tmp\/go-build\d+\/b001\/$/),
      actionId: expect.stringMatching(/^[\w-]{20}$/),
      buildId: expect.stringMatching(/^[\w-]{20}(\/[\w-]{20}){3}$/),
      commands: [expect.stringContaining('/link -o ')],
      vetxOnly: false,
    });
  });

  it('that go wrote only before it began says so', () => {
    const first = JSON.stringify([
      { ID: 0, Mode: 'go run', Package: '', Deps: [1], TimeReady: ZERO, TimeStart: ZERO, TimeDone: ZERO, Cmd: null },
      { ID: 1, Mode: 'link', Package: 'main', TimeReady: ZERO, TimeStart: ZERO, TimeDone: ZERO, Cmd: null },
    ]);
    const { value, trouble } = decodeActionGraph(first, 0);
    expect(value.map(({ mode, start, actionId }) => ({ mode, start, actionId }))).toEqual([
      { mode: 'go run', start: null, actionId: '' },
      { mode: 'link', start: null, actionId: '' },
    ]);
    expect(trouble).toContain('only before it began');
  });

  it('that is torn gives its whole nodes', () => {
    const { graphText } = recording('go1.24-run-cold');
    const { value, trouble } = decodeActionGraph(graphText.slice(0, graphText.length / 2), 0);
    expect(value.length).toBeGreaterThan(5);
    expect(trouble).toBe(`the action graph is cut off after ${value.length} whole actions`);
  });

  it.each([
    ['', 'empty'],
    ['\n', 'empty'],
    ['[{"Mode":"build"}]', '1 of 1 entries are no actions'],
    ['[1,2]', '2 of 2 entries are no actions'],
    ['{"ID":1}', 'cut off'],
  ])('%j is told as trouble', (text, why) => {
    expect(decodeActionGraph(text, 0)).toMatchObject({ value: [], trouble: expect.stringContaining(why) });
  });
});

const ZERO = '0001-01-01T00:00:00Z';
