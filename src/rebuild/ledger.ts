/**
 * The cache ledger: what came from the build cache, what was made, and who says so. The action graph names the
 * actions; opens, processes and importcfgs are asked about each; where two of them disagree, a note tells.
 */

import { nanos } from '../base/brand.ts';
import { isOn, readGoFlags } from '../base/goFlags.ts';
import { coveredTime } from '../base/interval.ts';
import { type Known, known, missing, partial } from '../base/known.ts';
import type { ActionNode } from '../decode/gotool/records.ts';
import type { CacheAction, CacheLedger, CacheTotals } from '../model/cache.ts';
import type { Note } from '../model/note.ts';
import type { CacheLookups } from './cacheLookups.ts';
import type { LedgerInput } from './ledger/input.ts';
import { joinProcessesToActions } from './ledger/join.ts';
import { type Row, rowsOf } from './ledger/rows.ts';
import { type Judged, judgeAll } from './ledger/verdict.ts';
import { actionsWithoutGraph } from './ledger/withoutGraph.ts';
import { callWitnesses } from './ledger/witnesses.ts';
import { createNotes, type Notes } from './notes.ts';

export type { LedgerInput } from './ledger/input.ts';
export { joinProcessesToActions } from './ledger/join.ts';

export interface RebuiltLedger {
  readonly ledger: CacheLedger;
  readonly notes: readonly Note[];
}

export function rebuildLedger(input: LedgerInput): RebuiltLedger {
  const notes = createNotes();
  noteSources(input, notes);
  const { actions, worked } =
    'missing' in input.graph ? withoutGraph(input) : withGraph(input, input.graph.nodes, notes);
  const ledger: CacheLedger = {
    dir: cacheDir(input),
    actions,
    totals: totalsOf(actions, worked),
    otherLookups: otherLookups(actions, input.lookups),
  };
  return { ledger, notes: notes.list() };
}

interface Actions {
  readonly actions: readonly CacheAction[];
  /** When misses were worked on. */
  readonly worked: readonly { readonly start: number; readonly end: number }[];
}

function withGraph(input: LedgerInput, nodes: readonly ActionNode[], notes: Notes): Actions {
  const rows = rowsOf(nodes);
  const joinable = rows.all.map((row) => ({ ...row, package: row.node.package, actionId: actionIdOf(row) }));
  const joined = joinProcessesToActions(input.processes, joinable, { ...input, workDir: rows.workDir });
  const witnesses = callWitnesses(input, rows.all, joined);
  const flags = readGoFlags(input.command.verb, input.command.args, input.goEnv.GOFLAGS);
  const judged = judgeAll({ input, flags, rows, witnesses });
  const actions: CacheAction[] = [];
  const worked: { start: number; end: number }[] = [];
  for (const row of rows.all) {
    const verdict = judged.get(row.handle);
    if (verdict === undefined) continue;
    if (!isOn(flags, 'n')) noteDoubts(row, verdict, notes);
    actions.push(actionOf(row, verdict, witnesses.processesOf(row.handle), input));
    if (verdict.verdict.kind === 'miss') worked.push(...timesOf(row));
  }
  return { actions, worked };
}

function withoutGraph(input: LedgerInput): Actions {
  const actions = actionsWithoutGraph(input);
  const worked = actions.flatMap(({ verdict, start, end }) =>
    verdict.kind === 'miss' && start.state === 'known' && end.state === 'known'
      ? [{ start: start.value, end: end.value }]
      : [],
  );
  return { actions, worked };
}

function actionOf(
  row: Row,
  judged: Judged,
  processes: readonly { readonly handle: string }[],
  input: LedgerInput,
): CacheAction {
  const times = timesOf(row);
  const start = times.length === 0 ? null : Math.min(...times.map((time) => time.start));
  const end = times.length === 0 ? null : Math.max(...times.map((time) => time.end));
  return {
    handle: row.handle,
    kind: row.kind,
    package: row.node.package,
    graphId: row.node.id,
    actionId: actionIdOf(row),
    actionHex: row.actionHex === null ? missing(whyNoId(row)) : known(row.actionHex),
    contentId: row.contentId === '' ? missing('cmd/go told no build ID: it has no output') : known(row.contentId),
    verdict: judged.verdict,
    start: start === null ? missing('go did not come to it') : known(start),
    end: end === null ? missing('go did not come to it') : known(end),
    commands: row.commands.length,
    processes: processes.map((process) => process.handle),
    objdir: row.objdir,
    bytes: bytesOf(row, input),
    needs: row.needs,
    evidence: judged.evidence,
  };
}

const actionIdOf = (row: Row): Known<string> => (row.actionId === '' ? missing(whyNoId(row)) : known(row.actionId));

