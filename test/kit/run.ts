/**
 * Builds Runs for tests from what matters in them: `aRun({ hits: 209, made: [{ package: 'util', ms: 210 }] })`.
 * Packages are made one after the other, each by one compiler; processes, objdirs, phases and totals follow.
 */
import { known, missing } from '../../src/base/known.ts';
import type { CacheAction, CacheLedger, Evidence, Verdict } from '../../src/model/cache.ts';
import type { Exit } from '../../src/model/exit.ts';
import type { Note } from '../../src/model/note.ts';
import type { Process, Role } from '../../src/model/process.ts';
import { type Outcome, RUN_SCHEMA, RUN_VERSION, type Run, type Source, type Verb } from '../../src/model/run.ts';
import type { Phase } from '../../src/model/timeline.ts';
import type { Objdir, WorkDir } from '../../src/model/work.ts';

export interface RunSpec {
  readonly id?: string;
  readonly verb?: Verb;
  readonly args?: readonly string[];
  readonly go?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly track?: 'strace' | 'tool';
  /** Packages that came from the cache. */
  readonly hits?: number;
  /** In the order in which they are made. */
  readonly made?: readonly MadeSpec[];
  /** Actions that cost nothing: installed, not needed, unknown. */
  readonly others?: readonly {
    readonly package: string;
    readonly kind?: CacheAction['kind'];
    readonly verdict: Verdict;
  }[];
  /** Milliseconds of loading. */
  readonly loadMs?: number;
  /** -V=full probes. */
  readonly probes?: number;
  readonly program?: ProgramSpec | null;
  readonly exit?: Exit;
  readonly failed?: Outcome['failed'];
  readonly explanation?: readonly string[];
  readonly notes?: readonly Note[];
  readonly sources?: readonly Source[];
  readonly work?: Partial<WorkDir>;
}

export interface MadeSpec {
  readonly package: string;
  readonly ms: number;
  readonly kind?: CacheAction['kind'];
  /** Default: missed, absent. */
  readonly verdict?: Verdict;
  /** Import paths of packages made before it. */
  readonly needs?: readonly string[];
  readonly exit?: Exit;
}

export interface ProgramSpec {
  readonly ms: number;
  readonly exit?: Exit;
  readonly argv?: readonly string[];
  readonly from?: 'work dir' | 'cache';
  readonly children?: readonly { readonly argv: readonly string[]; readonly ms: number | null; readonly exit?: Exit }[];
}

export const code = (value: number): Exit => ({ kind: 'code', code: value });
export const signal = (name: string, coreDumped = false): Exit => ({ kind: 'signal', signal: name, coreDumped });
export const MISSED: Verdict = { kind: 'miss', how: 'absent' };
export const HIT: Verdict = { kind: 'hit' };
export const ms = (value: number): number => value * 1e6;

export const WORK = '/tmp/go-build1837465';
export const GOCACHE = '/home/gopher/.cache/go-build';
const TOOLS = '/usr/local/go/pkg/tool/linux_amd64';
/** A run begins somewhere within the tape's first second. */
const START = ms(500);

export const COMPLETE: readonly Source[] = [
  { name: 'strace', state: 'complete', records: 8412 },
  { name: 'proc', state: 'complete', records: 96 },
  { name: 'actiongraph', state: 'complete', records: 420 },
  { name: 'debug-trace', state: 'complete', records: 1260 },
  { name: 'go-env', state: 'complete', records: 24 },
  { name: 'work-files', state: 'complete', records: 9 },
];

