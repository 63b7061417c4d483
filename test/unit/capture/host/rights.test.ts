import { describe, expect, it } from 'vitest';
import { known, missing } from '../../../../src/base/known.ts';
import { parseMounts, parseStatus, parseYama, probeRights } from '../../../../src/capture/host/rights.ts';

const STATUS = `Name:\tnode
Umask:\t0022
TracerPid:\t4711
CapInh:\t0000000000000000
CapEff:\t000001fffeffffff
NoNewPrivs:\t1
Seccomp:\t2
Seccomp_filters:\t1
`;

describe('/proc/self/status', () => {
  it('tells tracer, capabilities, seccomp and no_new_privs', () => {
    expect(parseStatus(known(STATUS))).toEqual({
      tracer: known(4711),
      capabilities: known({ sysPtrace: true, sysAdmin: true, bpf: true }),
      seccomp: known(2),
      noNewPrivs: known(true),
    });
  });

  it.each([
    // What Docker gives by default, and an ordinary user.
    ['00000000a80425fb', { sysPtrace: false, sysAdmin: false, bpf: false }],
    ['0000000000000000', { sysPtrace: false, sysAdmin: false, bpf: false }],
    ['00000000a80c25fb', { sysPtrace: true, sysAdmin: false, bpf: false }],
    ['0000008000000000', { sysPtrace: false, sysAdmin: false, bpf: true }],
  ])('reads the mask %s', (mask, capabilities) => {
    expect(parseStatus(known(`CapEff:\t${mask}\n`)).capabilities).toEqual(known(capabilities));
  });

  it('leaves out what an old kernel does not say', () => {
    const { noNewPrivs, seccomp, tracer } = parseStatus(known('TracerPid:\t0\n'));
    expect(tracer).toEqual(known(0));
    expect([noNewPrivs.state, seccomp.state]).toEqual(['missing', 'missing']);
    expect(parseStatus(known('CapEff:\tfull\n')).capabilities).toEqual(missing('CapEff says: full'));
    expect(parseStatus(missing('EACCES')).tracer).toEqual(missing('EACCES'));
  });
});

describe('ptrace_scope', () => {
  it('is a number from 0 to 3', () => {
    expect(parseYama('1\n')).toEqual(known(1));
    expect(parseYama('4\n')).toMatchObject({ state: 'missing' });
    expect(parseYama('')).toMatchObject({ state: 'missing' });
  });
});

describe('the mounts', () => {
  it('tell where tracefs is', () => {
    const mounts = 'proc /proc proc rw 0 0\ntracefs /sys/kernel/tracing tracefs rw,nosuid 0 0\n';
    expect(parseMounts(mounts)).toEqual(known('/sys/kernel/tracing'));
    expect(parseMounts('tracefs /x proc rw 0 0\n')).toEqual(missing('tracefs is not mounted'));
  });
});

describe('the rights of a system that is no Linux', () => {
  it('are not made up', async () => {
    const rights = await probeRights('darwin');
    expect(new Set(Object.values(rights).map(({ state }) => state))).toEqual(new Set(['missing']));
  });
});
