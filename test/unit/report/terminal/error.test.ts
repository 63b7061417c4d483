import { expect, it } from 'vitest';
import { UserError } from '../../../../src/base/userError.ts';
import { renderError } from '../../../../src/report/terminal/error.ts';
import { SCREEN } from '../../../kit/run.ts';

it('tells what happened, what to do, and the code to look up', () => {
  const error = new UserError(
    'go-not-found',
    'there is no go command in PATH',
    'Install Go with: gorun-trace doctor --fix',
  );
  expect(renderError(error, SCREEN)).toBe(
    'gorun-trace: there is no go command in PATH\n  Install Go with: gorun-trace doctor --fix\n  (go-not-found)\n',
  );
});

it('breaks long sentences between words and keeps commands on lines of their own whole', () => {
  const error = new UserError(
    'x',
    'a sentence that is longer than the terminal is wide',
    'Run:\n  sudo apt-get install strace and more',
  );
  const lines = renderError(error, { ...SCREEN, width: 30 }).split('\n');
  expect(lines.slice(0, 3)).toEqual(['gorun-trace: a sentence that', '  is longer than the terminal', '  is wide']);
  expect(lines).toContain('    sudo apt-get install strace and more');
});

it('lets nothing through that a terminal would act on', () => {
  expect(renderError(new UserError('x', 'no \x1b[2J file', '\x07'), SCREEN)).toContain('no \\x1b[2J file\n  \\x07');
});

it('paints the name only', () => {
  expect(renderError(new UserError('x', 'm', 'h'), { ...SCREEN, color: true })).toContain(
    '\x1b[31mgorun-trace:\x1b[39m m\n',
  );
});
