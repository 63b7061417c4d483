/** The documents say what is there: errors, notes, links and paths; and no file tells where it was written. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT, repositoryFiles } from './repository.ts';

let files: string[];
beforeAll(async () => {
  files = await repositoryFiles();
});

const read = (file: string): Promise<string> => readFile(join(ROOT, file), 'utf8');

/** The nodes of a source file, outermost first. */
function nodesOf(text: string): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true));
  return nodes;
}

/** First arguments of `new UserError(…)`, as they stand in the text: `'go-not-found'`. */
const errorsIn = (text: string): string[] =>
  nodesOf(text).flatMap((node) =>
    ts.isNewExpression(node) && node.expression.getText() === 'UserError' ? [node.arguments?.[0]?.getText() ?? ''] : [],
  );

/** The members of `type NoteCode = 'a' | 'b'`. */
const noteCodesIn = (text: string): string[] =>
  nodesOf(text).flatMap((node) =>
    ts.isTypeAliasDeclaration(node) && node.name.text === 'NoteCode' && ts.isUnionTypeNode(node.type)
      ? node.type.types.map((type) => type.getText().slice(1, -1))
      : [],
  );

/** What stands under each heading ``## `code` ``. */
function entriesOf(markdown: string): Map<string, string> {
  const entries = markdown.split(/^## /m).slice(1);
  return new Map(
    entries.map((entry) => [/^`([\w-]+)`\n/.exec(entry)?.[1] ?? entry, entry.replace(/^.*\n/, '').trim()]),
  );
}

describe('docs/errors.md', () => {
  it('tells of every error that the user can meet, and of no other', async () => {
    const sources = files.filter((file) => /^src\/.*\.ts$/.test(file));
    const texts = await Promise.all(sources.map(read));
    const thrown = texts.flatMap((text, i) => errorsIn(text).map((argument) => ({ argument, file: sources[i] })));
    expect(
      thrown.filter(({ argument }) => !/^'[a-z-]+'$/.test(argument)),
      'a code is a literal, to be found here',
    ).toEqual([]);
    const codes = [...new Set(thrown.map(({ argument }) => argument.slice(1, -1)))].sort();
    expect([...entriesOf(await read('docs/errors.md')).keys()].sort()).toEqual(codes);
    expect(codes.length).toBeGreaterThan(3);
  });

  it('says of each what to do', async () => {
    const short = [...entriesOf(await read('docs/errors.md'))].filter(
      ([, text]) => !/\*\*What to do:?\*\*:? \S/.test(text),
    );
    expect(short.map(([code]) => code)).toEqual([]);
  });
});

describe('docs/notes.md', () => {
  it('explains every note, and no other', async () => {
    const codes = noteCodesIn(await read('src/model/note.ts'));
    expect(codes.length).toBeGreaterThan(10);
    const entries = entriesOf(await read('docs/notes.md'));
    expect([...entries.keys()].sort()).toEqual(codes.sort());
    expect([...entries].filter(([, text]) => text.length < 60).map(([code]) => code)).toEqual([]);
  });

  it('lists no note that nothing gives', async () => {
    const sources = files.filter((file) => /^src\/.*\.ts$/.test(file) && file !== 'src/model/note.ts');
    const text = (await Promise.all(sources.map(read))).join('\n');
    const codes = noteCodesIn(await read('src/model/note.ts'));
    expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });
});

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

describe('the documents', () => {
  let documents: { file: string; text: string }[];
  beforeAll(async () => {
    const names = files.filter((file) => file.endsWith('.md') && !file.startsWith('fixtures/'));
    documents = await Promise.all(names.map(async (file) => ({ file, text: await read(file) })));
  });

  it('link to files and headings that are there', async () => {
    const broken: string[] = [];
    for (const { file, text } of documents) {
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [path = '', anchor] = target.split('#');
        const linked = path === '' ? file : normalize(join(dirname(file), path));
        if (!existsSync(join(ROOT, linked))) broken.push(`${file}: ${target}`);
        else if (anchor !== undefined) {
          const headings = [...(await read(linked)).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
            anchorOf(heading),
          );
          if (!headings.includes(anchor)) broken.push(`${file}: ${target}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  it('are there where a source names them', async () => {
    const sources = files.filter((file) => /^(src|test|bin)\/.*\.[a-z]+$|^[^/]+\.m?[jt]s$/.test(file));
    const named = await Promise.all(
      sources.map(async (file) => {
        const paths = [...(await read(file)).matchAll(/\bdocs\/[\w/.-]*\w/g)].map(([path]) => path);
        // A decision may be named by its number.
        const lost = paths.filter((path) => !files.some((there) => there.startsWith(path)));
        return lost.map((path) => `${file}: ${path}`);
      }),
    );
    expect(named.flat()).toEqual([]);
  });

  it('name paths that are there', () => {
    const lost = documents.flatMap(({ file, text }) =>
      [...text.matchAll(/`((?:src|test|docs|bin|fixtures)\/[\w./-]*)`/g)]
        .filter(([, path = '']) => !existsSync(join(ROOT, path)))
        .map(([, path]) => `${file}: ${path}`),
    );
    expect(lost).toEqual([]);
  });
});

/** In two halves, so that this file may be in the repository itself. */
const REGISTRIES = [
  ['registry.', 'npmjs.org'],
  ['registry.', 'yarnpkg.com'],
  ['proxy.', 'golang.org'],
  ['sum.', 'golang.org'],
  ['deb.', 'debian.org'],
  ['archive.', 'ubuntu.com'],
].map((halves) => halves.join(''));
/** People who do not exist, in examples. */
const NOBODY = '(?!(?:user|you|me|dev|gopher|runner|ann|bob|u|x)\\b)';
const SOMEBODYS_HOME = new RegExp(`/(?:home|Users)/${NOBODY}[a-z][\\w.-]*/`);

const SOMEBODY = 'marianne';

/** Why this text must not be in the repository, or undefined. */
function tellsTooMuch(text: string, here: { root: string; home: string; host: string }): string | undefined {
  const registry = REGISTRIES.find((host) => text.includes(host));
  if (registry !== undefined) return `names the registry ${registry}`;
  if (text.includes(here.root)) return `names the folder that it was written in, ${here.root}`;
  // root's home is everybody's; a home or host of few letters is a word like others.
  if (here.home.length > '/root'.length && text.includes(`${here.home}/`)) return `names the home ${here.home}`;
  if (here.host.length > 5 && here.host !== 'localhost' && text.includes(here.host))
    return `names the machine ${here.host}`;
  const home = SOMEBODYS_HOME.exec(text)?.[0];
  return home === undefined ? undefined : `names somebody's home, ${home}`;
}

describe('every file of the repository', () => {
  const here = { root: ROOT, home: homedir(), host: hostname() };

  it('tells no registry and no path of the machine it was written on', async () => {
    const found = await Promise.all(
      files.map(async (file) => ({
        file,
        why: tellsTooMuch((await readFile(join(ROOT, file))).toString('latin1'), here),
      })),
    );
    expect(found.filter(({ why }) => why !== undefined)).toEqual([]);
  });

  it.each([
    [`"resolved": "https://${REGISTRIES[0]}/x.tgz"`, 'registry'],
    [`cd ${ROOT}src`, 'folder'],
    [`open /home/${SOMEBODY}/go/pkg`, 'home'],
    [`open /Users/${SOMEBODY}/go/pkg`, 'home'],
    [`open /srv/people/${SOMEBODY}/x`, 'home'],
    ['ssh buildbox', 'machine'],
  ])('would be found: %s', (text, why) => {
    expect(tellsTooMuch(text, { root: ROOT, home: `/srv/people/${SOMEBODY}`, host: 'buildbox' })).toContain(why);
  });

  it.each(['open /home/user/go/pkg/mod', 'open /root/go/pkg', 'https://go.dev/doc', '/usr/local/go'])(
    'may say %s',
    (text) => {
      expect(tellsTooMuch(text, { root: ROOT, home: '/root', host: 'vm' })).toBeUndefined();
    },
  );
});

describe('the look at the sources', () => {
  it('finds codes', () => {
    expect(errorsIn("throw new UserError('a-b', `x`, 'y'); throw new UserError(code, 'x', 'y');")).toEqual([
      "'a-b'",
      'code',
    ]);
    expect(noteCodesIn("export type NoteCode = 'a' | 'b-c';")).toEqual(['a', 'b-c']);
  });
});
