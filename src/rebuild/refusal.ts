/**
 * Why the kernel would not execute what go had built, in plain words, with what to do. errno by case:
 * docs of execve(2); ENOENT for an existing file is a missing loader (ELF PT_INTERP) or #! interpreter.
 */

import { readGoFlags } from '../base/goFlags.ts';
import type { FailedExec } from '../model/process.ts';
import type { Command, HostFacts } from '../model/run.ts';

export interface RefusalFacts {
  readonly command: Command;
  readonly host: HostFacts;
  readonly goEnv: Readonly<Record<string, string>>;
}

export function explainRefusal(refused: FailedExec, facts: RefusalFacts): readonly string[] {
  switch (refused.errno) {
    case 'ENOEXEC':
    // macOS has a code of its own for a wrong CPU.
    case 'EBADARCH':
      return explainFormat(refused, facts);
    case 'EACCES':
      return [
        `the kernel refused to run ${refused.path} (EACCES): its file system is probably mounted noexec`,
        'to build in another folder: GOTMPDIR=/a/folder/that/may/hold/programs',
      ];
    case 'ENOENT':
      return [
        `the kernel could not run ${refused.path} (ENOENT), though go had built it: the loader that it names is missing`,
        'a program linked to another C library needs it here; CGO_ENABLED=0 builds one that needs none',
      ];
    case 'ETXTBSY':
      return [`${refused.path} was still open for writing when go wanted to run it (golang/go#22315): run it again`];
    default:
      return [`the kernel refused to run ${refused.path}: ${refused.errno}`];
  }
}

function explainFormat(refused: FailedExec, { command, host, goEnv }: RefusalFacts): readonly string[] {
  const here = { os: goEnv.GOHOSTOS ?? goOs(host.platform), arch: goEnv.GOHOSTARCH ?? goArch(host.arch) };
  const target = { os: goEnv.GOOS, arch: goEnv.GOARCH };
  if (target.os === undefined || target.arch === undefined) {
    return [
      `exec format error: ${refused.path} is no program for this machine, which runs ${here.os}/${here.arch}`,
      'was it built for another? see: go env GOOS GOARCH',
    ];
  }
  const set = [
    ...(target.os === here.os ? [] : [`GOOS=${target.os}`]),
    ...(target.arch === here.arch ? [] : [`GOARCH=${target.arch}`]),
  ];
  if (set.length === 0) {
    return [
      `exec format error: ${refused.path} was built for ${target.os}/${target.arch}, which this machine runs, ` +
        'yet the kernel does not take it for a program',
    ];
  }
  const native = set.map((one) => (one.startsWith('GOOS=') ? `GOOS=${here.os}` : `GOARCH=${here.arch}`));
  const verb = command.verb === 'run' ? '' : `${command.verb} `;
  const built = buildArguments(command);
  return [
    `exec format error: the program was built for ${target.os}/${target.arch} (${set.join(' ')} is set), ` +
      `this machine runs ${here.os}/${here.arch}`,
    `to run it here: ${native.join(' ')} gorun-trace ${verb}${command.args.map(quote).join(' ')}`,
    ...(built === null ? [] : [`to only build it: go build ${built.map(quote).join(' ')}`]),
  ];
}

/** `go run FLAGS main.go util.go ARGS`: what of it go build takes. Null where that cannot be told. */
function buildArguments({ verb, args }: Command): readonly string[] | null {
  if (verb !== 'run') return null;
  const { flags, rest } = readGoFlags(verb, args);
  if (flags.has('exec') || rest.length === 0) return null;
  const files = rest.findIndex((word) => !word.endsWith('.go'));
  const target = rest.slice(0, files === -1 ? rest.length : Math.max(1, files));
  return [...args.slice(0, args.length - rest.length), ...target];
}

/** Node's names to Go's, for a recording without `go env`. */
const goOs = (platform: string): string => (platform === 'win32' ? 'windows' : platform);

const GO_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', mipsel: 'mipsle', loong64: 'loong64' };

const goArch = (arch: string): string => GO_ARCH[arch] ?? arch;

const quote = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
