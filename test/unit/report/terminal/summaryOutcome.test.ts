import { describe, expect, it } from 'vitest';
import { askOutcome, type OutcomeFacts } from '../../../../src/ask/outcome.ts';
import { known, missing } from '../../../../src/base/known.ts';
import { explanationRows, outcomeLabel, paintOfOutcome } from '../../../../src/report/terminal/summaryOutcome.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { code, SCREEN, signal } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const theme = createTheme({ ...SCREEN, width: 200 });
const told = (facts: OutcomeFacts, most = 9) => explanationRows(facts, theme, most);
const of = (name: keyof typeof SITUATIONS) => askOutcome(SITUATIONS[name]);

describe('the label', () => {
  it('is the exit of go, which is what the shell sees', () => {
    expect(outcomeLabel(of('program ends with 3'))).toBe('exit 1');
    expect(outcomeLabel({ ...of('program ends with 3'), exit: known(signal('SIGTERM')) })).toBe('SIGTERM');
    expect(outcomeLabel({ ...of('program ends with 3'), exit: missing('torn') })).toBe('exit ?');
  });

  it('is good news only for 0', () => {
    expect(paintOfOutcome(of('warm, all hits'), theme)).toBe(theme.paint.good);
    expect(paintOfOutcome({ ...of('warm, all hits'), exit: missing('torn') }, theme)).toBe(theme.paint.bad);
    expect(paintOfOutcome(of('compile error'), theme)).toBe(theme.paint.bad);
  });
});

describe('the explanation', () => {
  it('is empty where nothing failed', () => expect(told(of('warm, all hits'))).toEqual([]));

  it.each([
    ['compile error', 'the build failed: p-7 compile example.com/app/api ended with exit 2'],
    ['program ends with 3', 'the program ended with exit 3; go run makes that exit 1'],
    [
      'program killed by SIGSEGV',
      'the program was killed by SIGSEGV (it touched memory that is not its own), core dumped; go run makes that exit 1',
    ],
    ['go test, cached and failed', 'a test failed: p-9 example.com/app/api'],
    ['interrupted by Ctrl-C', 'interrupted during the build'],
  ] as const)('of "%s" is told from the exits where the run has none', (name, text) =>
    expect(told(of(name))).toEqual([text]),
  );

  it("is the run's own where it has one", () => {
    expect(told(of('exec format error'))[0]).toBe(
      'exec format error: the file is an executable for linux/arm64, this machine runs linux/amd64.',
    );
  });

  it('adds what a signal means, and when an interruption came', () => {
    const explained = { ...of('program killed by SIGSEGV'), explanation: ['the program was killed by SIGSEGV'] };
    expect(told(explained)).toEqual([
      'the program was killed by SIGSEGV',
      'SIGSEGV means: it touched memory that is not its own',
    ]);
    expect(told({ ...of('interrupted by Ctrl-C'), explanation: ['go was interrupted by SIGINT'] })).toEqual([
      'go was interrupted by SIGINT during the build',
    ]);
  });

  it('does not repeat the code where go passed it on', () => {
    expect(told({ ...of('program ends with 3'), program: known(code(1)) })).toEqual(['the program ended with exit 1']);
  });

  it('says what it does not know', () => {
    expect(told({ ...of('warm, all hits'), exit: missing('the tape is torn') })).toEqual([
      'how go ended was not seen: the tape is torn',
    ]);
    expect(told({ ...of('program ends with 3'), program: missing('x') })).toEqual([
      'the program failed; how it ended was not seen',
    ]);
    expect(told({ ...of('program ends with 3'), failed: 'unknown' })).toEqual([
      'it failed; whether the build or the program did was not seen',
    ]);
  });

  it('is cut loudly', () => {
    const long = { ...of('compile error'), explanation: ['a', 'b', 'c', 'd', 'e'] };
    expect(told(long, 3)).toEqual(['a', 'b', '… 3 more lines: gorun-trace show run']);
  });
});
