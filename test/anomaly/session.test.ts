/** Promise 5: a probe may fail, the run may not. The session with witnesses that throw and tracers that are none. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeCommand } from '../../src/capture/gotool/flags.ts';
import { straceOptions } from '../../src/capture/host/straceOptions.ts';
import { recordSession, type SessionPlan, type Witness } from '../../src/capture/session.ts';
import { createTape, type TapeWriter } from '../../src/tape/writer.ts';
import { headerOf } from '../kit/recording.ts';

let base: string;
let tape: TapeWriter;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'gorun-trace-session-'));
  tape = createTape(join(base, 'run'), headerOf());
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** A script in the place of go or strace. */
function script(name: string, text: string): string {
  const path = join(base, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}
const files = () => ({ actiongraph: tape.pathOf('actiongraph'), debugTrace: tape.pathOf('debugTrace') });
const planFor = (goBinary: string, strace?: string): SessionPlan => ({
  goBinary,
  command: composeCommand('run', ['.'], '', files(), base),
  ...(strace === undefined ? {} : { strace: { binary: strace, able: straceOptions('6.1') } }),
  launcher: null,
  here: base,
  environment: process.env,
});
const quiet: Witness = {
  straceBytes: () => undefined,
  tick: () => undefined,
  event: () => undefined,
  workFile: () => undefined,
  workDir: () => null,
  alive: () => [],
  newResponseFiles: () => [],
};
const refuse = () => {
  throw new Error('the witness is broken');
};
const started = performance.now();
const now = () => Math.round((performance.now() - started) * 1e6);
const session = () => readFileSync(tape.pathOf('session'), 'utf8');

describe('a session', () => {
  it('gives go’s exit code when every witness throws', async () => {
    const broken: Witness = {
      ...quiet,
      straceBytes: refuse,
      tick: refuse,
      workFile: refuse,
      workDir: refuse,
      alive: refuse,
    };
    const end = await recordSession(planFor(script('go', 'sleep 0.3; exit 3')), tape, broken, now);
    expect(end).toEqual({ code: 3, signal: null, failedToStart: null });
    expect(session()).toContain('the witness is broken');
  });

  it('says when go cannot be started, and leaves no signal caught', async () => {
    const before = process.listenerCount('SIGTERM');
    const end = await recordSession(planFor(join(base, 'no-such-go')), tape, quiet, now);
    expect(end.failedToStart).toContain('ENOENT');
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });

  it('runs go although strace traces nothing', async () => {
    const nothing = script('strace', 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"');
    const end = await recordSession(planFor(script('go', 'exit 7'), nothing), tape, quiet, now);
    expect(end.code).toBe(7);
    expect(existsSync(tape.pathOf('strace'))).toBe(false);
  });

  it('tells death by a signal as such', async () => {
    const end = await recordSession(planFor(script('go', 'kill -TERM $$')), tape, quiet, now);
    expect(end).toMatchObject({ code: null, signal: 'SIGTERM' });
  });

  it('keeps the user’s own action graph where the user wants it, and takes a copy', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
    const go = script('go', 'for word; do case "$word" in -debug-actiongraph=*) echo "[]" > "${word#*=}";; esac; done');
    const command = composeCommand('run', ['-debug-actiongraph=own.json', '.'], '', files(), base);
    await recordSession({ ...planFor(go), command }, tape, quiet, now);
    expect(readFileSync(join(base, 'own.json'), 'utf8')).toBe('[]\n');
    expect(readFileSync(tape.pathOf('actiongraph'), 'utf8')).toBe('[]\n');
  });

  it('removes no folder that has not the name of a work dir', async () => {
    const end = await recordSession(planFor(script('go', 'exit 0')), tape, { ...quiet, workDir: () => base }, now);
    expect(end.code).toBe(0);
    expect(existsSync(base)).toBe(true);
  });
});
