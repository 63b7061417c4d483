/** What a machine offers, as the probes saw it. Facts only: what follows from them is said by plan.ts and fix.ts. */
import type { Known } from '../../base/known.ts';

export interface HostReport {
  readonly system: SystemFacts;
  readonly user: UserFacts;
  readonly tools: ToolFacts;
  /** In the order in which they are preferred; empty when none is known. */
  readonly managers: readonly PackageManager[];
  readonly rights: Rights;
  /** A real traced command: the only sure answer to "may strace trace here?". */
  readonly trial: Known<TraceTrial>;
}

export interface SystemFacts {
  /** Node's name: `linux`, `darwin`. */
  readonly platform: string;
  /** Node's name: `x64`, `arm64`. */
  readonly arch: string;
  /** `uname -r`. */
  readonly kernel: string;
  readonly distribution: Known<Distribution>;
  /** What says that this is a container: `/.dockerenv`. */
  readonly container: Known<string>;
}

/** From /etc/os-release, see os-release(5). */
export interface Distribution {
  readonly id: string;
  readonly versionId: string;
  /** For people: `Debian GNU/Linux 12 (bookworm)`. */
  readonly name: string;
}

export interface UserFacts {
  readonly root: boolean;
  readonly home: Known<string>;
  /** What gives root's rights to a command. */
  readonly elevation: Known<'sudo' | 'doas'>;
}

export interface ToolFacts {
  readonly go: Known<GoTool>;
  readonly dlv: Known<Tool>;
  readonly strace: Known<Tool>;
  readonly bpftrace: Known<Tool>;
}

export interface Tool {
  readonly path: string;
  /** Whether its folder is in PATH; if not, it was found where Go's tools usually are. */
  readonly onPath: boolean;
  /** Missing when the tool is there but does not run, or says something we do not understand. */
  readonly version: Known<string>;
}

export interface GoTool extends Tool {
  /** `go1.26.8`, `devel go1.28-5e2c9a`: after the toolchain switch that the current folder's go.mod asks for. */
  readonly version: Known<string>;
  /** The version of the binary itself, with GOTOOLCHAIN=local. */
  readonly local: Known<string>;
  /** Where `go install` puts programs. */
  readonly installs: Known<string>;
}

export type ManagerName = 'apt-get' | 'dnf' | 'yum' | 'microdnf' | 'apk' | 'pacman' | 'zypper' | 'brew';

export interface PackageManager {
  readonly name: ManagerName;
  /** Whether its package lists can be trusted. Only apt-get keeps lists that must be refreshed by hand. */
  readonly lists: 'fresh' | 'old' | 'none' | 'looks after itself';
  /** The version of Go it would install, `1.19`; asked only where there is no Go. */
  readonly offersGo: Known<string>;
}

export interface Rights {
  /** kernel.yama.ptrace_scope: 0 any process of the same user, 1 descendants, 2 CAP_SYS_PTRACE, 3 nobody. */
  readonly yama: Known<number>;
  readonly capabilities: Known<Capabilities>;
  /** Field Seccomp of /proc/self/status: 0 none, 1 strict, 2 filter. */
  readonly seccomp: Known<number>;
  readonly noNewPrivs: Known<boolean>;
  /** Pid of the process that traces us; 0 when none does, or one in another pid namespace. */
  readonly tracer: Known<number>;
  /** Where tracefs is mounted. */
  readonly tracefs: Known<string>;
  /** Whether the kernel describes its own types, /sys/kernel/btf/vmlinux. */
  readonly btf: Known<boolean>;
}

/** Of CapEff, capabilities(7). */
export interface Capabilities {
  readonly sysPtrace: boolean;
  readonly sysAdmin: boolean;
  readonly bpf: boolean;
}

export type TraceTrial =
  /** `seccompBpf`: the kernel stops only the traced calls. */
  | { readonly outcome: 'works'; readonly seccompBpf: boolean }
  /** `said`: strace's own words. */
  | { readonly outcome: 'refused'; readonly said: string };
