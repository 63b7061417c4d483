import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyFixes, type FixTeller } from '../../../../src/capture/host/applyFixes.ts';
import type { Fix } from '../../../../src/capture/host/fix.ts';
import type { World } from '../../../../src/capture/host/world.ts';

let folder: string;
let world: World;
let told: string[];
let teller: FixTeller;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorun-trace-fixes-'));
  world = { env: { PATH: `${folder}:/usr/bin:/bin` }, cwd: folder, goFolders: [] };
  told = [];
  teller = {
    show: ({ command }) => command.join(' '),
    announce: (fix) => told.push(`will run ${fix.command.join(' ')}`),
    output: (text) => told.push(text),
  };
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const fix = (piece: Fix['piece'], command: Fix['command'], more: Partial<Fix> = {}): Fix => ({
  piece,
  optional: false,
  command,
  environment: {},
  why: 'a reason',
  needsRoot: false,
  ...more,
});

const installer = (script: string) => writeFile(join(folder, 'install-it'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

describe('fixes', () => {
  it('run in order, each announced before its output', async () => {
    await installer('echo "installing $1 $GREETING"; echo "warning" >&2');
    const fixes = [
      fix('go', ['install-it', 'go'], { environment: { GREETING: 'politely' } }),
      fix('strace', ['install-it', 'strace']),
    ];
    const applied = await applyFixes(world, fixes, teller);
    expect(applied).toEqual({ done: fixes });
    expect(told.join('')).toMatch(
      /^will run install-it go(installing go politely\n|warning\n){2}will run install-it strace(installing strace \n|warning\n){2}$/,
    );
  });

  it('stop at the first that fails; the next is neither announced nor run', async () => {
    await installer('echo "$1" >> ran; echo "E: Unable to locate package $1" >&2; exit 100');
    const applied = await applyFixes(
      world,
      [fix('go', ['install-it', 'go']), fix('strace', ['install-it', 's'])],
      teller,
    );
    expect(applied.done).toEqual([]);
    expect(applied.failure).toMatchObject({
      code: 'fix-failed',
      message: 'go could not be installed: it ended with exit code 100',
      hint: expect.stringContaining('repositories'),
    });
    expect(await readFile(join(folder, 'ran'), 'utf8')).toBe('go\n');
    expect(told.join('')).not.toContain('install-it s');
  });

  it('that are blocked are not tried', async () => {
    await installer('touch ran');
    const blocked = fix('strace', ['install-it', 'strace'], { blocked: "it needs root's rights" });
    const { failure } = await applyFixes(world, [blocked], teller);
    expect(failure).toMatchObject({ code: 'fix-blocked', hint: 'What it would run:\n  install-it strace' });
    expect(told).toEqual([]);
    await expect(readFile(join(folder, 'ran'))).rejects.toThrow('ENOENT');
  });

  it('that cannot be started or are killed say so', async () => {
    const gone = await applyFixes(world, [fix('go', ['no-such-installer'])], teller);
    expect(gone.failure?.message).toBe('go could not be installed: no-such-installer could not be started (ENOENT)');
    await installer('kill -TERM $$');
    const killed = await applyFixes(world, [fix('go', ['install-it'])], teller);
    expect(killed.failure?.message).toBe('go could not be installed: it was ended by SIGTERM');
  });

  it('get no stdin: an installer that asks does not wait for ever', async () => {
    await installer('read answer || { echo "Abort."; exit 1; }');
    const { failure } = await applyFixes(world, [fix('go', ['install-it'])], teller);
    expect(failure?.message).toContain('exit code 1');
    expect(told).toContain('Abort.\n');
  });
});
