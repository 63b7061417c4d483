/** The Go versions that live tests run with, and how each is had on a fresh machine. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type GoName = 'installed' | 'go1.19' | 'go1.21' | 'go1.24' | 'newest';

/** Kept between runs of the suite, outside of the user's own caches. */
export const CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'gorun-trace');

export interface Go {
  readonly name: GoName;
  readonly binary: string;
  /** `go1.26.8`. */
  readonly version: string;
}

/** Toolchains come from the module proxy as modules of their own (Go >= 1.21 in PATH fetches them). */
const TOOLCHAINS: Partial<Record<GoName, string>> = { 'go1.21': 'go1.21.13', 'go1.24': 'go1.24.4', newest: 'go1.27.4' };

/** Debian's and Ubuntu's package golang-1.19 puts it here; .ci/run and `npm test` install it where apt-get is. */
const GO_1_19 = '/usr/lib/go-1.19/bin/go';

/** Throws with what to do when the version cannot be had. */
export function findGo(name: GoName): Go {
  if (name === 'go1.19') {
    if (!existsSync(GO_1_19)) throw new Error(`no ${GO_1_19}: install Debian's package golang-1.19`);
    return { name, binary: GO_1_19, version: 'go1.19.8' };
  }
  const toolchain = TOOLCHAINS[name] ?? 'local';
  const modules = join(CACHE, 'mod');
  mkdirSync(modules, { recursive: true });
  const ask = (variable: string) =>
    execFileSync('go', ['env', variable], {
      encoding: 'utf8',
      // Telemetry and build cache of their own: nothing of the user's is touched.
      env: {
        ...process.env,
        GOTOOLCHAIN: toolchain,
        GOMODCACHE: modules,
        GOFLAGS: '-modcacherw',
        GOENV: 'off',
        HOME: join(CACHE, 'home'),
      },
    }).trim();
  return { name, binary: join(ask('GOROOT'), 'bin', 'go'), version: ask('GOVERSION') };
}

export const userHome = (): string => homedir();
