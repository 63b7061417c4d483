/**
 * The ledger of a run without an action graph (the user sends it elsewhere; go never began to build): what processes,
 * importcfgs and opens tell. Compilers name what they made; an importcfg names the file that served each import; a
 * found entry after which a package's side results were asked is a package's, though nobody names it.
 */
import { posix } from 'node:path';
import { hexFromId, idFromHex, splitBuildId } from '../../base/buildId.ts';
import { isOn, readGoFlags } from '../../base/goFlags.ts';
import { type Known, known, missing, orUndefined } from '../../base/known.ts';
import type { ActionKind, CacheAction, Evidence, Verdict } from '../../model/cache.ts';
import type { Process } from '../../model/process.ts';
import { cachePathOf, packageIdsIn } from '../cacheLookups.ts';
import { objdirOf } from '../packages.ts';
import { expandArguments } from '../responseFile.ts';
import { workPathOf } from '../workPath.ts';
import { satisfies } from './goVersion.ts';
import type { LedgerInput } from './input.ts';

/** The import path of an action that nobody names. */
export const UNNAMED = '(unnamed)';

export function actionsWithoutGraph(input: LedgerInput): CacheAction[] {
  const made = madeByProcesses(input);
  const served = servedByFiles(input, new Set(made.map((draft) => draft.objdir)));
  const named = [...made, ...served];
  const unnamed = foundInCache(input, named, served.length);
  return number([...named, ...unnamed]);
}

type Draft = Omit<CacheAction, 'handle'>;

function madeByProcesses(input: LedgerInput): Draft[] {
  const flags = readGoFlags(input.command.verb, input.command.args, input.goEnv.GOFLAGS);
  const nested = nestedIn(input.processes);
  const drafts: Draft[] = [];
  for (const process of input.processes) {
    const kind = process.role === 'compile' ? 'build' : process.role === 'link' ? 'link' : null;
    const image = process.images.at(-1);
    if (kind === null || image === undefined || nested.has(process.handle)) continue;
    const argv = expandArguments(image.argv, input.responseFiles);
    const id = splitBuildId(argv[argv.indexOf('-buildid') + 1] ?? linkBuildId(argv));
    drafts.push(
      draft(kind, orUndefined(process.package) ?? UNNAMED, {
        actionId: id === null ? missing('its arguments tell no build ID') : known(id.actionId),
        actionHex: id === null ? missing('its arguments tell no build ID') : known(hexFromId(id.actionId) ?? ''),
        verdict: madeVerdict(kind, isOn(flags, 'a'), input),
        start: known(process.start),
        end: process.end,
        commands: 1,
        processes: [process.handle],
        objdir: workPathOf(objdirOf(argv) ?? '')?.objdir ?? null,
        evidence: [{ by: 'processes', says: 'miss', detail: `${process.handle} is its ${process.role}` }],
      }),
    );
  }
  return drafts;
}

const linkBuildId = (argv: readonly string[]): string =>
  argv.find((arg) => arg.startsWith('-buildid='))?.slice('-buildid='.length) ?? '';

function madeVerdict(kind: ActionKind, all: boolean, { command, goEnv }: LedgerInput): Verdict {
  if (all) return { kind: 'forced', why: '-a' };
  if (kind === 'link' && (command.verb !== 'run' || !satisfies(goEnv.GOVERSION, 24))) {
    return { kind: 'forced', why: 'cmd/go caches no linked program but for go run since Go 1.24' };
  }
  return { kind: 'miss', how: 'unseen' };
}

/** Those that a go command other than the traced one started, directly or not. Parents come before children. */
function nestedIn(processes: readonly Process[]): ReadonlySet<string> {
  const nested = new Set<string>();
  for (const { handle, role, parent } of processes) {
    if (role === 'nested go' || (parent !== null && nested.has(parent))) nested.add(handle);
  }
  return nested;
}

function servedByFiles(input: LedgerInput, made: ReadonlySet<string | null>): Draft[] {
  const drafts = new Map<string, Draft>();
  for (const [path, { packageFiles }] of input.importCfgs) {
    for (const [importPath, file] of packageFiles) {
      const objdir = workPathOf(file)?.objdir ?? null;
      if (objdir !== null || made.has(objdir) || drafts.has(importPath)) continue;
      const detail = `${posix.basename(posix.dirname(path))}/${posix.basename(path)} has ${importPath}=${file}`;
      const verdict: Verdict = cachePathOf(file) === null ? { kind: 'installed', where: file } : { kind: 'hit' };
      drafts.set(
        importPath,
        draft('build', importPath, { verdict, evidence: [{ by: 'importcfg', says: 'hit', detail }] }),
      );
    }
  }
  return [...drafts.values()];
}

/** Found entries of packages beyond those that an importcfg names: no importcfg is written when all is there. */
function foundInCache(input: LedgerInput, named: readonly Draft[], hits: number): Draft[] {
  const { lookups } = input;
  if (lookups === null) return [];
  const known30 = new Set(named.map(({ actionHex }) => orUndefined(actionHex)));
  const vetsToo = /^(test|vet)$/.test(input.command.verb) && satisfies(input.goEnv.GOVERSION, 26);
  const found = packageIdsIn(lookups, vetsToo).filter((id) => {
    const entry = lookups.entries.get(id);
    return entry !== undefined && entry.found > 0 && entry.written === 0 && !known30.has(id.slice(0, 30));
  });
  // Which of them the importcfgs name is not known: an entry tells no package, and an importcfg no action ID.
  return found.slice(hits).map((id) =>
    draft('build', UNNAMED, {
      actionId: known(idFromHex(id) ?? ''),
      actionHex: known(id.slice(0, 30)),
      verdict: { kind: 'hit' },
      evidence: [{ by: 'cache opens', says: 'hit', detail: `openat ${id.slice(0, 2)}/${id.slice(0, 12)}…-a found it` }],
    }),
  );
}

function draft(
  kind: ActionKind,
  importPath: string,
  told: Partial<Draft> & { readonly verdict: Verdict; readonly evidence: readonly Evidence[] },
): Draft {
  const nobody = <T>(): Known<T> => missing('there is no action graph');
  return {
    kind,
    package: importPath,
    graphId: null,
    actionId: nobody(),
    actionHex: nobody(),
    contentId: nobody(),
    start: nobody(),
    end: nobody(),
    commands: 0,
    processes: [],
    objdir: null,
    bytes: nobody(),
    needs: [],
    ...told,
  };
}

function number(drafts: readonly Draft[]): CacheAction[] {
  const counts: Record<ActionKind, number> = { build: 0, link: 0, vet: 0, test: 0 };
  const prefix: Record<ActionKind, string> = { build: 'pkg', link: 'link', vet: 'vet', test: 'test' };
  return drafts.map((each) => ({ handle: `${prefix[each.kind]}-${++counts[each.kind]}`, ...each }));
}
