/** The tools of `npm run check` find nothing in the repository, and each of them finds what is planted for it. */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';

/** The house's configuration, and a src of these files in its place. */
async function runIn(files: Readonly<Record<string, string>>, script: string) {
  const folder = await mkdtemp(join(tmpdir(), 'gorun-trace-tools-'));
  try {
    const config = ['package.json', 'tsconfig.json', 'biome.json', 'knip.json', '.jscpd.json', '.gitignore'];
    for (const file of config) await cp(join(ROOT, file), join(folder, file));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    return await npmRun(script, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const npmRun = (script: string, cwd: string) =>
  execa('npm', ['run', '--silent', script], {
    cwd,
    all: true,
    reject: false,
    env: { NO_COLOR: '1', FORCE_COLOR: undefined },
  });

/** Every tool but the import rules, which have imports.test.ts. */
const TOOLS = ['check:types', 'check:style', 'check:dead', 'check:duplicates'];

const DOOR = "export { used } from './used.ts';\n";
const USED = 'export const used = 1;\n';
const LONG = `/** Long enough to be a duplicate. */\nexport function long(list: readonly number[]): number {\n  let sum = 0;\n${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `  for (const x of list) if (x > ${n}) sum += x * ${n};\n`).join('')}  return sum;\n}\n`;

describe('npm run', () => {
  it.each(TOOLS)('%s finds nothing', async (script) => {
    const { all, exitCode } = await npmRun(script, ROOT);
    expect(exitCode, all).toBe(0);
  });

  it.each([
    ['check:types', 'TS2322', { 'src/index.ts': "export const wrong: number = 'text';\n" }],
    ['check:style', 'noConsole', { 'src/index.ts': "console.log('x');\n" }],
    ['check:style', 'format', { 'src/index.ts': 'export const  loose = 1\n' }],
    ['check:dead', 'unused', { 'src/index.ts': DOOR, 'src/used.ts': `${USED}export const unused = 1;\n` }],
    ['check:dead', 'src/forgotten.ts', { 'src/index.ts': DOOR, 'src/used.ts': USED, 'src/forgotten.ts': USED }],
    ['check:duplicates', 'Found 1 clones', { 'src/index.ts': LONG, 'src/copy.ts': LONG }],
  ])('%s finds a planted fault: %s', async (script, told, files) => {
    const { all, exitCode } = await runIn(files, script);
    expect(exitCode).not.toBe(0);
    expect(all).toContain(told);
  });

  it('check runs every check there is', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const checks = Object.keys(scripts).filter((name) => name.startsWith('check:'));
    expect(checks.filter((name) => !scripts.check?.includes(`npm run -s ${name}`))).toEqual([]);
    expect(checks).toEqual(expect.arrayContaining(TOOLS));
  });
});
