/** Finds go, dlv, strace and bpftrace and asks each for its version. */
import { arch } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { type Known, known, missing, orUndefined, partial } from '../../base/known.ts';
import { foreignMachine } from './foreign.ts';
import type { GoTool, Tool, ToolFacts } from './report.ts';
import { findCommand } from './search.ts';
import { parseBpftraceVersion, parseDelveVersion, parseGoVersion, parseStraceVersion } from './versions.ts';
import { type Answer, askTool, type World } from './world.ts';

export interface Place {
  readonly path: string;
  readonly onPath: boolean;
}

/** `wanted`: the go to use, a name to look for in PATH or a path. */
export async function probeTools(world: World, wanted: string | undefined): Promise<ToolFacts> {
  const [go, strace, bpftrace] = await Promise.all([
    probeGo(world, wanted),
    probeTool(world, 'strace', ['-V'], parseStraceVersion),
    probeTool(world, 'bpftrace', ['--version'], parseBpftraceVersion),
  ]);
  // Where `go install` puts dlv is only known when go has been asked (`go env -w GOBIN=…`).
  const installs = go.state === 'missing' ? undefined : orUndefined(go.value.installs);
  const folders = [...(installs === undefined ? [] : [installs]), ...world.goFolders];
  const dlv = await probeTool(world, 'dlv', ['version'], parseDelveVersion, folders);
  return { go, dlv, strace, bpftrace };
}

async function probeGo(world: World, wanted: string | undefined): Promise<Known<GoTool>> {
  const place = findGo(world, wanted);
  if (place.state === 'missing') return place;
  const { path } = place.value;
  const local = { GOTOOLCHAIN: 'local' };
  const [here, own, env] = await Promise.all([
    // May download the toolchain that the go.mod here asks for, as every go command here would.
    askTool(world, [path, 'version'], { timeout: 120_000 }),
    askTool(world, [path, 'version'], { env: local }),
    askTool(world, [path, 'env', '-json', 'GOBIN', 'GOPATH'], { env: local }),
  ]);
  const localVersion = await versionFrom(path, own, parseGoVersion);
  const version = await versionFrom(path, here, parseGoVersion);
  return known({
    ...place.value,
    // Go 1.21 and later switch to another toolchain, and may fail to get it.
    version:
      version.state === 'missing' && localVersion.state === 'known'
        ? partial(localVersion.value, `in this folder: ${version.reason}`)
        : version,
    local: localVersion,
    installs: installFolder(env),
  });
}

async function probeTool(
  world: World,
  name: string,
  question: readonly string[],
  parse: (text: string) => Known<string>,
  folders: readonly string[] = [],
): Promise<Known<Tool>> {
  const place = findTool(world, name, folders);
  if (place.state === 'missing') return place;
  const { path } = place.value;
  const answer = await askTool(world, [path, ...question]);
  return known({ ...place.value, version: await versionFrom(path, answer, parse) });
}

async function versionFrom(
  path: string,
  answer: Answer,
  parse: (text: string) => Known<string>,
): Promise<Known<string>> {
  const version = answer.ran ? parse(answer.stdout) : missing<string>(answer.why);
  if (version.state !== 'missing' || (answer.ran && answer.exitCode === 0)) return version;
  const foreign = await foreignMachine(path, arch());
  if (foreign !== undefined) return missing(`it is a program for ${foreign}, and this is ${arch()}`);
  if (!answer.ran) return version;
  const said = answer.stderr.trim().split('\n', 1)[0] ?? '';
  return missing(said === '' ? `it ended with exit code ${answer.exitCode}` : said.slice(0, 300));
}

/** GOBIN, or the first GOPATH's bin; go says '' for both when there is no HOME either. */
function installFolder(answer: Answer): Known<string> {
  if (!answer.ran) return missing(answer.why);
  try {
    const env: unknown = JSON.parse(answer.stdout);
    const value = (name: string) => (typeof env === 'object' && env !== null ? Reflect.get(env, name) : undefined);
    const bin = value('GOBIN');
    if (typeof bin === 'string' && bin !== '') return known(bin);
    const path = String(value('GOPATH') ?? '').split(delimiter)[0] ?? '';
    if (path !== '') return known(join(path, 'bin'));
    return missing('neither GOBIN, GOPATH nor HOME is set');
  } catch {
    return missing('go env printed no JSON');
  }
}

/** The first executable file of that name, in PATH and then in the other folders. */
export function findTool(world: World, name: string, others: readonly string[] = []): Known<Place> {
  const path = findCommand(name, world.env);
  if (path !== null) return known({ path, onPath: true });
  for (const folder of others) {
    const elsewhere = findCommand(resolve(world.cwd, folder, name), world.env);
    if (elsewhere !== null) return known({ path: elsewhere, onPath: false });
  }
  const nor = others.length === 0 ? '' : `, nor in ${others.join(', ')}`;
  return missing(`${name} is not in PATH${nor}`);
}

/** A go command named by --go: a path, or a name to look for. */
function findGo(world: World, wanted: string | undefined): Known<Place> {
  if (wanted === undefined) return findTool(world, 'go', world.goFolders);
  if (!wanted.includes('/')) return findTool(world, wanted);
  const path = findCommand(resolve(world.cwd, wanted), world.env);
  // Named by the user: that it is not in PATH matters to nobody.
  return path === null ? missing(`${wanted} is no executable file`) : known({ path, onPath: true });
}
