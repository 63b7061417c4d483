/**
 * Where one phase ends and the next begins, each from the best witness there is. A boundary that nobody tells is null.
 *
 * Of `go test` the builds and the tests overlap. The rule: as long as something is being built it is a build; tests
 * have the run to themselves from the end of the last build, link and vet on. The evidence says how many test
 * binaries had been started by then. Links, likewise, have their phase when no package is left to build.
 */
import { orUndefined } from '../../base/known.ts';
import type { ActionNode, TraceSpan } from '../../decode/gotool/records.ts';
import type { Process, Role } from '../../model/process.ts';
import type { Verb } from '../../model/run.ts';

export interface Boundary {
  readonly at: number;
  /** Who says so. */
  readonly by: string;
}

export interface Boundaries {
  readonly load: Boundary | null;
  readonly build: Boundary | null;
  readonly link: Boundary | null;
  readonly program: Boundary | null;
  readonly tests: Boundary | null;
  readonly cleanUp: Boundary | null;
}

export interface BoundaryFacts {
  readonly verb: Verb;
  /** Null where there is no debug trace. */
  readonly spans: readonly TraceSpan[] | null;
  /** Null where there is no action graph. */
  readonly nodes: readonly ActionNode[] | null;
  readonly processes: readonly Process[];
}

export function findBoundaries(facts: BoundaryFacts): Boundaries {
  const { verb } = facts;
  const built = endOfBuilds(facts);
  const linked = endOfLinks(facts);
  const program = verb === 'run' ? ofProcesses(facts, 'program') : null;
  const tests = verb === 'test' ? ofProcesses(facts, 'test binary') : null;
  return {
    load: startOfLoad(facts),
    build: startOfBuild(facts),
    link: linked === null || built === null || linked.first > linked.last ? null : startOfLinks(built, linked),
    program: program === null ? programByNode(facts) : { at: program.first, by: `${program.who} started the program` },
    tests: startOfTests(facts, tests, built, linked),
    cleanUp: startOfCleanUp(facts, program, tests),
  };
}

function startOfLoad({ spans }: BoundaryFacts): Boundary | null {
  const span = spans?.find(({ name }) => name === 'load.PackagesAndErrors' || /^Running .* command$/.test(name));
  return span === undefined ? null : { at: span.start, by: `debug trace: ${span.name}` };
}

/** cmd/go hashes, looks up and builds within Builder.Do; a tool that tells its version is the first thing it needs. */
function startOfBuild({ spans, nodes, processes }: BoundaryFacts): Boundary | null {
  const span = spans?.find(({ name }) => name.startsWith('exec.Builder.Do'));
  if (span !== undefined) return { at: span.start, by: `debug trace: ${span.name}` };
  const ready = least((nodes ?? []).flatMap((node) => node.ready ?? node.start ?? []));
  if (ready !== null) return { at: ready, by: 'action graph: the first action is ready' };
  const tool = processes.find(({ role }) => BUILD_ROLES.has(role));
  return tool === undefined ? null : { at: tool.start, by: `${tool.handle}, the first tool (${tool.role})` };
}

interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly who: string;
}

const BUILD_ROLES: ReadonlySet<Role> = new Set([
  'tool id',
  'compile',
  'asm',
  'cgo',
  'cc',
  'cover',
  'vet',
  'preprofile',
]);

const BUILD_MODES =
  /^(build|vet|built-in package|preprocess PGO profile|build check cache|cover|cgo run|collect cgo)$|^cgo compile /;

