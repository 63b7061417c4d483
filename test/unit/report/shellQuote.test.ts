import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { quoteArgument, quoteCommand } from '../../../src/report/shellQuote.ts';

const HARD = [
  '', ' ', 'a b', "it's", '"', '$HOME', '`id`', '$(id)', '\\', 'a\\nb', '!x', '#x', '~', '~root', '*', '{a,b}', '=ls', 'a=b',
  '-x', '&', ';', '|', '<', '>', '(', 'two\nlines', '\t', '\x1b[2J', '\x07a', '\u202eabc', '\u009b', "'\n'", 'naïve', '日本語',
  '\u{e0041}', '🚀', '\x01f', "$'x'", 'x'.repeat(10_000),
]; // biome-ignore format: a list

describe('a quoted argument', () => {
  it.each(['C', 'C.UTF-8'])('means the same to bash with LC_ALL=%s', (locale) => {
    const script = `printf '%s\\0' ${HARD.map(quoteArgument).join(' ')}`;
    const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8', env: { ...process.env, LC_ALL: locale } });
    expect(stdout.split('\0').slice(0, -1)).toEqual(HARD);
  });

  it('is left plain where no shell would look twice', () => {
    for (const plain of ['main.go', './...', '-o', 'a/b@v1.2.3', '-ldflags=-X', 'x=1,y:2%'])
      expect(quoteArgument(plain)).toBe(plain);
  });

  it('holds nothing that a terminal would act on', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
    for (const hard of HARD) expect(quoteArgument(hard)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
  });
});

it('quotes a first word that would be an assignment', () =>
  expect(quoteCommand(['A=b', 'A=b'])).toEqual(["'A=b'", 'A=b']));
