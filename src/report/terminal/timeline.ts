/** `show timeline`: the phases to scale and the slowest actions under them, on one axis. */
import type { Bar, TimelineAnswer } from '../../ask/timeline.ts';
import { orUndefined } from '../../base/known.ts';
import { visible } from '../invisible.ts';
import { formatDuration, plural } from '../units.ts';
import { cut, padEnd, padStart, widthOf } from './fit.ts';
import { flow, moreLines, type Phrase } from './flow.ts';
import { runHeading } from './heading.ts';
import { indented } from './rows.ts';
import { createTheme, type Paint, type TerminalOptions, type Theme } from './theme.ts';
import { actionName } from './words.ts';

/** Room for names takes at most this part of the line. */
const NAMES = 0.38;
const TIME_WIDTH = 9;
/** Below this a bar tells nothing. */
const LEAST_AXIS = 8;

interface Axis {
  readonly start: number;
  readonly end: number;
  readonly width: number;
}

interface Line {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly paint: Paint;
}

export function renderTimeline(answer: TimelineAnswer, options: TerminalOptions): string {
  const theme = createTheme(options);
  const lines = [
    ...runHeading('timeline', answer, theme),
    ...indented(flow(figures(answer), theme.width - 2, theme)),
    ...chart(answer, theme),
    ...(answer.hidden > 0
      ? indented(
          moreLines(plural(answer.hidden, 'shorter action'), `${theme.show('timeline')} --all`, theme.width - 2, theme),
        )
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function figures(answer: TimelineAnswer): readonly Phrase[] {
  const end = orUndefined(answer.end);
  const { concurrency, cpus, busyByRole } = answer;
  return [
    { text: end === undefined ? 'its end was not seen' : formatDuration(end - answer.start) },
    ...(answer.loadedPackages.state === 'missing'
      ? []
      : [{ text: `${plural(answer.loadedPackages.value, 'package')} loaded` }]),
    ...(concurrency === null
      ? []
      : [
          {
            text: `${concurrency.mean.toFixed(1)} tools at once, ${concurrency.peak} at most, on ${plural(cpus, 'CPU')}`,
          },
        ]),
    ...busyByRole.slice(0, 3).map(({ role, time }) => ({ text: `${role} busy ${formatDuration(time)}` })),
  ];
}

function chart(answer: TimelineAnswer, theme: Theme): readonly string[] {
  const phases = answer.phases.map((phase): Line => ({ ...phase, paint: theme.paint.strong }));
  const bars = answer.bars.map(
    (bar): Line => ({ name: nameOf(bar), start: bar.start, end: bar.end, paint: paintOf(bar, theme) }),
  );
  const all = [...phases, ...bars];
  if (all.length === 0) return ['  nothing has a known time'];
  const natural = all.reduce((most, { name }) => Math.max(most, widthOf(name)), 0);
  const names = Math.min(natural, Math.max(10, Math.floor(theme.width * NAMES)));
  const end = orUndefined(answer.end) ?? all.reduce((latest, line) => Math.max(latest, line.end), answer.start);
  const axis: Axis = { start: answer.start, end, width: theme.width - 2 - names - 2 - TIME_WIDTH - 1 };
  const draw = (line: Line) => drawLine(line, names, axis, theme);
  return ['', ...phases.map(draw), ...(bars.length > 0 && phases.length > 0 ? [''] : []), ...bars.map(draw)];
}

function drawLine({ name, start, end, paint }: Line, names: number, axis: Axis, theme: Theme): string {
  const label = padEnd(cut(name, names, theme.sign.ellipsis, 'both'), names);
  const time = padStart(formatDuration(end - start), TIME_WIDTH);
  if (axis.width < LEAST_AXIS) return `  ${label}${time}`;
  return `  ${label}${time}  ${drawBar(start, end, axis, paint, theme)}`.replace(/ +$/, '');
}

/** What is shorter than half a cell is drawn as a sliver: it was there. */
function drawBar(start: number, end: number, axis: Axis, paint: Paint, theme: Theme): string {
  const span = Math.max(1, axis.end - axis.start);
  const cell = (time: number) => ((Math.min(Math.max(time, axis.start), axis.end) - axis.start) / span) * axis.width;
  const from = Math.min(axis.width - 1, Math.round(cell(start)));
  const length = Math.round(cell(end)) - from;
  return ' '.repeat(from) + paint(length < 1 ? theme.sign.sliver : theme.sign.bar.repeat(length));
}

/** `pkg-3 example.com/app/api`. */
const nameOf = (bar: Bar): string =>
  bar.what === 'program'
    ? `${bar.handle} ${visible(bar.label)}`
    : `${bar.handle} ${actionName({ kind: bar.what, package: bar.label })}`;

const paintOf = (bar: Bar, theme: Theme): Paint =>
  bar.verdict === null ? theme.paint.program : theme.verdict[bar.verdict];
