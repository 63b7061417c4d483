import { describe, expect, it } from 'vitest';
import { known, missing } from '../../../src/base/known.ts';
import type { HostReport } from '../../../src/capture/host/report.ts';
import { isReady, planTrack } from '../../../src/capture/plan.ts';
import {
  absent,
  alpineWithoutPtrace,
  bareDebian,
  goTool,
  machine,
  macWithBrew,
  tool,
  ubuntuWithYama,
} from '../../kit/machines.ts';

const required = (report: HostReport) =>
  planTrack(report)
    .missing.filter(({ need }) => need === 'required')
    .map(({ piece }) => piece);

describe('the track', () => {
  it('is strace where a trial was traced, under Yama 1 too', () => {
    for (const report of [machine(), ubuntuWithYama()]) {
      const plan = planTrack(report);
      expect(plan).toMatchObject({ track: 'strace', watchers: ['strace 6.1'] });
      expect(isReady(plan)).toBe(true);
    }
  });

  it('is strace where there was no trial: it is there, and nothing speaks against it', () => {
    expect(planTrack(machine({ trial: missing('not tried') })).track).toBe('strace');
  });

  it('is the tool track where ptrace is refused, with the reason and what to do', () => {
    const plan = planTrack(alpineWithoutPtrace());
    expect(plan).toMatchObject({ track: 'tool', watchers: [] });
    expect(plan.reasons.join()).toContain('this container may not use ptrace');
    expect(plan.missing[0]).toMatchObject({ piece: 'ptrace', need: 'required', fix: { kind: 'advice' } });
    expect(isReady(plan)).toBe(false);
  });

  it('is the tool track on a Mac, which is all there is and so is ready', () => {
    const plan = planTrack(macWithBrew());
    expect(plan.track).toBe('tool');
    expect(plan.reasons).toContain('strace is for Linux only, this is darwin');
    expect(isReady(plan)).toBe(true);
    expect(plan.missing.map(({ piece }) => piece)).toEqual(['dlv']);
  });

  it('is never one that is not built yet, whatever is installed', () => {
    const all = { dlv: known(tool('/usr/bin/dlv', '1.27.1')), bpftrace: known(tool('/usr/bin/bpftrace', '0.24.0')) };
    const plan = planTrack(machine({ tools: all }));
    expect(plan).toMatchObject({ track: 'strace', watchers: ['strace 6.1'], missing: [] });
    expect(planTrack(machine({ tools: { ...all, strace: absent('strace') } })).track).toBe('tool');
  });
});

describe('a wish', () => {
  it('for the tool track is met, and then strace is not missed', () => {
    const plan = planTrack(bareDebian(), 'tool');
    expect(plan).toMatchObject({ track: 'tool', reasons: ['asked for'] });
    expect(plan.missing.map(({ piece }) => piece)).not.toContain('strace');
  });

  it('for the strace track that cannot be met is answered with why', () => {
    const plan = planTrack(machine({ tools: { strace: absent('strace') } }), 'strace');
    expect(plan.track).toBe('tool');
    expect(plan.reasons).toContain('the strace track was asked for, but strace is not in PATH');
  });
});

describe('what is to be known of the strace track', () => {
  const reasons = (version: string, seccompBpf: boolean) =>
    planTrack(
      machine({
        tools: { strace: known(tool('/usr/bin/strace', version)) },
        trial: known({ outcome: 'works', seccompBpf }),
      }),
    ).reasons.join('; ');

  it('is that sudo fails up to 6.1, where the filter is used', () => {
    expect(reasons('6.1', true)).toContain('sudo and setuid programs fail');
    expect(reasons('6.2', true)).not.toContain('sudo');
    expect(reasons('6.1', false)).not.toContain('sudo');
  });

  it('is that it is slower without the filter, and why there is none', () => {
    expect(reasons('6.8', false)).toContain('the kernel refuses its filter');
    expect(reasons('4.26', false)).toContain('before strace 5.3');
    expect(reasons('6.8', true)).not.toContain('slower');
  });
});

describe('the missing pieces', () => {
  it('of a bare image are Go and strace, each with its command', () => {
    expect(required(bareDebian())).toEqual(['go', 'strace']);
    expect(planTrack(bareDebian()).missing[1]).toMatchObject({
      piece: 'strace',
      adds: 'the process tree, the build directory and every cache lookup',
      fix: { kind: 'run', command: ['apt-get', 'install', '-y', 'strace'] },
    });
  });

  it('have advice where no package manager is known', () => {
    const plan = planTrack(bareDebian({ managers: [] }));
    expect(plan.missing.map(({ fix }) => fix.kind)).toEqual(['advice', 'advice', 'advice', 'advice']);
  });

  it('are a Go that does not run or that PATH does not lead to', () => {
    const broken = goTool('', { version: missing('it is not a program for this machine (ENOEXEC)') });
    expect(planTrack(machine({ tools: { go: known(broken) } })).missing[0]).toMatchObject({
      piece: 'go',
      why: '/usr/local/go/bin/go: it is not a program for this machine (ENOEXEC)',
    });
    const hidden = goTool('go1.26.8', { onPath: false });
    expect(planTrack(machine({ tools: { go: known(hidden) } })).missing[0]).toMatchObject({
      piece: 'go',
      fix: { text: 'put /usr/local/go/bin into PATH, or say: gorun-trace --go /usr/local/go/bin/go' },
    });
  });

  it('promise nothing of Delve and bpftrace', () => {
    const optional = planTrack(machine()).missing;
    expect(optional.map(({ piece, need }) => [piece, need])).toEqual([
      ['dlv', 'optional'],
      ['bpftrace', 'optional'],
    ]);
    for (const { adds } of optional) expect(adds).toBe('nothing: gorun-trace does not use it yet');
  });

  it('of a machine without Go do not name a Delve that no Go can build yet', () => {
    const dlv = planTrack(bareDebian()).missing.find(({ piece }) => piece === 'dlv');
    expect(dlv?.fix).toEqual({ kind: 'advice', text: 'once there is Go: gorun-trace doctor --fix --all' });
  });
});
