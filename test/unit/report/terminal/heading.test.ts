import { expect, it } from 'vitest';
import { commandLine, heading, runHeading } from '../../../../src/report/terminal/heading.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { SCREEN } from '../../../kit/run.ts';

const at = (width: number) => createTheme({ ...SCREEN, width });

it('puts the source at the right edge', () =>
  expect(heading('t', 'subject', 'source', at(30))).toEqual(['t  subject              source']));

it('gives the source lines of its own where both have no room', () => {
  expect(heading('title', 'a long subject', 'a source of words', at(24))).toEqual([
    'title  a long subject',
    '  a source of words',
  ]);
});

it('does not put them further apart than the eye follows', () => {
  expect(heading('t', 'subject', 'source', at(200))[0]).toHaveLength(100);
});

it('cuts a subject that is too long', () =>
  expect(heading('t', 'x'.repeat(50), '', at(20))).toEqual([`t  ${'x'.repeat(16)}…`]));

it('names the command and the run', () => {
  const about = { run: 'r1', command: { verb: 'run', args: ['main.go', 'a b'] } } as const;
  expect(commandLine(about.command)).toBe("go run main.go 'a b'");
  expect(runHeading('cache', about, at(40))).toEqual(["cache  go run main.go 'a b'           r1"]);
});
