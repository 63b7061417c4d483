import { describe, expect, it } from 'vitest';
import { known, missing } from '../../../../src/base/known.ts';
import { type Fix, planFixes } from '../../../../src/capture/host/fix.ts';
import type { PackageManager } from '../../../../src/capture/host/report.ts';
import {
  absent,
  alpineWithoutPtrace,
  bareDebian,
  goTool,
  machine,
  macWithBrew,
  manager,
  tool,
  ubuntuWithYama,
} from '../../../kit/machines.ts';

const commands = (fixes: readonly Fix[], optional: boolean) =>
  fixes.filter((fix) => fix.optional === optional).map(({ command }) => command.join(' '));
const needed = (fixes: readonly Fix[]) => commands(fixes, false);
const fixOf = (fixes: readonly Fix[], piece: Fix['piece']) => fixes.find((fix) => fix.piece === piece);

describe('what --fix runs', () => {
  it('is nothing where what is needed is there', () => {
    expect(needed(planFixes(machine()))).toEqual([]);
  });

  it('refreshes the lists of a bare image first, then brings Go and strace', () => {
    const fixes = planFixes(bareDebian());
    expect(needed(fixes)).toEqual(['apt-get update', 'apt-get install -y golang-go', 'apt-get install -y strace']);
    expect(fixOf(fixes, 'go')).toMatchObject({ environment: { DEBIAN_FRONTEND: 'noninteractive' } });
    expect(fixOf(fixes, 'go')?.why).toBe('there is no Go; this brings Go 1.19');
  });

  it('refreshes lists that are old, and leaves fresh ones and those that nothing needs alone', () => {
    const stale = [manager('apt-get', { lists: 'old' })];
    expect(needed(planFixes(machine({ tools: { strace: absent('strace') }, managers: stale })))).toEqual([
      'apt-get update',
      'apt-get install -y strace',
    ]);
    expect(needed(planFixes(machine({ tools: { strace: absent('strace') } })))).toEqual(['apt-get install -y strace']);
    const whole = { dlv: known(tool('/usr/bin/dlv', '1.27.1')), bpftrace: known(tool('/usr/bin/bpftrace', '0.17.0')) };
    expect(planFixes(machine({ tools: whole, managers: stale }))).toEqual([]);
  });

  it('does not refresh for what stays uninstalled without --all', () => {
    const fixes = planFixes(machine({ managers: [manager('apt-get', { lists: 'old' })] }));
    expect(needed(fixes)).toEqual([]);
    expect(commands(fixes, true)[0]).toBe('apt-get update');
  });

  it.each<[PackageManager['name'], string, string]>([
    ['dnf', 'dnf install -y golang', 'dnf install -y strace'],
    ['yum', 'yum install -y golang', 'yum install -y strace'],
    ['microdnf', 'microdnf install -y golang', 'microdnf install -y strace'],
    ['apk', 'apk add --no-cache go', 'apk add --no-cache strace'],
    ['pacman', 'pacman -Sy --noconfirm --needed go', 'pacman -Sy --noconfirm --needed strace'],
    ['zypper', 'zypper --non-interactive install go', 'zypper --non-interactive install strace'],
  ])('with %s is %s and %s', (name, go, strace) => {
    const fixes = planFixes(
      machine({ tools: { go: absent('go'), strace: absent('strace') }, managers: [manager(name)] }),
    );
    expect(needed(fixes)).toEqual([go, strace]);
  });

  it('on a Mac brings Go by Homebrew, without root, and never strace', () => {
    const fixes = planFixes(macWithBrew({ tools: { go: absent('go'), strace: absent('strace') } }));
    expect(fixes.map(({ command, needsRoot }) => [command.join(' '), needsRoot])).toEqual([['brew install go', false]]);
  });

  it('does not ask Homebrew as root, which it refuses, and prefers the system’s own manager', () => {
    const tools = { strace: absent('strace') };
    expect(needed(planFixes(machine({ tools, managers: [manager('brew')] })))).toEqual([]);
    const both = [manager('apt-get'), manager('brew')];
    expect(needed(planFixes(machine({ tools, managers: both })))).toEqual(['apt-get install -y strace']);
  });

  it('is nothing where no package manager is known', () => {
    expect(needed(planFixes(machine({ tools: { strace: absent('strace') }, managers: [] })))).toEqual([]);
  });

  it('does not install a second Go over one that is not in PATH or does not run', () => {
    for (const go of [goTool('go1.26.8', { onPath: false }), goTool('', { version: missing('exec format error') })]) {
      expect(needed(planFixes(machine({ tools: { go: known(go) } })))).toEqual([]);
    }
  });
});

