/** Machines for doctor's tests: a whole Debian 12, and what others have different. */
import { known, missing } from '../../src/base/known.ts';
import type { GoTool, HostReport, PackageManager, Rights, Tool } from '../../src/capture/host/report.ts';

export const tool = (path: string, version: string): Tool => ({ path, onPath: true, version: known(version) });

export const goTool = (version: string, more: Partial<GoTool> = {}): GoTool => ({
  path: '/usr/local/go/bin/go',
  onPath: true,
  version: known(version),
  local: known(version),
  installs: known('/home/ann/go/bin'),
  ...more,
});

export const manager = (name: PackageManager['name'], more: Partial<PackageManager> = {}): PackageManager => ({
  name,
  lists: name === 'apt-get' ? 'fresh' : 'looks after itself',
  offersGo: missing('not asked: there is a Go'),
  ...more,
});

export const absent = (name: string) => missing<never>(`${name} is not in PATH`);

type Changes = { readonly [Part in keyof HostReport]?: HostReport[Part] | Partial<HostReport[Part]> };

/** Debian 12 as root, everything that is needed is there, and ptrace works. */
export function machine(changes: Changes = {}): HostReport {
  const part = <Part extends 'system' | 'user' | 'tools' | 'rights'>(name: Part, whole: HostReport[Part]) => ({
    ...whole,
    ...changes[name],
  });
  return {
    system: part('system', {
      platform: 'linux',
      arch: 'x64',
      kernel: '6.1.0',
      distribution: known({ id: 'debian', versionId: '12', name: 'Debian GNU/Linux 12 (bookworm)' }),
      container: missing('nothing says that this is a container'),
    }),
    user: part('user', { root: true, home: known('/root'), elevation: missing('there is neither sudo nor doas') }),
    tools: part('tools', {
      go: known(goTool('go1.26.8')),
      dlv: absent('dlv'),
      strace: known(tool('/usr/bin/strace', '6.1')),
      bpftrace: absent('bpftrace'),
    }),
    managers: (changes.managers as HostReport['managers'] | undefined) ?? [manager('apt-get')],
    rights: part('rights', FREE),
    trial: (changes.trial as HostReport['trial'] | undefined) ?? known({ outcome: 'works', seccompBpf: true }),
  };
}

const FREE: Rights = {
  yama: missing('this kernel runs without Yama'),
  capabilities: known({ sysPtrace: true, sysAdmin: true, bpf: true }),
  seccomp: known(0),
  noNewPrivs: known(false),
  tracer: known(0),
  tracefs: known('/sys/kernel/tracing'),
  btf: known(true),
};

const ann = { root: false, home: known('/home/ann'), elevation: known('sudo' as const) };

/** An ordinary user's desk: Yama 1, no capabilities, sudo. */
export const ubuntuWithYama = (changes: Changes = {}): HostReport =>
  machine({
    user: ann,
    system: { distribution: known({ id: 'ubuntu', versionId: '24.04', name: 'Ubuntu 24.04.1 LTS' }) },
    ...changes,
    rights: {
      yama: known(1),
      capabilities: known({ sysPtrace: false, sysAdmin: false, bpf: false }),
      ...changes.rights,
    },
  });

/** An image with strace in it, in a runtime whose seccomp profile knows no ptrace. */
export const alpineWithoutPtrace = (): HostReport =>
  machine({
    system: {
      distribution: known({ id: 'alpine', versionId: '3.22.1', name: 'Alpine Linux v3.22' }),
      container: known('/.dockerenv'),
    },
    managers: [manager('apk')],
    rights: { capabilities: known({ sysPtrace: false, sysAdmin: false, bpf: false }), seccomp: known(2) },
    trial: known({ outcome: 'refused', said: 'attach: ptrace(PTRACE_SEIZE, 12): Operation not permitted' }),
  });

export const macWithBrew = (changes: Changes = {}): HostReport => {
  const none = missing<never>('not a fact of darwin');
  return machine({
    user: { root: false, home: known('/Users/ann'), elevation: known('sudo') },
    system: {
      platform: 'darwin',
      arch: 'arm64',
      kernel: '24.6.0',
      distribution: missing('there is no /etc/os-release'),
    },
    tools: { strace: absent('strace') },
    managers: [manager('brew')],
    rights: {
      yama: none,
      capabilities: none,
      seccomp: none,
      noNewPrivs: none,
      tracer: none,
      tracefs: none,
      btf: none,
    },
    trial: missing('there is no strace to try'),
    ...changes,
  });
};

/** A container image as small as they come: only Node. */
export const bareDebian = (changes: Changes = {}): HostReport =>
  machine({
    tools: { go: absent('go'), strace: absent('strace') },
    managers: [manager('apt-get', { lists: 'none', offersGo: missing('apt-get does not know the package golang-go') })],
    trial: missing('there is no strace to try'),
    ...changes,
  });
