import { describe, expect, it } from 'vitest';
import { missing } from '../../../../src/base/known.ts';
import type { ActionNode } from '../../../../src/decode/gotool/records.ts';
import type { Verdict } from '../../../../src/model/cache.ts';
import type { Process } from '../../../../src/model/process.ts';
import type { Verb } from '../../../../src/model/run.ts';
import { rebuildLedger } from '../../../../src/rebuild/ledger.ts';
import { idOf, nodeOf, processOf } from '../../../kit/gotool.ts';

/** A small world, judged by the action graph and what processes there were. */
interface World {
  readonly verb?: Verb;
  readonly args?: readonly string[];
  readonly version?: string;
  readonly nodes: readonly ActionNode[];
  readonly processes?: readonly Process[];
  readonly watched?: 'all' | 'none';
}

function judge({ verb = 'run', args = ['.'], version = 'go1.26.8', nodes, processes = [], watched = 'none' }: World) {
  const { ledger } = rebuildLedger({
    command: { verb, args },
    goEnv: { GOVERSION: version },
    graph: { nodes, trouble: null },
    lookups: null,
    processes,
    watched,
    importCfgs: new Map(),
    fileSizes: new Map(),
    responseFiles: new Map(),
  });
  return Object.fromEntries(ledger.actions.map(({ handle, verdict }) => [handle, verdict])) as Record<string, Verdict>;
}

const W = '/tmp/go-build1';
const FOUND = { actionId: idOf('a'), buildId: `${idOf('a')}/${idOf('c')}` };
const MADE = { ...FOUND, commands: ['/go/pkg/tool/linux_amd64/compile x'] };
const LINKED = { actionId: idOf('b'), buildId: [idOf('b'), idOf('a'), idOf('c'), idOf('d')].join('/') };
const LINK_MADE = { ...LINKED, commands: ['/go/pkg/tool/linux_amd64/link x'] };
const program = (link: Partial<ActionNode>, build: Partial<ActionNode> = FOUND): ActionNode[] => [
  nodeOf(1, 'link', { deps: [2], objdir: `${W}/b001/`, ...link }),
  nodeOf(2, 'build', { objdir: `${W}/b001/`, ...build }),
];

describe('a link', () => {
  it('of go run is cached since Go 1.24', () => {
    expect(judge({ nodes: program(LINKED) })['link-1']).toEqual({ kind: 'hit' });
    expect(judge({ nodes: program(LINK_MADE) })['link-1']).toEqual({ kind: 'miss', how: 'unseen' });
    expect(judge({ nodes: program(LINK_MADE), version: 'go1.23.5' })['link-1']).toEqual({
      kind: 'forced',
      why: 'before Go 1.24 cmd/go caches no linked program: go run links every time',
    });
  });

  it('of go build is never cached, but its target may be up to date', () => {
    const install = nodeOf(3, 'link-install', { deps: [1], target: 'shop' });
    expect(judge({ verb: 'build', nodes: [...program(LINKED), install] })).toEqual({
      'link-1': { kind: 'installed', where: 'shop' },
      'pkg-1': { kind: 'installed', where: 'shop' },
    });
    expect(judge({ verb: 'build', nodes: [...program(LINK_MADE), install] })['link-1']).toMatchObject({
      kind: 'forced',
      why: expect.stringContaining('shop was not up to date'),
    });
    expect(judge({ verb: 'build', nodes: program(LINK_MADE) })['link-1']).toMatchObject({
      kind: 'forced',
      why: expect.stringContaining('throws its output away'),
    });
  });

  it('that failed was made all the same', () => {
    expect(judge({ nodes: program({ ...LINK_MADE, buildId: '' }) })['link-1']).toMatchObject({ kind: 'miss' });
  });
});

describe('a build', () => {
  it('of a package that only vet needs is not needed', () => {
    const nodes = [nodeOf(1, 'vet', { deps: [2] }), nodeOf(2, 'build', { actionId: idOf('a'), needBuild: false })];
    expect(judge({ verb: 'vet', nodes })).toEqual({ 'vet-1': { kind: 'hit' }, 'pkg-1': { kind: 'not needed' } });
  });

  it('with -a is forced, and with -n was not made', () => {
    expect(judge({ args: ['-a', '.'], nodes: program(LINK_MADE, MADE) })).toEqual({
      'link-1': { kind: 'forced', why: '-a' },
      'pkg-1': { kind: 'forced', why: '-a' },
    });
    const printed = program({ actionId: idOf('b') }, { actionId: idOf('a') });
    expect(judge({ args: ['-n', '.'], nodes: printed })['pkg-1']).toMatchObject({ kind: 'unknown', why: /^-n/ });
  });

  it('of the standard library lies in GOROOT/pkg before Go 1.20', () => {
    const nodes = [nodeOf(1, 'build', { ...FOUND, package: 'net/http' }), nodeOf(2, 'build', FOUND)];
    expect(judge({ nodes, version: 'go1.19.8' })).toEqual({
      'pkg-1': { kind: 'installed', where: 'GOROOT/pkg' },
      'pkg-2': { kind: 'hit' },
    });
    expect(judge({ nodes, version: 'go1.20' })['pkg-1']).toEqual({ kind: 'hit' });
  });

  it('that go stopped before is unknown', () => {
    expect(judge({ nodes: program({}, { actionId: idOf('a') }) })).toMatchObject({
      'link-1': { kind: 'unknown', why: 'go did not come to it' },
      'pkg-1': { kind: 'unknown', why: 'go stopped before it made it' },
    });
  });
});

