/** What `npm pack` ships, and that it runs where nothing else is: no checkout, no development dependency. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';

const ALWAYS = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'bin/gorun-trace.js',
  'dist/THIRD-PARTY-LICENSES.txt',
  'dist/cli.js',
  'dist/index.js',
  'dist/types/index.d.ts',
  'docs/schema/run.v1.json',
  'package.json',
];
/** esbuild's chunks, one a command that loads lazily, and the declarations that index.d.ts names. */
const ALSO = [/^dist\/[\w-]+-[A-Z0-9]{8}\.js$/, /^dist\/types\/(\w+\/)*\w+\.d\.ts$/];

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

let folder: string;
let packed: Packed;
let version: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorun-trace-package-'));
  ({ version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string });
  await execa('node', ['build.mjs', '--if-stale'], { cwd: ROOT });
  const { stdout } = await execa('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
  });
  [packed] = JSON.parse(stdout) as [Packed];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('package-lock.json', () => {
  it('has every package whole, those for other platforms too', async () => {
    // npm ci refuses the file otherwise. npm install drops a platform's package that the registry does not have, and
    // those that are not installed when a node_modules was there before (npm/cli#4828).
    const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string; integrity?: string; optionalDependencies?: Record<string, string> }>;
    };
    const entries = Object.entries(packages).filter(([path]) => path !== '');
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(([, { version, integrity }]) => !version || !integrity).map(([path]) => path)).toEqual([]);
    const wanted = entries.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    );
    expect(wanted).toEqual([]);
  });
});

describe('the package', () => {
  it('holds exactly what is meant to be shipped', () => {
    const files = packed.files.map(({ path }) => path);
    expect(files.filter((file) => !ALSO.some((pattern) => pattern.test(file)) || ALWAYS.includes(file)).sort()).toEqual(
      ALWAYS,
    );
  });

  it('has a command that can be executed, and is small', () => {
    expect(packed.files.find(({ path }) => path === 'bin/gorun-trace.js')?.mode).toBe(0o755);
    expect(packed.size).toBeLessThan(1_000_000);
  });

  it('names every bundled library with its licence', async () => {
    const told = await readFile(join(ROOT, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    for (const [name, exact] of Object.entries(dependencies)) expect(told).toContain(`${name} ${exact}\n`);
  });
});

describe('the package, installed globally into an empty prefix', () => {
  let prefix: string;
  let home: string;
  let consumer: string;

  beforeAll(async () => {
    [prefix, home, consumer] = ['prefix', 'home', 'consumer'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await Promise.all([mkdir(prefix), mkdir(home), mkdir(join(consumer, 'node_modules'), { recursive: true })]);
    const where = ['--global', '--prefix', prefix, '--omit=dev', '--no-audit', '--no-fund'];
    await execa('npm', ['install', ...where, join(folder, packed.filename)], { cwd: home });
    await symlink(join(prefix, 'lib/node_modules/gorun-trace'), join(consumer, 'node_modules/gorun-trace'));
    await writeFile(join(consumer, 'package.json'), '{ "name": "consumer", "type": "module" }');
  });

  it('runs', async () => {
    const { stdout } = await execa(join(prefix, 'bin/gorun-trace'), ['--version'], { cwd: home });
    expect(stdout).toBe(version);
  });

  it('is a library with types', async () => {
    await writeFile(
      join(consumer, 'use.ts'),
      [
        "import { RUN_VERSION, type Run } from 'gorun-trace';",
        "const version: Run['version'] = RUN_VERSION;",
        '// @ts-expect-error a Run has no such field',
        "export type None = Run['nothing'];",
        'process.stdout.write(String(version));',
      ].join('\n'),
    );
    const tsc = [
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
    ];
    await execa('node', [...tsc, '--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types'), 'use.ts'], {
      cwd: consumer,
    });
    expect((await execa('node', ['use.js'], { cwd: consumer })).stdout).toBe('1');
  });

  it('publishes the schema of a Run', async () => {
    await writeFile(
      join(consumer, 'schema.js'),
      "import schema from 'gorun-trace/schema/run.v1.json' with { type: 'json' };\nprocess.stdout.write(schema.$id);\n",
    );
    const { stdout } = await execa('node', ['schema.js'], { cwd: consumer });
    expect(stdout).toBe('urn:gorun-trace:run:v1');
  });
});
