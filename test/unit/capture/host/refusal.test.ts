import { describe, expect, it } from 'vitest';
import { known } from '../../../../src/base/known.ts';
import { explainRefusal } from '../../../../src/capture/host/refusal.ts';
import { alpineWithoutPtrace, machine, ubuntuWithYama } from '../../../kit/machines.ts';

const EPERM = 'attach: ptrace(PTRACE_SEIZE, 12): Operation not permitted';
const ENOSYS = 'test_ptrace_get_syscall_info: PTRACE_TRACEME: Function not implemented';

describe('why ptrace is refused', () => {
  it('is another tracer, whatever else is true', () => {
    const report = machine({
      rights: { tracer: known(4711), yama: known(3) },
      system: { container: known('/.dockerenv') },
    });
    expect(explainRefusal(report, EPERM)).toMatchObject({ why: expect.stringContaining('process 4711') });
  });

  it('is an emulator where ptrace does not exist', () => {
    expect(explainRefusal(alpineWithoutPtrace(), ENOSYS).why).toContain('qemu-user');
  });

  it('is Yama from scope 2 on, unless the capability is there', () => {
    expect(explainRefusal(ubuntuWithYama({ rights: { yama: known(2) } }), EPERM).why).toContain('ptrace_scope is 2');
    expect(explainRefusal(ubuntuWithYama({ rights: { yama: known(3) } }), EPERM).why).toContain('nobody may trace');
    const root = machine({ rights: { yama: known(2) } });
    expect(explainRefusal(root, EPERM).why).not.toContain('ptrace_scope');
  });

  it('is not Yama at scope 1, which strace may trace under', () => {
    const { why } = explainRefusal(ubuntuWithYama({ rights: { yama: known(1) } }), EPERM);
    expect(why).not.toContain('ptrace_scope');
    expect(why).toContain(EPERM);
  });

  it('is the container’s, then a sandbox’s; both keep what strace said', () => {
    const container = explainRefusal(alpineWithoutPtrace(), EPERM);
    expect(container.why).toContain(EPERM);
    expect(container.advice).toContain('--cap-add=SYS_PTRACE');
    expect(explainRefusal(machine({ rights: { seccomp: known(2) } }), EPERM).why).toContain('seccomp filter');
  });
});
