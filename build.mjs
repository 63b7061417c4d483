/**
 * Builds what the package ships: dist/cli.js (the command), dist/index.js (the library) and dist/types.
 *
 *   node build.mjs              builds
 *   node build.mjs --if-stale   builds only when dist/ does not come from the sources as they are
 *
 * The libraries are bundled: one file read instead of a hundred is what makes `gorun-trace --version` quick
 * (docs/decisions/0002-bundle.md has the figures). Commands load lazily, as chunks of their own.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
/** In dist/: a digest of everything that dist/ is made from. */
const STAMP = '.made-from';

const digest = digestOfSources();
if (!process.argv.includes('--if-stale') || stampOf(dist) !== digest) {
  // Built aside and moved in one step: a test that runs the command meanwhile sees the old one or the new one.
  const fresh = mkdtempSync(join(root, '.dist-'));
  try {
    await bundle(fresh);
    declareTypes(fresh);
    writeFileSync(join(fresh, STAMP), digest);
    chmodSync(fresh, 0o755); // mkdtemp makes it private
    replace(dist, fresh);
  } catch (error) {
    // esbuild and tsc have printed what is wrong with the sources.
    if (error.errors === undefined && error.status === undefined) throw error;
    process.exitCode = 1;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function bundle(outdir) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: process.env.GORUN_TRACE_BUILD_EXTERNAL === '1' ? 'external' : 'bundle',
    // Bundled CommonJS libraries ask for Node's own modules with require(), which ES modules do not have.
    banner: {
      js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
    },
    metafile: true,
    // Half the bytes to read and parse at every start; names stay, for stacks that can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  writeFileSync(join(outdir, 'THIRD-PARTY-LICENSES.txt'), licencesOf(Object.keys(metafile.inputs)));
}

function declareTypes(outdir) {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', join(outdir, 'types')], {
    cwd: root,
    stdio: 'inherit',
  });
}

/** The bundled libraries' licences, which ask to travel with every copy. */
function licencesOf(inputs) {
  const folders = new Set(inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const licence = readdirSync(join(root, folder)).find((file) => /^licen[cs]e/i.test(file));
      if (licence === undefined) throw new Error(`${name} is bundled but has no licence file`);
      return `${name} ${version}\n\n${readFileSync(join(root, folder, licence), 'utf8').trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function replace(target, fresh) {
  const old = `${fresh}-old`;
  try {
    renameSync(target, old);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  try {
    renameSync(fresh, target);
  } catch (error) {
    // Another build put its own there first; it was made from the same sources, or the next --if-stale sees it.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

function digestOfSources() {
  const files = ['build.mjs', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) files.push(relative(root, join(entry.parentPath, entry.name)));
  }
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function stampOf(folder) {
  const file = join(folder, STAMP);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
