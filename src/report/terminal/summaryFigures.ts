/** The summary's figures: times by phase, cache, tests, what took longest, the work dir, where the program came from. */

import type { RanFrom } from '../../ask/ranFrom.ts';
import type { CacheFigures, PhaseTime, SummaryAnswer } from '../../ask/summary.ts';
import { visible } from '../invisible.ts';
import { formatBytes, formatCount, formatDuration, formatSum, plural } from '../units.ts';
import { flow, moreLines, type Phrase } from './flow.ts';
import { bodyWidth, labelled } from './rows.ts';
import { drawTable } from './table.ts';
import type { Theme } from './theme.ts';
import { actionName, timeWords, verdictWord } from './words.ts';

/** `2.41 s = load 0.12 · build 1.80 · link 0.31`: the parts add up to the total. */
export function phasePhrases(answer: SummaryAnswer, theme: Theme): readonly Phrase[] {
  const { duration } = answer.outcome;
  const phases = answer.phases;
  if (duration.state === 'missing') {
    return [
      { text: 'end not seen', paint: theme.paint.bad },
      ...phases.map(({ name, time }) => ({ text: `${name} ${formatDuration(time)}` })),
    ];
  }
  const sum = formatSum(
    duration.value,
    phases.map((phase) => phase.time),
  );
  const parts = phases
    .map(({ name, time }, i) => ({
      name,
      time,
      text: `${name} ${sum.parts[i] ?? ''}`,
      nothing: Number(sum.parts[i]) === 0,
    }))
    .filter(({ nothing }) => !nothing);
  const rest = sum.rest === null ? [] : [`unaccounted ${sum.rest}`];
  const told = (equals: string, texts: readonly string[]): readonly Phrase[] => [
    { text: sum.total, paint: theme.paint.strong },
    ...[...texts, ...rest].map((text, i) => (i === 0 ? { text: `${equals} ${text}`, joined: true } : { text })),
  ];
  const fits = (phrases: readonly Phrase[]) => flow(phrases, bodyWidth(theme), theme).length <= 1;
  const texts = (of: typeof parts) => of.map(({ text }) => text);
  const whole = told('=', texts(parts));
  // Where one line has no room for all, phases that hardly count go; the sign then claims no equality.
  const hardly = parts.filter(({ time }) => time < duration.value * HARDLY).sort(byWeight);
  for (let left = 1; !fits(whole) && left <= hardly.length; left += 1) {
    const out = new Set(hardly.slice(0, left));
    const shorter = told(theme.sign.about, texts(parts.filter((part) => !out.has(part))));
    if (fits(shorter)) return shorter;
  }
  return whole;
}

/** The part of the whole below which a phase may be left out. */
const HARDLY = 0.03;

/** What nobody waits for goes first, then the shortest. */
const byWeight = (a: PhaseTime, b: PhaseTime): number => Number(isFrame(b)) - Number(isFrame(a)) || a.time - b.time;

const isFrame = ({ name }: PhaseTime): boolean => name === 'start' || name === 'clean up';

export function cacheRow({ cache }: SummaryAnswer, theme: Theme): readonly string[] {
  const { paint } = theme;
  const judged = cache.hit + cache.miss + cache.forced + cache.installed + cache.unknown;
  if (judged === 0) return labelled('cache', ['nothing was asked of it'], theme);
  const forced = cache.forcedWhy[0];
  const unknown = cache.unknownWhy[0];
  const phrases: Phrase[] = [
    { text: `${formatCount(cache.hit)} hit`, ...(cache.hit > 0 ? { paint: paint.good } : {}) },
    { text: missWords(cache), ...(cache.miss > 0 ? { paint: paint.work } : {}) },
    ...(cache.forced > 0
      ? [{ text: `${formatCount(cache.forced)} forced: ${visible(forced?.why ?? '')}`, paint: paint.work }]
      : []),
    ...(cache.installed > 0 ? [{ text: `${formatCount(cache.installed)} installed` }] : []),
    ...(cache.notNeeded > 0 ? [{ text: `${formatCount(cache.notNeeded)} not needed`, paint: paint.quiet }] : []),
    ...(cache.unknown > 0
      ? [{ text: `${formatCount(cache.unknown)} unknown: ${visible(unknown?.why ?? '')}`, paint: paint.bad }]
      : []),
  ];
  return labelled('cache', [...flow(phrases, bodyWidth(theme), theme), ...cascadeLines(cache, theme)], theme);
}

/** `3 missed (2 packages, 1 link), 1.84 s`. */
function missWords(cache: CacheFigures): string {
  if (cache.miss === 0) return '0 missed';
  const kinds = cache.missByKind.map(({ kind, count }) => KINDS[kind](count));
  const which = kinds.length > 1 ? ` (${kinds.join(', ')})` : '';
  const time = cache.missTime > 0 ? `, ${formatDuration(cache.missTime)}` : '';
  return `${formatCount(cache.miss)} missed${which}${time}`;
}

const KINDS: Readonly<Record<'build' | 'link' | 'vet' | 'test', (count: number) => string>> = {
  build: (count) => plural(count, 'package'),
  link: (count) => plural(count, 'link'),
  vet: (count) => plural(count, 'vet'),
  test: (count) => plural(count, 'test'),
};

/** More roots than this are no cascade. */
const FEW_ROOTS = 2;

