/**
 * A place of its own for a live test: module, GOCACHE, HOME, TMPDIR and GOENV. The user's real caches are never
 * written to. A warm cache is made once per Go version and copied.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CACHE, findGo, type Go, type GoName } from './goVersions.ts';

const ROOT = join(import.meta.dirname, '..', '..');
export const COMMAND = join(ROOT, 'bin', 'gorun-trace.js');
const MODULES = join(ROOT, 'fixtures', 'modules');

export interface Sandbox {
  readonly go: Go;
  /** The module's folder. */
  readonly dir: string;
  readonly tmp: string;
  readonly gocache: string;
  readonly env: NodeJS.ProcessEnv;
  /** Plain go. */
  runGo(args: readonly string[], options?: RunOptions): Ended;
  /** gorun-trace with --go set to the sandbox's go. */
  trace(args: readonly string[], options?: RunOptions): Ended;
  /** Work dirs and other things that a run left in TMPDIR. */
  leftovers(): string[];
  remove(): void;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SandboxOptions {
  readonly go?: GoName;
  /** `warm`: the standard library's packages that the fixtures need are in the cache already. */
  readonly cache?: 'cold' | 'warm';
}

export function createSandbox(
  module: string,
  { go: name = 'installed', cache = 'warm' }: SandboxOptions = {},
): Sandbox {
  const go = findGo(name);
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'gorun-trace-test-')));
  const dir = join(base, 'module');
  const tmp = join(base, 'tmp');
  const gocache = join(base, 'gocache');
  cpSync(join(MODULES, module), dir, { recursive: true, filter: (path) => !path.includes('.gorun-trace') });
  for (const folder of [tmp, join(base, 'home')]) mkdirSync(folder);
  const env = environmentOf(go, base);
  if (cache === 'warm') execFileSync('cp', ['-a', warmCache(go), gocache]);
  const run = (file: string, args: readonly string[], options: RunOptions = {}): Ended => {
    const result = spawnSync(file, args, {
      cwd: options.cwd ?? dir,
      env: { ...env, ...options.env },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      ...(options.input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input: options.input }),
    });
    if (result.error) throw result.error;
    return { code: result.status, signal: result.signal, stdout: result.stdout, stderr: result.stderr };
  };
  return {
    go,
    dir,
    tmp,
    gocache,
    env,
    runGo: (args, options) => run(go.binary, args, options),
    trace: (args, options) => run(process.execPath, [COMMAND, '--go', go.binary, ...args], options),
    leftovers: () => readdirSync(tmp),
    remove: () => {
      execFileSync('chmod', ['-R', 'u+w', base]);
      rmSync(base, { recursive: true, force: true });
    },
  };
}

function environmentOf(go: Go, base: string): NodeJS.ProcessEnv {
  const { PATH, LANG } = process.env;
  return {
    PATH: `${join(go.binary, '..')}:${PATH}`,
    ...(LANG ? { LANG } : {}),
    HOME: join(base, 'home'),
    TMPDIR: join(base, 'tmp'),
    GOCACHE: join(base, 'gocache'),
    GOMODCACHE: join(CACHE, 'mod'),
    GOENV: join(base, 'home', 'goenv'),
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    ...certificates(),
  };
}

/** A machine behind a proxy names its certificates and proxies in the environment. */
function certificates(): NodeJS.ProcessEnv {
  const names = [
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'GOPROXY',
    'GONOSUMDB',
    'GOSUMDB',
    'GONOSUMCHECK',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
  ];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** A GOCACHE that holds what the fixture modules import. Made once per Go version, some 10 to 30 s. */
export function warmCache(go: Go): string {
  const cache = join(CACHE, `warm-${go.version}`);
  if (existsSync(cache)) return cache;
  mkdirSync(CACHE, { recursive: true });
  const base = mkdtempSync(join(CACHE, 'making-'));
  for (const folder of ['home', 'tmp']) mkdirSync(join(base, folder));
  for (const module of ['demo', 'tests', 'cgo']) {
    const dir = join(base, module);
    cpSync(join(MODULES, module), dir, { recursive: true });
    for (const args of [
      ['build', './...'],
      ['vet', './...'],
      ['test', '-vet=off', '-run', 'XXX', './...'],
    ]) {
      execFileSync(go.binary, args, { cwd: dir, env: environmentOf(go, base), stdio: 'pipe' });
    }
  }
  try {
    renameSync(join(base, 'gocache'), cache);
  } catch (error) {
    // Another run of the suite was quicker; its cache is as good.
    if (!existsSync(cache)) throw error;
  }
  rmSync(base, { recursive: true, force: true });
  return cache;
}
