/** Chooses how this run will be watched: quickly, because it stands before every run. `doctor` looks closer. */
import { execa } from 'execa';
import { UserError } from '../base/userError.ts';
import { findCommand } from './host/search.ts';
import { type StraceOptions, straceOptions } from './host/straceOptions.ts';
import { parseStraceVersion } from './host/versions.ts';

export type Tracer = (
  | { readonly track: 'strace'; readonly binary: string; readonly able: StraceOptions }
  | { readonly track: 'tool' }
) & { readonly watchers: readonly string[]; readonly reasons: readonly string[] };

export async function chooseTracer(wish: 'auto' | 'strace' | 'tool', environment: NodeJS.ProcessEnv): Promise<Tracer> {
  const tool = (reason: string): Tracer => ({ track: 'tool', watchers: [], reasons: [reason] });
  if (wish === 'tool') return tool('asked for with --track tool');
  const refuse = (why: string, hint: string): Tracer => {
    if (wish === 'strace') throw new UserError('strace-unusable', `--track strace: ${why}`, hint);
    return tool(`${why}. ${hint}`);
  };
  if (process.platform !== 'linux')
    return refuse('strace is for Linux only', 'Leave --track out: go is then asked for its own records.');
  const binary = findCommand('strace', environment);
  if (binary === null) return refuse('there is no strace in PATH', 'Install it with: gorun-trace doctor --fix');
  const said = await execa(binary, ['-V'], { reject: false, stdin: 'ignore', timeout: 10_000 });
  const version = parseStraceVersion(said.stdout ?? '');
  if (said.exitCode !== 0) return refuse(`${binary} does not run: ${said.shortMessage}`, 'See: gorun-trace doctor');
  const name = version.state === 'missing' ? undefined : version.value;
  return {
    track: 'strace',
    binary,
    able: straceOptions(name),
    watchers: [`strace ${name ?? 'of unknown version'}`],
    reasons: [
      wish === 'strace'
        ? 'asked for with --track strace'
        : 'strace is here: it sees every process and every file that go opens',
    ],
  };
}
