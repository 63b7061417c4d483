/**
 * What a record says, in words that every tracer shares. Decoders produce these; rebuild folds them.
 *
 * A decoder promises an order that rebuild relies on: the `spawn` of a thread or process comes before
 * everything that it does, even where the tracer printed the child first. `at` is when a call began, except
 * for `exec`, where it is when the new image began.
 */
import type { Nanos, Tid } from '../base/brand.ts';

export type Observation = Spawn | Exec | Open | Chdir | Mkdir | Rename | Remove | Exiting | Exited | Killed | Signalled;

interface Seen {
  readonly at: Nanos;
  /** The thread that did it. */
  readonly tid: Tid;
}

/** A new process, or a new thread of the same process. Absent `parent`: the first one, or its parent was not seen. */
export interface Spawn {
  readonly kind: 'spawn';
  readonly at: Nanos;
  readonly child: Tid;
  readonly parent: Tid | null;
  readonly thread: boolean;
  readonly how: 'first' | 'fork' | 'vfork' | 'clone' | 'unseen';
  /** No SIGCHLD at its end: Go's one-time probe for pidfd support is such a child. */
  readonly silent: boolean;
}

/** An execve that succeeded (errno null) or failed. The process of `tid` becomes the image; its other threads are gone. */
export interface Exec extends Seen {
  readonly kind: 'exec';
  /** Where another thread than the first called it, that thread; it is gone now. */
  readonly caller: Tid;
  readonly path: string;
  readonly argv: readonly string[];
  /** False where the tracer cut the list or could not read it. */
  readonly argvWhole: boolean;
  readonly errno: string | null;
}

export interface Open extends Seen {
  readonly kind: 'open';
  /** Absolute where the tracer told the directory, else as given. */
  readonly path: string;
  readonly access: 'read' | 'write' | 'read-write';
  readonly create: boolean;
  readonly truncate: boolean;
  readonly directory: boolean;
  readonly errno: string | null;
}

export interface Chdir extends Seen {
  readonly kind: 'chdir';
  readonly path: string;
  readonly errno: string | null;
}

export interface Mkdir extends Seen {
  readonly kind: 'mkdir';
  readonly path: string;
  readonly errno: string | null;
}

export interface Rename extends Seen {
  readonly kind: 'rename';
  readonly from: string;
  readonly to: string;
  readonly errno: string | null;
}

/** unlink or rmdir. */
export interface Remove extends Seen {
  readonly kind: 'remove';
  readonly path: string;
  readonly directory: boolean;
  readonly errno: string | null;
}

/** exit_group was called: the code that the process asked for. */
export interface Exiting extends Seen {
  readonly kind: 'exiting';
  readonly code: number;
}

/** The thread is gone. When it is the first of its process, the process is. */
export interface Exited extends Seen {
  readonly kind: 'exited';
  readonly code: number;
}

export interface Killed extends Seen {
  readonly kind: 'killed';
  readonly signal: string;
  readonly coreDumped: boolean;
}

/** A signal was delivered. */
export interface Signalled extends Seen {
  readonly kind: 'signalled';
  readonly signal: string;
  /** The sender in the tracer's PID namespace, where the kernel told. */
  readonly from: number | null;
}