describe('a vet', () => {
  const vet = (changes: Partial<ActionNode>, build: Partial<ActionNode> = FOUND): ActionNode[] => [
    nodeOf(1, 'vet', { deps: [2], ...changes }),
    nodeOf(2, 'build', build),
  ];
  const ran = { commands: ['/go/pkg/tool/linux_amd64/vet vet.cfg'] };

  it('of a dependency is cached in all versions, of a package itself since Go 1.26', () => {
    expect(judge({ verb: 'vet', nodes: vet({}) })['vet-1']).toEqual({ kind: 'hit' });
    expect(judge({ verb: 'vet', nodes: vet(ran) })['vet-1']).toEqual({ kind: 'miss', how: 'unseen' });
    expect(judge({ verb: 'vet', nodes: vet(ran), version: 'go1.25.1' })['vet-1']).toMatchObject({ kind: 'forced' });
    const dependency = { ...ran, vetxOnly: true };
    expect(judge({ verb: 'vet', nodes: vet(dependency), version: 'go1.25.1' })['vet-1']).toMatchObject({
      kind: 'miss',
    });
  });

  it('of a package that did not build is no hit', () => {
    const broken = { actionId: idOf('a'), commands: ['/go/pkg/tool/linux_amd64/compile x'] };
    expect(judge({ verb: 'vet', nodes: vet({}, broken) })['vet-1']).toMatchObject({ kind: 'unknown' });
  });
});

describe('a test', () => {
  const objdir = `${W}/b004/`;
  const test = (link: Partial<ActionNode>, vet: Partial<ActionNode> = {}): ActionNode[] => [
    nodeOf(1, 'test run', { deps: [2, 4], objdir }),
    nodeOf(2, 'link', { deps: [3], objdir, package: 'example.com/shop.test', ...link }),
    nodeOf(3, 'build', { objdir, ...FOUND }),
    nodeOf(4, 'vet', { deps: [3], objdir, ...vet }),
  ];
  const binary = processOf('p-5', 'test binary', [`${objdir}shop.test`]);
  const world = { verb: 'test', args: ['./...'] } as const;

  it('whose binary was not linked is cached, and the link was not needed', () => {
    const verdicts = judge({ ...world, nodes: test({ actionId: idOf('b') }) });
    expect(verdicts['test-1']).toEqual({ kind: 'hit' });
    expect(verdicts['link-1']).toEqual({ kind: 'not needed' });
  });

  it('that ran was a miss, or forced by a flag', () => {
    const nodes = test(LINK_MADE);
    const ran = { nodes, processes: [binary], watched: 'all' } as const;
    expect(judge({ ...world, ...ran })['test-1']).toEqual({ kind: 'miss', how: 'unseen' });
    expect(judge({ ...world, ...ran, args: ['-count=1', './...'] })['test-1']).toEqual({
      kind: 'forced',
      why: '-count=1',
    });
    expect(judge({ ...world, ...ran })['link-1']).toMatchObject({ kind: 'forced' });
  });

  it('whose new binary has the content of an old one is cached', () => {
    expect(judge({ ...world, nodes: test(LINK_MADE), watched: 'all' })['test-1']).toEqual({ kind: 'hit' });
    expect(judge({ ...world, nodes: test(LINK_MADE) })['test-1']).toMatchObject({ kind: 'unknown' });
  });

  it('is not run when vet finds a fault or its binary was not built', () => {
    const vet = processOf('p-6', 'vet', ['vet', `${objdir}vet.cfg`]);
    const fault: Process = { ...vet, exit: { state: 'known', value: { kind: 'code', code: 1 } } };
    const nodes = test(LINK_MADE, { commands: ['/go/pkg/tool/linux_amd64/vet vet.cfg'] });
    expect(judge({ ...world, nodes, processes: [fault], watched: 'all' })['test-1']).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('vet found a fault'),
    });
    const unseen: Process = { ...vet, exit: missing('not seen') };
    expect(judge({ ...world, nodes, processes: [unseen], watched: 'all' })['test-1']).toEqual({ kind: 'hit' });
    expect(judge({ ...world, nodes: test({}) })['test-1']).toEqual({
      kind: 'unknown',
      why: 'its test binary was not built',
    });
  });
});
