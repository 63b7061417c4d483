/** Which siblings of the process tree become one row. */
import type { Process, Role } from '../model/process.ts';
import { hasFailed } from './outcome.ts';

export type Sibling =
  | { readonly kind: 'process'; readonly process: Process }
  | { readonly kind: 'fold'; readonly role: Role; readonly processes: readonly Process[] }
  | { readonly kind: 'cut'; readonly processes: readonly Process[] };

/** From how many siblings of a role on they become one row. Roles that are absent never fold. */
const FOLDS_FROM: ReadonlyMap<Role, number> = new Map<Role, number>([
  ['tool id', 1],
  ['pidfd probe', 1],
  ['compile', 3],
  ['asm', 3],
  ['link', 4],
  ['cgo', 3],
  ['cc', 3],
  ['pack', 2],
  ['buildid', 2],
  ['cover', 3],
  ['vet', 3],
  ['preprofile', 2],
  ['covdata', 3],
  ['fix', 3],
  ['vcs', 2],
  ['pkg-config', 2],
  ['wrapper', 4],
  ['test binary', 9],
  ['other', 9],
]);

/** These fail as a matter of course: a failure is an answer to a question of go's. */
const MAY_FAIL: ReadonlySet<Role> = new Set(['tool id', 'pidfd probe', 'cc', 'vcs', 'pkg-config']);

/** More rows than this under one parent are cut. */
const MOST_SIBLINGS = 60;

/** In the order of start; a fold stands where its first member started. */
export function arrangeSiblings(processes: readonly Process[], all: boolean): readonly Sibling[] {
  const sorted = [...processes].sort((a, b) => a.start - b.start);
  if (all) return sorted.map(alone);
  const groups = new Map<Role, Process[]>();
  for (const process of sorted) {
    if (!mayFold(process)) continue;
    const group = groups.get(process.role);
    if (group === undefined) groups.set(process.role, [process]);
    else group.push(process);
  }
  const siblings = sorted.flatMap((process): Sibling[] => {
    const group = mayFold(process) ? groups.get(process.role) : undefined;
    if (group === undefined || group.length < (FOLDS_FROM.get(process.role) ?? 0)) return [alone(process)];
    return group[0] === process ? [{ kind: 'fold', role: process.role, processes: group }] : [];
  });
  return cut(siblings);
}

const alone = (process: Process): Sibling => ({ kind: 'process', process });

/** A compiler that failed is what the user looks for. */
const mayFold = (process: Process): boolean =>
  FOLDS_FROM.has(process.role) && (MAY_FAIL.has(process.role) || !hasFailed(process));

function cut(siblings: readonly Sibling[]): readonly Sibling[] {
  const rest = siblings.slice(MOST_SIBLINGS);
  if (rest.length < 2) return siblings;
  return [...siblings.slice(0, MOST_SIBLINGS), { kind: 'cut', processes: rest.flatMap(members) }];
}

const members = (sibling: Sibling): readonly Process[] =>
  sibling.kind === 'process' ? [sibling.process] : sibling.processes;
