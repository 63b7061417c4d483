/** Which system this is and which package managers it has. */
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { arch, platform, release } from 'node:os';
import { type Known, known, missing } from '../../base/known.ts';
import type { Distribution, ManagerName, PackageManager, SystemFacts, UserFacts } from './report.ts';
import { findTool } from './tools.ts';
import { parseApkPolicy, parseAptCandidate } from './versions.ts';
import { type Answer, askTool, type World } from './world.ts';

export async function probeSystem(world: World): Promise<SystemFacts> {
  return {
    platform: platform(),
    arch: arch(),
    kernel: release(),
    distribution: await probeDistribution(),
    container: await probeContainer(world),
  };
}

/** os-release(5): the file in /etc, or the vendor's own in /usr/lib. */
async function probeDistribution(): Promise<Known<Distribution>> {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return parseOsRelease(text);
  }
  return missing('there is no /etc/os-release');
}

export function parseOsRelease(text: string): Known<Distribution> {
  const value = (name: string) => {
    const raw = new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1]?.trim();
    return raw?.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(["$`\\])/g, '$1');
  };
  const id = value('ID');
  if (id === undefined || id === '') return missing('os-release names no ID');
  return known({ id, versionId: value('VERSION_ID') ?? '', name: value('PRETTY_NAME') ?? value('NAME') ?? id });
}

/** Docker and Podman leave a file, systemd-nspawn and LXC a variable, Kubernetes a variable. */
async function probeContainer(world: World): Promise<Known<string>> {
  for (const path of ['/.dockerenv', '/run/.containerenv']) {
    if (await exists(path)) return known(path);
  }
  for (const name of ['container', 'KUBERNETES_SERVICE_HOST']) {
    if (world.env[name]) return known(`the variable ${name}`);
  }
  return missing('nothing says that this is a container');
}

export function probeUser(world: World, uid: number | undefined): UserFacts {
  const [sudo, doas] = [findTool(world, 'sudo'), findTool(world, 'doas')];
  return {
    root: uid === 0,
    home: world.env.HOME ? known(world.env.HOME) : missing('HOME is not set'),
    elevation:
      sudo.state !== 'missing'
        ? known('sudo')
        : doas.state !== 'missing'
          ? known('doas')
          : missing('there is neither sudo nor doas'),
  };
}

/** A system's own manager before Homebrew, which runs on Linux too. */
const MANAGERS: readonly ManagerName[] = ['apt-get', 'dnf', 'yum', 'microdnf', 'apk', 'pacman', 'zypper', 'brew'];

export async function probeManagers(world: World, now: Date, askForGo: boolean): Promise<readonly PackageManager[]> {
  const present = MANAGERS.filter((name) => findTool(world, name).state !== 'missing');
  return Promise.all(
    present.map(async (name) => ({
      name,
      lists: name === 'apt-get' ? await aptLists(now) : 'looks after itself',
      offersGo: askForGo ? await offeredGo(world, name) : missing('not asked: there is a Go'),
    })),
  );
}

async function offeredGo(world: World, name: ManagerName): Promise<Known<string>> {
  const read = (answer: Answer, parse: (text: string) => Known<string>) =>
    answer.ran ? parse(answer.stdout) : missing<string>(answer.why);
  if (name === 'apt-get') return read(await askTool(world, ['apt-cache', 'policy', 'golang-go']), parseAptCandidate);
  if (name === 'apk') return read(await askTool(world, ['apk', 'policy', 'go']), parseApkPolicy);
  return missing(`${name} would have to ask the network`);
}

/** Older than this, they name packages that their servers may no longer have. */
const DAY = 24 * 60 * 60 * 1000;

/** Container images often come without any; `apt-get update` renames files in this folder. */
async function aptLists(now: Date): Promise<PackageManager['lists']> {
  const folder = '/var/lib/apt/lists';
  const files = await readdir(folder).catch(() => []);
  if (!files.some((file) => /_(Packages|InRelease|Release)\b/.test(file))) return 'none';
  const ages = await Promise.all(
    [folder, `${folder}/partial`].map((path) =>
      stat(path).then(
        ({ mtimeMs }) => now.getTime() - mtimeMs,
        () => DAY,
      ),
    ),
  );
  return Math.min(...ages) < DAY ? 'fresh' : 'old';
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
