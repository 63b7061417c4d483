import { describe, expect, it } from 'vitest';
import { nanos } from '../../../../src/base/brand.ts';
import { hexFromId } from '../../../../src/base/buildId.ts';
import type { ActionNode } from '../../../../src/decode/gotool/records.ts';
import type { Open } from '../../../../src/decode/observation.ts';
import type { Process } from '../../../../src/model/process.ts';
import type { LedgerInput } from '../../../../src/rebuild/ledger/input.ts';
import { rowsOf } from '../../../../src/rebuild/ledger/rows.ts';
import { callWitnesses, type Testimony } from '../../../../src/rebuild/ledger/witnesses.ts';
import { idOf, lookupsOf, nodeOf, openOf, processOf } from '../../../kit/gotool.ts';

const OBJDIR = '/tmp/go-build1/b003/';
const HEX = hexFromId(idOf('a'))?.padEnd(64, '0') ?? '';
const ENTRY = `/c/${HEX.slice(0, 2)}/${HEX}-a`;

function ask(
  node: Partial<ActionNode>,
  { opens, processes = [], ...more }: { opens?: Open[]; processes?: Process[] } & Partial<LedgerInput> = {},
  mode = 'build',
): Testimony {
  const { all } = rowsOf([nodeOf(1, mode, { objdir: OBJDIR, actionId: idOf('a'), ...node })]);
  const input: LedgerInput = {
    command: { verb: 'build', args: [] },
    goEnv: {},
    graph: { nodes: [], trouble: null },
    lookups: opens === undefined ? null : lookupsOf(opens),
    processes,
    watched: 'all',
    importCfgs: new Map(),
    fileSizes: new Map(),
    responseFiles: new Map(),
    ...more,
  };
  const [row] = all;
  if (row === undefined) throw new Error('no row');
  const joined = new Map(processes.map(({ handle }) => [handle, { action: row.handle }]));
  return callWitnesses(input, all, joined).about(row);
}

describe('the action graph', () => {
  it('says miss for a compile, hit for a build ID without one', () => {
    expect(ask({ commands: ['cd /x\n/go/pkg/tool/linux_amd64/compile -o x'] }).graph).toMatchObject({
      says: 'miss',
      detail: '1 command, the last compile',
    });
    expect(ask({ buildId: `${idOf('a')}/${idOf('c')}` }).graph?.says).toBe('hit');
    expect(ask({}).graph?.says).toBe('unclear');
    expect(ask({ actionId: '' }).graph).toBeNull();
  });

  it('says hit where only cgo was run again for vet', () => {
    const buildId = `${idOf('a')}/${idOf('c')}`;
    const commands = ['/go/pkg/tool/linux_amd64/cgo -objdir x'];
    expect(ask({ buildId, commands }).graph?.says).toBe('hit');
    expect(ask({ commands }).graph?.says).toBe('miss');
  });
});

describe('the opens', () => {
  const at = (time: number, changes: Partial<Open>): Open => openOf(ENTRY, { at: nanos(time), ...changes });
  const absent = at(1, { errno: 'ENOENT' });
  const found = at(2, {});
  const written = at(3, { access: 'write' });

  it.each([
    ['absent, then written', [absent, written], { says: 'miss', asked: 'absent', put: true }],
    ['absent', [absent], { says: 'miss', asked: 'absent', put: false }],
    ['found', [found], { says: 'hit', asked: 'found', put: false }],
    ['half there', [found, written], { says: 'miss', asked: 'half entry', put: true }],
    ['written unasked', [written], { says: 'miss', asked: 'not asked', put: true }],
    ['written, and found by another go', [written, at(4, {})], { says: 'miss', asked: 'not asked' }],
    ['never opened', [], { says: 'unclear', asked: 'not asked', put: false }],
  ])('say it was %s', (_, opens, expected) => expect(ask({}, { opens }).opens).toMatchObject(expected));

  it('say nothing where not all were watched, or GOCACHEPROG was asked instead', () => {
    expect(ask({}, { opens: [], watched: 'some' }).opens).toBeNull();
    expect(ask({}, { opens: [absent], goEnv: { GOCACHEPROG: 'x' } }).opens).toBeNull();
    expect(ask({}, {}).opens).toBeNull();
  });
});

describe('the processes', () => {
  const compile = processOf('p-7', 'compile', ['compile']);
  const gcc = processOf('p-8', 'cc', ['gcc']);
  const buildId = `${idOf('a')}/${idOf('c')}`;

  it('say miss where its maker ran, hit where it has an output and none ran', () => {
    expect(ask({}, { processes: [gcc, compile] }).processes).toMatchObject({
      says: 'miss',
      detail: 'p-7 is its compile',
    });
    expect(ask({ buildId }).processes?.says).toBe('hit');
    expect(ask({}).processes?.says).toBe('unclear');
    expect(ask({ buildId }, { processes: [gcc] }).processes?.says).toBe('unclear');
  });

  it('that were only sampled prove no absence', () => {
    expect(ask({ buildId }, { watched: 'some' }).processes).toBeNull();
    expect(ask({ buildId }, { watched: 'some', processes: [compile] }).processes?.says).toBe('miss');
    expect(ask({ buildId }, { watched: 'none' }).processes).toBeNull();
  });
});

describe('the importcfg', () => {
  const cfg = (file: string) => ({
    importCfgs: new Map([['/tmp/go-build1/b001/importcfg', { packageFiles: new Map([['example.com/shop', file]]) }]]),
  });

  it('says whether a package was built now', () => {
    expect(ask({}, cfg(`${OBJDIR}_pkg_.a`)).importCfg).toMatchObject({
      says: 'miss',
      detail: `b001/importcfg has example.com/shop=${OBJDIR}_pkg_.a`,
    });
    expect(ask({}, cfg('/c/3f/3f00-d')).importCfg?.says).toBe('hit');
    expect(ask({}, cfg('/tmp/go-build1/b009/_pkg_.a')).importCfg).toBeNull();
  });

  it('says nothing of a link', () => {
    expect(ask({}, cfg('/c/3f/3f00-d'), 'link').importCfg).toBeNull();
  });
});
