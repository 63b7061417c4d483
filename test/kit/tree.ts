/**
 * Tells a recording as it happened, for tests of what is made of it:
 *
 *   const told = story();
 *   const go = told.first(100).exec('/usr/local/go/bin/go', 'go run .');
 *   go.spawn(101).exec(TOOL('compile'), 'compile -V=full').exits(0);
 *   go.exits(0);
 *
 * Every step takes a millisecond; `told.observations` is what a tracer's decoder would have said.
 */
import { nanos, type Tid, tid } from '../../src/base/brand.ts';
import type { Observation, Open } from '../../src/decode/observation.ts';

export interface Story {
  readonly observations: Observation[];
  /** The process that the tracer launched. */
  first(pid: number): Actor;
  /** A process whose start nobody saw. */
  stranger(pid: number): Actor;
  /** Nanoseconds since the origin, of the last step. */
  now(): number;
  /** Lets milliseconds pass. */
  wait(ms: number): void;
}

/** A thread; the first of its process unless it came from `thread`. Every step returns the same actor. */
export interface Actor {
  readonly tid: Tid;
  spawn(pid: number, how?: { readonly silent?: boolean }): Actor;
  thread(tid: number): Actor;
  /** argv as words parted by spaces, or as a list. Called by a thread, the process's first thread is the one that goes on. */
  exec(path: string, argv: string | readonly string[]): Actor;
  failsToExec(path: string, errno: string): Actor;
  opens(path: string, open?: Partial<Pick<Open, 'access' | 'errno' | 'create'>>): Actor;
  chdir(path: string, errno?: string): Actor;
  mkdir(path: string, errno?: string): Actor;
  rmdir(path: string): Actor;
  /** Calls exit_group. */
  asksToExit(code: number): Actor;
  exits(code: number): Actor;
  killed(signal: string, coreDumped?: boolean): Actor;
}

const STEP = 1e6;

export function story(): Story {
  const observations: Observation[] = [];
  let now = 0;
  const at = () => {
    now += STEP;
    return nanos(now);
  };

  const actor = (self: number, pid: number): Actor => {
    const own = { tid: tid(self) };
    const say = (o: Observation): Actor => {
      observations.push(o);
      return me;
    };
    const me: Actor = {
      tid: own.tid,
      spawn(child, { silent = false } = {}) {
        const parent = own.tid;
        say({ kind: 'spawn', at: at(), child: tid(child), parent, thread: false, how: 'vfork', silent });
        return actor(child, child);
      },
      thread(child) {
        const parent = own.tid;
        say({ kind: 'spawn', at: at(), child: tid(child), parent, thread: true, how: 'clone', silent: true });
        return actor(child, pid);
      },
      exec: (path, argv) =>
        say({
          kind: 'exec',
          at: at(),
          tid: tid(pid),
          caller: own.tid,
          path,
          argv: typeof argv === 'string' ? argv.split(' ') : argv,
          argvWhole: true,
          errno: null,
        }),
      failsToExec: (path, errno) =>
        say({ kind: 'exec', at: at(), ...own, caller: own.tid, path, argv: [path], argvWhole: true, errno }),
      opens: (path, { access = 'read', errno = null, create = false } = {}) =>
        say({ kind: 'open', at: at(), ...own, path, access, create, truncate: false, directory: false, errno }),
      chdir: (path, errno) => say({ kind: 'chdir', at: at(), ...own, path, errno: errno ?? null }),
      mkdir: (path, errno) => say({ kind: 'mkdir', at: at(), ...own, path, errno: errno ?? null }),
      rmdir: (path) => say({ kind: 'remove', at: at(), ...own, path, directory: true, errno: null }),
      asksToExit: (code) => say({ kind: 'exiting', at: at(), ...own, code }),
      exits: (code) => say({ kind: 'exited', at: at(), ...own, code }),
      killed: (signal, coreDumped = false) => say({ kind: 'killed', at: at(), ...own, signal, coreDumped }),
    };
    return me;
  };

  const begin = (pid: number, how: 'first' | 'unseen'): Actor => {
    observations.push({ kind: 'spawn', at: at(), child: tid(pid), parent: null, thread: false, how, silent: false });
    return actor(pid, pid);
  };

  return {
    observations,
    first: (pid) => begin(pid, 'first'),
    stranger: (pid) => begin(pid, 'unseen'),
    now: () => now,
    wait(ms) {
      now += ms * STEP;
    },
  };
}

export const GO = '/usr/local/go/bin/go';
export const tool = (name: string): string => `/usr/local/go/pkg/tool/linux_amd64/${name}`;
export const WORK_DIR = '/tmp/go-build123';
/** An executable in the build cache. */
export const cachedExecutable = (name: string): string => `/home/u/.cache/go-build/3f/3f${'0a'.repeat(31)}-d/${name}`;