export function aRun(spec: RunSpec = {}): Run {
  const track = spec.track ?? 'strace';
  const clock = { now: START };
  const phases: Phase[] = [];
  const phase = (name: Phase['name'], length: number) => {
    if (length <= 0) return;
    phases.push({ name, start: clock.now, end: clock.now + length, evidence: 'debug-trace' });
    clock.now += length;
  };
  const processes: Process[] = [];
  const begin = (of: Partial<Process> & { role: Role; argv: readonly string[]; path: string }): Process => {
    const process = aProcess({ handle: `p-${processes.length + 1}`, pid: 4100 + processes.length, ...of });
    processes.push(process);
    return process;
  };

  const verb = spec.verb ?? 'run';
  const args = spec.args ?? ['main.go'];
  begin({ role: 'go', path: '/usr/local/go/bin/go', argv: ['go', verb, ...args], start: START, parent: null });
  phase('load', ms(spec.loadMs ?? 120));
  const probes = Array.from(
    { length: spec.probes ?? 4 },
    (_, i) => ['compile', 'link', 'asm', 'vet'][i % 4] ?? 'compile',
  );
  for (const tool of probes) {
    const path = `${TOOLS}/${tool}`;
    begin({ role: 'tool id', path, argv: [path, '-V=full'], start: clock.now, end: known(clock.now + ms(3)) });
  }

  const made = spec.made ?? [];
  const actions: CacheAction[] = hitActions(spec.hits ?? 209);
  const objdirs: Objdir[] = [];
  const handles = handleCounter(actions);
  const build = { start: clock.now, length: 0 };
  for (const item of made) {
    const kind = item.kind ?? 'build';
    const handle = handles(kind);
    const objdir = `b${String(objdirs.length + 1).padStart(3, '0')}`;
    const start = clock.now;
    const end = start + ms(item.ms);
    const tool = ({ build: 'compile', link: 'link', vet: 'vet', test: 'test binary' } as const)[kind];
    const path = kind === 'test' ? `${WORK}/${objdir}/${item.package.split('/').at(-1)}.test` : `${TOOLS}/${tool}`;
    const worker = begin({
      role: tool,
      path,
      argv:
        kind === 'test' ? [path, '-test.timeout=10m0s'] : [path, '-o', `${WORK}/${objdir}/_pkg_.a`, '-p', item.package],
      package: known(item.package),
      action: handle,
      start,
      end: known(end),
      exit: known(item.exit ?? code(0)),
    });
    actions.push(
      anAction({
        handle,
        kind,
        package: item.package,
        verdict: item.verdict ?? MISSED,
        start: known(start),
        end: known(end),
        commands: 1,
        processes: [worker.handle],
        objdir,
        bytes: known(240_000),
        needs: (item.needs ?? []).flatMap((of) => actions.findLast((action) => action.package === of)?.handle ?? []),
        evidence: says('miss'),
      }),
    );
    objdirs.push(anObjdir(objdir, item.package, handle, start));
    clock.now = end;
    build.length += ms(item.ms);
  }
  for (const { kind = 'build', ...other } of spec.others ?? []) {
    actions.push(anAction({ handle: handles(kind), kind, ...other }));
  }
  clock.now = build.start;
  const linkLength = made.reduce((sum, item) => sum + (item.kind === 'link' ? ms(item.ms) : 0), 0);
  const testLength = made.reduce((sum, item) => sum + (item.kind === 'test' ? ms(item.ms) : 0), 0);
  phase('build', Math.max(ms(20), build.length - linkLength - testLength));
  phase('link', linkLength);
  phase('tests', testLength);

  const program = spec.program === undefined ? (verb === 'run' ? { ms: 150 } : null) : spec.program;
  if (program !== null) {
    addProgram(program, begin, clock.now, made.some((item) => item.kind === 'link') ? 'work dir' : 'cache');
    phase('program', ms(program.ms));
  }
  phase('clean up', ms(12));
  const end = clock.now;
  const exit = spec.exit ?? code(0);

  const work: WorkDir = {
    path: WORK,
    owner: 'p-1',
    created: known(START + ms(4)),
    removed: known(end - ms(6)),
    removedBy: 'gorun-trace',
    objdirs,
    bytes: known(objdirs.length * 1_400_000),
    files: known(objdirs.length * 3),
    peakBytes: missing('the work dir lived for less than a second'),
    evidence: [{ by: 'mkdir', count: 1, example: `mkdirat(AT_FDCWD, "${WORK}", 0700) = 0` }],
    ...spec.work,
  };
  const withoutProcesses = (action: CacheAction): CacheAction => ({
    ...action,
    processes: [],
    evidence: action.evidence.filter(({ by }) => by === 'actiongraph'),
  });
  const ledger = track === 'strace' ? actions : actions.map(withoutProcesses);
  return {
    schema: RUN_SCHEMA,
    version: RUN_VERSION,
    id: spec.id ?? '20261121-204500-3f2a',
    recordedBy: '0.1.0',
    origin: '2026-11-21T20:45:00.000Z',
    command: {
      verb,
      args,
      argv: ['/usr/local/go/bin/go', verb, '-work', '-debug-actiongraph=/tmp/tape/actiongraph.json', ...args],
      cwd: '/home/gopher/app',
    },
    go: {
      version: known(spec.go ?? 'go1.26.8'),
      binary: '/usr/local/go/bin/go',
      env: {
        GOOS: 'linux',
        GOARCH: 'amd64',
        GOHOSTOS: 'linux',
        GOHOSTARCH: 'amd64',
        GOCACHE,
        GOFLAGS: '',
        CGO_ENABLED: '1',
        ...spec.env,
      },
    },
    host: { platform: 'linux', arch: 'x64', kernel: '6.12.0', cpus: 2 },
    track: {
      name: track,
      watchers: track === 'strace' ? ['strace 6.1'] : [],
      reasons: track === 'strace' ? ['strace 6.1 is here and ptrace is allowed'] : ['strace is not installed'],
    },
    outcome: {
      exit: known(exit),
      failed: spec.failed ?? 'no',
      program: program === null ? missing('no program ran') : known(program.exit ?? code(0)),
      explanation: spec.explanation ?? [],
      start: START,
      end: known(end),
    },
    processes:
      track === 'strace'
        ? processes.map((p) => (p.handle === 'p-1' ? { ...p, end: known(end), exit: known(exit) } : p))
        : [],
    work: [work],
    cache: aLedger(
      ledger,
      made.reduce((sum, item) => sum + (item.kind === 'test' ? 0 : ms(item.ms)), 0),
    ),
    timeline: {
      phases,
      loadedPackages: known(ledger.length),
      busyByRole: { compile: build.length - linkLength - testLength, link: linkLength },
      concurrency:
        track === 'tool'
          ? []
          : [
              { at: build.start, running: 2 },
              { at: build.start + build.length, running: 0 },
            ],
    },
    sources:
      spec.sources ??
      (track === 'strace'
        ? COMPLETE
        : COMPLETE.map((s) =>
            s.name === 'strace' ? { ...s, state: 'not used', records: 0, reason: 'strace is not installed' } : s,
          )),
    notes: spec.notes ?? [],
  };
}

