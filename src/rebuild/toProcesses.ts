/** From the processes of the fold to those of the Run: handles, roles, packages, resources, ends. */
import { type Known, known, missing, partial } from '../base/known.ts';
import type { Process } from '../model/process.ts';
import { type PackageIndex, packageOf, type Worker } from './packages.ts';
import type { TracedProcess } from './processes.ts';
import { expandArguments } from './responseFile.ts';
import type { Samples } from './samples.ts';
import type { Standings } from './standings.ts';

export interface ProcessFacts {
  readonly standings: Standings;
  readonly index: PackageIndex;
  readonly samples: Samples;
  /** Arguments behind `@/tmp/args123`, by path. */
  readonly responseFiles: ReadonlyMap<string, string>;
  /** Why processes without an end have none. */
  readonly whyEndless: string;
}

/** Parents before children, the traced go command first; by their start otherwise. No action is joined yet. */
export function toProcesses(traced: readonly TracedProcess[], facts: ProcessFacts): Map<TracedProcess, Process> {
  const root = traced[0];
  const sorted = [...traced].sort(
    (a, b) => Number(b === root) - Number(a === root) || a.start - b.start || a.ordinal - b.ordinal,
  );
  const processes = new Map<TracedProcess, Process>();
  for (const process of sorted) {
    const parent = process.parent === null ? undefined : processes.get(process.parent);
    const handle = `p-${processes.size + 1}`;
    processes.set(process, toProcess(process, handle, parent, facts));
  }
  return processes;
}

function toProcess(process: TracedProcess, handle: string, parent: Process | undefined, facts: ProcessFacts): Process {
  const standing = facts.standings.of(process);
  const image = process.images.at(-1);
  const refused = process.failedExecs.at(-1);
  const worker: Worker = {
    standing,
    image:
      image !== undefined
        ? { path: image.path, argv: expandArguments(image.argv, facts.responseFiles) }
        : refused !== undefined
          ? { path: refused.path, argv: [refused.path] }
          : null,
    parent:
      process.parent === null || parent === undefined
        ? null
        : { standing: facts.standings.of(process.parent), package: parent.package },
  };
  return {
    handle,
    pid: process.pid,
    parent: parent?.handle ?? null,
    start: process.start,
    ...endOf(process, facts.whyEndless),
    threads: process.threads,
    images: process.images,
    failedExecs: process.failedExecs,
    role: standing.role,
    package: packageOf(worker, facts.index),
    action: null,
    resources: facts.samples.of(process.pid, process.start, process.ended?.at ?? null),
    opens: process.opens,
    failedOpens: process.failedOpens,
  };
}

function endOf(process: TracedProcess, whyEndless: string): { end: Known<number>; exit: Process['exit'] } {
  const { ended, asked, lost } = process;
  if (ended !== null) return { end: known(ended.at), exit: known(ended.exit) };
  const why = lost ?? whyEndless;
  if (asked === null) return { end: missing(why), exit: missing(why) };
  return {
    end: partial(asked.at, `it called exit_group then; ${why}`),
    exit: partial({ kind: 'code', code: asked.code }, `it called exit_group so; ${why}`),
  };
}