describe("root's rights", () => {
  const lacking = { tools: { strace: absent('strace') } };

  it('come from sudo, which is told the settings that it would drop', () => {
    expect(planFixes(ubuntuWithYama(lacking))[0]).toMatchObject({
      command: ['sudo', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', 'strace'],
      environment: {},
      needsRoot: true,
    });
  });

  it('come from doas where there is no sudo', () => {
    const user = { root: false, elevation: known('doas' as const) };
    expect(planFixes(machine({ ...lacking, user }))[0]?.command.join(' ')).toBe(
      'doas env DEBIAN_FRONTEND=noninteractive apt-get install -y strace',
    );
    expect(planFixes(machine({ ...lacking, user, managers: [manager('apk')] }))[0]?.command.join(' ')).toBe(
      'doas apk add --no-cache strace',
    );
  });

  it('may not be had, and then the fix says so', () => {
    const user = { root: false, elevation: missing<'sudo'>('there is neither sudo nor doas') };
    expect(planFixes(machine({ ...lacking, user }))[0]).toMatchObject({
      command: ['apt-get', 'install', '-y', 'strace'],
      blocked: "it needs root's rights, and there is neither sudo nor doas",
    });
  });
});

describe('the Go that comes', () => {
  const why = (managers: PackageManager[], distribution?: { id: string; versionId: string }) =>
    fixOf(
      planFixes(
        machine({
          tools: { go: absent('go') },
          managers,
          ...(distribution && { system: { distribution: known({ ...distribution, name: distribution.id }) } }),
        }),
      ),
      'go',
    )?.why;

  it('is what the package manager says, before what its release is known for', () => {
    expect(why([manager('apt-get', { offersGo: known('1.24.4') })])).toBe('there is no Go; this brings Go 1.24');
    expect(why([manager('apk', { offersGo: known('1.24.11') })])).toBe('there is no Go; this brings Go 1.24');
  });

  it('may be older than what gorun-trace is tested with', () => {
    expect(why([manager('apt-get', { lists: 'none' })], { id: 'ubuntu', versionId: '22.04' })).toBe(
      'there is no Go; this brings Go 1.18, older than any that gorun-trace is tested with (1.19 and later)',
    );
  });

  it('is not guessed', () => {
    expect(why([manager('dnf', { offersGo: missing('dnf would have to ask the network') })])).toBe(
      'there is no Go; dnf decides which version comes',
    );
    expect(why([manager('apt-get', { offersGo: missing('') })], { id: 'debian', versionId: '99' })).toBe(
      'there is no Go; apt-get decides which version comes',
    );
  });
});

describe('what --fix --all runs as well', () => {
  it('is the Delve that fits the Go in use, built by that Go, and bpftrace', () => {
    const fixes = planFixes(machine());
    expect(commands(fixes, true)).toEqual([
      'go install github.com/go-delve/delve/cmd/dlv@v1.27.1',
      'apt-get install -y bpftrace',
    ]);
    // A user's GOFLAGS=-mod=vendor would be refused.
    expect(fixOf(fixes, 'dlv')).toMatchObject({ environment: { GOFLAGS: '-mod=mod' }, needsRoot: false });
  });

  it.each([
    ['go1.19.8', 'v1.21.2'],
    ['go1.24.4', 'v1.26.3'],
    ['devel go1.28-5e2c9a', 'latest'],
  ])('for %s brings Delve %s', (version, delve) => {
    const fixes = planFixes(machine({ tools: { go: known(goTool(version)) } }));
    expect(fixOf(fixes, 'dlv')?.command.at(-1)).toBe(`github.com/go-delve/delve/cmd/dlv@${delve}`);
  });

  it('replaces a Delve that does not fit, and keeps one that fits or is too new to judge', () => {
    const withDelve = (version: string) =>
      fixOf(planFixes(machine({ tools: { dlv: known(tool('/usr/bin/dlv', version)) } })), 'dlv');
    expect(withDelve('1.20.2')?.command.at(-1)).toMatch(/@v1\.27\.1$/);
    expect(withDelve('1.27.2')).toBeUndefined();
    expect(withDelve('1.28.0')).toBeUndefined();
  });

  it('says which toolchain go will download when a project switches a Go that is older than Delve asks for', () => {
    const go = goTool('go1.27.4', { local: known('go1.24.4') });
    expect(fixOf(planFixes(machine({ tools: { go: known(go) } })), 'dlv')?.why).toContain(
      'Go 1.24 will download Go 1.25 to build it, unless GOTOOLCHAIN=local',
    );
  });

  it('names go by its path where it is not in PATH', () => {
    const go = goTool('go1.26.8', { onPath: false });
    expect(fixOf(planFixes(machine({ tools: { go: known(go) } })), 'dlv')?.command[0]).toBe('/usr/local/go/bin/go');
  });

  it('cannot bring Delve where go install has no place for it', () => {
    const go = goTool('go1.26.8', { installs: missing('neither GOBIN, GOPATH nor HOME is set') });
    expect(fixOf(planFixes(machine({ tools: { go: known(go) } })), 'dlv')?.blocked).toContain('HOME');
  });

  it('has no Delve without a Go that can build it', () => {
    expect(fixOf(planFixes(bareDebian()), 'dlv')).toBeUndefined();
    expect(fixOf(planFixes(machine({ tools: { go: known(goTool('devel +7a3bc12')) } })), 'dlv')).toBeUndefined();
  });

  it('brings what it can to a container that refuses ptrace', () => {
    expect(commands(planFixes(alpineWithoutPtrace()), true)).toContain('apk add --no-cache bpftrace');
  });
});
