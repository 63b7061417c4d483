/** `show run`: everything known about a run, on about one screen. The whole Run is what --json prints. */
import type { RunAnswer } from '../../ask/run.ts';
import type { Source } from '../../model/run.ts';
import { visible } from '../invisible.ts';
import { quoteCommand } from '../shellQuote.ts';
import { formatCount, plural } from '../units.ts';
import { pasteable } from './argv.ts';
import { flow, type Phrase, wrapWords } from './flow.ts';
import { runHeading } from './heading.ts';
import { bodyWidth, labelled } from './rows.ts';
import { explanationRows, outcomeLabel, paintOfOutcome } from './summaryOutcome.ts';
import { noteWords } from './summaryTrust.ts';
import { drawTable } from './table.ts';
import { createTheme, type TerminalOptions, type Theme } from './theme.ts';
import { timeWords } from './words.ts';

export function renderRun(answer: RunAnswer, options: TerminalOptions): string {
  const theme = createTheme(options);
  const width = bodyWidth(theme);
  const row = (label: string, phrases: readonly Phrase[]) => labelled(label, flow(phrases, width, theme), theme);
  const { outcome, go, host, track, platform, counts } = answer;
  const lines = [
    ...runHeading('run', answer, theme),
    ...labelled(
      outcomeLabel(outcome),
      [
        ...explanationRows(outcome, theme, Number.MAX_SAFE_INTEGER),
        ...flow([{ text: timeWords(outcome.duration) }], width, theme),
      ],
      theme,
      paintOfOutcome(outcome, theme),
    ),
    ...row('when', [{ text: `${visible(answer.origin)}, recorded by gorun-trace ${visible(answer.recordedBy)}` }]),
    ...row('in', [{ text: visible(answer.command.cwd), keep: 'end' }]),
    ...labelled('argv', pasteable(quoteCommand(answer.command.argv), width, MOST_ARGV_LINES, theme), theme),
    ...row('go', [
      {
        text:
          go.version.state === 'missing'
            ? `version not known: ${visible(go.version.reason)}`
            : visible(go.version.value),
      },
      { text: visible(go.binary), keep: 'end' },
      { text: platform.target === platform.host ? platform.host : `for ${platform.target} on ${platform.host}` },
    ]),
    ...row('env', environment(go.env)),
    ...row('host', [{ text: `${visible(host.platform)} ${visible(host.kernel)}` }, { text: plural(host.cpus, 'CPU') }]),
    ...row('track', [
      { text: track.name, paint: theme.paint.strong },
      ...track.watchers.map((watcher) => ({ text: visible(watcher) })),
      ...track.reasons.map((reason) => ({ text: visible(reason) })),
    ]),
    ...row('holds', [
      { text: plural(counts.processes, 'process', 'processes') },
      { text: plural(counts.actions, 'action') },
      { text: `${plural(counts.objdirs, 'objdir')} in ${plural(counts.workDirs, 'work dir')}` },
    ]),
    ...labelled('sources', sourceLines(answer.coverage.sources, theme), theme),
    ...row('agreement', agreement(answer, theme)),
    ...labelled('notes', notes(answer, theme), theme),
    ...row('more', [{ text: `${theme.show('run')} --json` }]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A command line longer than this is for --json. */
const MOST_ARGV_LINES = 8;

/** The variables that are set, in their order. */
const environment = (env: Readonly<Record<string, string>>): readonly Phrase[] =>
  Object.entries(env)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ text: quoteCommand([name, value]).join('='), keep: 'both' }));

function sourceLines(sources: readonly Source[], theme: Theme): readonly string[] {
  return drawTable(
    {
      indent: 0,
      columns: [
        { title: 'source' },
        { title: 'state' },
        { title: 'records', align: 'right' },
        { title: 'why', shrinkTo: 12 },
      ],
      rows: sources.map((source) => [
        { text: source.name },
        { text: source.state, paint: paintOfState(source.state, theme) },
        { text: formatCount(source.records) },
        { text: visible(source.reason ?? ''), paint: theme.paint.quiet },
      ]),
    },
    { ...theme, width: bodyWidth(theme) },
  ).lines;
}

function paintOfState(state: Source['state'], { paint }: Theme) {
  return state === 'complete' ? paint.good : state === 'not used' ? paint.quiet : paint.bad;
}

function agreement({ coverage }: RunAnswer, theme: Theme): readonly Phrase[] {
  const { judgedTwice, agreed, disagreements } = coverage;
  if (judgedTwice === 0) return [{ text: 'no verdict has two witnesses' }];
  return [
    {
      text: `witnesses agree on ${formatCount(agreed)} of the ${formatCount(judgedTwice)} verdicts that two could tell`,
    },
    ...disagreements.slice(0, MOST_DISAGREEMENTS).map(({ handle, package: of, says }) => ({
      text: `${handle} ${visible(of)}: ${says.map((one) => `${one.by} says ${one.says}`).join(', ')}`,
      paint: theme.paint.bad,
    })),
    ...(disagreements.length > MOST_DISAGREEMENTS
      ? [
          {
            text: `${theme.sign.ellipsis} ${disagreements.length - MOST_DISAGREEMENTS} more: ${theme.show('cache')} --all`,
          },
        ]
      : []),
  ];
}

const MOST_DISAGREEMENTS = 5;

function notes(answer: RunAnswer, theme: Theme): readonly string[] {
  if (answer.notes.length === 0) return ['none'];
  return answer.notes.flatMap((note) =>
    wrapWords(`${noteWords(note)} [${note.code}]`, bodyWidth(theme), theme).map((line) =>
      note.severity === 'info' ? line : theme.paint.bad(line),
    ),
  );
}
