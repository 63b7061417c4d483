/** The Go versions that live tests run with, and how each is had on a fresh machine. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export type GoName = 'installed' | 'go1.19' | 'go1.21' | 'go1.24' | 'newest';

/** Kept between runs of the suite, outside of the user's own caches. */
export const CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'gorun-trace');

export interface Go {
  readonly name: GoName;
  readonly binary: string;
  /** `go1.26.8`. */
  readonly version: string;
}

/** From the module proxy, where Go's own releases since 1.21 lie as modules. Any Go >= 1.19 can fetch them. */
const RELEASES = { 'go1.21': 'go1.21.13', 'go1.24': 'go1.24.4', newest: 'go1.27.4' } as const;

/** Debian's and Ubuntu's package golang-1.19 puts it here; installTools.ts installs it. */
const GO_1_19 = '/usr/lib/go-1.19/bin/go';

const found = new Map<GoName, Go>();

/** Throws with what to do when the version cannot be had. */
export function findGo(name: GoName): Go {
  const go = found.get(name) ?? locate(name);
  found.set(name, go);
  return go;
}

function locate(name: GoName): Go {
  const binary =
    name === 'go1.19'
      ? GO_1_19
      : name === 'installed'
        ? join(goEnv('go', 'GOROOT'), 'bin', 'go')
        : fetchRelease(RELEASES[name]);
  if (!existsSync(binary)) throw new Error(`no ${binary}: install Debian's package golang-1.19`);
  return { name, binary, version: goEnv(binary, 'GOVERSION') };
}

function fetchRelease(release: string): string {
  const platform = `linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}`;
  const root = join(CACHE, 'mod', 'golang.org', `toolchain@v0.0.1-${release}.${platform}`);
  const binary = join(root, 'bin', 'go');
  if (!existsSync(binary)) {
    mkdirSync(CACHE, { recursive: true });
    run('go', ['mod', 'download', `golang.org/toolchain@v0.0.1-${release}.${platform}`]);
  }
  // What cmd/go does itself when it switches to a release (toolchain/select.go): a module's files are not
  // executable, and cannot hold a go.mod of another module by that name.
  const tools = join(root, 'pkg', 'tool', platform.replace('-', '_'));
  for (const folder of [join(root, 'bin'), tools])
    for (const file of readdirSync(folder)) chmodSync(join(folder, file), 0o755);
  for (const path of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (basename(path) === '_go.mod') copyFileSync(join(root, 'src', path), join(root, 'src', dirname(path), 'go.mod'));
  }
  return binary;
}

const goEnv = (go: string, name: string): string => run(go, ['env', name]).trim();

/** Nothing of the user's own is touched: module cache, telemetry and settings are those of the suite. */
function run(go: string, args: string[]): string {
  const own = {
    GOTOOLCHAIN: 'local',
    GOMODCACHE: join(CACHE, 'mod'),
    GOCACHE: join(CACHE, 'build'),
    GOFLAGS: '-modcacherw',
    GOENV: 'off',
    HOME: CACHE,
  };
  mkdirSync(CACHE, { recursive: true });
  // In an empty folder: no go.mod of somebody else's asks for another toolchain.
  return execFileSync(go, args, {
    encoding: 'utf8',
    cwd: CACHE,
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
