/** Runs that a report must be able to tell, each named after what happened. */
import { known, missing } from '../../src/base/known.ts';
import type { Run } from '../../src/model/run.ts';
import { aProcess, aRun, COMPLETE, code, HIT, type MadeSpec, MISSED, ms, signal, WORK } from './run.ts';

const app = 'example.com/app';
const main: MadeSpec = { package: app, ms: 140, needs: [`${app}/api`] };
const link: MadeSpec = { package: app, kind: 'link', ms: 310, needs: [app] };

const cold = (count: number): readonly MadeSpec[] => [
  ...Array.from({ length: count - 2 }, (_, i) => ({
    package: i === 40 ? 'net/http' : i === 7 ? 'runtime' : `internal/p${String(i).padStart(3, '0')}`,
    ms: i === 40 ? 2100 : i === 7 ? 1700 : 40 + ((i * 37) % 160),
    needs: i === 0 ? [] : ['runtime'],
  })),
  { package: app, ms: 140, needs: ['net/http'] },
  { ...link, ms: 640 },
];

const edited: readonly MadeSpec[] = [
  { package: `${app}/util`, ms: 210 },
  { package: `${app}/api`, ms: 920, needs: [`${app}/util`] },
  main,
  link,
];

export const SITUATIONS = {
  'warm, all hits': aRun({ hits: 212 }),

  'cold, 186 misses': aRun({ hits: 0, made: cold(186), loadMs: 240, probes: 6, program: { ms: 25 } }),

  'one file edited, a cascade of three': aRun({ hits: 209, made: edited }),

  'compile error': aRun({
    hits: 209,
    made: [
      { package: `${app}/util`, ms: 210 },
      { package: `${app}/api`, ms: 90, exit: code(2), needs: [`${app}/util`] },
    ],
    others: [
      { package: app, verdict: { kind: 'unknown', why: 'go never came to it' } },
      { package: app, kind: 'link', verdict: { kind: 'unknown', why: 'go never came to it' } },
    ],
    program: null,
    exit: code(1),
    failed: 'build',
  }),

  'program ends with 3': aRun({
    program: { ms: 820, exit: code(3), argv: ['main', '--port', '80 80'] },
    exit: code(1),
    failed: 'program',
  }),

  'program killed by SIGSEGV': aRun({
    hits: 209,
    made: [main, link],
    program: { ms: 60, exit: signal('SIGSEGV', true) },
    exit: code(1),
    failed: 'program',
  }),

  'exec format error': notExecutable(),

  'go test, cached and failed': aRun({
    verb: 'test',
    args: ['./...'],
    hits: 180,
    made: [
      { package: `${app}/api`, ms: 800 },
      { package: `${app}/api`, ms: 300, kind: 'link' },
      { package: `${app}/api`, ms: 40, kind: 'vet' },
      { package: `${app}/api`, ms: 450, kind: 'test', exit: code(1) },
      { package: `${app}/web`, ms: 150, kind: 'test' },
    ],
    others: [
      { package: `${app}/util`, kind: 'test', verdict: HIT },
      { package: `${app}/store`, kind: 'test', verdict: HIT },
      { package: `${app}/store`, kind: 'link', verdict: { kind: 'not needed' } },
    ],
    exit: code(1),
    failed: 'test',
  }),

  'Go 1.19, always linked': aRun({
    go: 'go1.19.8',
    hits: 3,
    made: [{ ...link, verdict: { kind: 'forced', why: 'go run links on every run before Go 1.24' } }],
    others: Array.from({ length: 37 }, (_, i) => ({
      package: `internal/p${i}`,
      verdict: { kind: 'installed', where: 'GOROOT/pkg' } as const,
    })),
  }),

  'tool track, no processes': aRun({ track: 'tool', hits: 209, made: edited }),

  'sources torn': aRun({
    hits: 209,
    made: edited,
    sources: COMPLETE.map((source) =>
      source.name === 'strace'
        ? { ...source, state: 'torn', records: 4120, reason: 'strace was killed after 1.2 s' }
        : source.name === 'proc'
          ? { ...source, state: 'missing', records: 0, reason: '/proc is mounted with hidepid=2' }
          : source,
    ),
    notes: [
      {
        code: 'strace-died',
        severity: 'error',
        count: 1,
        text: 'strace ended before go did; what happened later was not seen',
      },
      {
        code: 'strace-line-torn',
        severity: 'data loss',
        count: 1,
        text: 'the last line of the log is cut: 4112 openat(AT_FD',
      },
      { code: 'process-without-end', severity: 'data loss', count: 9, text: 'the end of p-12 was not seen' },
      {
        code: 'processes-never-sampled',
        severity: 'info',
        count: 1,
        text: 'p-3 (tool id compile, pid 28172) lived between two looks at /proc',
      },
    ],
  }),

  'interrupted by Ctrl-C': aRun({
    hits: 140,
    made: [{ package: 'net/http', ms: 1500 }],
    others: Array.from({ length: 30 }, (_, i) => ({
      package: `example.com/late/p${i}`,
      verdict: { kind: 'unknown', why: 'go never came to it' } as const,
    })),
    program: null,
    exit: code(1),
    failed: 'interrupted',
  }),

  'action graph missing': withoutGraph(),

  'a build of 400 packages': aRun({
    verb: 'build',
    args: ['-o', 'server', './cmd/server'],
    hits: 0,
    made: cold(400),
    loadMs: 900,
  }),

  'a daemon left behind': aRun({
    program: {
      ms: 40,
      children: [
        { argv: ['sh', '-c', 'sleep 600 &'], ms: 8 },
        { argv: ['sleep', '600'], ms: null },
      ],
    },
    notes: [
      { code: 'daemon-left', severity: 'info', count: 1, text: 'p-8 sleep outlived the run and was left alone' },
      { code: 'strace-stayed', severity: 'info', count: 1, text: 'strace stays until p-8 ends' },
    ],
  }),
} satisfies Readonly<Record<string, Run>>;

