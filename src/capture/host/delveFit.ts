/**
 * Which Delve fits which Go. From MinSupportedVersionOfGo and MaxSupportedVersionOfGo in pkg/goversion/compat.go
 * and the go line of go.mod, at every tag from 1.9.0 to 1.27.2. Pure.
 */
import semver from 'semver';
import { type Known, known, missing, partial } from '../../base/known.ts';
import { comparable, comparableGo, goLine } from './versions.ts';

interface DelveLine {
  readonly delves: string;
  /** The version to install. */
  readonly install: string;
  /** Minor versions of Go 1 that it debugs, both included. */
  readonly debugs: readonly [first: number, last: number];
  /** Minor version of Go 1 that its go.mod asks for to build it. */
  readonly builtBy: number;
}

/** Newest first. */
const LINES: readonly DelveLine[] = [
  // 1.27.2 fits too, but it changed what happens after an attach (#4438), and Delve is measured here at 1.27.1.
  { delves: '>=1.27.0 <1.28.0', install: '1.27.1', debugs: [25, 27], builtBy: 25 },
  { delves: '>=1.26.0 <1.27.0', install: '1.26.3', debugs: [24, 26], builtBy: 24 },
  { delves: '>=1.25.1 <1.26.0', install: '1.25.2', debugs: [22, 25], builtBy: 22 },
  { delves: '>=1.24.0 <=1.25.0', install: '1.25.0', debugs: [21, 24], builtBy: 21 },
  { delves: '>=1.23.0 <1.24.0', install: '1.23.1', debugs: [21, 23], builtBy: 21 },
  { delves: '>=1.22.0 <1.23.0', install: '1.22.1', debugs: [19, 22], builtBy: 21 },
  { delves: '>=1.21.1 <1.22.0', install: '1.21.2', debugs: [19, 21], builtBy: 17 },
  { delves: '>=1.21.0 <1.21.1', install: '1.21.0', debugs: [18, 21], builtBy: 16 },
  { delves: '>=1.20.0 <1.21.0', install: '1.20.2', debugs: [18, 20], builtBy: 16 },
  { delves: '>=1.9.1 <1.20.0', install: '1.9.1', debugs: [17, 19], builtBy: 16 },
  { delves: '>=1.9.0 <1.9.1', install: '1.9.0', debugs: [16, 19], builtBy: 16 },
];

export interface DelveChoice {
  /** A version, or `latest` for a Go that is newer than the table. */
  readonly install: string;
  /** The Go versions that it debugs: `1.25–1.27`. */
  readonly range: string;
  /** The Go that its go.mod asks for: `1.25`. */
  readonly builtBy: string;
}

/**
 * The Delve to install for a Go: the newest that debugs it and that this Go can build by itself. (Delve 1.22.1
 * debugs Go 1.19 but its go.mod asks for 1.21, which Go 1.19 can neither meet nor download.)
 */
export function fitDelve(goVersion: string): Known<DelveChoice> {
  const go = comparableGo(goVersion);
  if (go === undefined) return missing(`which Go ${goVersion} is cannot be told from its name`);
  const newest = LINES[0];
  if (newest !== undefined && (go.major > 1 || go.minor > newest.debugs[1])) {
    const reason = `Go ${goLine(go)} is newer than the Delve releases that gorun-trace knows`;
    return partial({ install: 'latest', range: 'unknown', builtBy: 'unknown' }, reason);
  }
  const line = LINES.find(
    ({ debugs, builtBy }) => debugs[0] <= go.minor && go.minor <= debugs[1] && builtBy <= go.minor,
  );
  if (line === undefined) return missing(`no Delve since 1.9 debugs Go ${goLine(go)}`);
  return known({ install: line.install, range: rangeOf(line), builtBy: `1.${line.builtBy}` });
}

export type DelveFit =
  | { readonly fit: 'fits' | 'go too old' | 'go too new'; readonly range: string }
  | { readonly fit: 'unknown'; readonly reason: string };

/** Whether Delve debugs what this Go builds without a complaint. */
export function fits(delveVersion: string, goVersion: string): DelveFit {
  const delve = comparable(delveVersion);
  const go = comparableGo(goVersion);
  if (go === undefined) return { fit: 'unknown', reason: `which Go ${goVersion} is cannot be told from its name` };
  const line = delve === undefined ? undefined : LINES.find(({ delves }) => semver.satisfies(delve, delves));
  if (line === undefined) return { fit: 'unknown', reason: `Delve ${delveVersion} is not in gorun-trace's table` };
  const range = rangeOf(line);
  if (go.major > 1 || go.minor > line.debugs[1]) return { fit: 'go too new', range };
  return { fit: go.minor < line.debugs[0] ? 'go too old' : 'fits', range };
}

const rangeOf = ({ debugs }: DelveLine): string => `1.${debugs[0]}–1.${debugs[1]}`;
