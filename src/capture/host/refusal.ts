/** Why the kernel refused to let strace trace, and what lets it. Pure. */
import { orUndefined } from '../../base/known.ts';
import type { HostReport } from './report.ts';

export interface Refusal {
  readonly why: string;
  readonly advice: string;
}

/** The likeliest cause first: each next one can be true without being the cause. */
export function explainRefusal(report: HostReport, said: string): Refusal {
  const { rights, system } = report;
  const tracer = orUndefined(rights.tracer) ?? 0;
  if (tracer !== 0) {
    return {
      why: `process ${tracer} is tracing this one already, and Linux allows one tracer`,
      advice: 'run gorun-trace outside strace, gdb or dlv',
    };
  }
  if (/not implemented/i.test(said)) {
    return {
      why: 'there is no ptrace here; that is so under qemu-user, as in a container image of another architecture',
      advice: `use an image for this machine's own architecture`,
    };
  }
  const yama = orUndefined(rights.yama);
  if (yama === 3) return { why: 'kernel.yama.ptrace_scope is 3: nobody may trace', advice: 'only a reboot lowers it' };
  if (yama === 2 && orUndefined(rights.capabilities)?.sysPtrace !== true) {
    return {
      why: 'kernel.yama.ptrace_scope is 2: only CAP_SYS_PTRACE may trace',
      advice: 'sudo sysctl kernel.yama.ptrace_scope=1',
    };
  }
  if (system.container.state !== 'missing') {
    return {
      why: `this container may not use ptrace (${said})`,
      advice: 'docker run --cap-add=SYS_PTRACE …; in Kubernetes securityContext.capabilities.add: ["SYS_PTRACE"]',
    };
  }
  if (orUndefined(rights.seccomp) === 2) {
    return {
      why: `a seccomp filter on this process refuses ptrace (${said})`,
      advice: 'run gorun-trace outside the sandbox, or have it allow ptrace',
    };
  }
  return { why: `strace may not trace here (${said})`, advice: 'try: strace -f true' };
}