function addProgram(
  { argv = ['main'], from, exit = code(0), children = [], ms: length }: ProgramSpec,
  begin: (of: Partial<Process> & { role: Role; argv: readonly string[]; path: string }) => Process,
  at: number,
  usually: 'work dir' | 'cache',
): void {
  const name = argv[0] ?? 'main';
  const path = (from ?? usually) === 'cache' ? `${GOCACHE}/3f/3f2a77c1-d/${name}` : `${WORK}/b001/exe/${name}`;
  const program = begin({
    role: 'program',
    path,
    argv: [path, ...argv.slice(1)],
    start: at,
    end: known(at + ms(length)),
    exit: known(exit),
  });
  for (const child of children) {
    begin({
      role: 'child of program',
      path: `/usr/bin/${child.argv[0]}`,
      argv: child.argv,
      parent: program.handle,
      start: at + ms(5),
      end: child.ms === null ? missing('it outlived the run') : known(at + ms(5) + ms(child.ms)),
      exit: child.ms === null ? missing('it outlived the run') : known(child.exit ?? code(0)),
    });
  }
}

/** A process under p-1 that ended well. */
export function aProcess(of: Partial<Process> & { argv?: readonly string[]; path?: string } = {}): Process {
  const { argv, path, ...rest } = of;
  const start = of.start ?? START;
  const images = path === undefined ? [] : [{ at: start, path, argv: argv ?? [path], cwd: known('/home/gopher/app') }];
  return {
    handle: 'p-2',
    pid: 4101,
    parent: 'p-1',
    start,
    end: known(start + ms(100)),
    exit: known(code(0)),
    threads: 1,
    images,
    failedExecs: [],
    role: 'compile',
    package: missing('no package'),
    action: null,
    resources: missing('it lived too short to be sampled'),
    opens: 12,
    failedOpens: 1,
    ...rest,
  };
}

