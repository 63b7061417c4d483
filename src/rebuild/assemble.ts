/** The last step of the fold: what was seen and what cmd/go says of itself become a Run. */
import { posix } from 'node:path';
import { type Known, known, missing, orUndefined } from '../base/known.ts';
import type { ActionNode, ImportCfg, TraceSpan } from '../decode/gotool/records.ts';
import type { SessionEvent, TapeHeader } from '../decode/session/event.ts';
import type { Process, Role } from '../model/process.ts';
import { RUN_SCHEMA, RUN_VERSION, type Run, type Source } from '../model/run.ts';
import type { CacheLookupFold } from './cacheLookups.ts';
import type { ActionOfProcess } from './ledger/join.ts';
import { joinProcessesToActions, rebuildLedger } from './ledger.ts';
import type { Notes } from './notes.ts';
import { rebuildOutcome } from './outcome.ts';
import { indexPackages, objdirOf } from './packages.ts';
import type { ProcessTree } from './processes.ts';
import { expandArguments } from './responseFile.ts';
import { commandName, type RoleFacts } from './roles.ts';
import type { Samples } from './samples.ts';
import { createStandings } from './standings.ts';
import { rebuildTimeline } from './timeline.ts';
import { toProcesses } from './toProcesses.ts';
import { noteProcesses, noteRecords, noteSession, noteWork } from './witnessNotes.ts';
import type { WorkDirs } from './work.ts';
import { workPathOf } from './workPath.ts';

/** What cmd/go says of itself: known, partial where the file is torn, missing with the reason. */
export interface ToolRecords {
  readonly actions: Known<readonly ActionNode[]>;
  readonly spans: Known<readonly TraceSpan[]>;
  readonly goEnv: Known<Readonly<Record<string, string>>>;
  /** By the path of the file: `/tmp/go-build1/b003/importcfg`. */
  readonly importCfgs: ReadonlyMap<string, ImportCfg>;
  readonly sources: readonly Source[];
}

/** What the fold has gathered. */
export interface Folded {
  readonly header: TapeHeader;
  readonly tree: ProcessTree;
  readonly facts: RoleFacts;
  readonly lookups: CacheLookupFold;
  readonly work: WorkDirs;
  readonly samples: Samples;
  readonly session: readonly SessionEvent[];
  /** Text of response files, by absolute path. */
  readonly responseFiles: ReadonlyMap<string, string>;
  /** Bytes of the files in work dirs, by absolute path. */
  readonly fileSizes: ReadonlyMap<string, number>;
  readonly notes: Notes;
}

export function assemble(folded: Folded, records: ToolRecords): Run {
  const { header, tree, work, samples, session, responseFiles, notes } = folded;
  tree.finish();
  const nodes = orUndefined(records.actions) ?? [];
  const goEnv = orUndefined(records.goEnv) ?? {};
  const watched = watchedBy(records.sources, session);
  const root = tree.root();
  const traced = toProcesses(tree.all(), {
    standings: createStandings(header.verb, { ...folded.facts, compilers: compilersOf(goEnv) }, tree.root),
    index: indexPackages(nodes),
    samples,
    responseFiles,
    whyEndless: whyEndless(session),
  });
  const seen = [...traced.values()];
  const workDir = (root === undefined ? null : work.madeBy(root)) ?? workDirOf(nodes);
  const goes = new Set([...traced].flatMap(([{ ordinal }, { role }]) => (role === 'go' ? String(ordinal) : [])));
  const { ledger, notes: doubts } = rebuildLedger({
    command: header,
    goEnv,
    graph:
      records.actions.state === 'missing'
        ? { missing: records.actions.reason }
        : { nodes, trouble: records.actions.state === 'partial' ? records.actions.reason : null },
    lookups: watched === 'none' ? null : folded.lookups.summary(goes),
    processes: seen,
    watched,
    importCfgs: records.importCfgs,
    fileSizes: sizesIn(workDir, folded.fileSizes),
    responseFiles,
  });
  const joined = joinProcessesToActions(seen, ledger.actions, { workDir, responseFiles });
  const processes = seen.map((process) => withAction(process, joined.get(process.handle)));
  const outcome = rebuildOutcome({
    command: header,
    host: header.host,
    processes,
    goEnv,
    planned: nodes.length > 0,
    watched: watched !== 'none' && processes.length > 0,
    session,
  });
  const dirs = work.finish({
    handleOf: (process) => traced.get(process)?.handle ?? null,
    root,
    packageOfObjdir: packagesByObjdir(nodes, processes, responseFiles),
    nodes,
    actions: ledger.actions,
    seenInProc: samples.each,
  });
  noteSession(session, notes);
  noteRecords(records, notes);
  noteProcesses(processes, samples.ticks() > 0, notes);
  noteWork(dirs, processes[0]?.handle ?? null, outcome.failed, notes);
  notes.add(doubts);
  return {
    schema: RUN_SCHEMA,
    version: RUN_VERSION,
    id: header.id,
    recordedBy: header.recordedBy,
    origin: new Date(header.originSeconds * 1000).toISOString(),
    command: { verb: header.verb, args: header.args, argv: header.argv, cwd: header.cwd },
    go: { version: versionOf(records.goEnv), binary: header.goBinary, env: goEnv },
    host: header.host,
    track: header.track,
    outcome,
    processes,
    work: dirs,
    cache: ledger,
    timeline: rebuildTimeline({
      verb: header.verb,
      spans: orUndefined(records.spans) ?? null,
      nodes: records.actions.state === 'missing' ? null : nodes,
      processes,
      start: outcome.start,
      end: orUndefined(outcome.end) ?? lastSeen(processes, session),
    }),
    sources: records.sources,
    notes: notes.list(),
  };
}

