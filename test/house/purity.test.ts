/**
 * The pure rooms have no clock, chance, environment, disk or console. Modules are the import rules' business
 * (.dependency-cruiser.mjs, pure-rooms-reach-no-world); this looks for what needs no import.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROOT, repositoryFiles } from './repository.ts';

const PURE = /^src\/(base|decode|model|rebuild|ask|check|report)\/.*\.ts$/;
const CLAIM = /^\/\*\*(?:(?!\*\/)[\s\S])*\bPure\b/;

const { worldModules } = (await import(join(ROOT, '.dependency-cruiser.mjs'))) as { worldModules: readonly string[] };

/** Globals that tell or change something outside. `Date` is looked at more closely. */
const WORLD = new Set([
  ...['process', 'console', 'performance', 'fetch', 'WebSocket', 'XMLHttpRequest', 'localStorage', 'crypto', 'require'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'globalThis', 'eval'],
]);

/** What a source text takes from the world: `Date.now at line 3`. */
function worldIn(text: string): string[] {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const tell = (what: string, node: ts.Node) =>
    found.push(`${what} at line ${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) lookAtMember(node, tell);
    if (ts.isIdentifier(node) && WORLD.has(node.text) && isFree(node)) tell(node.text, node);
    if (isClock(node)) tell('the present Date', node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Node's modules that reach the world, imported for more than types. */
const worldImportsIn = (text: string): string[] =>
  [...text.matchAll(/^import (?!type )[^;]*? from '(node:(\w+)[\w/]*)'/gm)].flatMap(([, path = '', module = '']) =>
    worldModules.includes(module) ? [path] : [],
  );

function lookAtMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  tell: (what: string, node: ts.Node) => void,
): void {
  const text = node.getText().replaceAll(/\s|\?/g, '');
  if (/^(Date\.now|Date\[|Math\.random|Math\[|import\.meta)/.test(text)) tell(/^\w+.\w+/.exec(text)?.[0] ?? text, node);
}

/** `new Date()` and `Date()` are now; `new Date(0)` is a date. */
const isClock = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  node.expression.getText() === 'Date' &&
  (ts.isCallExpression(node) || (node.arguments?.length ?? 0) === 0);

/** A name by itself: no member (`run.process`), no key (`{ process: 1 }`) and nothing declared in the file. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if (ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent) || ts.isMethodDeclaration(parent))
    return false;
  const declares = ts.isBindingElement(parent) || ts.isVariableDeclaration(parent) || ts.isParameter(parent);
  if (declares && parent.initializer !== node) return false;
  return !isDeclaredAbove(node);
}

/** A parameter or variable of that name stands in a function or block around it: `for (const process of …)`. */
function isDeclaredAbove(node: ts.Identifier): boolean {
  for (let scope: ts.Node = node.parent; scope !== undefined; scope = scope.parent) {
    let declared = false;
    const visit = (child: ts.Node): void => {
      const named =
        ts.isVariableDeclaration(child) ||
        ts.isParameter(child) ||
        ts.isBindingElement(child) ||
        ts.isFunctionDeclaration(child);
      if (named && child.name?.getText() === node.text) declared = true;
      if (!declared && !(ts.isFunctionLike(child) && child !== scope)) ts.forEachChild(child, visit);
    };
    if (ts.isFunctionLike(scope) || ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isForOfStatement(scope)) {
      ts.forEachChild(scope, visit);
      if (declared) return true;
    }
  }
  return false;
}

describe('the pure rooms', () => {
  it('take nothing from the world', async () => {
    const files = (await repositoryFiles()).filter((file) => PURE.test(file));
    expect(files.length).toBeGreaterThan(10);
    const found = await Promise.all(
      files.map(async (file) => worldIn(await readFile(join(ROOT, file), 'utf8')).map((what) => `${file}: ${what}`)),
    );
    expect(found.flat()).toEqual([]);
  });
});

describe('a file of another room that calls itself pure in its first lines', () => {
  it('is', async () => {
    const others = (await repositoryFiles()).filter((file) => /^src\/.*\.ts$/.test(file) && !PURE.test(file));
    const texts = await Promise.all(
      others.map(async (file) => ({ file, text: await readFile(join(ROOT, file), 'utf8') })),
    );
    const claiming = texts.filter(({ text }) => CLAIM.test(text));
    expect(claiming.length).toBeGreaterThan(3);
    const found = claiming.flatMap(({ file, text }) =>
      [...worldIn(text), ...worldImportsIn(text)].map((what) => `${file}: ${what}`),
    );
    expect(found).toEqual([]);
  });

  it('would be found out', () => {
    expect(CLAIM.test("/** Chooses. Pure: no clock. */\nimport { x } from './x.ts';")).toBe(true);
    expect(CLAIM.test('/** Reads /proc. */\n/** Pure. */')).toBe(false);
    expect(worldImportsIn("import { readFileSync } from 'node:fs';\nimport { join } from 'node:path';")).toEqual([
      'node:fs',
    ]);
    expect(worldImportsIn("import { readFile } from 'node:fs/promises';")).toEqual(['node:fs/promises']);
    expect(worldImportsIn("import type { Stats } from 'node:fs';")).toEqual([]);
  });
});

describe('the look at a source', () => {
  it.each([
    ['const t = Date.now();', 'Date.now at line 1'],
    ['\nconst t = Date\n  .now();', 'Date.now at line 2'],
    ['const t = new Date();', 'the present Date at line 1'],
    ['const t = new Date;', 'the present Date at line 1'],
    ['const t = Date();', 'the present Date at line 1'],
    ['const t = Math.random();', 'Math.random at line 1'],
    ['const t = process.env.HOME;', 'process at line 1'],
    ['const { env } = process;', 'process at line 1'],
    ['function tell() { const { env } = process; return env; }', 'process at line 1'],
    ['if (x) console.log(1);', 'console at line 1'],
    ['const t = performance.now();', 'performance at line 1'],
    ['const t = globalThis.process;', 'globalThis at line 1'],
    ['setTimeout(f, 1);', 'setTimeout at line 1'],
    ["const fs = require('node:fs');", 'require at line 1'],
    ['const here = import.meta.url;', 'import.meta at line 1'],
    ['const f = (home = process.env.HOME) => home;', 'process at line 1'],
    ['const list = [process];', 'process at line 1'],
    ['const made = { process };', 'process at line 1'],
  ])('finds the world in %j', (text, what) => {
    expect(worldIn(text)).toEqual([what]);
  });

  it.each([
    'const t = new Date(0).toISOString();',
    'const n = Math.max(1, 2);',
    'const p = run.process.pid;',
    'for (const process of run.processes) tell(process.handle);',
    'run.processes.map((process) => process.handle);',
    'run.processes.map(({ process }) => process);',
    'function tell(process: Process): string { return process.handle; }',
    'function tell(process: Process) { return list.filter((other) => other !== process); }',
    'const made = { process: 1, console: 2 };',
    'interface Made { process: number }',
    "const text = 'process.env'; // Date.now()",
    'const process = first(list); tell({ process });',
    'function tell(process: Process) { const { pid } = process; return pid; }',
  ])('lets %j be', (text) => {
    expect(worldIn(text)).toEqual([]);
  });
});
