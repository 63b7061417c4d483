/** The end of a run, on stderr: at most one screen, and three lines where there is nothing to say. */
import type { SummaryAnswer } from '../../ask/summary.ts';
import { visible } from '../invisible.ts';
import { quoteCommand } from '../shellQuote.ts';
import { flow } from './flow.ts';
import { heading } from './heading.ts';
import { bodyWidth, labelled } from './rows.ts';
import { cacheRow, madeRows, phasePhrases, ranFromRow, testsRow, workRow } from './summaryFigures.ts';
import { explanationRows, outcomeLabel, paintOfOutcome } from './summaryOutcome.ts';
import { moreRow, noteRows, processRows, watchedRow } from './summaryTrust.ts';
import { createTheme, type TerminalOptions, type Theme } from './theme.ts';

/** What a terminal shows at once. */
const SCREEN = 24;

/** How long the lists may be; shortened one by one until all fits the screen. */
export interface Limits {
  readonly explanation: number;
  readonly slowest: number;
  readonly processes: number;
  readonly notes: number;
}

const GENEROUS: Limits = { explanation: 6, slowest: 5, processes: 7, notes: 4 };
const LEAST: Limits = { explanation: 3, slowest: 1, processes: 0, notes: 1 };
/** What can best be done without comes first. */
const SHORTEN: readonly (keyof Limits)[] = ['processes', 'slowest', 'notes', 'explanation'];

export function renderSummary(answer: SummaryAnswer, options: TerminalOptions): string {
  const theme = createTheme(options);
  const lines = answer.quiet ? quietLines(answer, theme) : fittingLines(answer, theme);
  return `${lines.join('\n')}\n`;
}

function fittingLines(answer: SummaryAnswer, theme: Theme): readonly string[] {
  let limits = GENEROUS;
  for (;;) {
    const lines = fullLines(answer, theme, limits);
    const shorter = lines.length > SCREEN ? shorten(limits) : null;
    if (shorter === null) return lines;
    limits = shorter;
  }
}

/** One line less for the list that has most to give, in the order of SHORTEN; null when none has. */
function shorten(limits: Limits): Limits | null {
  const key = SHORTEN.filter((name) => limits[name] > LEAST[name]).sort(
    (a, b) => limits[b] - LEAST[b] - (limits[a] - LEAST[a]),
  )[0];
  return key === undefined ? null : { ...limits, [key]: limits[key] - 1 };
}

function fullLines(answer: SummaryAnswer, theme: Theme, limits: Limits): readonly string[] {
  const width = bodyWidth(theme);
  const explanation = explanationRows(answer.outcome, theme, limits.explanation);
  const phases = flow(phasePhrases(answer, theme), width, theme);
  const paint = paintOfOutcome(answer.outcome, theme);
  return [
    ...top(answer, theme),
    // What failed comes before where the time went.
    ...(explanation.length > 0
      ? [...labelled(outcomeLabel(answer.outcome), explanation, theme, paint), ...labelled('time', phases, theme)]
      : labelled(outcomeLabel(answer.outcome), phases, theme, paint)),
    ...cacheRow(answer, theme),
    ...testsRow(answer, theme),
    ...madeRows(answer, theme, limits.slowest),
    ...workRow(answer, theme),
    ...ranFromRow(answer, theme),
    ...processRows(answer, theme, limits.processes),
    ...watchedRow(answer, theme),
    ...noteRows(answer, theme, limits.notes),
    ...moreRow(answer, theme),
  ];
}

function quietLines(answer: SummaryAnswer, theme: Theme): readonly string[] {
  const width = bodyWidth(theme);
  const cache = [
    ...(answer.cache.hit > 0 ? [{ text: `${answer.cache.hit} hit`, paint: theme.paint.good }] : []),
    ...(answer.cache.installed > 0 ? [{ text: `${answer.cache.installed} installed` }] : []),
    { text: '0 missed' },
    ...(answer.ranFrom?.where === 'cache' ? [{ text: 'ran from the build cache' }] : []),
  ];
  // A hint must not cost a fourth line.
  const hinted = flow([...cache, { text: theme.show('run'), paint: theme.paint.quiet }], width, theme);
  const plain = flow(cache, width, theme);
  return [
    ...top(answer, theme),
    ...labelled('exit 0', flow(phasePhrases(answer, theme), width, theme), theme, theme.paint.good),
    ...labelled('cache', hinted.length > plain.length ? plain : hinted, theme),
  ];
}

function top(answer: SummaryAnswer, theme: Theme): readonly string[] {
  const command = quoteCommand(['go', answer.command.verb, ...answer.command.args]).join(' ');
  const { target, host } = answer.platform;
  const go = answer.goVersion.state === 'missing' ? 'go, version not seen' : visible(answer.goVersion.value);
  const watchers = answer.track.watchers.map(visible).join(' + ');
  const track = `${answer.track.name} track${watchers === '' ? '' : `: ${watchers}`}`;
  const platform = target === host ? host : `${target} on ${host}`;
  return heading('gorun-trace', command, `${go} ${visible(platform)} ${theme.sign.dot} ${track}`, theme);
}
