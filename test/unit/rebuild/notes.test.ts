import { expect, it } from 'vitest';
import { createNotes } from '../../../src/rebuild/notes.ts';

it('counts what happens again and keeps the first example', () => {
  const notes = createNotes();
  notes.note('strace-line-unreadable', 'info', 'first');
  notes.note('strace-line-unreadable', 'info', 'second');
  expect(notes.list()).toEqual([{ code: 'strace-line-unreadable', severity: 'info', count: 2, text: 'first' }]);
});

it('tells the worst first', () => {
  const notes = createNotes();
  notes.note('daemon-left', 'info', 'a');
  notes.note('tape-torn', 'data loss', 'b');
  notes.note('work-dir-left', 'info', 'c');
  notes.note('strace-died', 'error', 'd');
  expect(notes.list().map((note) => note.text)).toEqual(['d', 'b', 'a', 'c']);
});

it('is as bad as its worst occurrence', () => {
  const notes = createNotes();
  notes.note('work-dir-left', 'info', 'a');
  notes.note('work-dir-left', 'data loss', 'b');
  notes.note('work-dir-left', 'info', 'c');
  expect(notes.list()).toMatchObject([{ severity: 'data loss', count: 3, text: 'a' }]);
});

it('adds the notes of another with their counts', () => {
  const notes = createNotes();
  notes.note('cache-prog', 'info', 'a');
  notes.add([
    { code: 'cache-prog', severity: 'info', count: 4, text: 'b' },
    { code: 'daemon-left', severity: 'info', count: 2, text: 'c' },
  ]);
  expect(notes.list().map(({ code, count }) => [code, count])).toEqual([['cache-prog', 5], ['daemon-left', 2]]); // biome-ignore format: pairs
});