export type Situation = keyof typeof SITUATIONS;

/** go run with GOARCH=arm64 on amd64: fork, execve refused, exit 1. */
function notExecutable(): Run {
  const run = aRun({
    hits: 211,
    made: [link],
    env: { GOARCH: 'arm64' },
    program: null,
    exit: code(1),
    failed: 'program',
    explanation: [
      'exec format error: the file is an executable for linux/arm64, this machine runs linux/amd64.',
      'Build for this machine with: GOARCH=amd64 go run main.go; or name a program that can run it: go run -exec qemu-aarch64 main.go',
    ],
  });
  const at = run.processes.reduce((latest, { end }) => Math.max(latest, end.state === 'known' ? end.value : 0), 0);
  const refused = aProcess({
    handle: `p-${run.processes.length + 1}`,
    pid: 4300,
    role: 'program',
    start: at - ms(30),
    end: known(at - ms(29)),
    exit: known(code(253)),
    failedExecs: [{ at: at - ms(29), path: `${WORK}/b001/exe/main`, errno: 'ENOEXEC' }],
  });
  return {
    ...run,
    processes: [...run.processes, refused],
    outcome: { ...run.outcome, program: missing('it never started') },
  };
}

function withoutGraph(): Run {
  const run = aRun({ hits: 209, made: edited });
  const actions = run.cache.actions.map((action) => ({
    ...action,
    evidence: action.evidence.filter(({ by }) => by !== 'actiongraph'),
    start: missing<number>('the action graph is missing'),
    end: missing<number>('the action graph is missing'),
  }));
  return {
    ...run,
    cache: { ...run.cache, actions },
    sources: run.sources.map((source) =>
      source.name === 'actiongraph'
        ? { ...source, state: 'missing', records: 0, reason: 'go was killed before it wrote it' }
        : source,
    ),
    notes: [
      {
        code: 'actiongraph-missing',
        severity: 'data loss',
        count: 1,
        text: 'no action graph: packages and times are from processes alone',
      },
    ],
  };
}

/** Names chosen to harm a terminal. */
export const HOSTILE = aRun({
  args: ['main.go', '\x1b[2J\x1b]0;owned\x07', 'two\nlines', '\u202egnp.exe', 'x'.repeat(10_000)],
  hits: 3,
  made: [
    { package: 'evil.com/\x1b[31mred\x1b[0m', ms: 300, verdict: MISSED },
    { package: `evil.com/${'deep/'.repeat(400)}end`, ms: 200 },
    { package: 'evil.com/\u05e9\u05dc\u05d5\u05dd/\u202eabc', ms: 100 },
  ],
  program: { ms: 10, argv: ['ma\rin', "it's", '$(reboot)', '\u0007'] },
  notes: [
    {
      code: 'work-file-lost',
      severity: 'data loss',
      count: 2,
      text: 'could not read \x1b]8;;http://evil\x07 file\nnext',
    },
  ],
});
