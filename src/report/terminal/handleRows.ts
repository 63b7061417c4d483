/** Rows that several handles share: lists of processes and of actions, times since the start of go. */
import type { ActionRow } from '../../ask/action.ts';
import type { ProcessBrief } from '../../ask/processes.ts';
import type { Known } from '../../base/known.ts';
import { visible } from '../invisible.ts';
import { formatCount, formatDuration } from '../units.ts';
import { moreLines } from './flow.ts';
import { bodyWidth, labelled } from './rows.ts';
import { drawTable } from './table.ts';
import type { Theme } from './theme.ts';
import { actionName, exitWords, processName, timeWords, verdictWord } from './words.ts';

/** Longer lists are cut. */
const MOST = 10;

export function processList(label: string, processes: readonly ProcessBrief[], theme: Theme): readonly string[] {
  const { lines } = drawTable(
    {
      indent: 0,
      columns: [
        { title: 'handle' },
        { title: 'time', align: 'right', optional: 2 },
        { title: 'what', shrinkTo: 12, keep: 'both' },
        { title: 'exit', optional: 1 },
      ],
      rows: processes.slice(0, MOST).map((brief) => [
        { text: brief.handle },
        { text: timeWords(brief.duration) },
        { text: processName(brief) },
        {
          text: brief.exit.state === 'missing' ? 'end not seen' : exitWords(brief.exit.value),
          paint: theme.paint.quiet,
        },
      ]),
    },
    { ...theme, width: bodyWidth(theme) },
  );
  return labelled(label, [...lines, ...cutLine(processes.length, theme.show('processes'), theme)], theme);
}

export function actionList(label: string, actions: readonly ActionRow[], theme: Theme): readonly string[] {
  const { lines } = drawTable(
    {
      indent: 0,
      columns: [
        { title: 'handle' },
        { title: 'verdict' },
        { title: 'time', align: 'right', optional: 1 },
        { title: 'what', shrinkTo: 12, keep: 'end' },
      ],
      rows: [...actions]
        .sort(madeFirst)
        .slice(0, MOST)
        .map((row) => [
          { text: row.handle },
          { text: verdictWord[row.verdict.kind], paint: theme.verdict[row.verdict.kind] },
          { text: row.duration.state === 'missing' ? '' : timeWords(row.duration) },
          { text: actionName(row) },
        ]),
    },
    { ...theme, width: bodyWidth(theme) },
  );
  return labelled(label, [...lines, ...cutLine(actions.length, theme.show('cache'), theme)], theme);
}

/** In a long list what was made must not be lost among the hits. */
const madeFirst = (a: ActionRow, b: ActionRow): number => rank(a) - rank(b);
const rank = ({ verdict }: ActionRow): number => (verdict.kind === 'miss' || verdict.kind === 'forced' ? 0 : 1);

const cutLine = (count: number, command: string, theme: Theme): readonly string[] =>
  count > MOST ? moreLines(`${formatCount(count - MOST)} more`, `${command} --all`, bodyWidth(theme), theme) : [];

/** `920 ms, from 0.13 s into the run`. */
export function stretchWords(from: Known<number>, to: Known<number>, origin: number): string {
  if (from.state === 'missing') return `not known: ${visible(from.reason)}`;
  const lasted = to.state === 'missing' ? 'its end was not seen' : formatDuration(to.value - from.value);
  return `${lasted}, from ${formatDuration(from.value - origin)} into the run`;
}

/** The value, or why there is none. */
export const told = <T>(fact: Known<T>, words: (value: T) => string): string => {
  switch (fact.state) {
    case 'known':
      return words(fact.value);
    case 'partial':
      return `${words(fact.value)} (not whole: ${visible(fact.reason)})`;
    case 'missing':
      return `not known: ${visible(fact.reason)}`;
  }
};
