/**
 * What tracing costs: go run and go build of a real module, warm and cold, plain, under gorun-trace, and under bare
 * strace with the same calls. Rounds are interleaved, so that a slow minute of the machine hits all alike.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, spread, table } from './statistics.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const GORUN_TRACE = join(ROOT, 'bin', 'gorun-trace.js');
/** A formatter of Go code: some 130 packages with the standard library's, a build of some 10 s on two cores. */
const MODULE = 'mvdan.cc/gofumpt';
const VERSION = 'v0.8.0';
/** The calls that gorun-trace has traced, src/capture/strace/arguments.ts: a test holds the two together. */
export const CALLS =
  'execve,execveat,clone,clone3,?fork,?vfork,exit_group,?open,openat,?openat2,?creat,chdir,fchdir,' +
  '?mkdir,mkdirat,?rmdir,?unlink,unlinkat,?rename,renameat,?renameat2';

export function benchTracing({ warmRounds, coldRounds }) {
  const base = mkdtempSync(join(tmpdir(), 'gorun-trace-bench-'));
  const place = preparePlace(base);
  try {
    const scenarios = [
      { name: 'warm go run', rounds: warmRounds, args: ['run', MODULE, '-version'], cold: false },
      { name: 'warm go build', rounds: warmRounds, args: ['build', '-o', join(base, 'out'), MODULE], cold: false },
      { name: 'cold go run', rounds: coldRounds, args: ['run', MODULE, '-version'], cold: true },
      { name: 'cold go build', rounds: coldRounds, args: ['build', '-o', join(base, 'out'), MODULE], cold: true },
    ];
    return scenarios.map((scenario) => measure(scenario, place)).join('\n\n');
  } finally {
    execFileSync('chmod', ['-R', 'u+w', base]);
    rmSync(base, { recursive: true, force: true });
  }
}

function preparePlace(base) {
  const env = {
    ...process.env,
    GOCACHE: join(base, 'gocache'),
    GOENV: 'off',
    HOME: base,
    TMPDIR: join(base, 'tmp'),
    GOFLAGS: '-modcacherw',
    GOMODCACHE: join(ROOT, 'node_modules', '.cache', 'gorun-trace', 'mod'),
  };
  const dir = join(base, 'module');
  for (const folder of [dir, env.TMPDIR]) mkdirSync(folder);
  writeFileSync(join(dir, 'go.mod'), `module bench\n\ngo 1.24\n\nrequire ${MODULE} ${VERSION}\n`);
  writeFileSync(join(dir, 'tools.go'), `//go:build tools\n\npackage bench\n\nimport _ "${MODULE}"\n`);
  run('go', ['mod', 'tidy'], { cwd: dir, env });
  // Two runs: the second caches the executable, as every later one finds it.
  for (let i = 0; i < 2; i++) run('go', ['run', MODULE, '-version'], { cwd: dir, env });
  cpSync(env.GOCACHE, `${env.GOCACHE}-warm`, { recursive: true, preserveTimestamps: true });
  return { dir, env, base };
}

const strace = (place, ...options) => [
  'strace',
  '-f',
  '-y',
  '-s',
  '131072',
  '-ttt',
  '-e',
  `trace=${CALLS}`,
  ...options,
  '-o',
  join(place.base, 'strace.log'),
  'go',
];

function measure({ name, rounds, args, cold }, place) {
  const variants = {
    untraced: ['go'],
    'gorun-trace': [process.execPath, GORUN_TRACE],
    'strace -f': strace(place),
    'strace -f --seccomp-bpf': strace(place, '--seccomp-bpf'),
  };
  const seconds = Object.fromEntries(Object.keys(variants).map((variant) => [variant, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [variant, command] of Object.entries(variants)) {
      if (cold) rmSync(place.env.GOCACHE, { recursive: true, force: true });
      else if (!existsSync(place.env.GOCACHE))
        cpSync(`${place.env.GOCACHE}-warm`, place.env.GOCACHE, { recursive: true, preserveTimestamps: true });
      rmSync(join(place.base, 'out'), { force: true });
      const took = run(command[0], [...command.slice(1), ...args], { cwd: place.dir, env: place.env });
      if (round >= 0) seconds[variant].push(took); // the first round warms the page cache
    }
  }
  if (cold) rmSync(place.env.GOCACHE, { recursive: true, force: true });
  const against = (variant, other) => seconds[variant].map((took, i) => took / seconds[other][i]);
  const more = (variant, other) => seconds[variant].map((took, i) => took - seconds[other][i]);
  const peer = 'strace -f --seccomp-bpf';
  const rows = [
    [`${name}, ${rounds} rounds`, 'seconds', '× untraced', `× ${peer}`, `s more than ${peer}`],
    ...Object.keys(variants).map((variant) => [
      `  ${variant}`,
      spread(seconds[variant]),
      spread(against(variant, 'untraced')),
      spread(against(variant, peer)),
      spread(more(variant, peer)),
    ]),
  ];
  const verdict = cold
    ? `aim: at most 1.10 × ${peer}; seen ${median(against('gorun-trace', peer)).toFixed(2)}`
    : `aim: at most 0.25 s more than ${peer}; seen ${median(more('gorun-trace', peer)).toFixed(2)} s`;
  return `${table(rows)}\n  ${verdict}`;
}

/** Seconds of wall time. A command that fails is no measurement. */
function run(file, args, options) {
  const started = performance.now();
  const result = spawnSync(file, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const took = (performance.now() - started) / 1000;
  if (result.status !== 0) throw new Error(`${file} ${args.join(' ')} failed: ${result.stderr || result.error}`);
  return took;
}
