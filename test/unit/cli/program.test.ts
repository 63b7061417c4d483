import { describe, expect, it } from 'vitest';
import { type Actions, createProgram } from '../../../src/cli/program.ts';

/** Parses as the door does, and returns which action was called with what. */
async function parse(...argv: string[]): Promise<unknown[]> {
  let called: unknown[] = [];
  const record =
    (name: string) =>
    async (...args: unknown[]) => {
      called = [name, ...args];
    };
  const actions = Object.fromEntries(
    ['trace', 'show', 'runs', 'clean', 'doctor'].map((name) => [name, record(name)]),
  ) as unknown as Actions;
  const program = createProgram('0.0.0', actions, argv);
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  await program.parseAsync(argv, { from: 'user' });
  return called;
}

describe('the command line', () => {
  it('takes a file for go run, and everything behind it for the program', async () => {
    const [name, verb, args] = await parse('main.go', '--help', '-q', '--', 'x');
    expect([name, verb, args]).toEqual(['trace', 'run', ['main.go', '--help', '-q', '--', 'x']]);
  });

  it('hands everything behind the go verb to go, options and all', async () => {
    expect((await parse('run', '-race', '.', '--color', 'x')).slice(1, 3)).toEqual([
      'run',
      ['-race', '.', '--color', 'x'],
    ]);
    expect((await parse('test', './...', '-run', 'X', '-h')).slice(1, 3)).toEqual([
      'test',
      ['./...', '-run', 'X', '-h'],
    ]);
    expect((await parse('build', '-h')).slice(1, 3)).toEqual(['build', ['-h']]);
    expect((await parse('build', '--', '-odd.go')).slice(1, 3)).toEqual(['build', ['--', '-odd.go']]);
  });

  it('keeps our own options before it', async () => {
    const [, verb, args, options] = await parse('--track', 'tool', '-q', '--go', '/go/bin/go', 'vet', './...');
    expect([verb, args]).toEqual(['vet', ['./...']]);
    expect(options).toMatchObject({ track: 'tool', quiet: true, go: '/go/bin/go', progress: true, color: 'auto' });
    expect((await parse('--no-progress', 'main.go')).at(-1)).toMatchObject({ progress: false });
  });

  it('runs a file that has the name of a command when told to run', async () => {
    expect((await parse('run', 'show')).slice(1, 3)).toEqual(['run', ['show']]);
    expect((await parse('./show')).slice(1, 3)).toEqual(['run', ['./show']]);
  });

  it('shows the latest run unless told otherwise', async () => {
    expect((await parse('show')).slice(1, 3)).toEqual([undefined, 'latest']);
    expect(await parse('show', 'cache', 'latest~1', '--json', '--sort', 'time', '--limit', '5')).toMatchObject([
      'show',
      'cache',
      'latest~1',
      { json: true, sort: 'time', limit: 5 },
    ]);
  });

  it('takes options of a command behind it, --color too', async () => {
    expect((await parse('doctor', '--fix', '--color', 'never')).at(-1)).toMatchObject({ fix: true, color: 'never' });
    expect((await parse('--color', 'never', 'runs', '--json')).at(-1)).toMatchObject({ json: true, color: 'never' });
    expect((await parse('clean', '--keep', '3')).at(-1)).toMatchObject({ keep: 3 });
  });

  it('refuses what it does not know', async () => {
    await expect(parse('--nonsense', 'main.go')).rejects.toThrow(/unknown option/);
    await expect(parse('show', '--limit', 'x')).rejects.toThrow(/whole number/);
    await expect(parse('runs', 'extra')).rejects.toThrow(/too many arguments/);
    await expect(parse()).rejects.toThrow(/help/i);
  });
});
