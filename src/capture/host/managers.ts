/** What each package manager is told to do, and which packages hold the tools. Pure. */
import { type Known, known, missing } from '../../base/known.ts';
import type { Distribution, ManagerName, PackageManager } from './report.ts';

export type Packaged = 'go' | 'strace' | 'bpftrace';

interface ManagerWords {
  readonly install: readonly string[];
  readonly packages: Readonly<Record<Packaged, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly needsRoot: boolean;
}

/** Each installs without asking. */
export const MANAGERS: Readonly<Record<ManagerName, ManagerWords>> = {
  'apt-get': {
    install: ['apt-get', 'install', '-y'],
    packages: { go: 'golang-go', strace: 'strace', bpftrace: 'bpftrace' },
    environment: { DEBIAN_FRONTEND: 'noninteractive' },
    needsRoot: true,
  },
  dnf: redHat('dnf'),
  yum: redHat('yum'),
  microdnf: redHat('microdnf'),
  apk: {
    // Without --no-cache it needs package lists, which container images come without.
    install: ['apk', 'add', '--no-cache'],
    packages: { go: 'go', strace: 'strace', bpftrace: 'bpftrace' },
    needsRoot: true,
  },
  pacman: {
    install: ['pacman', '-Sy', '--noconfirm', '--needed'],
    packages: { go: 'go', strace: 'strace', bpftrace: 'bpftrace' },
    needsRoot: true,
  },
  zypper: {
    install: ['zypper', '--non-interactive', 'install'],
    packages: { go: 'go', strace: 'strace', bpftrace: 'bpftrace' },
    needsRoot: true,
  },
  brew: {
    install: ['brew', 'install'],
    packages: { go: 'go', strace: 'strace', bpftrace: 'bpftrace' },
    needsRoot: false,
  },
};

function redHat(name: string): ManagerWords {
  return {
    install: [name, 'install', '-y'],
    packages: { go: 'golang', strace: 'strace', bpftrace: 'bpftrace' },
    needsRoot: true,
  };
}

/** golang-go in the releases that are widely installed, for when apt-get has no lists to ask. */
const GOLANG_GO: Readonly<Record<string, string>> = {
  'debian 11': '1.15',
  'debian 12': '1.19',
  'debian 13': '1.24',
  'ubuntu 20.04': '1.13',
  'ubuntu 22.04': '1.18',
  'ubuntu 24.04': '1.22',
};

/** The Go that the package manager would bring: as it says itself, or as its release is known to. */
export function goThatComes(manager: PackageManager, distribution: Known<Distribution>): Known<string> {
  if (manager.offersGo.state !== 'missing' || manager.name !== 'apt-get') return manager.offersGo;
  const { id, versionId } = distribution.state === 'missing' ? { id: '', versionId: '' } : distribution.value;
  const version = GOLANG_GO[`${id} ${versionId}`];
  return version === undefined ? missing('apt-get has no package lists yet') : known(version);
}
