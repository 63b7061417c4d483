/** Everything about one process. */
import type { ProcessThing } from '../../ask/handle.ts';
import { known } from '../../base/known.ts';
import { visible } from '../invisible.ts';
import { quoteArgument, quoteCommand } from '../shellQuote.ts';
import { formatBytes, formatCount, formatDuration, plural } from '../units.ts';
import { pasteable } from './argv.ts';
import { flow, type Phrase } from './flow.ts';
import { actionList, processList, stretchWords, told } from './handleRows.ts';
import { bodyWidth, labelled } from './rows.ts';
import type { Theme } from './theme.ts';
import { endedWords, errnoWords } from './words.ts';

/** Rows of the terminal that one command line may take. */
const MOST_ARGV_ROWS = 60;

export function processLines(thing: ProcessThing, origin: number, theme: Theme): readonly string[] {
  const { process, parent, children, action } = thing;
  const width = bodyWidth(theme);
  const row = (label: string, phrases: readonly Phrase[]) => labelled(label, flow(phrases, width, theme), theme);
  return [
    ...row('is', [
      { text: process.role, paint: theme.paint.strong },
      ...(process.package.state === 'missing' ? [] : [{ text: visible(process.package.value), keep: 'end' as const }]),
      { text: `pid ${process.pid}` },
      { text: plural(process.threads, 'thread') },
    ]),
    ...row('ended', [{ text: told(process.exit, (exit) => `it ${endedWords(exit)}`) }]),
    ...row('time', [{ text: stretchWords(known(process.start), process.end, origin) }]),
    ...(parent === null ? row('parent', [{ text: 'not seen, or none' }]) : processList('parent', [parent], theme)),
    ...process.images.flatMap((image, i) => [
      ...labelled(
        i === 0 ? 'argv' : 'became',
        pasteable(quoteCommand(image.argv), width, MOST_ARGV_ROWS, theme),
        theme,
      ),
      ...(image.argv[0] === image.path ? [] : row('file', [{ text: quoteArgument(image.path), keep: 'end' }])),
      ...row('in', [{ text: told(image.cwd, visible), keep: 'end' }]),
    ]),
    ...(process.images.length === 0 ? row('argv', [{ text: 'none: it stayed a copy of its parent' }]) : []),
    ...process.failedExecs.flatMap(({ path, errno }) =>
      row('exec', [
        { text: `${quoteArgument(path)}`, keep: 'end' },
        { text: errnoWords(errno), paint: theme.paint.bad },
      ]),
    ),
    ...row('files', [
      { text: `${plural(process.opens, 'open')} that succeeded` },
      { text: `${formatCount(process.failedOpens)} that failed` },
    ]),
    ...row('used', [
      {
        text: told(
          process.resources,
          ({ peakRss, cpu, samples }) =>
            `${formatBytes(peakRss)} of memory at its peak, ${formatDuration(cpu)} of CPU (${plural(samples, 'sample')} of /proc)`,
        ),
      },
    ]),
    ...(action === null ? [] : actionList('for', [action], theme)),
    ...(children.length === 0 ? [] : processList('children', children, theme)),
  ];
}
