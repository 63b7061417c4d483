/** The words that several reports share. */
import type { ActionRow, VerdictKind } from '../../ask/action.ts';
import type { Blame } from '../../ask/outcome.ts';
import type { ProcessBrief } from '../../ask/processes.ts';
import type { Known } from '../../base/known.ts';
import type { Verdict } from '../../model/cache.ts';
import type { Exit } from '../../model/exit.ts';
import type { Role } from '../../model/process.ts';
import type { Outcome } from '../../model/run.ts';
import type { WorkDir } from '../../model/work.ts';
import { visible } from '../invisible.ts';
import { quoteCommand } from '../shellQuote.ts';
import { formatDuration } from '../units.ts';

/** `exit 3`, `SIGSEGV`, `SIGSEGV, core dumped`. */
export const exitWords = (exit: Exit): string =>
  exit.kind === 'code' ? `exit ${exit.code}` : `${visible(exit.signal)}${exit.coreDumped ? ', core dumped' : ''}`;

/** What a signal usually means (signal(7)). */
const SIGNALS: Readonly<Record<string, string>> = {
  SIGSEGV: 'it touched memory that is not its own',
  SIGBUS: 'it touched memory that has no backing, as of a file cut short',
  SIGABRT: 'it gave itself up',
  SIGILL: 'it came to an instruction that this processor does not have',
  SIGFPE: 'an arithmetic fault',
  SIGKILL: 'somebody killed it, or the kernel did when memory ran out',
  SIGTERM: 'somebody asked it to end',
  SIGINT: 'Ctrl-C',
  SIGQUIT: 'Ctrl-\\',
  SIGHUP: 'its terminal went away',
  SIGPIPE: 'nobody reads its output any more',
};

export const signalMeaning = (signal: string): string | undefined => SIGNALS[signal];

/** `ended with exit 3`, `was killed by SIGSEGV (it touched memory that is not its own)`. */
export function endedWords(exit: Exit): string {
  if (exit.kind === 'code') return `ended with exit ${exit.code}`;
  const meaning = signalMeaning(exit.signal);
  const core = exit.coreDumped ? ', core dumped' : '';
  return `was killed by ${visible(exit.signal)}${meaning === undefined ? '' : ` (${meaning})`}${core}`;
}

/** `1.84 s`; `>1.84 s` where the end was not seen; `?`. */
export function timeWords(duration: Known<number>): string {
  switch (duration.state) {
    case 'known':
      return formatDuration(duration.value);
    case 'partial':
      return `>${formatDuration(duration.value)}`;
    case 'missing':
      return '?';
  }
}

/** The last element of a path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1) || path;

const isTool = (role: Role): boolean =>
  !['go', 'nested go', 'program', 'child of program', 'other', 'wrapper'].includes(role);

/** What a process is in a few words: `compile example.com/app/api`, `go run main.go`, `main --flag`. */
export function processName(brief: Pick<ProcessBrief, 'role' | 'package' | 'path' | 'argv'>): string {
  if (isTool(brief.role)) return brief.package === null ? brief.role : `${brief.role} ${visible(brief.package)}`;
  if (brief.path === null) return brief.role === 'program' ? 'program, not started' : 'a copy of its parent';
  const [, ...rest] = brief.argv;
  return quoteCommand([baseName(brief.path), ...rest]).join(' ');
}

/** `api`, `link app`, `vet api`, `tests of api`. */
export function actionName({ kind, package: path }: Pick<ActionRow, 'kind' | 'package'>): string {
  const name = visible(path);
  if (kind === 'build') return name;
  return kind === 'test' ? `tests of ${name}` : `${kind} ${name}`;
}

export function verdictWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'hit':
      return 'hit';
    case 'miss':
      return MISS_HOW[verdict.how];
    case 'installed':
      return `up to date in ${visible(verdict.where)}`;
    case 'forced':
      return `forced: ${visible(verdict.why)}`;
    case 'not needed':
      return 'not needed';
    case 'unknown':
      return `unknown: ${visible(verdict.why)}`;
  }
}

const MISS_HOW: Readonly<Record<(Verdict & { kind: 'miss' })['how'], string>> = {
  absent: 'missed',
  'half entry': 'missed: the entry was there, its data was not',
  'not asked': 'missed: go did not ask for it',
  unseen: 'missed',
};

/** For a column: one word. */
export const verdictWord: Readonly<Record<VerdictKind, string>> = {
  hit: 'hit',
  miss: 'missed',
  forced: 'forced',
  unknown: 'unknown',
  installed: 'installed',
  'not needed': 'not needed',
};

export function blameWords(blame: Blame): string {
  const what = blame.package === null ? blame.role : `${blame.role} ${visible(blame.package)}`;
  if (blame.failedExec !== null) return `${what} could not be started: ${errnoWords(blame.failedExec.errno)}`;
  return blame.exit.state === 'missing' ? what : `${what} ${endedWords(blame.exit.value)}`;
}

/** What execve(2) means by it. */
const ERRNOS: Readonly<Record<string, string>> = {
  ENOEXEC: 'exec format error',
  EACCES: 'permission denied',
  ENOENT: 'no such file, or no interpreter for it',
  E2BIG: 'arguments and environment are too long',
  ENOMEM: 'out of memory',
  ETXTBSY: 'the file is open for writing',
};

export function errnoWords(errno: string): string {
  const words = ERRNOS[errno];
  return words === undefined ? visible(errno) : `${words} (${errno})`;
}

/** One word for a column. */
export function outcomeWord(failed: Outcome['failed'], exit: Known<Exit>): string {
  if (failed === 'interrupted') return 'interrupted';
  if (exit.state === 'missing') return 'end not seen';
  return exitWords(exit.value);
}

export function removalWords(removedBy: WorkDir['removedBy']): string {
  switch (removedBy) {
    case 'go':
      return 'removed by go';
    case 'gorun-trace':
      return 'removed by gorun-trace after reading it';
    case 'kept':
      return 'kept, as -work asks';
    case 'unknown':
      return 'its removal was not seen';
  }
}
