/**
 * test/unit mirrors src, and so does test/golden where a report is compared whole: every such test has its source file,
 * and every file of a pure room that computes has its test. A private step, which one file alone imports, is tested
 * through that file.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, repositoryFiles } from './repository.ts';

const PURE = /^src\/(base|decode|model|rebuild|ask|check|report)\/.*\.ts$/;

/** Files that compute and need no test of their own, each with the reason. */
const WITHOUT_TEST: Readonly<Record<string, string>> = {
  'src/base/assertNever.ts': 'the compiler proves its calls; reached only when we are wrong',
  'src/base/brand.ts': 'casts',
};

const testsOf = (source: string): string[] =>
  ['unit', 'golden'].map((layer) => source.replace(/^src\//, `test/${layer}/`).replace(/\.ts$/, '.test.ts'));
const sourceOf = (test: string): string => test.replace(/^test\/unit\//, 'src/').replace(/\.test\.ts$/, '.ts');

/** Whether there is a body to run: types, constants and re-exports have none. */
function computes(text: string): boolean {
  const hasBody = (node: ts.Node): boolean =>
    (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) || (ts.forEachChild(node, hasBody) ?? false);
  return hasBody(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest));
}

/** The files whose code this one imports. */
const importsOf = (file: string, text: string): string[] =>
  [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)';/gm)].map(([, path = '']) =>
    normalize(join(dirname(file), path)),
  );

interface Source {
  readonly file: string;
  readonly text: string;
}

/** Computing files of the pure rooms that neither have a test nor are the private step of a file that has one. */
function untested(sources: readonly Source[], tested: (file: string) => boolean): string[] {
  const importers = new Map<string, string[]>();
  for (const { file, text } of sources) {
    for (const imported of importsOf(file, text)) importers.set(imported, [...(importers.get(imported) ?? []), file]);
  }
  const isProven = (file: string): boolean => {
    const [user, ...others] = importers.get(file) ?? [];
    return (
      tested(file) || (user !== undefined && others.length === 0 && roomOf(user) === roomOf(file) && isProven(user))
    );
  };
  const computing = sources.filter(({ file, text }) => PURE.test(file) && computes(text));
  return computing.map(({ file }) => file).filter((file) => !isProven(file));
}

const roomOf = (file: string): string | undefined => file.split('/')[1];

describe('test/unit and test/golden', () => {
  let files: Set<string>;
  let sources: Source[];
  const tested = (file: string) => testsOf(file).some((test) => files.has(test));

  beforeAll(async () => {
    files = new Set(await repositoryFiles());
    const names = [...files].filter((file) => /^src\/.*\.ts$/.test(file));
    sources = await Promise.all(names.map(async (file) => ({ file, text: await readFile(join(ROOT, file), 'utf8') })));
  });

  it('hold a unit test only where its file is there', () => {
    const tests = [...files].filter((file) => /^test\/unit\/.*\.test\.ts$/.test(file));
    expect(tests.filter((test) => !files.has(sourceOf(test)))).toEqual([]);
    expect(tests.length).toBeGreaterThan(10);
  });

  it('test every file of a pure room that computes', () => {
    expect(untested(sources, tested).filter((file) => !(file in WITHOUT_TEST))).toEqual([]);
  });

  it('have no stale exception: a file that has a test by now, computes nothing or is gone', () => {
    const needed = untested(sources, tested);
    expect(Object.keys(WITHOUT_TEST).filter((file) => !needed.includes(file))).toEqual([]);
  });
});

describe('what is untested', () => {
  const BODY = 'export const f = () => 1;\n';
  const source = (file: string, ...imports: string[]): Source => ({
    file,
    text: imports.map((path) => `import { f as g } from '${path}';\n`).join('') + BODY,
  });
  const only =
    (...names: string[]) =>
    (file: string) =>
      names.includes(file);

  it('is a file without a test', () => {
    expect(untested([source('src/ask/a.ts')], only())).toEqual(['src/ask/a.ts']);
    expect(untested([source('src/ask/a.ts')], only('src/ask/a.ts'))).toEqual([]);
  });

  it('is no file of a room that meets the world, which live tests prove', () => {
    expect(untested([source('src/capture/a.ts')], only())).toEqual([]);
  });

  it('is no private step of a tested file, nor a step of that step', () => {
    const steps = [source('src/ask/a.ts', './b.ts'), source('src/ask/b.ts', './c.ts'), source('src/ask/c.ts')];
    expect(untested(steps, only('src/ask/a.ts'))).toEqual([]);
    expect(untested(steps, only('src/ask/b.ts'))).toEqual(['src/ask/a.ts']);
  });

  it('is a step that two files share, or that another room uses', () => {
    const shared = [source('src/ask/a.ts', './c.ts'), source('src/ask/b.ts', './c.ts'), source('src/ask/c.ts')];
    expect(untested(shared, only('src/ask/a.ts', 'src/ask/b.ts'))).toEqual(['src/ask/c.ts']);
    const across = [source('src/ask/a.ts', '../base/c.ts'), source('src/base/c.ts')];
    expect(untested(across, only('src/ask/a.ts'))).toEqual(['src/base/c.ts']);
  });

  it('counts imports of types for nothing', () => {
    const typed = { file: 'src/ask/a.ts', text: `import type { F } from './c.ts';\n${BODY}` };
    expect(untested([typed, source('src/ask/c.ts')], only('src/ask/a.ts'))).toEqual(['src/ask/c.ts']);
  });
});

describe('what computes', () => {
  it.each([
    'export const double = (x: number) => 2 * x;',
    'export function f() {}',
    'export class Torn extends Error { readonly name = "Torn"; constructor() { super(); } }',
    'export const table = { a: () => 1 };',
  ])('is %j', (text) => {
    expect(computes(text)).toBe(true);
  });

  it.each([
    'export interface Run { readonly f: (x: number) => void; g(): number }',
    'export type F = () => void;',
    "export * from './v1.ts';",
    "export const NAMES = ['a', 'b'] as const;",
    'export declare function f(): void;',
  ])('is not %j', (text) => {
    expect(computes(text)).toBe(false);
  });
});