const whyNoId = (row: Row): string =>
  row.kind === 'vet' || row.kind === 'test'
    ? `cmd/go tells no action ID of a ${row.kind}`
    : 'go did not come to the point where it knows the ID';

/** When each of its nodes was worked on: the waiting between them is not its work. */
const timesOf = (row: Row): { start: number; end: number }[] =>
  row.parts.flatMap(({ start, done }) => (start === null || done === null ? [] : [{ start, end: done }]));

/** What is put into the cache is the file as it stands in the work dir at the end of its action. */
function bytesOf(row: Row, { fileSizes }: LedgerInput): Known<number> {
  if (row.objdir === null) return missing('it has no folder of its own');
  if (row.kind === 'build') {
    const bytes = fileSizes.get(`${row.objdir}/_pkg_.a`);
    return bytes === undefined ? missing('its archive does not lie in the work dir') : known(bytes);
  }
  if (row.kind !== 'link') return missing(`nobody looked how large the entry of a ${row.kind} is`);
  const within = row.node.target.split(`/${row.objdir}/`)[1];
  const bytes = within === undefined ? undefined : fileSizes.get(`${row.objdir}/${within}`);
  return bytes === undefined ? missing('its executable does not lie in the work dir') : known(bytes);
}

function cacheDir({ goEnv, lookups }: LedgerInput): Known<string> {
  const told = goEnv.GOCACHE ?? '';
  const seen = lookups?.dirs[0];
  if (told !== '') return known(told);
  return seen === undefined ? missing('go env was not asked, and no open of a cache was seen') : known(seen);
}

function totalsOf(actions: readonly CacheAction[], worked: readonly { start: number; end: number }[]): CacheTotals {
  const count = (kind: CacheAction['verdict']['kind']): number =>
    actions.reduce((sum, { verdict }) => (verdict.kind === kind ? sum + 1 : sum), 0);
  return {
    hit: count('hit'),
    miss: count('miss'),
    forced: count('forced'),
    installed: count('installed'),
    notNeeded: count('not needed'),
    unknown: count('unknown'),
    missTime: coveredTime(worked.map(({ start, end }) => ({ start: nanos(start), end: nanos(end) }))),
    bytesWritten: bytesWritten(actions),
  };
}

/** cmd/go writes what it made into the cache, whether it asked before or not; test binaries and targets it does not. */
function bytesWritten(actions: readonly CacheAction[]): Known<number> {
  const written = actions.filter(
    ({ kind, verdict }) => verdict.kind === 'miss' || (verdict.kind === 'forced' && kind === 'build'),
  );
  const sizes = written.flatMap(({ bytes }) => (bytes.state === 'missing' ? [] : [bytes.value]));
  const sum = sizes.reduce((total, bytes) => total + bytes, 0);
  if (written.length === 0) return known(0);
  if (sizes.length === 0) return missing('the work dir was not read');
  if (sizes.length === written.length) return known(sum);
  return partial(sum, `the sizes of ${sizes.length} of ${written.length} entries are known`);
}

function otherLookups(actions: readonly CacheAction[], lookups: CacheLookups | null): CacheLedger['otherLookups'] {
  const ours = new Set(actions.flatMap(({ actionHex }) => (actionHex.state === 'missing' ? [] : [actionHex.value])));
  let found = 0;
  let absent = 0;
  for (const [id, opens] of lookups?.entries ?? []) {
    if (ours.has(id.slice(0, 30))) continue;
    found += opens.found;
    absent += opens.absent;
  }
  return { found, absent };
}

function noteSources({ graph, goEnv, lookups }: LedgerInput, notes: Notes): void {
  if ('missing' in graph) notes.note('actiongraph-missing', 'data loss', `There is no action graph: ${graph.missing}.`);
  else if (graph.trouble !== null) notes.note('actiongraph-unfinished', 'data loss', `${graph.trouble}.`);
  if ((goEnv.GOCACHEPROG ?? '') !== '' && lookups !== null) {
    notes.note('cache-prog', 'info', 'GOCACHEPROG answers for the cache: its lookups are no opens and were not seen.');
  }
}

function noteDoubts(row: Row, { verdict, evidence }: Judged, notes: Notes): void {
  const hit = evidence.find((e) => e.says === 'hit');
  const miss = evidence.find((e) => e.says === 'miss');
  const what = `${row.handle} (${row.kind} ${row.node.package})`;
  if (hit !== undefined && miss !== undefined) {
    const text = `${what}: ${hit.by} says hit (${hit.detail}), ${miss.by} says miss (${miss.detail}).`;
    notes.note('witnesses-disagree', 'info', text);
  }
  if (verdict.kind === 'unknown' && row.node.start !== null && row.actionId !== '') {
    notes.note('action-without-verdict', 'info', `${what}: ${verdict.why}.`);
  }
}
