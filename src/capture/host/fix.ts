/** From what a machine lacks to the commands that install it. Pure; applyFixes.ts runs them. */
import { orUndefined } from '../../base/known.ts';
import { fitDelve, fits } from './delveFit.ts';
import { goThatComes, MANAGERS, type Packaged } from './managers.ts';
import type { HostReport, PackageManager } from './report.ts';
import { comparableGo, goLine } from './versions.ts';

export interface Fix {
  readonly piece: 'package lists' | 'go' | 'strace' | 'dlv' | 'bpftrace';
  /** Not used by any track of this version: installed only when asked for. */
  readonly optional: boolean;
  /** What is run, without a shell. With sudo or doas already in front where they are needed. */
  readonly command: readonly [string, ...string[]];
  /** Set for the command, beside the environment as it is. */
  readonly environment: Readonly<Record<string, string>>;
  readonly why: string;
  readonly needsRoot: boolean;
  /** Why it cannot be run from here. */
  readonly blocked?: string;
}

/** In the order in which they must run: what is needed first. */
export function planFixes(report: HostReport): readonly Fix[] {
  const manager = managerFor(report);
  const linux = report.system.platform === 'linux';
  const { go, strace, bpftrace } = report.tools;
  const packaged: Fix[] = [];
  if (manager !== undefined) {
    if (go.state === 'missing') packaged.push(install('go', manager, report, goReason(manager, report)));
    if (linux && strace.state === 'missing') packaged.push(install('strace', manager, report, WHY.strace));
    if (linux && bpftrace.state === 'missing') {
      packaged.push({ ...install('bpftrace', manager, report, WHY.bpftrace), optional: true });
    }
  }
  const refresh =
    packaged.length > 0 && (manager?.lists === 'none' || manager?.lists === 'old')
      ? [refreshLists(manager, report, packaged)]
      : [];
  const needed = packaged.filter(({ optional }) => !optional);
  return [...refresh, ...needed, ...fixDelve(report), ...packaged.filter(({ optional }) => optional)];
}

/** Homebrew refuses to run as root; the system's own manager comes first where there are both. */
function managerFor(report: HostReport): PackageManager | undefined {
  return report.managers.find(({ name }) => name !== 'brew' || !report.user.root);
}

const NOT_USED = 'gorun-trace does not use it yet';

const WHY = { strace: 'watches go, every tool that it starts and the program', bpftrace: NOT_USED } as const;

/** The oldest Go that gorun-trace is tested with. */
const OLDEST_TESTED = '1.19.0';

function goReason(manager: PackageManager, report: HostReport): string {
  const comes = orUndefined(goThatComes(manager, report.system.distribution));
  const version = comes === undefined ? undefined : comparableGo(comes);
  if (version === undefined) return `there is no Go; ${manager.name} decides which version comes`;
  const old =
    version.compare(OLDEST_TESTED) < 0 ? ', older than any that gorun-trace is tested with (1.19 and later)' : '';
  return `there is no Go; this brings Go ${goLine(version)}${old}`;
}

function install(piece: Packaged, manager: PackageManager, report: HostReport, why: string): Fix {
  const words = MANAGERS[manager.name];
  const command = [...words.install, words.packages[piece]];
  return { piece, optional: false, why, ...asRoot(command, words.environment ?? {}, words.needsRoot, report) };
}

function refreshLists(manager: PackageManager, report: HostReport, fixes: readonly Fix[]): Fix {
  return {
    piece: 'package lists',
    optional: fixes.every(({ optional }) => optional),
    why: manager.lists === 'none' ? 'apt-get has no package lists' : 'the package lists are older than a day',
    ...asRoot(['apt-get', 'update'], {}, true, report),
  };
}

type Run = Pick<Fix, 'command' | 'environment' | 'needsRoot' | 'blocked'>;

function asRoot(
  words: readonly string[],
  environment: Fix['environment'],
  needsRoot: boolean,
  report: HostReport,
): Run {
  const { root, elevation } = report.user;
  if (!needsRoot || root) return { command: nonEmpty(words), environment, needsRoot };
  if (elevation.state === 'missing') {
    const blocked = `it needs root's rights, and ${elevation.reason}`;
    return { command: nonEmpty(words), environment, needsRoot, blocked };
  }
  // Both drop our environment; sudo takes NAME=value words, doas does not.
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const env = elevation.value === 'doas' && settings.length > 0 ? ['env', ...settings] : settings;
  return { command: [elevation.value, ...env, ...words], environment: {}, needsRoot };
}

/** Delve is built by the Go in use, at the newest version that debugs what this Go builds. */
function fixDelve(report: HostReport): readonly Fix[] {
  const { go, dlv } = report.tools;
  const goVersion = go.state === 'missing' ? undefined : orUndefined(go.value.version);
  if (go.state === 'missing' || goVersion === undefined) return [];
  const choice = orUndefined(fitDelve(goVersion));
  if (choice === undefined) return [];
  const present = dlv.state === 'missing' ? undefined : orUndefined(dlv.value.version);
  if (present !== undefined && ['fits', 'unknown'].includes(fits(present, goVersion).fit)) return [];
  const version = choice.install === 'latest' ? 'latest' : `v${choice.install}`;
  const covers = choice.range === 'unknown' ? '' : `; Delve ${choice.install} fits Go ${choice.range}`;
  const blocked =
    go.value.installs.state === 'missing'
      ? `go install does not know where to put it: ${go.value.installs.reason}`
      : undefined;
  const fix: Fix = {
    piece: 'dlv',
    optional: true,
    command: [go.value.onPath ? 'go' : go.value.path, 'install', `github.com/go-delve/delve/cmd/dlv@${version}`],
    // A user's -mod=vendor would be refused: there is no vendor folder for a module that is not here.
    environment: { GOFLAGS: '-mod=mod' },
    why: `${NOT_USED}${covers}${toolchainNote(choice.builtBy, orUndefined(go.value.local))}`,
    needsRoot: false,
  };
  return [blocked === undefined ? fix : { ...fix, blocked }];
}

/** Go 1.21 and later download the Go that a module asks for, unless GOTOOLCHAIN=local. */
function toolchainNote(builtBy: string, local: string | undefined): string {
  const own = local === undefined ? undefined : comparableGo(local);
  if (own === undefined || builtBy === 'unknown' || own.compare(`${builtBy}.0`) >= 0) return '';
  return `; Go ${goLine(own)} will download Go ${builtBy} to build it, unless GOTOOLCHAIN=local`;
}

function nonEmpty(words: readonly string[]): Fix['command'] {
  const [file = '', ...args] = words;
  return [file, ...args];
}
