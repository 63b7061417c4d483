/** test/unit mirrors src: every unit test has its source file, every file of a pure room that computes has its test. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, repositoryFiles } from './repository.ts';

const PURE = /^src\/(base|decode|model|rebuild|ask|check|report)\/.*\.ts$/;

/** Files that compute and need no test of their own, each with the reason. */
const WITHOUT_TEST: Readonly<Record<string, string>> = {
  'src/base/assertNever.ts': 'the compiler proves its calls; reached only when we are wrong',
  'src/base/brand.ts': 'casts',
};

const testOf = (source: string): string => source.replace(/^src\//, 'test/unit/').replace(/\.ts$/, '.test.ts');
const sourceOf = (test: string): string => test.replace(/^test\/unit\//, 'src/').replace(/\.test\.ts$/, '.ts');

/** Whether there is a body to run: types, constants and re-exports have none. */
function computes(text: string): boolean {
  const hasBody = (node: ts.Node): boolean =>
    (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) || (ts.forEachChild(node, hasBody) ?? false);
  return hasBody(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest));
}

describe('test/unit', () => {
  let files: Set<string>;
  let computing: string[];

  beforeAll(async () => {
    files = new Set(await repositoryFiles());
    const pure = [...files].filter((file) => PURE.test(file));
    const kept = await Promise.all(pure.map(async (file) => computes(await readFile(join(ROOT, file), 'utf8'))));
    computing = pure.filter((_, i) => kept[i]);
  });

  it('holds only tests of a file that is there', () => {
    const tests = [...files].filter((file) => /^test\/unit\/.*\.test\.ts$/.test(file));
    expect(tests.filter((test) => !files.has(sourceOf(test)))).toEqual([]);
    expect(tests.length).toBeGreaterThan(10);
  });

  it('tests every file of a pure room that computes', () => {
    const untested = computing.filter((file) => !files.has(testOf(file)) && !(file in WITHOUT_TEST));
    expect(untested).toEqual([]);
    expect(computing.length).toBeGreaterThan(10);
  });

  it('excepts no file that has a test by now, computes nothing or is gone', () => {
    const stale = Object.keys(WITHOUT_TEST).filter((file) => files.has(testOf(file)) || !computing.includes(file));
    expect(stale).toEqual([]);
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
