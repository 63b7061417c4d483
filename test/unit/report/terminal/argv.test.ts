import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { quoteCommand } from '../../../../src/report/shellQuote.ts';
import { pasteable } from '../../../../src/report/terminal/argv.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { SCREEN } from '../../../kit/run.ts';

const theme = createTheme(SCREEN);

it('means the same when it is pasted, over as many lines as it takes', () => {
  const argv = ['printf', '%s\\0', ...Array.from({ length: 40 }, (_, i) => `an argument ${i}`), "it's", '-x=1'];
  const lines = pasteable(quoteCommand(argv), 40, 100, theme);
  expect(lines.length).toBeGreaterThan(10);
  expect(
    spawnSync('bash', ['-c', lines.join('\n')], { encoding: 'utf8' })
      .stdout.split('\0')
      .slice(0, -1),
  ).toEqual(argv.slice(2));
});

it('keeps within the width where words allow', () => {
  for (const line of pasteable(
    Array.from({ length: 30 }, () => 'word'),
    30,
    100,
    theme,
  ))
    expect(line.length).toBeLessThanOrEqual(30);
});

it('stands in one line where it fits', () => expect(pasteable(['go', 'run'], 40, 5, theme)).toEqual(['go run']));

it('says when it is cut, which is when it can no longer be pasted', () => {
  const lines = pasteable(
    Array.from({ length: 500 }, (_, i) => `word${i}`),
    40,
    5,
    theme,
  );
  expect(lines).toHaveLength(5);
  expect(lines.at(-1)).toMatch(/^… cut: 500 words, [\d,]+ characters in all; --json has them$/);
});

it('takes one endless word for as many rows as the terminal would', () => {
  expect(pasteable(['x'.repeat(10_000)], 80, 10, theme)).toEqual([
    '… cut: 1 word, 10,000 characters in all; --json has them',
  ]);
});