/** A hit without any cost. */
export function anAction(of: Partial<CacheAction> = {}): CacheAction {
  return {
    handle: 'pkg-1',
    kind: 'build',
    package: 'errors',
    graphId: 7,
    actionId: known('eLTjkk5X8qMZtq7WJ3bA'),
    actionHex: known('78b4e3924e57f2a319b6aed6277dc0'),
    contentId: known('Zk3N1uYhQm2nVtq7WJ3b'),
    verdict: HIT,
    start: missing('go never came to it'),
    end: missing('go never came to it'),
    commands: 0,
    processes: [],
    objdir: null,
    bytes: missing('its file was not seen'),
    needs: [],
    evidence: [],
    ...of,
  };
}

const says = (verdict: 'hit' | 'miss'): readonly Evidence[] => [
  { by: 'actiongraph', says: verdict, detail: verdict === 'hit' ? 'no command was run' : '1 command was run' },
  {
    by: 'cache opens',
    says: verdict,
    detail: `openat 78/78b4e3924e57f2a319b6aed6277dc0…-a = ${verdict === 'hit' ? '7' : 'ENOENT'}`,
  },
];

const STD = [
  'errors',
  'internal/cpu',
  'runtime',
  'sync',
  'io',
  'unicode/utf8',
  'strconv',
  'reflect',
  'fmt',
  'os',
  'net/http',
];

const hitActions = (count: number): CacheAction[] =>
  Array.from({ length: count }, (_, i) =>
    anAction({
      handle: `pkg-${i + 1}`,
      graphId: i + 2,
      package: STD[i] ?? `example.com/dep/p${String(i).padStart(3, '0')}`,
      start: known(START + ms(121) + i * 1000),
      end: known(START + ms(121) + i * 1000 + 40_000),
      bytes: known(180_000),
      evidence: says('hit'),
    }),
  );

function handleCounter(actions: readonly CacheAction[]): (kind: CacheAction['kind']) => string {
  const counts = new Map<string, number>([['build', actions.length]]);
  return (kind) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return `${kind === 'build' ? 'pkg' : kind}-${count}`;
  };
}

const anObjdir = (name: string, of: string, action: string, created: number): Objdir => ({
  name,
  package: known(of),
  action,
  created: known(created),
  files: [
    { path: 'importcfg', bytes: known(812), kind: 'importcfg', kept: true },
    { path: '_pkg_.a', bytes: known(1_399_188), kind: 'archive', kept: false },
  ],
});

function aLedger(actions: readonly CacheAction[], missTime: number): CacheLedger {
  const count = (kind: Verdict['kind']) => actions.filter((action) => action.verdict.kind === kind).length;
  return {
    dir: known(GOCACHE),
    actions,
    totals: {
      hit: count('hit'),
      miss: count('miss'),
      forced: count('forced'),
      installed: count('installed'),
      notNeeded: count('not needed'),
      unknown: count('unknown'),
      missTime: count('miss') === 0 ? 0 : missTime,
      bytesWritten: known(count('miss') * 240_000),
    },
    otherLookups: { found: 12, absent: 55 },
  };
}

/** A plain terminal. */
export const SCREEN = { color: false, width: 80, unicode: true } as const;
