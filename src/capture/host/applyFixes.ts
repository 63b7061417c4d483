/** Runs the installers one by one. Each is announced before it runs; the first that fails ends it. */
import { execa } from 'execa';
import { UserError } from '../../base/userError.ts';
import type { Fix } from './fix.ts';
import { type FixEnd, fixFailure } from './fixFailure.ts';
import type { World } from './world.ts';

export interface FixTeller {
  /** The command as it is shown to people. */
  show(fix: Fix): string;
  announce(fix: Fix): void;
  /** What the installer prints, as it comes. */
  output(text: string): void;
}

export interface Applied {
  readonly done: readonly Fix[];
  readonly failure?: UserError;
}

/** Slow mirrors and cold Go builds take minutes; an installer that waits for an answer would wait for ever. */
const TIMEOUT_MS = 30 * 60_000;

/** An installer says why it failed in its last lines. */
const TAIL_CHARS = 4_000;

export async function applyFixes(world: World, fixes: readonly Fix[], teller: FixTeller): Promise<Applied> {
  const done: Fix[] = [];
  for (const fix of fixes) {
    if (fix.blocked !== undefined) {
      const message = `${fix.piece} cannot be installed from here: ${fix.blocked}`;
      return { done, failure: new UserError('fix-blocked', message, `What it would run:\n  ${teller.show(fix)}`) };
    }
    teller.announce(fix);
    const end = await run(world, fix, (text) => teller.output(text));
    if (end.exitCode !== 0) return { done, failure: fixFailure(fix, teller.show(fix), end) };
    done.push(fix);
  }
  return { done };
}

/** No stdin: an installer that asks gets no answer at once instead of ours never. sudo asks the terminal itself. */
async function run(world: World, fix: Fix, output: (text: string) => void): Promise<FixEnd> {
  const [file, ...args] = fix.command;
  const installer = execa(file, args, {
    cwd: world.cwd,
    env: { ...world.env, ...fix.environment },
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    buffer: false,
    timeout: TIMEOUT_MS,
    reject: false,
  });
  let tail = '';
  installer.all.setEncoding('utf8');
  installer.all.on('data', (text: string) => {
    output(text);
    tail = (tail + text).slice(-TAIL_CHARS);
  });
  const result = await installer;
  if (result.exitCode !== undefined) return { exitCode: result.exitCode, tail };
  if (result.timedOut)
    return { exitCode: undefined, trouble: `it took longer than ${TIMEOUT_MS / 60_000} minutes`, tail };
  const killed = result.signal === undefined ? undefined : `it was ended by ${result.signal}`;
  return { exitCode: undefined, trouble: killed ?? `${file} could not be started (${result.code})`, tail };
}
