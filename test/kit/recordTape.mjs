/**
 * Records one of the tapes in fixtures/tapes anew: `npm run fixture -- one-file-edited`.
 * Each is a real run in /tmp/gorun-trace-fixture, with an environment of four variables, so that no path or value of
 * the machine gets into it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const BASE = '/tmp/gorun-trace-fixture';
const APP = join(BASE, 'app');
const GO = '/usr/local/go/bin/go';
const GO_1_19 = '/usr/lib/go-1.19/bin/go';

/** `prepare` brings module and cache where the lesson begins; `args` is the run that is kept. */
const TAPES = {
  'warm-run': { module: 'demo', prepare: (go) => twice(() => go('run', 'main.go')), args: ['main.go'] },
  'one-file-edited': {
    module: 'demo',
    prepare(go) {
      twice(() => go('run', 'main.go'));
      appendFileSync(
        join(APP, 'util', 'util.go'),
        '\n// Twice says it twice.\nfunc Twice(s string) string { return s + s }\n',
      );
    },
    args: ['main.go'],
  },
  'comment-edited-early-cutoff': {
    module: 'demo',
    prepare(go) {
      twice(() => go('run', 'main.go'));
      appendFileSync(join(APP, 'util', 'util.go'), '\n// Only a comment.\n');
    },
    args: ['main.go'],
  },
  'go1.19-always-links': {
    go: GO_1_19,
    module: 'demo',
    prepare: (go) => twice(() => go('run', 'main.go')),
    args: ['main.go'],
  },
  'test-cached-and-failed': {
    module: 'tests',
    prepare: (go) => go('test', './...'),
    args: ['test', './...'],
    env: { BROKEN: '1' },
  },
  'compile-error': {
    module: 'demo',
    prepare(go) {
      go('build', './...');
      writeFileSync(join(APP, 'util', 'bad.go'), 'package util\n\nvar n int = "text"\n');
    },
    args: ['main.go'],
  },
  'exec-format-error': {
    module: 'hello',
    prepare: (go) => go('build', '-o', '/dev/null', '.'),
    args: ['main.go'],
    env: { GOARCH: 'arm64' },
  },
  'tool-track': {
    module: 'demo',
    prepare: (go) => twice(() => go('run', 'main.go')),
    args: ['--track', 'tool', 'main.go'],
  },
};

const twice = (act) => [1, 2].map(act);

function record(name) {
  const {
    go = GO,
    module,
    prepare,
    args,
    env: extra = {},
  } = TAPES[name] ?? fail(`no tape is called '${name}': ${Object.keys(TAPES).join(', ')}`);
  rmSync(BASE, { recursive: true, force: true });
  for (const folder of ['dev', 'tmp']) mkdirSync(join(BASE, folder), { recursive: true });
  cpSync(join(ROOT, 'fixtures', 'modules', module), APP, {
    recursive: true,
    filter: (path) => !path.includes('.gorun-trace'),
  });
  const env = {
    PATH: `${join(go, '..')}:/usr/bin:/bin`,
    HOME: join(BASE, 'dev'),
    TMPDIR: join(BASE, 'tmp'),
    GOTOOLCHAIN: 'local',
  };
  prepare((...words) =>
    execFileSync(go, words, { cwd: APP, env: { ...env, ...(extra.GOARCH ? extra : {}) }, stdio: 'pipe' }),
  );
  spawnSync(process.execPath, [join(ROOT, 'bin', 'gorun-trace.js'), ...args], {
    cwd: APP,
    env: { ...env, ...extra },
    stdio: 'inherit',
  });
  const target = join(ROOT, 'fixtures', 'tapes', name);
  rmSync(target, { recursive: true, force: true });
  const source = join(APP, '.gorun-trace', readlinkSync(join(APP, '.gorun-trace', 'latest')));
  cpSync(source, target, { recursive: true, filter: (path) => !path.endsWith('listing.json') });
  rmSync(BASE, { recursive: true, force: true });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(TAPES)) record(name);
