/** doctor on this machine, and on machines made of an empty PATH and a few scripts. */
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTool } from '../../src/capture/host/tools.ts';
import { type World, worldOf } from '../../src/capture/host/world.ts';
import { type DoctorOptions, doctor } from '../../src/cli/commands/doctor.ts';
import { COMMAND } from '../kit/sandbox.ts';

let folder: string;
/** Nothing in PATH but node and a sudo that runs what it is told, no HOME, and none of the places where Go might be all the same. */
let bare: World;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorun-trace-doctor-'));
  await mkdir(join(folder, 'bin'));
  await symlink(process.execPath, join(folder, 'bin/node'));
  // For a user who is not root; as root nothing asks for it.
  await writeFile(join(folder, 'bin/sudo'), '#!/bin/sh\nexec /usr/bin/env "$@"\n', { mode: 0o755 });
  bare = { env: { PATH: join(folder, 'bin') }, cwd: folder, goFolders: [] };
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A command in PATH. Its script has the folder as $FOLDER and writes its own words to `ran`. */
async function install(name: string, script: string): Promise<void> {
  const file = join(folder, 'bin', name);
  await writeFile(
    file,
    `#!/bin/sh\nFOLDER='${folder}'\necho "${name} $* DEBIAN_FRONTEND=$DEBIAN_FRONTEND" >> "$FOLDER/ran"\n${script}\n`,
  );
  await chmod(file, 0o755);
}

/** The commands that ran, as their scripts noted them. */
const ran = async () =>
  (await readFile(join(folder, 'ran'), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');

async function ask(options: DoctorOptions, world: World) {
  let [stdout, stderr] = ['', ''];
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    color: false,
    unicode: true,
    width: 100,
  };
  return { code: await doctor(options, io, world), stdout, stderr };
}

/** What `apt-get install -y strace` leaves behind: the real strace, under its name. */
function bringsStrace(): string {
  const strace = findTool(worldOf(process.env, folder), 'strace');
  const real = strace.state === 'missing' ? '/nonexistent' : strace.value.path;
  return `case "$*" in *strace) /bin/ln -s '${real}' "$FOLDER/bin/strace" ;; esac`;
}

describe('a machine that has only Node', () => {
  it('is told what is missing and what that would add, without a HOME', async () => {
    const { code, stdout, stderr } = await ask({}, bare);
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/✗ go +go is not in PATH\n/);
    expect(stdout).toMatch(/✗ strace +strace is not in PATH\n/);
    expect(stdout).toContain('needed  strace: the process tree, the build directory and every cache lookup\n');
    expect(stdout).toContain('install Go from https://go.dev/dl');
    expect(stdout).toContain('Not ready: it needs go and strace.');
  });

  it('says the same in JSON, whole', async () => {
    const { code, stdout } = await ask({ json: true }, bare);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'gorun-trace/doctor',
      ready: false,
      track: { name: 'tool' },
      fixes: [],
      host: { tools: { go: { state: 'missing', reason: 'go is not in PATH' } }, user: { home: { state: 'missing' } } },
    });
  });

  it('cannot fix anything without a package manager, and says so', async () => {
    const { code, stderr } = await ask({ fix: true }, bare);
    expect(code).toBe(1);
    expect(stderr).toBe('gorun-trace doctor: nothing that it could install is missing\n');
  });
});

