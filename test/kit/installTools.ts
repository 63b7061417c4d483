/**
 * Global setup of the live tests: gets what they need and a machine may lack. Packages are installed only by root
 * on a machine with apt-get; elsewhere the tests that miss something say what.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findGo, type GoName } from './goVersions.ts';
import { warmCache } from './sandbox.ts';

export default function setup(): void {
  if (!existsSync('/usr/lib/go-1.19/bin/go') && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('installing golang-1.19 with apt-get');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'golang-1.19', 'gcc', 'libc6-dev'], {
      env,
      stdio: 'inherit',
    });
  }
  for (const name of ['installed', 'go1.19', 'go1.21', 'go1.24', 'newest'] satisfies GoName[]) {
    const started = performance.now();
    try {
      const go = findGo(name);
      warmCache(go);
      say(`${name}: ${go.version}, its warm cache is there (${((performance.now() - started) / 1000).toFixed(0)} s)`);
    } catch (error) {
      say(`${name} cannot be had, its tests will fail: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

const say = (text: string): void => {
  process.stderr.write(`live tests: ${text}\n`);
};
