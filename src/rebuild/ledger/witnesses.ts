/**
 * What each witness says of a row: whether its output was taken from somewhere (`hit`) or made now (`miss`).
 * A witness that cannot tell says `unclear`, or nothing where it was not there at all.
 */
import { posix } from 'node:path';
import type { Evidence } from '../../model/cache.ts';
import type { Process, Role } from '../../model/process.ts';
import type { CacheLookups, EntryOpens } from '../cacheLookups.ts';
import { workPathOf } from '../workPath.ts';
import type { LedgerInput } from './input.ts';
import type { Row } from './rows.ts';

export interface Testimony {
  readonly graph: Evidence | null;
  readonly opens: OpensTestimony | null;
  readonly processes: Evidence | null;
  readonly importCfg: (Evidence & { readonly file: string }) | null;
}

export type OpensTestimony = Evidence & {
  readonly asked: 'absent' | 'found' | 'half entry' | 'not asked';
  /** Whether an entry was put there. What is absent and not put was not made, or could not be. */
  readonly put: boolean;
};

export interface Witnesses {
  about(row: Row): Testimony;
  /** Those that worked for it. */
  processesOf(handle: string): readonly Process[];
}

export function callWitnesses(
  input: LedgerInput,
  rows: readonly Row[],
  joined: ReadonlyMap<string, { readonly action: string }>,
): Witnesses {
  const byAction = new Map<string, Process[]>();
  for (const process of input.processes) {
    const action = joined.get(process.handle)?.action;
    if (action === undefined) continue;
    const there = byAction.get(action);
    if (there === undefined) byAction.set(action, [process]);
    else there.push(process);
  }
  // GOCACHEPROG answers through a pipe: what go does not open, it may have asked all the same.
  const lookups = (input.goEnv.GOCACHEPROG ?? '') === '' ? input.lookups : null;
  const entries = lookups === null ? null : indexEntries(lookups);
  const servedFrom = indexImportCfgs(input, rows);
  const processesOf = (handle: string): readonly Process[] => byAction.get(handle) ?? [];
  return {
    processesOf,
    about: (row) => ({
      graph: askGraph(row),
      opens: entries === null ? null : askOpens(row, entries, input.watched === 'all'),
      processes: input.watched === 'none' ? null : askProcesses(row, processesOf(row.handle), input.watched === 'all'),
      importCfg: row.kind === 'build' ? (servedFrom.get(row.handle) ?? null) : null,
    }),
  };
}

/** cmd/go notes the command lines that it ran for an action, and the build ID once its output is there. */
function askGraph(row: Row): Evidence | null {
  const by = 'actiongraph';
  const ran = row.commands.length;
  if (row.kind === 'test') return null;
  if (row.node.start === null) return null;
  if (ran > 0 && makesOutput(row)) {
    return {
      by,
      says: 'miss',
      detail: `${ran} command${ran === 1 ? '' : 's'}, the last ${toolIn(row.commands.at(-1) ?? '')}`,
    };
  }
  if (row.kind === 'vet') return { by, says: 'unclear', detail: 'no command was run for it' };
  if (row.contentId !== '') {
    const detail = ran > 0 ? 'cgo was run again for its sources, the archive was there' : 'a build ID and no command';
    return { by, says: 'hit', detail };
  }
  return row.actionId === '' ? null : { by, says: 'unclear', detail: 'an action ID, no command and no output' };
}

/** A package that was found may still need its generated sources, for vet: cgo alone makes no archive. */
const makesOutput = (row: Row): boolean =>
  row.kind !== 'build' || row.contentId === '' || row.commands.some((command) => toolIn(command) === 'compile');

/** The tool's name in a command line of the graph, which may begin with `cd DIR\n` or an -toolexec program. */
function toolIn(command: string): string {
  const words = command.split(/\s+/);
  const inToolDir = words.find((word) => /\/pkg\/tool\/[^/]+\/[^/]+$/.test(word));
  return posix.basename(inToolDir ?? words[0] ?? '').replace(/\.exe$/, '');
}

type EntryIndex = ReadonlyMap<string, { readonly id: string; readonly opens: EntryOpens }>;

