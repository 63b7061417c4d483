/** How a run will be watched, from what the machine offers. Pure: the one place where a track is chosen. */
import { dirname } from 'node:path';
import { orUndefined } from '../base/known.ts';
import { fitDelve } from './host/delveFit.ts';
import { type Fix, planFixes } from './host/fix.ts';
import { explainRefusal } from './host/refusal.ts';
import type { HostReport } from './host/report.ts';
import { straceOptions } from './host/straceOptions.ts';

export type TrackName = 'strace' | 'tool';

export interface TrackPlan {
  readonly track: TrackName;
  /** With their versions: `strace 6.1`. */
  readonly watchers: readonly string[];
  /** Why this track and what to know of it, a sentence each. */
  readonly reasons: readonly string[];
  readonly missing: readonly MissingPiece[];
}

export interface MissingPiece {
  readonly piece: 'go' | 'strace' | 'ptrace' | 'dlv' | 'bpftrace';
  /** `optional`: no track of this version needs it. */
  readonly need: 'required' | 'optional';
  /** Why it counts as missing. */
  readonly why: string;
  /** What there would be with it. */
  readonly adds: string;
  readonly fix: MissingFix;
}

export type MissingFix =
  | { readonly kind: 'run'; readonly command: Fix['command']; readonly environment: Fix['environment'] }
  | { readonly kind: 'advice'; readonly text: string };

/** `wish`: what the user asked for with --track; what cannot be is not done, and a reason says so. */
export function planTrack(report: HostReport, wish?: TrackName): TrackPlan {
  const refused = whyNoStrace(report);
  const useStrace = wish !== 'tool' && refused === undefined;
  return {
    track: useStrace ? 'strace' : 'tool',
    watchers: useStrace ? [`strace${versionSuffix(report)}`] : [],
    reasons: useStrace ? straceReasons(report) : toolReasons(refused, wish),
    missing: missingPieces(report, wish),
  };
}

/** Whether what is needed is there. On a system that has no strace, go alone is all there can be. */
export const isReady = (plan: TrackPlan): boolean => plan.missing.every(({ need }) => need === 'optional');

function whyNoStrace(report: HostReport): string | undefined {
  const { platform } = report.system;
  if (platform !== 'linux') return `strace is for Linux only, this is ${platform}`;
  const { strace } = report.tools;
  if (strace.state === 'missing') return strace.reason;
  if (report.trial.state === 'missing' || report.trial.value.outcome === 'works') return undefined;
  return explainRefusal(report, report.trial.value.said).why;
}

function versionSuffix({ tools: { strace } }: HostReport): string {
  const version = strace.state === 'missing' ? undefined : orUndefined(strace.value.version);
  return version === undefined ? '' : ` ${version}`;
}

function straceReasons(report: HostReport): readonly string[] {
  const { strace } = report.tools;
  const version = strace.state === 'missing' ? undefined : orUndefined(strace.value.version);
  const able = straceOptions(version);
  const trial = orUndefined(report.trial);
  const filter = trial?.outcome === 'works' ? trial.seccompBpf : able.seccompBpf;
  const reasons = [`strace${versionSuffix(report)} watches go, every tool that it starts and the program`];
  if (!filter && able.seccompBpf) reasons.push('the kernel refuses its filter, so every system call stops: slower');
  else if (!filter) reasons.push('before strace 5.3 every system call stops, not only the traced ones: slower');
  if (filter && able.alwaysNoNewPrivs) reasons.push('up to strace 6.1, sudo and setuid programs fail while traced');
  return reasons;
}

function toolReasons(refused: string | undefined, wish: TrackName | undefined): readonly string[] {
  if (wish === 'tool') return ['asked for'];
  const reasons = ["go's own records only: no process tree, no file traffic"];
  if (refused !== undefined)
    reasons.push(wish === 'strace' ? `the strace track was asked for, but ${refused}` : refused);
  return reasons;
}

function missingPieces(report: HostReport, wish: TrackName | undefined): readonly MissingPiece[] {
  const fixes = new Map(planFixes(report).map((fix) => [fix.piece, fix]));
  const fixOf = (piece: Fix['piece'], otherwise: string): MissingFix => {
    const fix = fixes.get(piece);
    return fix === undefined ? { kind: 'advice', text: otherwise } : { kind: 'run', ...pick(fix) };
  };
  const linux = report.system.platform === 'linux';
  return [
    ...missingGo(report, fixOf),
    ...(linux && wish !== 'tool' ? missingTracing(report, fixOf) : []),
    ...missingDelve(report, fixOf),
    ...(linux ? missingBpftrace(report, fixOf) : []),
  ];
}

const pick = ({ command, environment }: Fix) => ({ command, environment });

type FixOf = (piece: Fix['piece'], otherwise: string) => MissingFix;

function missingGo({ tools: { go } }: HostReport, fixOf: FixOf): readonly MissingPiece[] {
  const common = { piece: 'go', need: 'required', adds: 'something to trace' } as const;
  if (go.state === 'missing') {
    return [{ ...common, why: go.reason, fix: fixOf('go', 'install Go from https://go.dev/dl') }];
  }
  const { path, onPath } = go.value;
  if (go.value.version.state !== 'missing') {
    if (onPath) return [];
    const text = `put ${dirname(path)} into PATH, or say: gorun-trace --go ${path}`;
    return [{ ...common, why: `${path} is not in PATH`, fix: { kind: 'advice', text } }];
  }
  const text = 'install Go anew from https://go.dev/dl, or name another with --go';
  return [{ ...common, why: `${path}: ${go.value.version.reason}`, fix: { kind: 'advice', text } }];
}

function missingTracing(report: HostReport, fixOf: FixOf): readonly MissingPiece[] {
  const adds = 'the process tree, the build directory and every cache lookup';
  const { trial } = report;
  const { strace } = report.tools;
  if (strace.state === 'missing') {
    const fix = fixOf('strace', "install strace with this system's package manager");
    return [{ piece: 'strace', need: 'required', why: strace.reason, adds, fix }];
  }
  if (trial.state === 'missing' || trial.value.outcome === 'works') return [];
  const { why, advice } = explainRefusal(report, trial.value.said);
  return [{ piece: 'ptrace', need: 'required', why, adds, fix: { kind: 'advice', text: advice } }];
}

const NOT_YET = 'nothing: gorun-trace does not use it yet';

function missingDelve(report: HostReport, fixOf: FixOf): readonly MissingPiece[] {
  const { go, dlv } = report.tools;
  if (dlv.state !== 'missing') return [];
  const goVersion = go.state === 'missing' ? undefined : orUndefined(go.value.version);
  const choice = goVersion === undefined ? undefined : fitDelve(goVersion);
  const otherwise = choice?.state === 'missing' ? choice.reason : 'once there is Go: gorun-trace doctor --fix --all';
  return [{ piece: 'dlv', need: 'optional', why: dlv.reason, adds: NOT_YET, fix: fixOf('dlv', otherwise) }];
}

function missingBpftrace({ tools: { bpftrace } }: HostReport, fixOf: FixOf): readonly MissingPiece[] {
  if (bpftrace.state !== 'missing') return [];
  const fix = fixOf('bpftrace', "install bpftrace with this system's package manager");
  return [{ piece: 'bpftrace', need: 'optional', why: bpftrace.reason, adds: NOT_YET, fix }];
}
