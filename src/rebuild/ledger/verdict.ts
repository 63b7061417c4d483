/**
 * The verdict on a row. cmd/go's own record is asked first, then who ran, then what was opened, then what served
 * others. The rules are those of cmd/go/internal/work (useCache, vet) and test (tryCache), Go 1.19 to 1.27.
 */

import { assertNever } from '../../base/assertNever.ts';
import { type GoFlags, isOn } from '../../base/goFlags.ts';
import type { Evidence, Verdict } from '../../model/cache.ts';
import { cachePathOf } from '../cacheLookups.ts';
import { satisfies } from './goVersion.ts';
import type { LedgerInput } from './input.ts';
import type { Row, Rows } from './rows.ts';
import { uncacheableTest } from './testFlags.ts';
import type { Testimony, Witnesses } from './witnesses.ts';

export interface Judged {
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  /** It was begun and has no output: its commands failed. */
  readonly failed: boolean;
}

export interface Court {
  readonly input: LedgerInput;
  readonly flags: GoFlags;
  readonly rows: Rows;
  readonly witnesses: Witnesses;
}

export function judgeAll(court: Court): ReadonlyMap<string, Judged> {
  const judged = new Map<string, Judged>();
  const { input, rows } = court;
  const context: Context = {
    ...court,
    since: (minor) => satisfies(input.goEnv.GOVERSION, minor),
    whyNotBegun: whyNotBegun(court),
    judged,
  };
  // A link is judged before the build of its main package, a vet after the build, a test after link and vet.
  for (const kind of ['link', 'build', 'vet', 'test'] as const) {
    for (const row of rows.all) if (row.kind === kind) judged.set(row.handle, judge(row, context));
  }
  return judged;
}

interface Context extends Court {
  /** Whether the go that built is Go 1.`minor` or later; where nobody told, it is taken for a new one. */
  readonly since: (minor: number) => boolean;
  readonly whyNotBegun: string;
  readonly judged: ReadonlyMap<string, Judged>;
}

function judge(row: Row, context: Context): Judged {
  const testimony = context.witnesses.about(row);
  const evidence = [testimony.graph, testimony.opens, testimony.processes, testimony.importCfg]
    .filter((e) => e !== null)
    .map(({ by, says, detail }) => ({ by, says, detail }));
  const made = wasMade(testimony);
  const failed = (row.kind === 'build' || row.kind === 'link') && row.commands.length > 0 && row.contentId === '';
  return { verdict: verdictOn(row, testimony, made, context), evidence, failed };
}

/** True where it was made now, false where it was there, null where nobody tells. */
function wasMade({ graph, processes, opens, importCfg }: Testimony): boolean | null {
  for (const witness of [graph, processes]) {
    if (witness !== null && witness.says !== 'unclear') return witness.says === 'miss';
  }
  if (opens?.put === true) return true;
  if (opens?.says === 'hit') return false;
  return importCfg === null ? null : importCfg.says === 'miss';
}

function verdictOn(row: Row, testimony: Testimony, made: boolean | null, context: Context): Verdict {
  switch (row.kind) {
    case 'build':
      return judgeBuild(row, testimony, made, context);
    case 'link':
      return judgeLink(row, testimony, made, context);
    case 'vet':
      return judgeVet(row, made, context);
    case 'test':
      return judgeTest(row, context);
    default:
      return assertNever(row.kind);
  }
}

function judgeBuild(row: Row, testimony: Testimony, made: boolean | null, context: Context): Verdict {
  if (row.contentId === '' && row.node.start !== null && row.commands.length === 0) {
    // Looked up and not there, but nobody wanted the archive: go vet needs only the configuration.
    if (row.actionId !== '' && !row.node.needBuild) return { kind: 'not needed' };
    if (made !== false && testimony.processes?.says !== 'miss') return notMade(row, context);
  }
  if (made === null) return notMade(row, context);
  if (made) return isOn(context.flags, 'a') ? forcedByA : { kind: 'miss', how: howMissed(testimony) };
  const where = installedAt(row, testimony, context);
  return where === null ? { kind: 'hit' } : { kind: 'installed', where };
}

/** Where an output that was not made came from, if not from the cache. */
function installedAt(row: Row, testimony: Testimony, context: Context): string | null {
  const file = testimony.importCfg?.file;
  if (file !== undefined) return cachePathOf(file) === null ? file : null;
  if (testimony.opens !== null && testimony.opens.asked !== 'not asked') return null;
  // A binary that is up to date also tells the IDs of its main package, which is then not looked up (useCache).
  const link = context.rows.linkOfMain.get(row.node.id);
  const linked = link === undefined ? undefined : context.judged.get(link.handle)?.verdict;
  if (linked?.kind === 'installed') return linked.where;
  // Before Go 1.20 the standard library is compiled in GOROOT/pkg.
  if (context.since(20) || !isStandard(row.node.package)) return null;
  return `${context.input.goEnv.GOROOT ?? 'GOROOT'}/pkg`;
}

/** Import paths without a dot in the first element are reserved for the standard library. */
const isStandard = (importPath: string): boolean =>
  importPath !== 'command-line-arguments' && !importPath.split('/', 1)[0]?.includes('.');

