import { describe, expect, it } from 'vitest';
import { atMost, flow, moreLines, wrapWords } from '../../../../src/report/terminal/flow.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { SCREEN } from '../../../kit/run.ts';

const theme = createTheme(SCREEN);

describe('phrases', () => {
  it('stand in one line while there is room, with dots between', () => {
    expect(flow([{ text: 'a' }, { text: 'b' }, { text: '' }, { text: 'c' }], 20, theme)).toEqual(['a · b · c']);
  });
  it('go to the next line whole', () => {
    expect(flow([{ text: 'first one' }, { text: 'second one' }], 15, theme)).toEqual(['first one', 'second one']);
  });
  it('may belong to the one before', () =>
    expect(flow([{ text: 'x' }, { text: '= y', joined: true }], 20, theme)).toEqual(['x = y']));
  it('that are sentences go on in the next line', () => {
    expect(flow([{ text: 'a long sentence goes on' }, { text: 'b' }], 12, theme)).toEqual([
      'a long',
      'sentence',
      'goes on · b',
    ]);
  });
  it('that are names are cut', () =>
    expect(flow([{ text: 'example.com/a/b', keep: 'end' }], 8, theme)).toEqual(['…com/a/b']));
  it('that are commands are never cut', () =>
    expect(flow([{ text: 'gorun-trace show run', keep: 'whole' }], 8, theme)).toEqual(['gorun-trace show run']));
  it('may be none', () => expect(flow([], 8, theme)).toEqual([]));
  it('are painted after they were measured', () => {
    expect(flow([{ text: 'ab', paint: (text) => `<<<<${text}>>>>` }, { text: 'cd' }], 7, theme)).toEqual([
      '<<<<ab>>>> · cd',
    ]);
  });
});

describe('words', () => {
  it('are not taken apart', () => expect(wrapWords('one two three', 8, theme)).toEqual(['one two', 'three']));
  it('are cut where one is wider than the line', () =>
    expect(wrapWords('a abcdefghij', 5, theme)).toEqual(['a', 'ab…ij']));
  it('may be none', () => expect(wrapWords('', 5, theme)).toEqual([]));
});

it('says what is missing and how to see it, the command in one piece', () => {
  expect(moreLines('9 more', 'gorun-trace show cache', 60, theme)).toEqual(['… 9 more: gorun-trace show cache']);
  expect(moreLines('9 more', 'gorun-trace show cache', 10, theme)).toEqual(['… 9 more:', 'gorun-trace show cache']);
});

it('cuts a list and counts what is gone, the line for the count included', () => {
  const more = (hidden: number) => [`${hidden} more`];
  expect(atMost(['a', 'b', 'c', 'd'], 3, more)).toEqual(['a', 'b', '2 more']);
  expect(atMost(['a', 'b', 'c'], 3, more)).toEqual(['a', 'b', 'c']);
});
