/** The process tree: who spawned whom, what each became by exec, and what it was for. */
import type { Known } from '../base/known.ts';
import type { Exit } from './exit.ts';

export interface Process {
  /** `p-1` is the traced go command; then in order of their start. */
  readonly handle: string;
  readonly pid: number;
  /** A pid can be used twice in a long build: handle, not pid, is the key. */
  readonly parent: string | null;
  readonly start: number;
  readonly end: Known<number>;
  readonly exit: Known<Exit>;
  /** How many threads it ever had, itself included. */
  readonly threads: number;
  /** What it was over its life, oldest first. Empty: it never called exec, it is a copy of its parent. */
  readonly images: readonly Image[];
  /** execve calls that failed other than by the search through PATH. */
  readonly failedExecs: readonly FailedExec[];
  readonly role: Role;
  /** What the role was for: an import path, a file, a tool. */
  readonly package: Known<string>;
  /** The action of the cache ledger that it worked for. */
  readonly action: string | null;
  readonly resources: Known<Resources>;
  /** Opens that succeeded, opens that failed; how many of each. */
  readonly opens: number;
  readonly failedOpens: number;
}

/** One successful execve: the process became this. */
export interface Image {
  readonly at: number;
  readonly path: string;
  readonly argv: readonly string[];
  readonly cwd: Known<string>;
}

export interface FailedExec {
  readonly at: number;
  readonly path: string;
  /** `ENOEXEC`, `EACCES`. */
  readonly errno: string;
}

/** Seen by polling /proc. */
export interface Resources {
  readonly samples: number;
  /** Bytes. */
  readonly peakRss: number;
  /** Nanoseconds of CPU, user and system, at the last sample. */
  readonly cpu: number;
  /** Files mapped executable, as /proc/PID/maps named them. */
  readonly mapped: readonly string[];
  readonly exe: Known<string>;
}

export type Role =
  | 'go' // the traced go command
  | 'nested go' // a go command started by a program, a test, go itself (covdata) or go generate
  | 'telemetry' // go's own telemetry child
  | 'pidfd probe' // Go >= 1.23 forks once to learn whether pidfds work
  | 'tool id' // a tool asked for its version: -V=full, gcc -###
  | 'compile'
  | 'asm'
  | 'link'
  | 'cgo'
  | 'cc' // a C, C++ or Fortran compiler driver and what it starts: cc1, as, collect2, ld
  | 'pack'
  | 'buildid'
  | 'cover'
  | 'vet'
  | 'preprofile'
  | 'covdata'
  | 'fix'
  | 'vcs' // git, hg, svn, bzr, fossil
  | 'pkg-config'
  | 'wrapper' // the user's -toolexec or -exec
  | 'program' // what go run runs
  | 'test binary'
  | 'child of program' // whatever the program or a test started
  | 'other';
