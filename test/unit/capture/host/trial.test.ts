import { describe, expect, it } from 'vitest';
import { complaintOf } from '../../../../src/capture/host/trial.ts';

/** As strace 6.1 wrote them. */
const INSIDE_STRACE = `strace: check_seccomp_order_do_child: PTRACE_TRACEME: Operation not permitted
strace: check_seccomp_order_tracer: #0: unexpected exit status 1
strace: seccomp filter is requested but unavailable
strace: test_ptrace_get_syscall_info: PTRACE_TRACEME: Operation not permitted
strace: attach: ptrace(PTRACE_ATTACH, 10135): Operation not permitted
`;

describe("strace's complaint", () => {
  it('is the one about the tracing itself, not those of its own tests before', () => {
    expect(complaintOf(INSIDE_STRACE)).toBe('attach: ptrace(PTRACE_ATTACH, 10135): Operation not permitted');
  });

  it('is one of its tests where it came no further', () => {
    const said = '/usr/bin/strace: test_ptrace_get_syscall_info: PTRACE_TRACEME: Function not implemented\n';
    expect(complaintOf(said)).toBe('test_ptrace_get_syscall_info: PTRACE_TRACEME: Function not implemented');
  });

  it('is its last line where none is about ptrace, and never empty', () => {
    expect(complaintOf('first\nstrace: out of luck\n\n')).toBe('out of luck');
    expect(complaintOf('')).toBe('strace wrote nothing');
  });
});
