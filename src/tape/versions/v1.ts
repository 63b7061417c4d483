/**
 * The tape, version 1. Frozen: a change is a new file vN.ts and an upgrade step.
 *
 * A folder with one append-only stream per source, each kept as the source wrote it:
 *
 *   header.json        who recorded what, when, with which tools; written first
 *   session.ndjson     what gorun-trace itself saw and did: SessionEvent a line
 *   strace.log         strace's own output
 *   strace-said.txt    what strace said about itself, where that could be kept apart from the user's stderr
 *   proc.ndjson        ProcTick a line
 *   actiongraph.json   go's -debug-actiongraph
 *   debug-trace.json   go's -debug-trace
 *   go-env.json        `go env -json NAMES`
 *   work.ndjson        WorkFileRecord a line: what lay in $WORK, with the small files' content
 *   end.json           written last; a tape without it was cut off
 *
 * A stream may end in `.gz`: compressed after the run. All times are nanoseconds since `originSeconds`.
 */
export const TAPE_FORMAT = 'gorun-trace/tape';

export const STREAMS = {
  session: 'session.ndjson',
  strace: 'strace.log',
  straceSaid: 'strace-said.txt',
  proc: 'proc.ndjson',
  actiongraph: 'actiongraph.json',
  debugTrace: 'debug-trace.json',
  goEnv: 'go-env.json',
  work: 'work.ndjson',
} as const;

export type StreamName = keyof typeof STREAMS;

export interface TapeHeader {
  readonly format: typeof TAPE_FORMAT;
  readonly version: 1;
  readonly id: string;
  readonly recordedBy: string;
  /** Unix time of time 0. */
  readonly originSeconds: number;
  readonly verb: 'run' | 'build' | 'test' | 'install' | 'vet';
  readonly args: readonly string[];
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly goBinary: string;
  /** A program that the traced process was for a moment before it became go: our own doing. Null: there is none. */
  readonly launcher: string | null;
  /** Flags that we added to the go command, and those left out because the user has them. */
  readonly flags: { readonly added: readonly string[]; readonly left: readonly string[] };
  readonly host: { readonly platform: string; readonly arch: string; readonly kernel: string; readonly cpus: number };
  readonly track: {
    readonly name: 'strace' | 'tool';
    readonly watchers: readonly string[];
    readonly reasons: readonly string[];
  };
}

export type SessionEvent =
  /** The go command's process was started. */
  | { readonly event: 'started'; readonly at: number; readonly pid: number }
  | { readonly event: 'signal'; readonly at: number; readonly signal: string; readonly to: 'go' | 'program' | 'nobody' }
  | { readonly event: 'exited'; readonly at: number; readonly code: number | null; readonly signal: string | null }
  /** A probe could not do its work. */
  | { readonly event: 'probe failed'; readonly at: number; readonly probe: string; readonly why: string }
  /** strace was still there when go had gone: something that the program left behind is alive. */
  | { readonly event: 'strace stayed'; readonly at: number; readonly pid: number }
  | { readonly event: 'strace died'; readonly at: number }
  | {
      readonly event: 'work read';
      readonly at: number;
      readonly path: string;
      readonly files: number;
      readonly bytes: number;
    }
  | { readonly event: 'work size'; readonly at: number; readonly path: string; readonly bytes: number }
  | { readonly event: 'work removed'; readonly at: number; readonly path: string }
  | { readonly event: 'work kept'; readonly at: number; readonly path: string }
  | { readonly event: 'store elsewhere'; readonly at: number; readonly wanted: string; readonly why: string };

/** One look at /proc. A process's unchanging facts are told once, at its first tick. */
export interface ProcTick {
  readonly at: number;
  readonly procs: readonly ProcSample[];
}

export interface ProcSample {
  readonly pid: number;
  readonly ppid: number;
  /** Clock ticks since boot, field 22 of stat: with the pid, the identity of a process. */
  readonly startTicks: number;
  readonly comm: string;
  /** R, S, D, Z, T … */
  readonly state: string;
  readonly threads: number;
  /** Bytes. */
  readonly rss: number;
  /** Nanoseconds of CPU time, user and system. */
  readonly cpu: number;
  /** Present when seen for the first time, or changed. */
  readonly exe?: string;
  readonly cwd?: string;
  /** Files mapped executable. Present when exe was. */
  readonly mapped?: readonly string[];
  /** Why exe, cwd or maps could not be read: `EACCES`. */
  readonly refused?: string;
}

export interface WorkFileRecord {
  /** The work dir, absolute. */
  readonly work: string;
  /** Relative to the work dir; for a response file, which lives beside it, absolute. */
  readonly path: string;
  readonly bytes: number;
  readonly mode: number;
  /** UTF-8 content of a small text file. */
  readonly text?: string;
  /** Why the content of a file that is usually kept is not here. */
  readonly lost?: string;
}

export interface TapeEnd {
  readonly endedAt: number;
  /** Bytes of each stream, uncompressed. */
  readonly streams: Readonly<Partial<Record<StreamName, number>>>;
  /** The time gorun-trace's own work took after go had gone, nanoseconds. */
  readonly afterwards: number;
}