const endOfBuilds = (facts: BoundaryFacts): Stretch | null =>
  ofNodes(facts, (mode) => BUILD_MODES.test(mode), 'build') ??
  ofSpans(
    facts,
    /^Executing action \((build|vet|cgo|collect cgo|cover|built-in package|preprocess PGO profile)\b/,
    'build',
  ) ??
  ofRoles(facts, BUILD_ROLES);

const endOfLinks = (facts: BoundaryFacts): Stretch | null =>
  ofNodes(facts, (mode) => mode === 'link', 'link') ??
  ofSpans(facts, /^Executing action \(link /, 'link') ??
  ofRoles(facts, new Set<Role>(['link']));

function startOfLinks(built: Stretch, linked: Stretch): Boundary | null {
  if (linked.last <= built.last) return null;
  return { at: Math.max(built.last, linked.first), by: `${linked.who}, when no package was left to build` };
}

/** Actions that go skipped, because what they need had failed, are done in no time and mark nothing. */
function ofNodes({ nodes }: BoundaryFacts, wanted: (mode: string) => boolean, word: string): Stretch | null {
  const worked = (nodes ?? []).filter(
    (node) => wanted(node.mode) && node.start !== null && (node.mode !== 'link' || node.actionId !== ''),
  );
  const first = least(worked.flatMap(({ start }) => start ?? []));
  const last = greatest(worked.flatMap(({ done }) => done ?? []));
  return first === null || last === null ? null : { first, last, who: `action graph: ${word} actions` };
}

/** Actions have a span in the debug trace, but those that were skipped have none. */
function ofSpans({ spans }: BoundaryFacts, name: RegExp, word: string): Stretch | null {
  const worked = (spans ?? []).filter((span) => span.end !== null && name.test(span.name));
  const first = least(worked.map(({ start }) => start));
  const last = greatest(worked.flatMap(({ end }) => end ?? []));
  return first === null || last === null ? null : { first, last, who: `debug trace: ${word} actions` };
}

function ofRoles({ processes }: BoundaryFacts, roles: ReadonlySet<Role>): Stretch | null {
  const working = processes.filter(({ role }) => roles.has(role));
  const first = least(working.map(({ start }) => start));
  const last = greatest(working.flatMap((process) => orUndefined(process.end) ?? []));
  return first === null || last === null ? null : { first, last, who: `processes: the last ${working.at(-1)?.role}` };
}

/** From the exec of the first to the end of the last. The exec, not the fork: until then it was go. */
function ofProcesses({ processes }: BoundaryFacts, role: Role): Stretch | null {
  const running = processes.filter((process) => process.role === role);
  const first = least(running.map((process) => process.images[0]?.at ?? process.start));
  const who = running[0]?.handle;
  if (first === null || who === undefined) return null;
  const last = greatest(running.flatMap((process) => orUndefined(process.end) ?? []));
  // One whose end was not seen is taken to run to the end.
  const endless = running.some((process) => process.end.state === 'missing');
  return { first, last: last === null || endless ? Number.POSITIVE_INFINITY : last, who };
}

function programByNode({ verb, nodes, spans }: BoundaryFacts): Boundary | null {
  // Go 1.19 names the span of its root only "Executing action ".
  const span = verb === 'run' ? spans?.find(({ name }) => /^Executing action (\(go run\))?$/.test(name)) : undefined;
  if (span !== undefined) return { at: span.start, by: 'debug trace: the action "go run"' };
  const node = verb === 'run' ? nodes?.find(({ mode }) => mode === 'go run') : undefined;
  const link = nodes?.find(({ mode, actionId }) => mode === 'link' && actionId !== '');
  // The action is "done" too where a package did not build: then nothing was run.
  if (node?.start == null || node.done === null || link === undefined || link.buildId === '') return null;
  return { at: node.start, by: 'action graph: the action "go run"' };
}

function startOfTests(
  facts: BoundaryFacts,
  tests: Stretch | null,
  built: Stretch | null,
  linked: Stretch | null,
): Boundary | null {
  if (facts.verb !== 'test') return null;
  const ran =
    tests ??
    ofNodes(facts, (mode) => mode === 'test run', 'test run') ??
    ofSpans(facts, /^Executing action \(test run /, 'test run');
  if (ran === null) return null;
  const free = Math.max(built?.last ?? 0, linked?.last ?? 0);
  if (ran.first >= free) return { at: ran.first, by: `${ran.who} ran the first test, when all was built` };
  if (tests === null) return { at: free, by: `${ran.who}, when nothing was left to build` };
  const running = facts.processes.filter((p) => p.role === 'test binary');
  const before = running.filter((p) => p.start < free).length;
  return { at: free, by: `nothing was left to build; ${before} of ${running.length} test binaries had been started` };
}

function startOfCleanUp(facts: BoundaryFacts, program: Stretch | null, tests: Stretch | null): Boundary | null {
  const ran = program ?? tests;
  const done = greatest((facts.nodes ?? []).flatMap((node) => node.done ?? []));
  if (program !== null && Number.isFinite(program.last)) return { at: program.last, by: `${program.who} ended` };
  if (done !== null) return { at: done, by: 'action graph: the last action is done' };
  const span = facts.spans?.find(({ name, end }) => name.startsWith('exec.Builder.Do') && end !== null);
  if (span?.end != null) return { at: span.end, by: `debug trace: ${span.name} ended` };
  if (ran !== null && Number.isFinite(ran.last))
    return { at: ran.last, by: `the last ${facts.verb === 'test' ? 'test binary' : 'program'} ended` };
  const tools = ofRoles(facts, new Set<Role>([...BUILD_ROLES, 'link']));
  return tools === null || ran !== null ? null : { at: tools.last, by: tools.who };
}

const least = (values: readonly number[]): number | null =>
  values.reduce<number | null>((m, v) => (m === null || v < m ? v : m), null);

const greatest = (values: readonly number[]): number | null =>
  values.reduce<number | null>((m, v) => (m === null || v > m ? v : m), null);