/** Told where few packages stand at the bottom; with a cold cache everything missed and this says nothing. */
function cascadeLines({ cascade, hit, installed }: CacheFigures, theme: Theme): readonly string[] {
  if (cascade === null || hit + installed === 0) return [];
  if (cascade.dependent === 0 || cascade.roots.length > FEW_ROOTS) return [];
  const roots = cascade.roots.map(visible).join(' and ');
  return flow([{ text: `all but ${roots} need another missed package` }], bodyWidth(theme), theme);
}

export function testsRow({ tests }: SummaryAnswer, theme: Theme): readonly string[] {
  if (tests === null) return [];
  const [failed] = tests.failed;
  const phrases: Phrase[] = [
    { text: `${formatCount(tests.cached)} cached`, ...(tests.cached > 0 ? { paint: theme.paint.good } : {}) },
    { text: `${formatCount(tests.ran)} ran${tests.time > 0 ? `, ${formatDuration(tests.time)}` : ''}` },
    ...(tests.unknown > 0 ? [{ text: `${formatCount(tests.unknown)} unknown`, paint: theme.paint.bad }] : []),
    ...tests.failed.slice(0, 3).map((test, i) => ({
      text: `${i === 0 ? `${formatCount(tests.failed.length)} failed: ` : ''}${visible(test.package ?? 'a test binary')} (${test.handle})`,
      paint: theme.paint.bad,
      keep: 'end' as const,
    })),
    ...(tests.failed.length > 3 ? [{ text: `${theme.sign.ellipsis} ${tests.failed.length - 3} more` }] : []),
  ];
  return labelled('tests', flow(failed === undefined ? phrases.slice(0, 3) : phrases, bodyWidth(theme), theme), theme);
}

export function madeRows({ cache }: SummaryAnswer, theme: Theme, most: number): readonly string[] {
  const rows = cache.slowest.slice(0, most);
  if (rows.length === 0) return [];
  const { lines } = drawTable(
    {
      indent: 0,
      columns: [
        { title: 'time', align: 'right' },
        { title: 'handle' },
        { title: 'what', shrinkTo: 12, keep: 'end' },
        { title: 'verdict', optional: 1 },
      ],
      rows: rows.map((row) => [
        { text: timeWords(row.duration) },
        { text: row.handle },
        { text: actionName(row) },
        { text: verdictWord[row.verdict.kind], paint: theme.verdict[row.verdict.kind] },
      ]),
    },
    { ...theme, width: bodyWidth(theme) },
  );
  const hidden = cache.made - rows.length;
  const more = hidden > 0 ? moreLines(`${formatCount(hidden)} more`, theme.show('cache'), bodyWidth(theme), theme) : [];
  return labelled('slowest', [...lines, ...more], theme);
}

export function workRow({ work }: SummaryAnswer, theme: Theme): readonly string[] {
  if (work === null) return [];
  const phrases: Phrase[] = [
    { text: visible(work.path), keep: 'end' },
    { text: work.packages === 0 ? 'nothing was built in it' : plural(work.packages, 'package') + sizeWords(work) },
    removal(work.removedBy, theme),
    ...(work.nested > 0 ? [{ text: `${formatCount(work.nested)} more of nested go commands` }] : []),
  ];
  return labelled('temp', flow(phrases, bodyWidth(theme), theme), theme);
}

function sizeWords({ peakBytes, bytes }: NonNullable<SummaryAnswer['work']>): string {
  if (peakBytes.state !== 'missing') return `, ${formatBytes(peakBytes.value)} at its peak`;
  return bytes.state === 'missing' ? '' : `, ${formatBytes(bytes.value)}`;
}

function removal(removedBy: NonNullable<SummaryAnswer['work']>['removedBy'], theme: Theme): Phrase {
  switch (removedBy) {
    case 'go':
      return { text: 'removed by go' };
    case 'gorun-trace':
      return { text: 'read, then removed' };
    case 'kept':
      return { text: 'kept, as -work asks' };
    case 'unknown':
      return { text: 'its removal was not seen', paint: theme.paint.bad };
  }
}

export function ranFromRow({ ranFrom }: SummaryAnswer, theme: Theme): readonly string[] {
  if (ranFrom === null) return [];
  return labelled('ran from', flow(ranFromPhrases(ranFrom, theme), bodyWidth(theme), theme), theme);
}

function ranFromPhrases(from: RanFrom, theme: Theme): readonly Phrase[] {
  switch (from.where) {
    case 'work dir':
      return [{ text: visible(from.path), keep: 'end' }, ...freshness(from)];
    case 'cache':
      return [
        { text: 'the build cache', paint: theme.paint.good },
        from.by === 'exec'
          ? { text: visible(from.path), keep: 'both', paint: theme.paint.quiet }
          : { text: 'by the verdict of the link, its start was not seen' },
      ];
    case 'elsewhere':
      return [{ text: visible(from.path), keep: 'end' }, { text: 'neither the work dir nor the build cache' }];
    case 'not seen':
      return [{ text: `not seen: ${visible(from.reason)}` }];
  }
}

function freshness(from: RanFrom & { where: 'work dir' }): readonly Phrase[] {
  if (from.link === null || from.link.kind === 'hit') return [];
  switch (from.nextTime) {
    case 'cache':
      return [{ text: 'fresh link, cached for the next run' }];
    case 'link':
      return [{ text: 'fresh link, as on every run' }];
    case 'unknown':
      return [{ text: 'fresh link' }];
  }
}
