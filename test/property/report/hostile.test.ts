/** Whatever a package, an argument or a note is called: the terminal is safe, and lines keep within the width. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AnyAnswer } from '../../../src/ask/answer.ts';
import { askCache } from '../../../src/ask/cache.ts';
import { askHandle } from '../../../src/ask/handle.ts';
import { askProcesses } from '../../../src/ask/processes.ts';
import { askRun } from '../../../src/ask/run.ts';
import { answerRuns, listRun } from '../../../src/ask/runs.ts';
import { askSummary } from '../../../src/ask/summary.ts';
import { askTimeline } from '../../../src/ask/timeline.ts';
import { askWork } from '../../../src/ask/work.ts';
import type { Run } from '../../../src/model/run.ts';
import { renderAnswer } from '../../../src/report/terminal/answer.ts';
import { widthOf } from '../../../src/report/terminal/fit.ts';
import { renderProgress } from '../../../src/report/terminal/progress.ts';
import { aRun, code } from '../../kit/run.ts';

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '\x1b[2J',
    '\x1b]0;x\x07',
    'a\nb',
    '\u202egnp',
    '\u009b31m',
    'x'.repeat(5000),
    '日本語'.repeat(40),
    '👩‍👩‍👧‍👦'.repeat(30),
  ),
);

const runOf = (names: readonly string[]): Run => {
  const [first = '', second = '', third = '', fourth = ''] = names;
  const run = aRun({
    args: [first, second],
    hits: 2,
    made: [
      { package: third, ms: 10, exit: code(1) },
      { package: fourth, ms: 1500, kind: 'test', exit: code(1), verdict: { kind: 'forced', why: first } },
    ],
    program: { ms: 5, argv: [second, third], exit: code(3), children: [{ argv: [fourth, first], ms: 1 }] },
    explanation: [first],
    failed: 'program',
    env: { GOFLAGS: second },
    notes: [{ code: 'tape-torn', severity: 'data loss', count: 2, text: third }],
  });
  return { ...run, command: { ...run.command, cwd: fourth } };
};

function answersOf(run: Run): readonly AnyAnswer[] {
  const things = ['p-1', 'pkg-3', 'test-1', 'b001'].flatMap((asked) => {
    const answer = askHandle(run, asked);
    return answer.type === 'handle' ? [answer] : [];
  });
  return [
    askSummary(run), askProcesses(run), askProcesses(run, { all: true }), askCache(run, { all: true }), askWork(run, { all: true }),
    askTimeline(run), askRun(run), answerRuns([listRun(run, 1)]), ...things,
  ]; // biome-ignore format: a list
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
const HARMFUL = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** A command line or a path that must stay in one piece may be wider: the terminal breaks it, a paste does not. */
const mayBeWider = (line: string): boolean =>
  /gorun-trace show|\\$|^ {2,}\S*$|argv|became|--json has them/.test(line) || /^ {14}/.test(line);

it('no report lets control characters through, nor breaks its lines', () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(40, 80, 160),
      fc.boolean(),
      (names, width, unicode) => {
        for (const answer of answersOf(runOf(names))) {
          const text = renderAnswer(answer, { color: false, width, unicode });
          expect(text).not.toMatch(HARMFUL);
          for (const line of text.split('\n')) {
            if (widthOf(line) > width) expect(line).toSatisfy(mayBeWider);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('the progress line stays one line, within the width', () => {
  const running = fc.array(fc.record({ role: fc.constantFrom('compile', 'link'), package: fc.option(name) }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(running, name, fc.integer({ min: 20, max: 200 }), fc.nat(1e7), (list, phase, width, elapsedMs) => {
      const line = renderProgress(
        { phase, running: list, compiled: 3, processes: 9, elapsedMs },
        { color: false, width, unicode: true },
      );
      expect(line).not.toMatch(HARMFUL);
      expect(line).not.toContain('\n');
      expect(widthOf(line)).toBeLessThan(width);
    }),
  );
});
