/**
 * The fold that joins them all: observations, looks at /proc, session events and work files go in as they come,
 * live or from a tape; `finish` adds what cmd/go says of itself and gives the Run.
 */
import type { Observation } from '../decode/observation.ts';
import type { ProcTick } from '../decode/proc/tick.ts';
import type { SessionEvent, TapeHeader } from '../decode/session/event.ts';
import type { ObservationSink } from '../decode/sink.ts';
import type { WorkFileRecord } from '../decode/work/record.ts';
import type { Role } from '../model/process.ts';
import type { Run } from '../model/run.ts';
import { assemble, type ToolRecords } from './assemble.ts';
import { createCacheLookups } from './cacheLookups.ts';
import { createNotes } from './notes.ts';
import { createProcessTree, type TracedProcess } from './processes.ts';
import { type Progress, progressOf } from './progress.ts';
import type { RoleFacts, Standing } from './roles.ts';
import { createSamples } from './samples.ts';
import { createStandings } from './standings.ts';
import { createWorkDirs } from './work.ts';

export type { ToolRecords } from './assemble.ts';
export type { Progress } from './progress.ts';

export interface Rebuild extends ObservationSink {
  tick(tick: ProcTick): void;
  session(event: SessionEvent): void;
  workFile(record: WorkFileRecord): void;
  progress(): Progress;
  /** The work dir of the traced go command, as soon as go made it. */
  workDir(): string | null;
  /** Pids that were seen to start and not to end. */
  alive(): readonly number[];
  /** Response files (`tool @/tmp/args123`) of tools that started since the last call. */
  newResponseFiles(): readonly string[];
  finish(records: ToolRecords): Run;
}

export function createRebuild(header: TapeHeader): Rebuild {
  const notes = createNotes();
  const tree = createProcessTree(header.cwd, notes);
  const facts: RoleFacts = { goArgs: header.argv.slice(1), compilers: new Set() };
  const standings = createStandings(header.verb, facts, tree.root);
  const lookups = createCacheLookups();
  const work = createWorkDirs();
  const samples = createSamples();
  const session: SessionEvent[] = [];
  const responseFiles = new Map<string, string>();
  const fileSizes = new Map<string, number>();
  /** As of now; kept, because an open a microsecond asks for it. */
  const living = new Map<TracedProcess, Standing>();
  let named: string[] = [];
  let compiled = 0;
  let building = false;

  const standingOf = (process: TracedProcess): Standing => {
    const before = living.get(process);
    if (before !== undefined) return before;
    const standing = standings.of(process);
    if (process.ended === null && process.lost === null) living.set(process, standing);
    return standing;
  };

  /** What the traced process was before it became go is our doing, and nobody's business. */
  const isLauncher = (o: Observation): boolean =>
    header.launcher !== null && o.kind === 'exec' && o.path === header.launcher && tree.root()?.images.length === 0;

  const follow = (o: Observation, process: TracedProcess): void => {
    if (o.kind === 'exec' && o.errno === null) {
      living.delete(process);
      const { role } = standingOf(process);
      if (!BUILDERS.has(role)) return;
      building = true;
      const only = o.argv.length === 2 ? o.argv[1] : undefined;
      if (only?.startsWith('@/')) named.push(only.slice(1));
    } else if (process.ended !== null || process.lost !== null) {
      if (standingOf(process).role === 'compile' && isSuccess(process)) compiled++;
      living.delete(process);
    }
  };

  return {
    note: notes.note,
    observe(o) {
      if (isLauncher(o)) return;
      const process = tree.observe(o);
      if (process === undefined) return;
      if (o.kind === 'open') {
        const { role } = standingOf(process);
        if (role === 'go' || role === 'nested go') lookups.open(o, String(process.ordinal));
        work.observe(o, process, role);
        return;
      }
      follow(o, process);
      work.observe(o, process, standingOf(process).role);
    },
    tick: samples.add,
    session(event) {
      session.push(event);
      work.session(event);
    },
    workFile(record) {
      work.file(record);
      if (record.path.startsWith('/') && record.text !== undefined) responseFiles.set(record.path, record.text);
      else fileSizes.set(`${record.work}/${record.path}`, record.bytes);
      if (record.lost !== undefined) notes.note('work-file-lost', 'info', `${record.path}: ${record.lost}.`);
    },
    progress: () =>
      progressOf(
        [...tree.alive()].map((process) => ({ process, standing: standingOf(process) })),
        { compiled, building, processes: tree.all().length },
      ),
    workDir() {
      for (const process of tree.alive()) {
        const path = standingOf(process).role === 'go' ? work.madeBy(process) : null;
        if (path !== null) return path;
      }
      const root = tree.root();
      return root === undefined ? null : work.madeBy(root);
    },
    alive: () => [...tree.alive()].map((process) => process.pid),
    newResponseFiles() {
      const fresh = named;
      named = [];
      return fresh;
    },
    finish: (records) =>
      assemble({ header, tree, facts, lookups, work, samples, session, responseFiles, fileSizes, notes }, records),
  };
}

/** Whose `@file` is a response file of cmd/go's. A program's may be anything, and is nobody's business. */
const BUILDERS: ReadonlySet<Role> = new Set<Role>(['compile', 'asm', 'link', 'cgo', 'cover']);

const isSuccess = (process: TracedProcess): boolean =>
  process.ended?.exit.kind === 'code' && process.ended.exit.code === 0;
