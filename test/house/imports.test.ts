/**
 * The import table (.dependency-cruiser.mjs) holds in src, and each of its rules can fail: copies of the house get a
 * forbidden import per rule, and each must be reported by the rule of that name, and no allowed one by any.
 */
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';

interface Line {
  readonly may: readonly string[];
  readonly types: readonly string[];
  readonly never: readonly (readonly [targets: readonly string[], reason: string])[];
}
interface Config {
  readonly rooms: Readonly<Record<string, Line>>;
  readonly pureRooms: readonly string[];
  readonly worldModules: readonly string[];
  readonly default: { readonly forbidden: readonly { readonly name: string; readonly comment: string }[] };
}

const CONFIG = '.dependency-cruiser.mjs';
const { rooms, pureRooms, worldModules, default: config } = (await import(join(ROOT, CONFIG))) as Config;
const names = Object.keys(rooms);

/** Rooms of the plan that have no file yet: a name leaves this list with the room's first file. */
const STILL_EMPTY: readonly string[] = ['check'];

/** `rule file`, once each. */
async function violationsIn(folder: string): Promise<string[]> {
  const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = await execa('node', [cli, 'src', '--config', CONFIG, '-T', 'json'], {
    cwd: folder,
    reject: false,
  });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ from, rule }) => `${rule.name} ${from}`))].sort();
}

/** The violations of a small house made of these files under our configuration. */
async function violationsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gorun-trace-imports-'));
  try {
    for (const file of [CONFIG, 'tsconfig.json', 'package.json']) await cp(join(ROOT, file), join(folder, file));
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    return await violationsIn(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the import table', () => {
  it('holds in src', async () => {
    expect(await violationsIn(ROOT)).toEqual([]);
  });

  it.each(Object.entries(rooms))('says once of %s what it may import of every other room', (room, line) => {
    const said = [...line.may, ...line.types, ...line.never.flatMap(([targets]) => targets)];
    expect(said.sort()).toEqual(names.filter((name) => name !== room).sort());
  });

  it('names the rooms that src has, all of them and no other', async () => {
    const withFiles: string[] = [];
    for (const entry of await readdir(join(ROOT, 'src'), { withFileTypes: true })) {
      const empty = entry.isDirectory() && (await readdir(join(ROOT, 'src', entry.name))).length === 0;
      if (!empty) withFiles.push(entry.name.replace(/\.ts$/, ''));
    }
    expect(withFiles.sort()).toEqual(names.filter((name) => !STILL_EMPTY.includes(name)).sort());
  });
});

/** Each room with one file per other room that imports from it, whether it may or not. */
function plantTable(): { files: Record<string, string>; expected: string[] } {
  const files: Record<string, string> = {};
  const expected: string[] = [];
  const isFile = (room: string) => room === 'pipeline' || room === 'index';
  const source = (room: string) => (isFile(room) ? `../${room}.ts` : `../${room}/planted.ts`);
  const value = (from: string) => `export { value as taken } from '${from}';\n`;
  const type = (from: string) => `export type { Shape as Taken } from '${from}';\n`;
  const EXPORTS = 'export const value = 1;\nexport type Shape = 1;\n';

  for (const [room, { may, types, never }] of Object.entries(rooms)) {
    const forbidden = never.flatMap(([targets]) => targets);
    if (isFile(room)) {
      const path = `src/${room}.ts`;
      const wrong = [...forbidden, ...types].map((target) => `import './${source(target).slice(3)}';\n`);
      files[path] = EXPORTS + wrong.join('');
      expected.push(...forbidden.map((target) => `${room}-never-imports-${target} ${path}`));
      expected.push(...types.map((target) => `${room}-imports-only-types-of-${target} ${path}`));
      continue;
    }
    const plant = (name: string, text: string, rule?: string) => {
      files[`src/${room}/${name}.ts`] = text;
      if (rule !== undefined) expected.push(`${rule} src/${room}/${name}.ts`);
    };
    plant('planted', EXPORTS);
    for (const target of forbidden) {
      plant(`never-${target}`, value(source(target)), `${room}-never-imports-${target}`);
      plant(`never-type-${target}`, type(source(target)), `${room}-never-imports-${target}`);
    }
    for (const target of types) {
      plant(`value-of-${target}`, value(source(target)), `${room}-imports-only-types-of-${target}`);
      plant(`allowed-type-${target}`, type(source(target)));
    }
    for (const target of may) plant(`allowed-${target}`, value(source(target)));
    for (const module of pureRooms.includes(room) ? worldModules : []) {
      plant(`world-${module}`, `import 'node:${module}';\n`, 'pure-rooms-reach-no-world');
    }
  }
  return { files, expected: expected.sort() };
}

