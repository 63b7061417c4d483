/** The summary's first words: how it ended and, where it failed, what failed and why, in the user's terms. */
import type { OutcomeFacts } from '../../ask/outcome.ts';
import type { Exit } from '../../model/exit.ts';
import { visible } from '../invisible.ts';
import { atMost, moreLines, wrapWords } from './flow.ts';
import { bodyWidth, LABEL_WIDTH } from './rows.ts';
import type { Paint, Theme } from './theme.ts';
import { blameWords, endedWords, errnoWords, exitWords, signalMeaning } from './words.ts';

/** `exit 0`, `SIGTERM`, `exit ?`. */
export function outcomeLabel({ exit }: OutcomeFacts): string {
  if (exit.state === 'missing') return 'exit ?';
  const { value } = exit;
  return (value.kind === 'code' ? exitWords(value) : visible(value.signal)).slice(0, LABEL_WIDTH - 1);
}

export const paintOfOutcome = ({ exit, failed }: OutcomeFacts, theme: Theme): Paint =>
  failed === 'no' && exit.state !== 'missing' && isSuccess(exit.value) ? theme.paint.good : theme.paint.bad;

const isSuccess = (exit: Exit): boolean => exit.kind === 'code' && exit.code === 0;

/** Empty where nothing failed. The run's own explanation comes first; where it has none, what the exits tell. */
export function explanationRows(outcome: OutcomeFacts, theme: Theme, most: number): readonly string[] {
  const width = bodyWidth(theme);
  const lines = sentences(outcome).flatMap((text) => wrapWords(text, width, theme));
  return atMost(lines, most, (hidden) => moreLines(`${hidden} more lines`, theme.show('run'), width, theme));
}

function sentences(outcome: OutcomeFacts): readonly string[] {
  const [first, ...others] = outcome.explanation.map(visible);
  if (first === undefined) return [headline(outcome)].filter((text) => text !== '');
  const during = outcome.failed === 'interrupted' && outcome.during !== null ? DURING[outcome.during] : '';
  return [first + during, ...others, ...meaningOf(outcome)];
}

function meaningOf({ program }: OutcomeFacts): readonly string[] {
  if (program.state === 'missing' || program.value.kind === 'code') return [];
  const { signal } = program.value;
  const meaning = signalMeaning(signal);
  return meaning === undefined ? [] : [`${visible(signal)} means: ${meaning}`];
}

function headline(outcome: OutcomeFacts): string {
  const [first, ...others] = outcome.blame;
  switch (outcome.failed) {
    case 'no':
      return outcome.exit.state === 'missing' ? `how go ended was not seen: ${visible(outcome.exit.reason)}` : '';
    case 'usage':
      return 'go refused the command before building anything';
    case 'build':
      if (first === undefined) return 'the build failed';
      return `the build failed: ${first.handle} ${blameWords(first)}${others.length > 0 ? `, and ${others.length} more` : ''}`;
    case 'program':
      return programHeadline(outcome);
    case 'test':
      if (first === undefined) return 'a test failed';
      return others.length === 0
        ? `a test failed: ${first.handle}${first.package === null ? '' : ` ${visible(first.package)}`}`
        : `${outcome.blame.length} test binaries failed`;
    case 'interrupted':
      return `interrupted${interruptedBy(outcome)}${outcome.during === null ? '' : DURING[outcome.during]}`;
    case 'unknown':
      return 'it failed; whether the build or the program did was not seen';
  }
}

const DURING: Readonly<Record<NonNullable<OutcomeFacts['during']>, string>> = {
  start: ' while go started',
  load: ' while packages were loaded',
  build: ' during the build',
  link: ' during the link',
  program: ' while the program ran',
  tests: ' while tests ran',
  'clean up': ' during the clean-up',
};

const interruptedBy = ({ exit }: OutcomeFacts): string =>
  exit.state !== 'missing' && exit.value.kind === 'signal' ? ` by ${visible(exit.value.signal)}` : '';

/** go run reports 1 whatever the program's code was (golang/go#13440); that is worth saying once. */
function programHeadline({ program, exit, blame }: OutcomeFacts): string {
  const [first] = blame;
  if (first !== undefined && first.failedExec !== null) {
    return `the program could not be started: ${errnoWords(first.failedExec.errno)} (${first.handle})`;
  }
  if (program.state === 'missing') return 'the program failed; how it ended was not seen';
  const own = exit.state !== 'missing' && exit.value.kind === 'code' ? exit.value.code : null;
  const told = program.value.kind === 'code' ? program.value.code : null;
  const differs = own !== null && own !== told;
  return `the program ${endedWords(program.value)}${differs ? `; go run makes that exit ${own}` : ''}`;
}
