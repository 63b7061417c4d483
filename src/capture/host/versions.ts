/** Reads what tools say of their own version. Pure. */
import type { SemVer } from 'semver';
// Not the whole of semver: this stands before every run.
import coerce from 'semver/functions/coerce.js';
import { type Known, known, missing } from '../../base/known.ts';

/**
 * `go version go1.26.8 linux/amd64` → `go1.26.8`; `go version devel go1.28-5e2c9a Thu …` → `devel go1.28-5e2c9a`.
 * Vendors add words: `go version go1.25.3 (Red Hat 1.25.3-1.el10) linux/amd64`, `… X:nocoverageredesign …`.
 */
export function parseGoVersion(text: string): Known<string> {
  const said = /^go version (devel \S+|go\S+)/m.exec(text)?.[1];
  return said === undefined ? unreadable('go version', text) : known(said);
}

/** Four lines, the second `Version: 1.27.1`. */
export function parseDelveVersion(text: string): Known<string> {
  const said = /^Version: (\S+)/m.exec(text)?.[1];
  return said === undefined ? unreadable('dlv version', text) : known(said);
}

/** First line `strace -- version 6.1`; one built from a bare source tree says `UNKNOWN`. */
export function parseStraceVersion(text: string): Known<string> {
  const said = /^strace -- version (\S+)/m.exec(text)?.[1];
  if (said === undefined) return unreadable('strace -V', text);
  return /^\d/.test(said) ? known(said) : missing(`strace calls its own version ${said}`);
}

/** `bpftrace v0.17.0`, `bpftrace v0.21.0-123-gabcdef0`. */
export function parseBpftraceVersion(text: string): Known<string> {
  const said = /^bpftrace v?(\d\S*)/m.exec(text)?.[1];
  return said === undefined ? unreadable('bpftrace --version', text) : known(said);
}

/** `  Candidate: 2:1.19~1` of `apt-cache policy golang-go` → `1.19`. */
export function parseAptCandidate(text: string): Known<string> {
  const said = /^\s*Candidate: (?:\d+:)?(\d+\.\d+(?:\.\d+)?)/m.exec(text)?.[1];
  return said === undefined ? missing('apt-get does not know the package golang-go') : known(said);
}

/** `go policy:` and then the versions, `  1.24.4-r0:`, newest first, of `apk policy go`. */
export function parseApkPolicy(text: string): Known<string> {
  const said = /^\s+(\d+\.\d+(?:\.\d+)?)\S*:/m.exec(text)?.[1];
  return said === undefined ? missing('apk does not know the package go') : known(said);
}

/**
 * A Go version for comparing: `go1.27rc1` → 1.27.0, `devel go1.28-5e2c9a` → 1.28.0. Undefined for what has no
 * number in it, `devel +7a3bc12` (before Go 1.18), whose hash must not be read as one.
 */
export function comparableGo(version: string): SemVer | undefined {
  const numbers = /(?:^|\bgo)(\d+\.\d+(?:\.\d+)?)/.exec(version)?.[1];
  return coerce(numbers) ?? undefined;
}

/** A version of strace, dlv or bpftrace for comparing: `6.1` → 6.1.0, `6.18.0.12.abcd` → 6.18.0. */
export function comparable(version: string): SemVer | undefined {
  return (/^v?\d/.test(version) && coerce(version)) || undefined;
}

/** `go1.26.8` → `1.26`. */
export const goLine = (go: SemVer): string => `${go.major}.${go.minor}`;

function unreadable(command: string, text: string): Known<string> {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return missing(line === '' ? `${command} printed nothing` : `${command} printed: ${line.slice(0, 200)}`);
}
