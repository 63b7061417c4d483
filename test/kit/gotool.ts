/** Recordings of real go commands in fixtures/gotool, ready for rebuilding; manifest.json tells how they were made. */
import { existsSync, readFileSync } from 'node:fs';
import { nanos, tid } from '../../src/base/brand.ts';
import { known, missing } from '../../src/base/known.ts';
import { decodeActionGraph } from '../../src/decode/gotool/actionGraph.ts';
import { decodeDebugTrace } from '../../src/decode/gotool/debugTrace.ts';
import { decodeGoEnv } from '../../src/decode/gotool/goEnv.ts';
import { decodeImportCfg } from '../../src/decode/gotool/importCfg.ts';
import type { ActionNode, ImportCfg, TraceSpan } from '../../src/decode/gotool/records.ts';
import type { Open } from '../../src/decode/observation.ts';
import type { Process, Role } from '../../src/model/process.ts';
import type { Verb } from '../../src/model/run.ts';
import { type CacheLookups, createCacheLookups } from '../../src/rebuild/cacheLookups.ts';
import type { LedgerInput } from '../../src/rebuild/ledger.ts';

const ROOT = new URL('../../fixtures/gotool/', import.meta.url);

interface Manifest {
  readonly originSeconds: number;
  readonly recordings: readonly { readonly name: string; readonly command: readonly string[] }[];
}

const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

export const manifest: Manifest = JSON.parse(read('manifest.json'));

export interface Recording {
  readonly verb: Verb;
  readonly args: readonly string[];
  readonly graphText: string;
  readonly nodes: readonly ActionNode[];
  /** Null where the recording has no debug trace. */
  readonly spans: readonly TraceSpan[] | null;
  readonly goEnv: Readonly<Record<string, string>>;
  readonly opens: readonly Open[];
  readonly processes: readonly Process[];
  readonly importCfgs: ReadonlyMap<string, ImportCfg>;
}

export function recording(name: string): Recording {
  const command = manifest.recordings.find((each) => each.name === name)?.command;
  if (command === undefined) throw new Error(`no recording ${name} in fixtures/gotool/manifest.json`);
  const graphText = read(`${name}/actiongraph.json`);
  return {
    verb: command[1] as Verb,
    args: command.slice(2),
    graphText,
    nodes: decodeActionGraph(graphText, manifest.originSeconds).value,
    spans: ifThere(`${name}/debug-trace.json`, (text) => decodeDebugTrace(text, manifest.originSeconds).value),
    goEnv: decodeGoEnv(read(`${name}/go-env.json`)).value,
    opens: linesOf(read(`${name}/opens.tsv`)).map(openIn),
    processes: linesOf(read(`${name}/processes.ndjson`)).map((line) => processIn(JSON.parse(line))),
    importCfgs: new Map(
      ifThere(`${name}/importcfgs.json`, (text) =>
        Object.entries<string>(JSON.parse(text)).map(([path, cfg]) => [path, decodeImportCfg(cfg)] as const),
      ) ?? [],
    ),
  };
}

/** All that was recorded, as the pipeline would hand it over. */
export const ledgerInput = (from: Recording, changes: Partial<LedgerInput> = {}): LedgerInput => ({
  command: { verb: from.verb, args: from.args },
  goEnv: from.goEnv,
  graph: { nodes: from.nodes, trouble: null },
  lookups: lookupsOf(from.opens),
  processes: from.processes,
  watched: 'all',
  importCfgs: from.importCfgs,
  fileSizes: new Map(),
  responseFiles: new Map(),
  ...changes,
});

export function lookupsOf(opens: readonly Open[]): CacheLookups {
  const fold = createCacheLookups();
  for (const open of opens) fold.open(open, 'p-1');
  return fold.summary();
}

export const openOf = (path: string, changes: Partial<Open> = {}): Open => ({
  kind: 'open',
  at: nanos(0),
  tid: tid(1),
  path,
  access: 'read',
  create: false,
  truncate: false,
  directory: false,
  errno: null,
  ...changes,
});

interface ProcessLine {
  readonly handle: string;
  readonly role: Role;
  readonly start: number;
  readonly end: number | null;
  readonly code: number | null;
  readonly path: string;
  readonly at: number;
  readonly argv: readonly string[];
  readonly parent?: string | null;
}

/** A process as a Run has it, from the few facts that matter here. */
const processIn = (line: ProcessLine): Process => ({
  handle: line.handle,
  pid: Number(line.handle.slice(2)),
  parent: line.parent ?? (line.role === 'go' ? null : 'p-1'),
  start: line.start,
  end: line.end === null ? missing('not seen') : known(line.end),
  exit: line.code === null ? missing('not seen') : known({ kind: 'code', code: line.code }),
  threads: 1,
  images: [{ at: line.at, path: line.path, argv: line.argv, cwd: missing('not recorded') }],
  failedExecs: [],
  role: line.role,
  package: missing('not joined'),
  action: null,
  resources: missing('not polled'),
  opens: 0,
  failedOpens: 0,
});

/** A process of the role, from `start` to `end`, with this command line. */
export const processOf = (
  handle: string,
  role: Role,
  argv: readonly string[],
  start = 0,
  end: number | null = 1,
): Process => processIn({ handle, role, start, end, code: 0, path: argv[0] ?? '', at: start, argv });

/** A node of the action graph that was worked on from 1 to 2. */
export const nodeOf = (id: number, mode: string, changes: Partial<ActionNode> = {}): ActionNode => ({
  id,
  mode,
  package: 'example.com/shop',
  deps: [],
  args: [],
  objdir: '',
  target: '',
  failed: false,
  vetxOnly: false,
  needBuild: mode === 'build',
  actionId: '',
  buildId: '',
  ready: 1,
  start: 1,
  done: 2,
  commands: [],
  ...changes,
});

/** An ID of 20 characters that begins with the letter. */
export const idOf = (letter: string): string => letter.repeat(20);

function openIn(line: string): Open {
  const [at = '', errno = '', access = '', ...path] = line.split('\t');
  return openOf(path.join('\t'), {
    at: nanos(Number(at)),
    errno: errno === '-' ? null : errno,
    access: access as Open['access'],
    create: access !== 'read',
  });
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

function ifThere<T>(path: string, use: (text: string) => T): T | null {
  return existsSync(new URL(path, ROOT)) ? use(read(path)) : null;
}
