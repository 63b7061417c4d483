/**
 * A Run: what happened. The noun that every question and every report works on.
 * It is saved as JSON; docs/schema/run.v1.json is made from these types (`npm run schema`).
 * Times are nanoseconds since `origin`. A change here is a new version.
 */
import type { Known } from '../base/known.ts';
import type { CacheLedger } from './cache.ts';
import type { Exit } from './exit.ts';
import type { Note } from './note.ts';
import type { Process } from './process.ts';
import type { Timeline } from './timeline.ts';
import type { WorkDir } from './work.ts';

export const RUN_SCHEMA = 'gorun-trace/run';
export const RUN_VERSION = 1;

export interface Run {
  readonly schema: typeof RUN_SCHEMA;
  readonly version: typeof RUN_VERSION;
  /** Names the recording: `20261121-204500-1233f`. */
  readonly id: string;
  /** The version of gorun-trace that recorded the tape. */
  readonly recordedBy: string;
  /** What time 0 is: a whole second, ISO 8601 in UTC. */
  readonly origin: string;
  readonly command: Command;
  readonly go: GoFacts;
  readonly host: HostFacts;
  readonly track: TrackChoice;
  readonly outcome: Outcome;
  readonly processes: readonly Process[];
  /** The temporary build directory of the traced go command, then those of nested go commands. */
  readonly work: readonly WorkDir[];
  readonly cache: CacheLedger;
  readonly timeline: Timeline;
  readonly sources: readonly Source[];
  readonly notes: readonly Note[];
}

export type Verb = 'run' | 'build' | 'test' | 'install' | 'vet';

export interface Command {
  readonly verb: Verb;
  /** What the user typed after the go verb. */
  readonly args: readonly string[];
  /** What was really run: the go binary, the verb, the flags we added, the user's. */
  readonly argv: readonly string[];
  readonly cwd: string;
}

export interface GoFacts {
  /** `go1.26.8`, of the go that built: after a toolchain switch, the one switched to. */
  readonly version: Known<string>;
  /** The go binary as found in PATH or named by --go. */
  readonly binary: string;
  /** `go env`, an allow-list of names (capture/gotool/goEnv.ts). */
  readonly env: Readonly<Record<string, string>>;
}

export interface HostFacts {
  /** Node's name: `linux`, `darwin`. */
  readonly platform: string;
  /** Node's name: `x64`, `arm64`. */
  readonly arch: string;
  readonly kernel: string;
  readonly cpus: number;
}

export interface TrackChoice {
  readonly name: 'strace' | 'tool';
  /** Tools that watch, with their versions: `strace 6.1`. */
  readonly watchers: readonly string[];
  /** Why this track, a sentence each. */
  readonly reasons: readonly string[];
}

/** How it ended, for the user's eyes and for the exit code. */
export interface Outcome {
  /** How the go command ended, which is what the user's shell sees. */
  readonly exit: Known<Exit>;
  /** Where it failed: nothing failed, go refused, a package did not build, the program (or a test) failed. */
  readonly failed: 'no' | 'usage' | 'build' | 'program' | 'test' | 'interrupted' | 'unknown';
  /** How the program itself ended: go run reports 1 for every failure. Missing when no program ran. */
  readonly program: Known<Exit>;
  /** The failure in plain words, with what to do: `exec format error` explained. Empty when there is nothing to say. */
  readonly explanation: readonly string[];
  readonly start: number;
  readonly end: Known<number>;
}

/** A witness and how much of its testimony there is. */
export interface Source {
  readonly name: 'strace' | 'proc' | 'actiongraph' | 'debug-trace' | 'go-env' | 'work-files';
  readonly state: 'complete' | 'torn' | 'missing' | 'not used';
  /** Records read: lines, samples, actions, spans, files. */
  readonly records: number;
  /** Why it is torn, missing or not used. */
  readonly reason?: string;
}
