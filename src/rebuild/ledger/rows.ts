/**
 * From the nodes of the action graph to the rows of the ledger: builds, links, vets and tests. The other nodes either
 * work for one of these in the same objdir (Go >= 1.26 checks the cache, runs cgo and compiles C in actions of their
 * own), or have no entry in the cache and no row: `nop`, `go run`, `link-install`, `test print`, `built-in package`.
 */
import { hexFromId, splitBuildId } from '../../base/buildId.ts';
import type { ActionNode } from '../../decode/gotool/records.ts';
import type { ActionKind } from '../../model/cache.ts';
import { workPathOf } from '../workPath.ts';

/** A row before anybody was asked for a verdict. */
export interface Row {
  readonly handle: string;
  readonly kind: ActionKind;
  readonly node: ActionNode;
  /** The node and those that work for it, in the order of the graph. */
  readonly parts: readonly ActionNode[];
  /** `b001`. */
  readonly objdir: string | null;
  /** '' where go never came to it; vets and tests have none. */
  readonly actionId: string;
  readonly actionHex: string | null;
  /** '' until the output is there. */
  readonly contentId: string;
  readonly commands: readonly string[];
  /** Rows whose output it needs. */
  readonly needs: readonly string[];
}

export interface Rows {
  readonly all: readonly Row[];
  readonly byHandle: ReadonlyMap<string, Row>;
  /** The link of a main package, by the package's build node: its first dependency (LinkAction). */
  readonly linkOfMain: ReadonlyMap<number, Row>;
  /** The test that a linked binary is for, by the link's handle. */
  readonly testOfLink: ReadonlyMap<string, Row>;
  /** Nodes that have no row but matter for a verdict: `link-install`, `build-install`, `test build`. */
  readonly installs: ReadonlyMap<number, ActionNode>;
  /** $WORK of the traced go command. */
  readonly workDir: string | null;
}

const PREFIX: Readonly<Record<ActionKind, string>> = { build: 'pkg', link: 'link', vet: 'vet', test: 'test' };

export function rowsOf(nodes: readonly ActionNode[]): Rows {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = partsByObjdir(nodes);
  const handles = numberThem(nodes, byId);
  const byHandle = new Map<string, Row>();
  const installs = new Map<number, ActionNode>();
  for (const node of nodes) {
    const numbered = handles.get(node.id);
    if (numbered === undefined) {
      const installed = INSTALLS.has(node.mode) ? node.deps[0] : undefined;
      if (installed !== undefined) installs.set(installed, node);
      continue;
    }
    const row = rowOf(
      node,
      numbered,
      numbered.kind === 'build' ? (parts.get(node.objdir) ?? []) : [],
      needsOf(node, byId, handles),
    );
    byHandle.set(row.handle, row);
  }
  const work = nodes.map((node) => workPathOf(node.objdir)).find((place) => place !== null);
  const all = [...byHandle.values()];
  return {
    all,
    byHandle,
    linkOfMain: new Map(all.flatMap((row) => (row.kind === 'link' ? [[row.node.deps[0] ?? -1, row] as const] : []))),
    testOfLink: new Map(
      all.flatMap((row) => (row.kind === 'test' ? row.needs.map((need) => [need, row] as const) : [])),
    ),
    installs,
    workDir: work?.work ?? null,
  };
}

/** They copy the output of their first dependency to where the user wants it. */
const INSTALLS = new Set(['link-install', 'build-install', 'test build']);

interface Numbered {
  readonly handle: string;
  readonly kind: ActionKind;
}

function numberThem(nodes: readonly ActionNode[], byId: ReadonlyMap<number, ActionNode>): Map<number, Numbered> {
  const handles = new Map<number, Numbered>();
  const counts: Record<ActionKind, number> = { build: 0, link: 0, vet: 0, test: 0 };
  for (const node of nodes) {
    const kind = kindOf(node, byId);
    if (kind === null) continue;
    counts[kind]++;
    handles.set(node.id, { handle: `${PREFIX[kind]}-${counts[kind]}`, kind });
  }
  return handles;
}

function kindOf(node: ActionNode, byId: ReadonlyMap<number, ActionNode>): ActionKind | null {
  switch (node.mode) {
    case 'build':
    case 'link':
    case 'vet':
      return node.mode;
    case 'test run':
      // A package without test files has a `test run` too, which only prints "no test files": it has no binary.
      return throughBarrier(node, byId).some((dep) => dep.mode === 'link') ? 'test' : null;
    default:
      return null;
  }
}

/** Since Go 1.26 a test waits at a `test barrier` for what it needs, and for the tests printed before it. */
function throughBarrier(node: ActionNode, byId: ReadonlyMap<number, ActionNode>): ActionNode[] {
  const direct = node.deps.flatMap((id) => byId.get(id) ?? []);
  return direct.flatMap((dep) => (dep.mode === 'test barrier' ? dep.deps.flatMap((id) => byId.get(id) ?? []) : [dep]));
}

function needsOf(
  node: ActionNode,
  byId: ReadonlyMap<number, ActionNode>,
  handles: ReadonlyMap<number, Numbered>,
): readonly string[] {
  const deps = node.mode === 'test run' ? throughBarrier(node, byId) : node.deps.flatMap((id) => byId.get(id) ?? []);
  const needs = deps.flatMap((dep) => {
    const needed = handles.get(dep.id);
    return needed === undefined || needed.kind === 'test' ? [] : [needed.handle];
  });
  return [...new Set(needs)];
}

/** Modes of their own since Go 1.26 whose time and commands belong to the build in the same objdir. */
const WORKS_FOR_BUILD = /^(build check cache|cover|cgo run|collect cgo|cgo compile .*)$/s;

function partsByObjdir(nodes: readonly ActionNode[]): Map<string, ActionNode[]> {
  const parts = new Map<string, ActionNode[]>();
  for (const node of nodes) {
    if (node.objdir === '' || !WORKS_FOR_BUILD.test(node.mode)) continue;
    const there = parts.get(node.objdir);
    if (there === undefined) parts.set(node.objdir, [node]);
    else there.push(node);
  }
  return parts;
}

function rowOf(node: ActionNode, numbered: Numbered, helpers: readonly ActionNode[], needs: readonly string[]): Row {
  const parts = [node, ...helpers];
  return {
    ...numbered,
    node,
    parts,
    objdir: workPathOf(node.objdir)?.objdir ?? null,
    actionId: node.actionId,
    actionHex: hexFromId(node.actionId),
    contentId: splitBuildId(node.buildId)?.contentId ?? '',
    commands: parts.flatMap((part) => part.commands),
    needs,
  };
}