describe('--fix', () => {
  it('runs what it announced, that and no more, and looks again', async () => {
    await install('apt-get', `${bringsStrace()}\necho "Setting up $4"`);
    await install('apt-cache', 'printf "golang-go:\\n  Candidate: 2:1.19~1\\n"');
    const { code, stdout, stderr } = await ask({ fix: true }, bare);
    const commands = (await ran()).filter((line) => line.startsWith('apt-get'));
    expect(commands.filter((line) => !line.startsWith('apt-get update'))).toEqual([
      'apt-get install -y golang-go DEBIAN_FRONTEND=noninteractive',
      'apt-get install -y strace DEBIAN_FRONTEND=noninteractive',
    ]);
    const announced = [...stderr.matchAll(/^will run: (?:sudo )?(?:DEBIAN_FRONTEND=\S+ )?(.*)$/gm)].map(
      ([, words]) => words,
    );
    expect(announced).toEqual(commands.map((line) => line.replace(/ DEBIAN_FRONTEND=.*$/, '')));
    expect(stderr).toContain('there is no Go; this brings Go 1.19');
    // The output of each stands after its announcement.
    expect(stderr).toMatch(/will run: .*golang-go\n.*\n(?:.*\n)*Setting up/);
    // The script brought strace, but no Go.
    expect(stderr).toContain('gorun-trace: go was installed, but is still not in PATH\n');
    expect(stdout).toMatch(/✓ strace/);
    expect(stdout).toMatch(/✗ go /);
    expect(code).toBe(1);
  });

  it('stops at the first failure and says what to do', async () => {
    await install(
      'apt-get',
      'case "$1" in update) exit 0 ;; esac\necho "E: Could not get lock /var/lib/dpkg/lock-frontend" >&2; exit 100',
    );
    await install('apt-cache', 'exit 0');
    const { code, stdout, stderr } = await ask({ fix: true }, bare);
    expect(code).toBe(1);
    expect((await ran()).filter((line) => line.startsWith('apt-get install'))).toHaveLength(1);
    expect(stderr).toContain('gorun-trace: go could not be installed: it ended with exit code 100\n');
    expect(stderr.replace(/\s+/g, ' ')).toContain('Another package manager is at work: wait until it has ended');
    expect(stderr).toContain('(fix-failed)');
    expect(stdout).toContain('Not ready: it needs go and strace.');
  });

  it('leaves stdout to the JSON, in which the failure stands too', async () => {
    await install('apk', 'case "$1" in policy) exit 0 ;; esac\necho "ERROR: unable to select packages:"; exit 1');
    const { stdout } = await ask({ fix: true, json: true }, bare);
    expect(JSON.parse(stdout)).toMatchObject({ fixing: { done: [], failure: { code: 'fix-failed' } } });
  });

  it('does nothing where nothing is needed', async (test) => {
    const here = worldOf(process.env, folder);
    const lacks = ['go', 'strace'].filter((name) => findTool(here, name).state === 'missing');
    if (lacks.length > 0) return test.skip(`${lacks.join(' and ')} not installed`);
    const { code, stderr } = await ask({ fix: true }, here);
    expect(stderr).toBe('gorun-trace doctor: nothing that it could install is missing\n');
    expect(code).toBe(0);
  });

  it('with --all chooses the Delve for the Go that has just come', async () => {
    const brings = `printf '#!/bin/sh\\necho "go $*" >> "'$FOLDER'/ran"\\ncase $1 in env) echo {\\\\"GOBIN\\\\": \\\\"/nowhere\\\\"} ;; *) echo go version go1.24.4 linux/amd64 ;; esac\\n' > "$FOLDER/bin/go"; /bin/chmod 755 "$FOLDER/bin/go"`;
    await install('apk', `case "$*" in *"add"*" go") ${brings} ;; esac`);
    const { stderr } = await ask({ fix: true, all: true }, bare);
    expect(stderr).toMatch(/^will run: (sudo )?apk add --no-cache go$/m);
    expect(stderr).toContain('will run: GOFLAGS=-mod=mod go install github.com/go-delve/delve/cmd/dlv@v1.26.3\n');
    expect((await ran()).filter((line) => line.startsWith('go install'))).toEqual([
      'go install github.com/go-delve/delve/cmd/dlv@v1.26.3',
    ]);
  });
});

describe('this machine', () => {
  it('is traced by strace, and the trial has shown it', async (test) => {
    const here = worldOf(process.env, folder);
    if (findTool(here, 'strace').state === 'missing') return test.skip('strace is not installed');
    const { code, stdout } = await ask({ json: true }, here);
    expect(JSON.parse(stdout)).toMatchObject({
      ready: true,
      track: { name: 'strace' },
      host: { trial: { state: 'known', value: { outcome: 'works' } } },
    });
    expect(code).toBe(0);
  });

  it('cannot be traced from under another strace, and doctor names the tracer', async (test) => {
    const here = worldOf(process.env, folder);
    const strace = findTool(here, 'strace');
    if (strace.state === 'missing') return test.skip('strace is not installed');
    const { stdout, exitCode } = await execa(
      strace.value.path,
      ['-f', '-o', '/dev/null', process.execPath, COMMAND, 'doctor', '--json'],
      { reject: false },
    );
    expect(JSON.parse(stdout)).toMatchObject({
      ready: false,
      track: { name: 'tool', reasons: expect.arrayContaining([expect.stringMatching(/^process \d+ is tracing this/)]) },
      host: { trial: { value: { outcome: 'refused', said: expect.stringContaining('Operation not permitted') } } },
    });
    expect(exitCode).toBe(1);
  });
});
