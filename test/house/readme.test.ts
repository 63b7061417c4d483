/** README.md and the command table (src/cli/program.ts) tell the same commands and options. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actions, createProgram } from '../../src/cli/program.ts';
import { ROOT } from './repository.ts';

/** Hears which action a command line leads to, and does nothing. */
function createTable(words: readonly string[] = []): { program: ReturnType<typeof createProgram>; heard: string[] } {
  const heard: string[] = [];
  const hear = (name: string) => async () => {
    heard.push(name);
  };
  const names: Record<keyof Actions, true> = { trace: true, show: true, runs: true, clean: true, doctor: true };
  const actions = Object.fromEntries(Object.keys(names).map((name) => [name, hear(name)])) as unknown as Actions;
  const program = createProgram('0.0.0', actions, words);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
  }
  return { program, heard };
}

/** Command lines of gorun-trace in code, as words: `$ gorun-trace show cache` gives `['show', 'cache']`. */
function commandLinesIn(markdown: string): string[][] {
  const fenced = [...markdown.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n'));
  const inline = [...markdown.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, code = '']) => code,
  );
  return [...fenced, ...inline].flatMap((line) => {
    // What follows two blanks or a # is an explanation, as in a list of commands.
    const match = /^(?:\$ )?(?:npx )?gorun-trace((?: \S+)+)/.exec(line.replace(/\s(?:#|→).*$/, ''));
    return match === null ? [] : [(match[1] ?? '').trim().split(' ')];
  });
}

/** Why commander refuses these words, or undefined. A line with [brackets] is a synopsis: its options must be there. */
async function refusal(words: readonly string[]): Promise<string | undefined> {
  const { program, heard } = createTable(words);
  if (words.some((word) => /[[|]/.test(word))) {
    const command = program.commands.find((one) => one.name() === words[0]) ?? program;
    const known = [...program.options, ...command.options].map(({ long }) => long ?? '');
    const unknown = (words.join(' ').match(/--[\w-]+/g) ?? []).filter((option) => !known.includes(option));
    return unknown.length === 0 ? undefined : `no option ${unknown.join(', ')}`;
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return undefined;
    return error instanceof Error ? error.message : String(error);
  }
  return heard.length === 1 ? undefined : 'it leads nowhere';
}

describe('README.md', () => {
  let text: string;
  beforeAll(async () => {
    text = await readFile(join(ROOT, 'README.md'), 'utf8');
  });

  it('names every command and every option', () => {
    const { program } = createTable();
    const commands = program.commands.map((command) => command.name());
    const options = [program, ...program.commands].flatMap((command) => command.options.map(({ long }) => long ?? ''));
    const untold = [...commands, ...new Set(options)].filter(
      (name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text),
    );
    expect(untold).toEqual([]);
  });

  it('imports from the library only what it exports', async () => {
    const library: object = await import('../../src/index.ts');
    const imported = [...text.matchAll(/import \{ ([^}]+) \} from 'gorun-trace'/g)].flatMap(([, list = '']) =>
      list.split(', '),
    );
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((name) => !(name in library))).toEqual([]);
  });

  it('shows only command lines that gorun-trace understands', async () => {
    const lines = commandLinesIn(text);
    expect(lines.length).toBeGreaterThan(3);
    const refused = await Promise.all(
      lines.map(async (words) => ({ line: words.join(' '), why: await refusal(words) })),
    );
    expect(refused.filter(({ why }) => why !== undefined)).toEqual([]);
  });
});

describe('the look at README.md', () => {
  it('finds command lines', () => {
    const text =
      '# x\n```sh\n$ gorun-trace main.go\nnpx gorun-trace show cache   # every hit\n```\nSay `gorun-trace doctor --fix` or `go run`.\n';
    expect(commandLinesIn(text)).toEqual([['main.go'], ['show', 'cache'], ['doctor', '--fix']]);
  });

  it.each([
    [['show', '--jason']],
    [['--quite', 'main.go']],
    [['doctor', 'now']],
    [['clean', '--keep', 'some']],
    [['runs', '[--jason]']],
  ])('would find that %j is not understood', async (words) => {
    expect(await refusal(words)).toBeTypeOf('string');
  });

  it.each([
    [['--version']],
    [['main.go', '--any', 'thing']],
    [['test', '-run', 'X', './...']],
    [['clean', '[--keep', 'N]', '[--all]']],
    [['show', 'p-3', 'latest~1', '--json']],
  ])('lets %j pass', async (words) => {
    expect(await refusal(words)).toBeUndefined();
  });
});