/** What the table's rules do not cover. */
const OTHERS: Readonly<Record<string, string>> = {
  // report may import ask, but what ask wrongly reaches from there is beyond report too.
  'src/decode/strace/line.ts': 'export const line = 1;\n',
  'src/ask/hop.ts': "export { line } from '../decode/strace/line.ts';\n",
  'src/report/reaches.ts': "export { line } from '../ask/hop.ts';\n",
  'src/decode/proc/crosses.ts': "export { line } from '../strace/line.ts';\n",
  'src/model/one.ts': "import { two } from './two.ts';\nexport const one = () => two;\n",
  'src/model/two.ts': "import { one } from './one.ts';\nexport const two = () => one;\n",
  'src/model/typeOne.ts': "import type { Two } from './typeTwo.ts';\nexport type One = Two | 1;\n",
  'src/model/typeTwo.ts': "import type { One } from './typeOne.ts';\nexport interface Two { one: One }\n",
  'src/base/alone.ts': 'export const alone = 1;\n',
  'src/ask/runs.ts': "export { execa } from 'execa';\n",
  'src/report/argv.ts': "export { Command } from 'commander';\n",
  'src/cli/tree.ts': "export { default } from 'pidtree';\n",
  'src/tape/dev.ts': "export { default } from 'ajv';\n",
  'src/tape/lost.ts': "export { x } from './nowhere.ts';\n",
  'src/capture/kit.ts': "export { kit } from '../../test/kit.ts';\n",
  'test/kit.ts': 'export const kit = 1;\n',
};

describe('each import rule', () => {
  const { files, expected } = plantTable();
  let table: string[];
  let others: string[];

  beforeAll(async () => {
    table = await violationsOf(files);
    others = await violationsOf(OTHERS);
  });

  it('of the table reports its planted import and nothing else', () => {
    expect(expected.length).toBeGreaterThan(300);
    expect(table.filter((violation) => /-never-imports-|-only-types-of-|^pure-rooms/.test(violation))).toEqual(
      expected,
    );
  });

  it('of the table leaves the allowed imports alone', () => {
    // Through pipeline.ts and index.ts, which import everything here, every room reaches too much.
    expect(table.filter((violation) => /\/allowed-/.test(violation) && !/-never-reaches-/.test(violation))).toEqual([]);
  });

  it.each([
    'ask-never-imports-decode src/ask/hop.ts',
    'report-never-reaches-beyond src/report/reaches.ts',
    'sources-know-nothing-of-each-other src/decode/proc/crosses.ts',
    'no-cycles src/model/one.ts',
    'no-orphans src/base/alone.ts',
    'execa-only-in-capture-and-cli src/ask/runs.ts',
    'commander-only-in-cli src/report/argv.ts',
    'pidtree-only-in-capture src/cli/tree.ts',
    'only-what-is-installed-with-the-package src/tape/dev.ts',
    'everything-is-found src/tape/lost.ts',
    'sources-never-import-tests src/capture/kit.ts',
  ])('reports %s', (violation) => {
    expect(others).toContain(violation);
  });

  it('allows types to name each other in a circle', () => {
    expect(others.filter((violation) => violation.includes('src/model/type'))).toEqual([]);
  });

  it('has been seen to fail, and says why it is there', () => {
    const seen = new Set([...table, ...others].map((violation) => violation.split(' ')[0]));
    expect(config.forbidden.filter(({ name }) => !seen.has(name)).map(({ name }) => name)).toEqual([]);
    expect(config.forbidden.filter(({ comment }) => comment.length < 10)).toEqual([]);
  });
});
