import { describe, expect, it } from 'vitest';
import { known, missing, partial } from '../../../../src/base/known.ts';
import { assess } from '../../../../src/capture/host/assess.ts';
import type { HostReport } from '../../../../src/capture/host/report.ts';
import {
  alpineWithoutPtrace,
  bareDebian,
  goTool,
  machine,
  macWithBrew,
  tool,
  ubuntuWithYama,
} from '../../../kit/machines.ts';

const states = (report: HostReport) => assess(report).map(({ piece, state }) => `${piece} ${state}`);
const of = (report: HostReport, piece: string) => {
  const found = assess(report).find((line) => line.piece === piece);
  return found && `${found.version ?? '-'} ${found.remarks.join(' | ')}`;
};

describe('the pieces', () => {
  it('of a whole machine are good, and what no track uses is never bad', () => {
    const whole = ['go good', 'strace good', 'tracing good', 'dlv unused', 'bpftrace unused'];
    expect(states(machine())).toEqual(whole);
    expect(states(ubuntuWithYama())).toEqual(whole);
  });

  it('of a bare image are bad, and of tracing nothing is claimed', () => {
    expect(states(bareDebian())).toEqual(['go bad', 'strace bad', 'dlv unused', 'bpftrace unused']);
  });

  it('of a container without ptrace tell the refusal beside a good strace', () => {
    expect(states(alpineWithoutPtrace())).toContain('strace good');
    expect(of(alpineWithoutPtrace(), 'tracing')).toContain('this container may not use ptrace');
  });

  it('of a Mac are Go and Delve', () => {
    expect(states(macWithBrew())).toEqual(['go good', 'dlv unused']);
  });
});

describe('the line of go', () => {
  it('tells its version and path', () => expect(of(machine(), 'go')).toBe('1.26.8 /usr/local/go/bin/go'));

  it('tells the switch that go.mod asks for, and one that failed', () => {
    const switched = goTool('go1.27.4', { local: known('go1.24.4') });
    expect(of(machine({ tools: { go: known(switched) } }), 'go')).toContain('1.27.4 ');
    expect(of(machine({ tools: { go: known(switched) } }), 'go')).toContain('switched from go1.24.4');
    const failed = goTool('', { version: partial('go1.24.4', 'in this folder: go: download go1.99: not available') });
    expect(of(machine({ tools: { go: known(failed) } }), 'go')).toContain('download go1.99');
  });

  it('is bad for a go that does not run or that PATH does not lead to', () => {
    for (const go of [
      goTool('', { version: missing('it is not a program for this machine (ENOEXEC)') }),
      goTool('go1.26.8', { onPath: false }),
    ]) {
      expect(states(machine({ tools: { go: known(go) } }))).toContain('go bad');
    }
  });

  it('warns of a Go that is older than the tests', () => {
    expect(of(machine({ tools: { go: known(goTool('go1.18.1')) } }), 'go')).toContain('older than any Go');
    expect(of(machine({ tools: { go: known(goTool('go1.19')) } }), 'go')).not.toContain('older');
  });
});

describe('the line of dlv', () => {
  const withDelve = (delve: string, go = 'go1.26.8') =>
    of(machine({ tools: { dlv: known(tool('/usr/bin/dlv', delve)), go: known(goTool(go)) } }), 'dlv');

  it('tells whether it fits, and always that it is not used yet', () => {
    expect(withDelve('1.27.1')).toBe('1.27.1 /usr/bin/dlv | fits Go 1.25–1.27 | gorun-trace does not use it yet');
    expect(withDelve('1.20.2')).toContain('made for Go 1.18–1.20, not for go1.26.8');
    expect(withDelve('1.99.0')).toContain("not in gorun-trace's table");
    expect(of(machine(), 'dlv')).toBe('- not found | 1.27.1 would fit | gorun-trace does not use it yet');
    expect(of(bareDebian(), 'dlv')).toBe('- not found | gorun-trace does not use it yet');
  });
});

describe('the line of bpftrace', () => {
  it('tells what stands against it', () => {
    const bpftrace = known(tool('/usr/bin/bpftrace', '0.17.0'));
    const report = ubuntuWithYama({ tools: { bpftrace }, rights: { tracefs: missing('tracefs is not mounted') } });
    expect(of(report, 'bpftrace')).toBe(
      '0.17.0 /usr/bin/bpftrace | works for root only | tracefs is not mounted | gorun-trace does not use it yet',
    );
  });
});
