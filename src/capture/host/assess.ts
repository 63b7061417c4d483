/** One line of judgement a piece: is it there, does it fit, is it used. Pure. */
import { orUndefined } from '../../base/known.ts';
import { fitDelve, fits } from './delveFit.ts';
import { explainRefusal } from './refusal.ts';
import type { HostReport, Tool } from './report.ts';
import { comparableGo } from './versions.ts';

export interface Assessment {
  readonly piece: 'go' | 'strace' | 'tracing' | 'dlv' | 'bpftrace';
  /** `unused`: there or not, no track of this version uses it. */
  readonly state: 'good' | 'bad' | 'unused';
  readonly version?: string;
  readonly remarks: readonly string[];
}

/** strace and the right to trace do not exist outside Linux, and nothing is said of them there. */
export function assess(report: HostReport): readonly Assessment[] {
  const linux = report.system.platform === 'linux';
  return [
    assessGo(report),
    ...(linux ? [assessTool('strace', report.tools.strace), ...assessTracing(report)] : []),
    assessDelve(report),
    ...(linux ? [assessBpftrace(report)] : []),
  ];
}

function assessGo({ tools: { go } }: HostReport): Assessment {
  if (go.state === 'missing') return { piece: 'go', state: 'bad', remarks: [go.reason] };
  const { version, local } = go.value;
  if (version.state === 'missing') return assessTool('go', go);
  const remarks = [...placeOf(go.value)];
  const own = orUndefined(local);
  if (version.state === 'partial') remarks.push(version.reason);
  else if (own !== undefined && own !== version.value) remarks.push(`switched from ${own} by what go.mod asks for`);
  const comparable = comparableGo(version.value);
  if (comparable !== undefined && comparable.compare('1.19.0') < 0) {
    remarks.push('older than any Go that gorun-trace is tested with (1.19 and later)');
  }
  const state = go.value.onPath ? 'good' : 'bad';
  return { piece: 'go', state, version: version.value.replace(/^go/, ''), remarks };
}

function assessTool(piece: 'go' | 'strace', tool: HostReport['tools']['strace']): Assessment {
  if (tool.state === 'missing') return { piece, state: 'bad', remarks: [tool.reason] };
  const { version } = tool.value;
  const remarks = [...placeOf(tool.value)];
  if (version.state === 'missing') {
    // A strace that does not tell its version is judged by the trial; a go that does not is no use.
    return { piece, state: piece === 'go' ? 'bad' : 'good', remarks: [...remarks, version.reason] };
  }
  return { piece, state: 'good', version: version.value, remarks };
}

const placeOf = ({ path, onPath }: Tool): readonly string[] => [onPath ? path : `${path}, which is not in PATH`];

function assessTracing(report: HostReport): readonly Assessment[] {
  if (report.trial.state === 'missing') return [];
  const trial = report.trial.value;
  if (trial.outcome === 'refused') {
    return [{ piece: 'tracing', state: 'bad', remarks: [explainRefusal(report, trial.said).why] }];
  }
  const how = trial.seccompBpf ? 'with' : 'without';
  return [{ piece: 'tracing', state: 'good', version: 'works', remarks: [`tried just now, ${how} --seccomp-bpf`] }];
}

const UNUSED = 'gorun-trace does not use it yet';

function assessDelve({ tools: { go, dlv } }: HostReport): Assessment {
  const goVersion = go.state === 'missing' ? undefined : orUndefined(go.value.version);
  if (dlv.state === 'missing') {
    const choice = goVersion === undefined ? undefined : orUndefined(fitDelve(goVersion));
    const wouldFit = choice === undefined || choice.install === 'latest' ? [] : [`${choice.install} would fit`];
    return { piece: 'dlv', state: 'unused', remarks: ['not found', ...wouldFit, UNUSED] };
  }
  const { version } = dlv.value;
  if (version.state === 'missing') {
    return { piece: 'dlv', state: 'unused', remarks: [...placeOf(dlv.value), version.reason, UNUSED] };
  }
  const remarks = [...placeOf(dlv.value), delveFits(version.value, goVersion), UNUSED];
  return { piece: 'dlv', state: 'unused', version: version.value, remarks };
}

function delveFits(delve: string, go: string | undefined): string {
  if (go === undefined) return 'whether it fits cannot be told without a Go';
  const fit = fits(delve, go);
  switch (fit.fit) {
    case 'fits':
      return `fits Go ${fit.range}`;
    case 'go too new':
    case 'go too old':
      return `made for Go ${fit.range}, not for ${go}`;
    case 'unknown':
      return fit.reason;
  }
}

function assessBpftrace({ tools: { bpftrace }, user, rights }: HostReport): Assessment {
  const piece = 'bpftrace';
  if (bpftrace.state === 'missing') return { piece, state: 'unused', remarks: ['not found', UNUSED] };
  const remarks = [...placeOf(bpftrace.value)];
  // Root only: "bpftrace currently only supports running as the root user."
  if (!user.root) remarks.push('works for root only');
  if (rights.tracefs.state === 'missing') remarks.push(rights.tracefs.reason);
  const version = orUndefined(bpftrace.value.version);
  if (bpftrace.value.version.state === 'missing') remarks.push(bpftrace.value.version.reason);
  return { piece, state: 'unused', ...(version === undefined ? {} : { version }), remarks: [...remarks, UNUSED] };
}
