/** The summary's foot: the folded process tree, who watched and how far they agree, notes, what to type next. */

import { condense } from '../../ask/condense.ts';
import { troubledSources } from '../../ask/coverage.ts';
import type { NextStep } from '../../ask/next.ts';
import type { SummaryAnswer } from '../../ask/summary.ts';
import type { Note } from '../../model/note.ts';
import { visible } from '../invisible.ts';
import { formatCount, plural } from '../units.ts';
import { atMost, flow, moreLines, type Phrase, wrapWords } from './flow.ts';
import { bodyWidth, labelled } from './rows.ts';
import type { Theme } from './theme.ts';
import { drawTree } from './tree.ts';

/** What says most in the tree, in so many rows. */
export function processRows({ processes, command }: SummaryAnswer, theme: Theme, most: number): readonly string[] {
  if (processes.total === 0 || most === 0) return [];
  const { rows, hidden } = condense(processes.tree, most);
  const { lines } = drawTree(rows, command, { ...theme, width: bodyWidth(theme) }, 0);
  if (hidden === 0) return labelled('processes', lines, theme);
  const more = moreLines(plural(hidden, 'more row', 'more rows'), theme.show('processes'), bodyWidth(theme), theme);
  return labelled('processes', [...lines, ...more], theme);
}

export function watchedRow({ processes, coverage, track, outcome }: SummaryAnswer, theme: Theme): readonly string[] {
  const { paint } = theme;
  // Where go refused the command, what it never wrote is not missing.
  const troubled = troubledSources(coverage).filter(
    ({ name }) => outcome.failed !== 'usage' || name === 'strace' || name === 'go-env',
  );
  const agreement: Phrase[] =
    coverage.judgedTwice === 0
      ? []
      : [
          {
            text:
              coverage.disagreements.length === 0
                ? `witnesses agree on ${formatCount(coverage.agreed)} of ${formatCount(coverage.judgedTwice)}`
                : `witnesses disagree on ${formatCount(coverage.disagreements.length)} of ${formatCount(coverage.judgedTwice)}: ${coverage.disagreements
                    .slice(0, 3)
                    .map(({ handle }) => handle)
                    .join(', ')}`,
            ...(coverage.disagreements.length > 0 ? { paint: paint.bad } : {}),
          },
        ];
  const phrases: Phrase[] = [
    processes.total > 0
      ? { text: plural(processes.total, 'process', 'processes') }
      : { text: `no processes: the ${track.name} track ${track.name === 'tool' ? 'does not watch them' : 'saw none'}` },
    ...agreement,
    ...(troubled.length === 0 && coverage.losses.length === 0 ? [{ text: 'nothing lost' }] : []),
    ...troubled.map(({ name, state, reason }) => ({
      text: `${name} ${state}${reason === undefined ? '' : `: ${visible(reason)}`}`,
      paint: paint.bad,
    })),
  ];
  return labelled('watched', flow(phrases, bodyWidth(theme), theme), theme);
}

export function noteRows({ notes }: SummaryAnswer, theme: Theme, most: number): readonly string[] {
  const lines = notes.shown.flatMap((note) => wrapWords(noteWords(note), bodyWidth(theme), theme));
  const short = atMost(lines, most, (hidden) =>
    moreLines(`${hidden} more lines`, theme.show('run'), bodyWidth(theme), theme),
  );
  return labelled(
    notes.shown.length === 1 ? 'note' : 'notes',
    short,
    theme,
    notes.shown[0]?.severity === 'info' ? theme.paint.quiet : theme.paint.bad,
  );
}

/** The text, and how often where more than once. */
export const noteWords = (note: Note): string =>
  `${note.severity === 'info' ? '' : `${note.severity}: `}${visible(note.text)}${note.count > 1 ? ` (${formatCount(note.count)} times)` : ''}`;

/** As many as one line holds, and never none: the first is the most telling. */
export function moreRow({ next }: SummaryAnswer, theme: Theme): readonly string[] {
  const phrases = next.map((step) => ({ text: commandOf(step, theme) }));
  return labelled('more', flow(phrases, bodyWidth(theme), theme).slice(0, 1), theme);
}

const commandOf = (step: NextStep, theme: Theme): string =>
  step.command === 'doctor' ? 'gorun-trace doctor' : theme.show(step.what);
