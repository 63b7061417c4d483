import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foreignMachine } from '../../../../src/capture/host/foreign.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorun-trace-foreign-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The head of an ELF file. */
async function program(machine: number, bigEndian = false): Promise<string> {
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, bigEndian ? 2 : 1, 1]);
  if (bigEndian) header.writeUInt16BE(machine, 18);
  else header.writeUInt16LE(machine, 18);
  const path = join(folder, `elf-${machine}`);
  await writeFile(path, header);
  return path;
}

describe('the machine that a program is for', () => {
  it('is told where it is another', async () => {
    expect(await foreignMachine(await program(183), 'x64')).toBe('arm64');
    expect(await foreignMachine(await program(62), 'arm64')).toBe('x64');
    expect(await foreignMachine(await program(22, true), 'x64')).toBe('s390x');
    expect(await foreignMachine(await program(8), 'x64')).toBe('ELF machine 8');
  });

  it('is not told of our own, of a script, of a short file or of none', async () => {
    expect(await foreignMachine(process.execPath, process.arch)).toBeUndefined();
    await writeFile(join(folder, 'script'), `#!/bin/sh\n${'# long enough\n'.repeat(9)}`);
    await writeFile(join(folder, 'short'), '\x7fELF');
    for (const name of ['script', 'short', 'none']) {
      expect(await foreignMachine(join(folder, name), 'x64')).toBeUndefined();
    }
  });
});
