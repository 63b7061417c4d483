/** The reporter's own proof: vitest runs small test files with it, and its last line and exit code are looked at. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorun-trace-reporter-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'test'));
  const reporter = join(ROOT, 'test/reporter/closingLine.ts');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(folder, 'vitest.config.ts'),
    `export default { test: { include: ['test/*.ts'], reporters: ['default', ${JSON.stringify(reporter)}] } };`,
  );
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs vitest over one test file with this body. */
async function runVitest(body: string, env: Record<string, string>, ...args: string[]) {
  await writeFile(
    join(folder, 'test/sample.ts'),
    `import { afterAll, beforeAll, describe, expect, it } from 'vitest';\n${body}`,
  );
  const { stdout, exitCode } = await execa('node', [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: folder,
    // What the outer vitest tells its workers must not reach the inner one.
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...env },
    extendEnv: false,
    reject: false,
  });
  return { lines: stdout.split('\n'), last: stdout.trimEnd().split('\n').at(-1), exitCode };
}

const PASS = "it('holds', () => { expect(1).toBe(1); });\n";
const FAIL = "it('does not hold', () => { expect(1).toBe(2); });\n";
const SKIP = "it('needs strace', (test) => { test.skip('strace is not installed'); });\n";

describe('the closing line', () => {
  it('counts what passed and says 0 failed', async () => {
    const run = await runVitest(PASS + PASS.replace('holds', 'holds too'), {});
    expect(run).toMatchObject({ last: '2 passed, 0 failed', exitCode: 0 });
  });

  it('counts failures', async () => {
    const run = await runVitest(PASS + FAIL, {});
    expect(run).toMatchObject({ last: '1 passed, 1 failed', exitCode: 1 });
  });

  it('tells a skip with its reason, which is no failure at a desk', async () => {
    const run = await runVitest(PASS + SKIP, {});
    expect(run).toMatchObject({ last: '1 passed, 0 failed, 1 skipped', exitCode: 0 });
    expect(run.lines).toContain('skipped: strace is not installed');
    expect(run.lines).toContain('         test/sample.ts › needs strace');
  });

  it('fails the run because of a skip when CI is set', async () => {
    const run = await runVitest(PASS + SKIP, { CI: 'true' });
    expect(run).toMatchObject({ last: '1 passed, 0 failed, 1 skipped', exitCode: 1 });
  });

  it('lets a run without skips pass when CI is set', async () => {
    expect(await runVitest(PASS, { CI: 'true' })).toMatchObject({ last: '1 passed, 0 failed', exitCode: 0 });
  });

  it('does not list the tests that -t left out', async () => {
    const run = await runVitest(PASS + FAIL, {}, '-t', '^holds');
    expect(run).toMatchObject({ last: '1 passed, 0 failed, 1 skipped', exitCode: 0 });
    expect(run.lines.filter((line) => line.startsWith('skipped:'))).toEqual([]);
  });

  it.each([
    ['a file that does not load', "throw new Error('no');\n", '0 passed, 1 failed'],
    ['a hook that throws', `describe('s', () => { beforeAll(() => { throw new Error('no'); });\n${PASS}});`, undefined],
    ['a stray error', `${PASS}it('strays', () => { Promise.reject(new Error('no')); });`, '2 passed, 1 failed'],
  ])('counts %s as a failure', async (_, body, last) => {
    const run = await runVitest(body, {});
    expect(run.exitCode).toBe(1);
    expect(run.last).toMatch(/ 1 failed/);
    if (last !== undefined) expect(run.last).toBe(last);
    else expect(run.lines).toContain('skipped: cut off by a failure');
  });
});
