/** The surroundings that the probes look at and run commands in; a parameter, so that a test can give others. */
import { delimiter, join } from 'node:path';
import { execa } from 'execa';

export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Where Go's tools lie when they are not in PATH, in order. */
  readonly goFolders: readonly string[];
}

/** The usual places: $GOBIN, $GOPATH/bin, ~/go/bin and where go.dev's archive is unpacked. */
export function worldOf(env: World['env'], cwd: string): World {
  const goFolders = [
    ...(env.GOBIN ? [env.GOBIN] : []),
    ...(env.GOPATH ?? '').split(delimiter).flatMap((folder) => (folder === '' ? [] : [join(folder, 'bin')])),
    ...(env.HOME ? [join(env.HOME, 'go', 'bin')] : []),
    '/usr/local/go/bin',
  ];
  return { env, cwd, goFolders: [...new Set(goFolders)] };
}

export type Answer =
  | { readonly ran: true; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly ran: false; readonly why: string };

/** Asks a tool something it answers at once. Never throws; a tool that hangs is killed. */
export async function askTool(
  world: World,
  command: readonly [string, ...string[]],
  options: { readonly timeout?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const [file, ...args] = command;
  const timeout = options.timeout ?? 10_000;
  const result = await execa(file, args, {
    cwd: world.cwd,
    env: { ...world.env, ...options.env },
    extendEnv: false,
    stdin: 'ignore',
    timeout,
    forceKillAfterDelay: 1_000,
    reject: false,
  });
  if (result.exitCode !== undefined) {
    return { ran: true, exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr };
  }
  if (result.timedOut) return { ran: false, why: `${file} gave no answer within ${timeout / 1000} s` };
  if (result.signal !== undefined) return { ran: false, why: `${file} was killed by ${result.signal}` };
  return { ran: false, why: `${file} cannot be run: ${whyNotStarted(result.code)}` };
}

/** The error codes of execve(2) in words. */
function whyNotStarted(code: string | undefined): string {
  switch (code) {
    case 'ENOENT':
      return 'it is not there, or its interpreter is not (ENOENT)';
    case 'EACCES':
      return 'permission denied (EACCES)';
    case 'ENOEXEC':
      return 'it is not a program for this machine (ENOEXEC)';
    default:
      return code ?? 'for an unknown reason';
  }
}
