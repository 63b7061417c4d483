/** Which strace has which option. From strace's NEWS and, for no_new_privs, from its source. Pure. */
import { comparable } from './versions.ts';

export interface StraceOptions {
  /** 5.3: --seccomp-bpf, the kernel stops only the traced calls. Needs -f. */
  readonly seccompBpf: boolean;
  /** 5.4: -DD and -DDD, the tracer in a process group or session of its own; before, they mean -D. */
  readonly ownSession: boolean;
  /** 5.6: --absolute-timestamps=format:unix,precision:ns; before, -ttt has microseconds. */
  readonly nanoseconds: boolean;
  /** 5.9: --pidns-translation, which since 5.15 is also --decode-pids=pidns. */
  readonly pidnsTranslation: boolean;
  /** 5.15: --decode-pids=pidns, a pid of another namespace is printed with its number in ours. */
  readonly translatePids: boolean;
  /** 5.15: -y prints `AT_FDCWD</the/cwd>`. */
  readonly cwdOfAtFdcwd: boolean;
  /** 5.19: `3</path>(deleted)`; before, the mark stands inside the brackets. */
  readonly deletedOutside: boolean;
  /**
   * 5.3 to 6.1: --seccomp-bpf sets no_new_privs on all it traces, so that sudo and setuid programs fail.
   * Since 6.2 only where the filter is refused without it, which is for users without CAP_SYS_ADMIN.
   */
  readonly alwaysNoNewPrivs: boolean;
  /** 6.6: --kill-on-exit, implied by --seccomp-bpf: if strace is killed, so is all that it traces. */
  readonly killOnExit: boolean;
}

/** Of a version that cannot be read, nothing is assumed. */
export function straceOptions(version: string | undefined): StraceOptions {
  const strace = version === undefined ? undefined : comparable(version);
  const since = (first: string) => strace !== undefined && strace.compare(first) >= 0;
  return {
    seccompBpf: since('5.3.0'),
    ownSession: since('5.4.0'),
    nanoseconds: since('5.6.0'),
    pidnsTranslation: since('5.9.0'),
    translatePids: since('5.15.0'),
    cwdOfAtFdcwd: since('5.15.0'),
    deletedOutside: since('5.19.0'),
    alwaysNoNewPrivs: since('5.3.0') && !since('6.2.0'),
    killOnExit: since('6.6.0'),
  };
}
