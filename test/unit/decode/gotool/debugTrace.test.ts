import { describe, expect, it } from 'vitest';
import { decodeDebugTrace } from '../../../../src/decode/gotool/debugTrace.ts';
import { recording } from '../../../kit/gotool.ts';

const trace = (...events: object[]): string => `[\n${events.map((e) => JSON.stringify(e)).join('\n,')}\n]\n`;

describe('the debug trace', () => {
  it('tells spans in nanoseconds, to the quarter of a microsecond that Go writes', () => {
    const text = trace(
      { name: 'Running run command', ph: 'B', ts: 1795294316838496.2, pid: 0, tid: 0 },
      { name: 'Running run command', ph: 'E', ts: 1795294316838497.5, pid: 0, tid: 0 },
    );
    const { value, trouble } = decodeDebugTrace(text, 1795294316);
    expect(trouble).toBeNull();
    expect(value).toEqual([{ name: 'Running run command', start: 838_496_250, end: 838_497_500 }]);
  });

  it('pairs spans of goroutines that share a tid by their name', () => {
    const text = trace(
      { name: 'load util', ph: 'B', ts: 1, tid: 0 },
      { name: 'load fmt', ph: 'B', ts: 2, tid: 0 },
      { name: 'load util', ph: 'E', ts: 3, tid: 0 },
      { name: 'load fmt', ph: 'E', ts: 4, tid: 0 },
    );
    expect(decodeDebugTrace(text, 0).value).toEqual([
      { name: 'load util', start: 1000, end: 3000 },
      { name: 'load fmt', start: 2000, end: 4000 },
    ]);
  });

  it('nests spans of the same name, and ignores flows and ends of nothing', () => {
    const text = trace(
      { name: 'x', ph: 'B', ts: 1, tid: 0 },
      { name: 'x', ph: 'B', ts: 2, tid: 0 },
      { name: 'x', ph: 's', ts: 2, tid: 0, id: 7 },
      { name: 'x', ph: 'E', ts: 3, tid: 0 },
      { name: 'x', ph: 'E', ts: 4, tid: 0 },
      { name: 'x', ph: 'E', ts: 5, tid: 0 },
    );
    expect(decodeDebugTrace(text, 0).value).toEqual([
      { name: 'x', start: 1000, end: 4000 },
      { name: 'x', start: 2000, end: 3000 },
    ]);
  });

  it('that is cut leaves spans open and says so', () => {
    const text = '[\n{"name":"a","ph":"B","ts":1,"tid":0}\n,{"name":"b","ph":"B","ts":2,"ti';
    expect(decodeDebugTrace(text, 0)).toEqual({
      value: [{ name: 'a', start: 1000, end: null }],
      trouble: 'the debug trace is cut off after 1 spans',
    });
  });

  it('of a real run has the spans that the phases are made of', () => {
    const names = recording('go1.24-run-warm-links-nothing').spans?.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['Running run command', 'load.PackagesAndErrors', 'Executing action (go run)']),
    );
  });

  it.each(['', '[', '[\n]', 'garbage', '[\n{}\n]', '[\n1\n,2\n]'])('%j is no reason to throw', (text) => {
    expect(decodeDebugTrace(text, 0).value).toEqual([]);
  });
});
