/** How the run ended, and which process is to blame where one is. */
import { type Known, known, orUndefined } from '../base/known.ts';
import type { Exit } from '../model/exit.ts';
import type { Process, Role } from '../model/process.ts';
import type { Outcome, Run } from '../model/run.ts';
import type { Phase } from '../model/timeline.ts';
import { durationOf } from './action.ts';

export interface OutcomeFacts {
  readonly exit: Known<Exit>;
  readonly failed: Outcome['failed'];
  readonly program: Known<Exit>;
  readonly explanation: readonly string[];
  /** Nanoseconds from the start of go to its end. */
  readonly duration: Known<number>;
  /** The processes whose failure made it fail: compilers, the program, test binaries. */
  readonly blame: readonly Blame[];
  /** The last phase that had begun when it ended; null where no phase is known. */
  readonly during: Phase['name'] | null;
}

export interface Blame {
  readonly handle: string;
  readonly role: Role;
  readonly package: string | null;
  /** How it ended; missing where it never came to run. */
  readonly exit: Known<Exit>;
  /** The execve that failed, where that is the trouble. */
  readonly failedExec: { readonly path: string; readonly errno: string } | null;
}

export function askOutcome(run: Run): OutcomeFacts {
  const { outcome } = run;
  return {
    exit: outcome.exit,
    failed: outcome.failed,
    program: outcome.program,
    explanation: outcome.explanation,
    duration: durationOf(known(outcome.start), outcome.end),
    blame: blamed(run).map(toBlame),
    during: run.timeline.phases.findLast((phase) => phase.name !== 'clean up')?.name ?? null,
  };
}

/** Tools that fail only when the build does. gcc does not belong here: go probes for flags by letting it fail. */
const BUILD_TOOLS: ReadonlySet<Role> = new Set(['compile', 'asm', 'cgo', 'link', 'cover', 'pack', 'vet', 'preprofile']);

export const hasFailed = (process: Process): boolean => {
  const exit = orUndefined(process.exit);
  return exit !== undefined && !(exit.kind === 'code' && exit.code === 0);
};

function blamed(run: Run): readonly Process[] {
  const failed = run.processes.filter(hasFailed);
  switch (run.outcome.failed) {
    case 'build': {
      const tools = failed.filter((process) => BUILD_TOOLS.has(process.role));
      // A C compiler that worked for a package was no probe.
      return tools.length > 0 ? tools : failed.filter((p) => p.role === 'cc' && p.package.state === 'known');
    }
    case 'program': {
      const refused = run.processes.filter((p) => p.images.length === 0 && p.failedExecs.length > 0);
      const programs = run.processes.filter((process) => process.role === 'program');
      return programs.length > 0 ? programs : refused;
    }
    case 'test':
      return failed.filter((process) => process.role === 'test binary');
    default:
      return [];
  }
}

function toBlame(process: Process): Blame {
  const refusal = process.images.length === 0 ? process.failedExecs.at(-1) : undefined;
  return {
    handle: process.handle,
    role: process.role,
    package: orUndefined(process.package) ?? null,
    exit: process.exit,
    failedExec: refusal === undefined ? null : { path: refusal.path, errno: refusal.errno },
  };
}
