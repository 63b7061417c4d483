/** Imperfect data is no error: it is noted, counted and told at the foot of every report. */

export type Severity = 'info' | 'data loss' | 'error';

export interface Note {
  readonly code: NoteCode;
  readonly severity: Severity;
  readonly count: number;
  /** One sentence, with the first example where there is one. */
  readonly text: string;
}

/** The closed list. docs/notes.md tells what each means and what to do. */
export type NoteCode =
  | 'strace-line-unreadable'
  | 'strace-line-torn'
  | 'strace-exec-result-ignored'
  | 'strace-died'
  | 'strace-stayed'
  | 'process-without-parent'
  | 'process-without-end'
  | 'processes-never-sampled'
  | 'proc-unavailable'
  | 'actiongraph-missing'
  | 'actiongraph-unfinished'
  | 'debug-trace-missing'
  | 'go-env-missing'
  | 'witnesses-disagree'
  | 'action-without-verdict'
  | 'work-dir-unseen'
  | 'work-dir-left'
  | 'work-file-lost'
  | 'cache-prog'
  | 'daemon-left'
  | 'flags-not-added'
  | 'tape-torn'
  | 'store-elsewhere'
  | 'pids-translated';

export interface NoteSink {
  /** Adds one occurrence; the first example is kept. */
  note(code: NoteCode, severity: Severity, text: string): void;
}
