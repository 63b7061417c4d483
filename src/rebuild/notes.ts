/** Collects notes: one per code, counted, with the first example. */
import type { Note, NoteCode, NoteSink, Severity } from '../model/note.ts';

export interface Notes extends NoteSink {
  /** Adds what another collected, with its count. */
  add(notes: readonly Note[]): void;
  /** The worst first, then in the order in which they came up. */
  list(): Note[];
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, 'data loss': 1, info: 2 };

export function createNotes(): Notes {
  const byCode = new Map<NoteCode, Note>();
  const add = (note: Note): void => {
    const before = byCode.get(note.code);
    byCode.set(
      note.code,
      before === undefined
        ? note
        : { ...before, count: before.count + note.count, severity: worse(before.severity, note.severity) },
    );
  };
  return {
    note: (code, severity, text) => add({ code, severity, count: 1, text }),
    add: (notes) => notes.forEach(add),
    list: () => [...byCode.values()].sort((a, b) => RANK[a.severity] - RANK[b.severity]),
  };
}

const worse = (a: Severity, b: Severity): Severity => (RANK[a] <= RANK[b] ? a : b);
