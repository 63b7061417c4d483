/** Notes on what the witnesses did not see, and on what they saw left behind. */
import { type Known, orUndefined } from '../base/known.ts';
import type { SessionEvent } from '../decode/session/event.ts';
import type { NoteSink } from '../model/note.ts';
import type { Process } from '../model/process.ts';
import type { Outcome } from '../model/run.ts';
import type { WorkDir } from '../model/work.ts';

/** What gorun-trace itself could not do. */
export function noteSession(session: readonly SessionEvent[], notes: NoteSink): void {
  for (const event of session) {
    switch (event.event) {
      case 'probe failed':
        noteProbe(event.probe, event.why, notes);
        break;
      case 'strace died':
        notes.note('strace-died', 'data loss', 'strace was gone before the processes that it watched.');
        break;
      case 'strace stayed':
        notes.note(
          'strace-stayed',
          'info',
          `strace still watches process ${event.pid}, which lives on; what it does is recorded no more.`,
        );
        break;
      case 'store elsewhere':
        notes.note('store-elsewhere', 'info', `The recording is not kept in ${event.wanted}: ${event.why}.`);
        break;
    }
  }
}

function noteProbe(probe: string, why: string, notes: NoteSink): void {
  if (probe === 'proc') notes.note('proc-unavailable', 'info', `Not all of /proc can be seen: ${why}.`);
  else if (probe === 'work-dir') notes.note('work-dir-left', 'info', `The work dir could not be removed: ${why}.`);
  // The action graph, the trace and go env tell themselves that they are missing.
}

export function noteProcesses(processes: readonly Process[], sampled: boolean, notes: NoteSink): void {
  const root = processes[0];
  // Where the tracer was gone before go, what has no end was lost with it and is no daemon.
  const goEnd = root?.end.state === 'known' ? root.end.value : undefined;
  for (const process of processes) {
    const end = orUndefined(process.end);
    if (process.end.state !== 'known' && !(goEnd !== undefined && outlives(process, goEnd))) {
      notes.note('process-without-end', 'data loss', `The end of ${describe(process)} was not seen.`);
    }
    if (goEnd !== undefined && outlives(process, goEnd)) {
      const how = end === undefined ? 'and was not seen to end' : `for ${((end - goEnd) / 1e9).toFixed(1)} s`;
      notes.note('daemon-left', 'info', `${describe(process)} lived on when go had ended, ${how}.`);
    }
    if (sampled && process.resources.state === 'missing' && process.role !== 'pidfd probe') {
      notes.note(
        'processes-never-sampled',
        'info',
        `${describe(process)} lived between two looks at /proc: its memory and CPU time are not known.`,
      );
    }
  }
}

/** What dies with go may be written a moment after it. */
const WITH_GO = 100e6;

/** go's telemetry child is meant to live on, and short of that nothing is. */
function outlives(process: Process, goEnd: number): boolean {
  if (process.role === 'telemetry') return false;
  const end = orUndefined(process.end);
  return end === undefined ? process.end.state === 'missing' && process.start < goEnd : end > goEnd + WITH_GO;
}

function describe(process: Process): string {
  const of = orUndefined(process.package);
  return `${process.handle} (${process.role}${of === undefined ? '' : ` ${of}`}, pid ${process.pid})`;
}

export function noteWork(
  work: readonly WorkDir[],
  root: string | null,
  failed: Outcome['failed'],
  notes: NoteSink,
): void {
  const own = work.find((dir) => dir.owner === root && root !== null) ?? work.find((dir) => dir.owner === null);
  if (own === undefined) {
    if (failed !== 'usage' && failed !== 'unknown') {
      notes.note('work-dir-unseen', 'info', 'Nobody saw the work dir of the go command.');
    }
    return;
  }
  if (own.removed.state === 'missing' && own.removedBy !== 'kept') {
    notes.note('work-dir-left', 'info', `${own.path} was not seen to be removed.`);
  }
}

/** The action graph's own trouble is told by the ledger, which needs it. */
export function noteRecords(
  { spans, goEnv }: { readonly spans: Known<unknown>; readonly goEnv: Known<unknown> },
  notes: NoteSink,
): void {
  if (spans.state !== 'known') {
    notes.note('debug-trace-missing', 'info', `go's own trace is not whole: ${spans.reason}.`);
  }
  if (goEnv.state !== 'known') notes.note('go-env-missing', 'info', `What go env says is not known: ${goEnv.reason}.`);
}
