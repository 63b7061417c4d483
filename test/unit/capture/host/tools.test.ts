import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { known, missing } from '../../../../src/base/known.ts';
import { findTool, probeTools } from '../../../../src/capture/host/tools.ts';
import { type World, worldOf } from '../../../../src/capture/host/world.ts';

let folder: string;
let world: World;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorun-trace-tools-'));
  world = { env: { PATH: join(folder, 'bin') }, cwd: folder, goFolders: [join(folder, 'go/bin')] };
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A tool that is a shell script. */
async function install(path: string, script: string, mode = 0o755): Promise<string> {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, mode);
  return file;
}

const GO = `case "$GOTOOLCHAIN $1" in
  *" env") echo '{"GOBIN": "", "GOPATH": "'$PWD'/gopath:/other"}' ;;
  *) echo "go version go1.24.4 linux/amd64" ;;
esac`;

describe('a tool', () => {
  it('is the first executable file of its name in PATH', async () => {
    const file = await install('bin/strace', 'echo "strace -- version 6.8"');
    expect((await probeTools(world, undefined)).strace).toEqual(
      known({ path: file, onPath: true, version: known('6.8') }),
    );
  });

  it('is no file that may not be run, and no folder', async () => {
    await install('bin/strace', 'exit 0', 0o644);
    await mkdir(join(folder, 'bin/dlv'));
    expect(findTool(world, 'strace')).toEqual(missing('strace is not in PATH'));
    expect(findTool(world, 'dlv', ['/x', '/y'])).toEqual(missing('dlv is not in PATH, nor in /x, /y'));
  });

  it('that is there but fails is told with its own words', async () => {
    await install('bin/bpftrace', 'echo "error while loading shared libraries: libbcc.so.0" >&2; exit 127');
    const { bpftrace } = await probeTools(world, undefined);
    expect(bpftrace).toMatchObject({
      value: { version: missing('error while loading shared libraries: libbcc.so.0') },
    });
  });

  it('that is no program for this machine is told so', async () => {
    const file = join(folder, 'bin/strace');
    await mkdir(join(folder, 'bin'));
    const elf = Buffer.alloc(64);
    elf.write('\x7fELF\x02\x01\x01', 'latin1');
    elf.writeUInt16LE(process.arch === 'arm64' ? 62 : 183, 18);
    await writeFile(file, elf, { mode: 0o755 });
    const { strace } = await probeTools(world, undefined);
    expect(strace).toMatchObject({
      value: {
        version: { state: 'missing', reason: expect.stringMatching(/^it is a program for (arm64|x64), and this is/) },
      },
    });
  });
});

describe('go', () => {
  it("is looked for in Go's own places too", async () => {
    const file = await install('go/bin/go', GO);
    expect((await probeTools(world, undefined)).go).toEqual(
      known({
        path: file,
        onPath: false,
        version: known('go1.24.4'),
        local: known('go1.24.4'),
        installs: known(join(folder, 'gopath/bin')),
      }),
    );
  });

  it('may be named, by a path from here or a word', async () => {
    const file = await install('other/go1.99', GO);
    expect((await probeTools(world, './other/go1.99')).go).toMatchObject({ value: { path: file, onPath: true } });
    expect((await probeTools(world, 'go1.99')).go).toEqual(missing('go1.99 is not in PATH'));
    expect((await probeTools(world, './nothing')).go).toEqual(missing('./nothing is no executable file'));
  });

  it('that cannot get the toolchain of the project is known by its own version', async () => {
    await install(
      'bin/go',
      'if [ "$GOTOOLCHAIN" = local ]; then echo "go version go1.24.4 linux/amd64"; exit; fi\n' +
        'echo "go: download go1.99.1: toolchain not available" >&2; exit 1',
    );
    expect((await probeTools(world, undefined)).go).toMatchObject({
      value: {
        version: {
          state: 'partial',
          value: 'go1.24.4',
          reason: 'in this folder: go: download go1.99.1: toolchain not available',
        },
        local: known('go1.24.4'),
        installs: { state: 'missing' },
      },
    });
  });

  it('leads to the dlv that it installed', async () => {
    await install('bin/go', GO);
    const dlv = await install('gopath/bin/dlv', 'printf "Delve Debugger\\nVersion: 1.26.3\\n"');
    expect((await probeTools(world, undefined)).dlv).toEqual(
      known({ path: dlv, onPath: false, version: known('1.26.3') }),
    );
  });
});

describe('the world', () => {
  it("knows Go's usual places, each once", () => {
    const { goFolders } = worldOf({ GOBIN: '/b', GOPATH: '/p:/home/ann/go', HOME: '/home/ann' }, '/');
    expect(goFolders).toEqual(['/b', '/p/bin', '/home/ann/go/bin', '/usr/local/go/bin']);
    expect(worldOf({}, '/').goFolders).toEqual(['/usr/local/go/bin']);
  });
});