function judgeLink(row: Row, testimony: Testimony, made: boolean | null, context: Context): Verdict {
  const { verb } = context.input.command;
  const test = context.rows.testOfLink.get(row.handle);
  const install = context.rows.installs.get(row.node.id);
  if (made === true) {
    if (isOn(context.flags, 'a')) return forcedByA;
    if (test !== undefined) return { kind: 'forced', why: 'cmd/go caches test results, not test binaries' };
    if (verb !== 'run') return { kind: 'forced', why: whyLinked(install?.target) };
    if (!context.since(24)) {
      return { kind: 'forced', why: 'before Go 1.24 cmd/go caches no linked program: go run links every time' };
    }
    if (usesCacheProg(context)) return { kind: 'forced', why: 'with GOCACHEPROG cmd/go caches no linked program' };
    return { kind: 'miss', how: howMissed(testimony) };
  }
  if (row.actionId === '' || row.node.start === null || isOn(context.flags, 'n')) return notMade(row, context);
  // useCache tells no build ID where it found the test's result and so needs no binary.
  if (test !== undefined) return { kind: 'not needed' };
  if (row.contentId === '') return notMade(row, context);
  return verb === 'run' ? { kind: 'hit' } : { kind: 'installed', where: install?.target || 'its target' };
}

const whyLinked = (target: string | undefined): string =>
  target === undefined || target === ''
    ? 'go build throws its output away here, so that none can be up to date'
    : `cmd/go caches no linked program but for go run, and ${target} was not up to date`;

function judgeVet(row: Row, made: boolean | null, context: Context): Verdict {
  if (made === true) {
    if (isOn(context.flags, 'a')) return forcedByA;
    if (!row.node.vetxOnly && !context.since(26)) {
      return { kind: 'forced', why: 'before Go 1.26 cmd/go caches what vet finds in dependencies only' };
    }
    return { kind: 'miss', how: 'unseen' };
  }
  if (row.node.start === null || isOn(context.flags, 'n')) return notMade(row, context);
  const [build] = row.needs;
  const built = build === undefined ? undefined : context.judged.get(build);
  if (built !== undefined && (built.failed || built.verdict.kind === 'unknown')) {
    return { kind: 'unknown', why: 'its package was not built, so there was nothing to vet' };
  }
  if (row.node.vetxOnly || context.since(26)) return { kind: 'hit' };
  return { kind: 'unknown', why: 'no vet was run for it' };
}

function judgeTest(row: Row, context: Context): Verdict {
  const { input, witnesses, judged } = context;
  const forced = isOn(context.flags, 'a') ? '-a' : uncacheableTest(context.flags, context.since);
  const needed = row.needs.flatMap((handle) => context.rows.byHandle.get(handle) ?? []);
  const link = needed.find((need) => need.kind === 'link');
  const linked = link === undefined ? undefined : judged.get(link.handle);
  const ran = witnesses.processesOf(row.handle).some((p) => p.role === 'test binary' || p.role === 'wrapper');
  if (ran) return forced === null ? { kind: 'miss', how: 'unseen' } : { kind: 'forced', why: forced };
  if (row.node.start === null || isOn(context.flags, 'n')) return notMade(row, context);
  if (linked === undefined || linked.failed || linked.verdict.kind === 'unknown') {
    return { kind: 'unknown', why: 'its test binary was not built' };
  }
  if (linked.verdict.kind === 'not needed') return { kind: 'hit' };
  if (needed.some((need) => need.kind === 'vet' && vetFailed(need, witnesses))) {
    return { kind: 'unknown', why: 'vet found a fault in it, so that it was not run' };
  }
  if (input.watched === 'all') return { kind: 'hit' };
  if (forced !== null) return { kind: 'forced', why: forced };
  return { kind: 'unknown', why: 'its binary was linked; whether it ran, only a tracer of processes could tell' };
}

const vetFailed = (row: Row, witnesses: Witnesses): boolean =>
  witnesses
    .processesOf(row.handle)
    .some(
      (p) =>
        p.role === 'vet' && p.exit.state !== 'missing' && !(p.exit.value.kind === 'code' && p.exit.value.code === 0),
    );

const forcedByA: Verdict = { kind: 'forced', why: '-a' };

const howMissed = ({ opens }: Testimony): 'absent' | 'half entry' | 'not asked' | 'unseen' =>
  opens === null || opens.asked === 'found' ? 'unseen' : opens.asked;

const usesCacheProg = (context: Context): boolean => (context.input.goEnv.GOCACHEPROG ?? '') !== '';

function notMade(row: Row, context: Context): Verdict {
  if (isOn(context.flags, 'n')) return { kind: 'unknown', why: '-n: go only printed what it would do' };
  return { kind: 'unknown', why: row.actionId === '' ? context.whyNotBegun : 'go stopped before it made it' };
}

function whyNotBegun({ input, rows }: Court): string {
  if ('missing' in input.graph) return input.graph.missing;
  if (rows.all.every((row) => row.node.start === null)) return 'go was stopped before it told what it did';
  const broken = rows.all.find((row) => row.kind === 'build' && row.commands.length > 0 && row.contentId === '');
  return broken === undefined ? 'go did not come to it' : `${broken.node.package} did not build`;
}