/** Whether a process that was not seen was not there. */
function watchedBy(sources: readonly Source[], session: readonly SessionEvent[]): 'all' | 'some' | 'none' {
  const strace = sources.find((source) => source.name === 'strace');
  if (strace === undefined || strace.state === 'missing' || strace.state === 'not used') return 'none';
  const whole = strace.state === 'complete' && !session.some((event) => event.event === 'strace died');
  return whole ? 'all' : 'some';
}

function whyEndless(session: readonly SessionEvent[]): string {
  if (session.some((event) => event.event === 'strace died')) return 'strace was gone before it ended';
  if (session.some((event) => event.event === 'strace stayed')) return 'it lived on when the recording ended';
  return 'the recording ends before it does';
}

/** The latest time that anybody told: where the recording stops. */
function lastSeen(processes: readonly Process[], session: readonly SessionEvent[]): number {
  const told = session.reduce((latest, event) => Math.max(latest, event.at), 0);
  return processes.reduce((latest, { start, end }) => Math.max(latest, orUndefined(end) ?? start), told);
}

/** CC may hold flags: `gcc -m32`. */
const compilersOf = (goEnv: Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set(
    ['CC', 'CXX', 'FC', 'AR']
      .map((name) => commandName(goEnv[name]?.split(' ')[0] ?? ''))
      .filter((name) => name !== ''),
  );

const workDirOf = (nodes: readonly ActionNode[]): string | null =>
  nodes.map((node) => workPathOf(node.objdir)).find((place) => place !== null)?.work ?? null;

const sizesIn = (workDir: string | null, sizes: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  workDir === null
    ? new Map()
    : new Map(
        [...sizes].flatMap(([path, bytes]) =>
          path.startsWith(`${workDir}/`) ? [[path.slice(workDir.length + 1), bytes] as const] : [],
        ),
      );

/** Where the process itself could not tell its package, its action does. */
function withAction(process: Process, joined: ActionOfProcess | undefined): Process {
  if (joined === undefined || process.role === 'pidfd probe') return process;
  const told = process.package.state !== 'missing';
  return { ...process, action: joined.action, package: told ? process.package : known(joined.package) };
}

const WORKS_IN_OBJDIR: ReadonlySet<Role> = new Set(['compile', 'asm', 'link', 'cgo', 'cover', 'vet', 'cc']);

/** `/tmp/go-build1/b002` to its package: the action graph's word before that of a tool's arguments. */
function packagesByObjdir(
  nodes: readonly ActionNode[],
  processes: readonly Process[],
  responseFiles: ReadonlyMap<string, string>,
): ReadonlyMap<string, Known<string>> {
  const packages = new Map<string, Known<string>>();
  for (const process of processes) {
    const image = process.images.at(-1);
    if (image === undefined || !WORKS_IN_OBJDIR.has(process.role) || process.package.state === 'missing') continue;
    const objdir = objdirOf(expandArguments(image.argv, responseFiles));
    if (objdir !== null && packages.get(objdir)?.state !== 'known') packages.set(objdir, process.package);
  }
  const index = indexPackages(nodes);
  for (const node of nodes) {
    if (node.objdir === '') continue;
    const objdir = posix.join(node.objdir, '.').replace(/\/$/, '');
    const name = index.ofObjdir(objdir)?.built ?? index.ofObjdir(objdir)?.tested;
    if (name) packages.set(objdir, known(name));
  }
  return packages;
}

function versionOf(goEnv: ToolRecords['goEnv']): Known<string> {
  if (goEnv.state === 'missing') return goEnv;
  return goEnv.value.GOVERSION ? known(goEnv.value.GOVERSION) : missing('go env told no GOVERSION');
}