/** By the first 30 hex digits, which is what a build ID tells of an action ID. */
const indexEntries = (lookups: CacheLookups): EntryIndex =>
  new Map([...lookups.entries].map(([id, opens]) => [id.slice(0, 30), { id, opens }]));

function askOpens(row: Row, entries: EntryIndex, allWatched: boolean): OpensTestimony | null {
  const by = 'cache opens';
  if (row.actionHex === null) return null;
  const entry = entries.get(row.actionHex);
  if (entry === undefined) {
    if (!allWatched) return null;
    return { by, says: 'unclear', asked: 'not asked', put: false, detail: `${short(row.actionHex)} was never opened` };
  }
  const { opens } = entry;
  const name = short(entry.id);
  const { firstFound, firstAbsent, firstWritten } = opens;
  if (firstAbsent !== null && (firstFound === null || firstAbsent < firstFound)) {
    return {
      by,
      says: 'miss',
      asked: 'absent',
      put: firstWritten !== null,
      detail: `openat ${name} = ENOENT${firstWritten === null ? '' : ', written later'}`,
    };
  }
  if (firstFound !== null && (firstWritten === null || firstFound < firstWritten)) {
    return firstWritten === null
      ? { by, says: 'hit', asked: 'found', put: false, detail: `openat ${name} found it` }
      : {
          by,
          says: 'miss',
          asked: 'half entry',
          put: true,
          detail: `openat ${name} found it, and it was written all the same`,
        };
  }
  return { by, says: 'miss', asked: 'not asked', put: true, detail: `${name} was written without being asked for` };
}

/** `3f/3f2a01…-a`: enough to find the file. */
const short = (hex: string): string => `${hex.slice(0, 2)}/${hex.slice(0, 12)}…-a`;

const MAKER: Readonly<Record<Row['kind'], Role>> = { build: 'compile', link: 'link', vet: 'vet', test: 'test binary' };

function askProcesses(row: Row, processes: readonly Process[], allWatched: boolean): Evidence | null {
  const by = 'processes';
  const role = MAKER[row.kind];
  const maker = processes.find((process) => process.role === role);
  if (maker !== undefined) return { by, says: 'miss', detail: `${maker.handle} is its ${role}` };
  const other = processes[0];
  if (other !== undefined)
    return { by, says: 'unclear', detail: `${other.handle} (${other.role}) worked for it, no ${role}` };
  // Who never was begun has no process either.
  const begun = row.kind === 'build' || row.kind === 'link' ? row.actionId !== '' : row.node.start !== null;
  if (!allWatched || !begun) return null;
  // Without an output there is nothing that could have been taken from somewhere; vets and tests tell of none.
  const taken = row.contentId !== '';
  return { by, says: taken ? 'hit' : 'unclear', detail: `no ${role} ran for it` };
}

/** Which file served a package, told by the importcfg of those that import it. */
function indexImportCfgs(
  input: LedgerInput,
  rows: readonly Row[],
): ReadonlyMap<string, Evidence & { readonly file: string }> {
  const builds = rows.filter((row) => row.kind === 'build');
  const byObjdir = new Map(builds.flatMap((row) => (row.objdir === null ? [] : [[row.objdir, row] as const])));
  const byPackage = new Map<string, Row | null>();
  for (const row of builds) byPackage.set(row.node.package, byPackage.has(row.node.package) ? null : row);
  const served = new Map<string, Evidence & { readonly file: string }>();
  for (const [path, { packageFiles }] of input.importCfgs) {
    for (const [importPath, file] of packageFiles) {
      const place = workPathOf(file);
      // A package and its test variant share an import path: then only a file in an objdir tells which is meant.
      const row = place === null ? byPackage.get(importPath) : byObjdir.get(place.objdir ?? '');
      if (row == null || served.has(row.handle)) continue;
      served.set(row.handle, {
        by: 'importcfg',
        says: place === null ? 'hit' : 'miss',
        detail: `${posix.basename(posix.dirname(path))}/${posix.basename(path)} has ${importPath}=${file}`,
        file,
      });
    }
  }
  return served;
}
