import { expect, it } from 'vitest';
import { askHandle } from '../../../../src/ask/handle.ts';
import { renderHandle } from '../../../../src/report/terminal/handle.ts';
import { SCREEN } from '../../../kit/run.ts';
import { HOSTILE, SITUATIONS } from '../../../kit/situations.ts';

const render = (run: Parameters<typeof askHandle>[0], asked: string, width = 80) => {
  const answer = askHandle(run, asked);
  if (answer.type !== 'handle') throw new Error(`unknown: ${asked}`);
  return renderHandle(answer, { ...SCREEN, width });
};
const edited = SITUATIONS['one file edited, a cascade of three'];

it.each([
  ['p-7', 'p-7', 'compile · example.com/app/api'],
  ['pkg-211', 'pkg-211', 'build example.com/app/api'],
  ['b002', 'b002', '/tmp/go-build1837465/b002'],
  ['util', 'package', 'example.com/app/util'],
])('of %s begins with %s and says that it is %s', (asked, title, is) => {
  expect(render(edited, asked)).toMatch(new RegExp(`^${title} {2}go run main.go`));
  expect(render(edited, asked)).toContain(`\n  is        ${is}`);
});

it('is harmless to a terminal, whatever the thing is called', () => {
  const things = [
    ...HOSTILE.processes.map(({ handle }) => handle),
    ...HOSTILE.cache.actions.map(({ handle }) => handle),
    'b001',
  ];
  for (const thing of things) {
    for (const width of [20, 40, 80]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
      expect(render(HOSTILE, thing, width)).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    }
  }
});
