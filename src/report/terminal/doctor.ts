/** `gorun-trace doctor` on a terminal: a line a piece, the track, and what to do. */
import type { DoctorAnswer, DoctorCommand, DoctorFix, DoctorPiece } from '../doctorAnswer.ts';
import { visible } from '../invisible.ts';
import { quoteArgument, quoteCommand } from '../shellQuote.ts';
import { padEnd, widthOf } from './fit.ts';
import { wrapWords } from './flow.ts';
import { createTheme, type Paint, type TerminalOptions, type Theme } from './theme.ts';

export function renderDoctor(answer: DoctorAnswer, options: TerminalOptions): string {
  const theme = createTheme(options);
  const blocks = [
    title(answer, theme),
    pieces(answer, theme, options.unicode),
    track(answer, theme),
    advice(answer, theme),
    fixes(answer, theme),
    verdict(answer, theme),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** A command as it can be pasted into a shell: `DEBIAN_FRONTEND=noninteractive apt-get install -y strace`. */
export function showCommand({ command, environment }: DoctorCommand): string {
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${quoteArgument(value)}`);
  return [...settings, ...quoteCommand(command)].join(' ');
}

function title({ machine }: DoctorAnswer, theme: Theme): readonly string[] {
  const { paint, sign, width } = theme;
  const name = 'gorun-trace doctor';
  const facts = machine.map(visible).join(` ${sign.dot} `);
  const line = `${name}  ${facts}`;
  if (widthOf(line) <= width) return [`${paint.strong(name)}  ${paint.quiet(facts)}`];
  return [paint.strong(name), ...wrapWords(facts, width - 2, theme).map((text) => `  ${paint.quiet(text)}`)];
}

function pieces({ pieces: all }: DoctorAnswer, theme: Theme, unicode: boolean): readonly string[] {
  const names = Math.max(0, ...all.map(({ piece }) => widthOf(piece)));
  const versions = Math.max(0, ...all.map(({ version = '' }) => widthOf(version)));
  return all.flatMap((piece) => drawPiece(piece, names, versions, theme, unicode));
}

function drawPiece(
  { piece, state, version = '', remarks }: DoctorPiece,
  names: number,
  versions: number,
  theme: Theme,
  unicode: boolean,
): readonly string[] {
  const [mark, paint] = markOf(state, theme, unicode);
  const head = `  ${paint(mark)} ${padEnd(piece, names)}  ${padEnd(visible(version), versions)}  `;
  const indent = 2 + widthOf(mark) + 1 + names + 2 + versions + 2;
  const text = remarks.map(visible).join(` ${theme.sign.dot} `);
  const quiet = state === 'unused' ? theme.paint.quiet : theme.paint.plain;
  return hang(head, text, indent, theme, quiet);
}

/** Words, where the terminal has no such signs; never colour alone. */
function markOf(state: DoctorPiece['state'], { paint }: Theme, unicode: boolean): readonly [string, Paint] {
  switch (state) {
    case 'good':
      return [unicode ? '✓' : 'ok', paint.good];
    case 'bad':
      return [unicode ? '✗' : 'no', paint.bad];
    case 'unused':
      return [unicode ? '·' : '- ', paint.quiet];
  }
}

function track({ track: { name, reasons } }: DoctorAnswer, theme: Theme): readonly string[] {
  const head = `  ${theme.paint.strong('track')}  ${name}  `;
  return hang(head, reasons.map(visible).join('; '), widthOf(`  track  ${name}  `), theme, theme.paint.plain);
}

/** What no command of ours can mend. */
function advice({ missing }: DoctorAnswer, theme: Theme): readonly string[] {
  return missing.flatMap(({ piece, need, adds, fix }) => {
    if (need === 'optional' || fix.kind === 'run') return [];
    const head = `  ${theme.paint.bad('needed')}  ${piece}: ${adds}`;
    return [head, ...hang('    ', visible(fix.text), 4, theme, theme.paint.plain)];
  });
}

function fixes({ fixes: all }: DoctorAnswer, theme: Theme): readonly string[] {
  const needed = all.filter(({ optional }) => !optional);
  const optional = all.filter((fix) => fix.optional);
  return [
    ...listFixes('gorun-trace doctor --fix', 'runs:', needed, theme),
    ...listFixes('gorun-trace doctor --fix --all', needed.length > 0 ? 'runs as well:' : 'runs:', optional, theme),
  ];
}

/** Commands stand on lines of their own and are never cut or broken: they are there to be copied. */
function listFixes(command: string, does: string, all: readonly DoctorFix[], theme: Theme): readonly string[] {
  if (all.length === 0) return [];
  const { paint } = theme;
  return [
    `  ${paint.strong(command)} ${does}`,
    ...all.flatMap((fix) => [
      `    ${paint.program(showCommand(fix))}`,
      ...hang('      ', visible(fix.blocked ?? fix.why), 6, theme, fix.blocked ? paint.bad : paint.quiet),
    ]),
  ];
}

function verdict({ ready, missing }: DoctorAnswer, theme: Theme): readonly string[] {
  if (ready) return hang('  ', 'Ready: gorun-trace main.go', 2, theme, theme.paint.good);
  const lacks = missing.filter(({ need }) => need === 'required').map(({ piece }) => piece);
  const needs = `it needs ${lacks.join(' and ')}`;
  return lacks.includes('go')
    ? hang('  ', `Not ready: ${needs}.`, 2, theme, theme.paint.bad)
    : hang(
        '  ',
        `gorun-trace main.go tells what go itself records; to tell more ${needs}.`,
        2,
        theme,
        theme.paint.work,
      );
}

/** `head`, already painted and `indent` columns wide, then the text, its further lines under its first. */
function hang(head: string, text: string, indent: number, theme: Theme, paint: Paint): readonly string[] {
  // Beside a long head there is no room for text: it goes below.
  const beside = theme.width - indent >= 24;
  const from = beside ? indent : Math.min(indent, 4);
  const lines = wrapWords(text, theme.width - from, theme).map((line) => ' '.repeat(from) + paint(line));
  const [first = '', ...rest] = lines;
  if (beside) return [head + first.slice(indent), ...rest].map((line) => line.trimEnd());
  return head.trim() === '' ? lines : [head.trimEnd(), ...lines];
}
