/** How a terminal report looks: colours, signs, width. Colour only repeats what words already say. */
import picocolors from 'picocolors';
import type { VerdictKind } from '../../ask/action.ts';
import { quoteArgument } from '../shellQuote.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
  readonly unicode: boolean;
  /** The run as the user named it; added to the commands shown. Absent: the latest. */
  readonly runRef?: string;
}

export type Paint = (text: string) => string;

export interface Theme {
  readonly width: number;
  readonly sign: Signs;
  readonly paint: Paints;
  readonly verdict: Readonly<Record<VerdictKind, Paint>>;
  /** `gorun-trace show p-12`, for this run. */
  show(what: string): string;
}

export interface Signs {
  readonly dot: string;
  readonly ellipsis: string;
  readonly times: string;
  readonly arrow: string;
  /** About equal. */
  readonly about: string;
  readonly branch: string;
  readonly lastBranch: string;
  readonly trunk: string;
  readonly bar: string;
  /** A stretch too short for a whole cell. */
  readonly sliver: string;
  readonly rule: string;
}

export interface Paints {
  readonly strong: Paint;
  readonly quiet: Paint;
  readonly good: Paint;
  readonly work: Paint;
  readonly bad: Paint;
  readonly program: Paint;
  readonly plain: Paint;
}

const UNICODE: Signs = {
  dot: '·',
  ellipsis: '…',
  times: '×',
  arrow: '→',
  about: '≈',
  branch: '├─ ',
  lastBranch: '└─ ',
  trunk: '│  ',
  bar: '█',
  sliver: '▏',
  rule: '─',
};

const ASCII: Signs = {
  dot: '|',
  ellipsis: '...',
  times: 'x',
  arrow: '->',
  about: '~',
  branch: '|- ',
  lastBranch: '`- ',
  trunk: '|  ',
  bar: '#',
  sliver: '|',
  rule: '-',
};

/** Narrower than this nothing can be told; wider lines are hard to read across. */
const NARROWEST = 20;

export function createTheme(options: TerminalOptions): Theme {
  const colors = picocolors.createColors(options.color);
  const paint: Paints = {
    strong: colors.bold,
    quiet: colors.dim,
    good: colors.green,
    work: colors.yellow,
    bad: colors.red,
    program: colors.cyan,
    plain: (text) => text,
  };
  const ref = options.runRef === undefined || options.runRef === 'latest' ? '' : ` ${quoteArgument(options.runRef)}`;
  return {
    width: options.width >= NARROWEST ? Math.floor(options.width) : options.width > 0 ? NARROWEST : 80,
    sign: options.unicode ? UNICODE : ASCII,
    paint,
    verdict: {
      hit: paint.good,
      installed: paint.good,
      miss: paint.work,
      forced: paint.work,
      unknown: paint.bad,
      'not needed': paint.quiet,
    },
    show: (what) => `gorun-trace show ${quoteArgument(what)}${ref}`,
  };
}
