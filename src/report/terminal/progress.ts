/** The one line that is shown while go builds. */
import type { Role } from '../../model/process.ts';
import { visible } from '../invisible.ts';
import { formatCount, formatDuration } from '../units.ts';
import { cut, widthOf } from './fit.ts';
import { createTheme, type TerminalOptions } from './theme.ts';

export interface Progress {
  readonly phase: string;
  readonly running: readonly { readonly role: Role | string; readonly package: string | null }[];
  /** Packages compiled so far. */
  readonly compiled: number;
  /** Processes seen so far. */
  readonly processes: number;
  readonly elapsedMs: number;
}

/** Without newline, and one column short of the width: some terminals wrap at the last column. */
export function renderProgress(progress: Progress, options: TerminalOptions): string {
  const theme = createTheme(options);
  const width = theme.width - 1;
  const dot = ` ${theme.sign.dot} `;
  const phase = visible(progress.phase);
  const facts = [
    phase,
    // Tenths that change too fast to be read are left out after ten seconds.
    progress.elapsedMs < 10_000
      ? `${(progress.elapsedMs / 1000).toFixed(1)} s`
      : formatDuration(Math.round(progress.elapsedMs / 1000) * 1e9).replace(/\.0 s$/, ' s'),
    ...(progress.compiled > 0 ? [`${formatCount(progress.compiled)} compiled`] : []),
    ...(progress.processes > 0 && progress.compiled === 0 ? [`${formatCount(progress.processes)} processes`] : []),
  ];
  const head = cut(`gorun-trace  ${facts.join(dot)}`, width, theme.sign.ellipsis);
  const running = nameRunning(progress.running, width - widthOf(head) - dot.length, theme.sign.ellipsis);
  const painted = head.startsWith(`gorun-trace  ${phase}`)
    ? `${theme.paint.quiet('gorun-trace')}  ${theme.paint.strong(phase)}${head.slice('gorun-trace  '.length + phase.length)}`
    : head;
  return running === '' ? painted : painted + dot + theme.paint.quiet(running);
}

/** Below this no name says anything. */
const LEAST = 12;

/** `compile net/http, link app +2`: as many as fit, and how many more there are. */
function nameRunning(running: Progress['running'], room: number, ellipsis: string): string {
  if (running.length === 0 || room < LEAST) return '';
  const names = running.map(({ role, package: of }) => (of === null ? role : `${role} ${visible(of)}`));
  for (let count = names.length; count > 0; count -= 1) {
    const more = count < names.length ? ` +${names.length - count}` : '';
    const text = names.slice(0, count).join(', ') + more;
    if (widthOf(text) <= room) return text;
    if (count === 1) return cut(names[0] ?? '', room - more.length, ellipsis) + more;
  }
  return '';
}
