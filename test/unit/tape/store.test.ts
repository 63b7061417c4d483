import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/base/userError.ts';
import {
  findRun,
  listRuns,
  newRunId,
  openStore,
  projectStore,
  publishRun,
  RUNS_KEPT,
  removeRuns,
  runFolder,
  storesFor,
} from '../../../src/tape/store.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gorun-trace-store-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const record = (ids: string[]) => {
  const store = openStore(dir, {});
  for (const id of ids) {
    mkdirSync(runFolder(store, id), { recursive: true });
    writeFileSync(join(runFolder(store, id), 'header.json'), '{}');
    publishRun(store, id);
  }
  return store;
};
const IDS = ['20260101-000000-aaaa', '20260102-000000-bbbb', '20260102-000000-cccc'];

describe('the store of recordings', () => {
  it('lies beside the nearest go.mod above', () => {
    mkdirSync(join(dir, 'a', 'b'), { recursive: true });
    writeFileSync(join(dir, 'go.mod'), 'module x\n');
    expect(projectStore(join(dir, 'a', 'b'))).toBe(join(dir, '.gorun-trace'));
  });

  it('hides itself from git and from go', () => {
    const { folder } = openStore(dir, {});
    expect(existsSync(join(folder, '.gitignore'))).toBe(true);
    expect(existsSync(join(folder, 'go.mod'))).toBe(true);
  });

  it('goes elsewhere, and says why, when the project cannot be written', () => {
    writeFileSync(join(dir, '.gorun-trace'), 'a file is in the way');
    const store = openStore(dir, { XDG_STATE_HOME: join(dir, 'state') });
    expect(store.folder).toContain(join(dir, 'state', 'gorun-trace'));
    expect(store.insteadOf?.folder).toBe(join(dir, '.gorun-trace'));
    expect(store.insteadOf?.why).toMatch(/EEXIST|ENOTDIR/);
    expect(storesFor(dir, { XDG_STATE_HOME: join(dir, 'state') })).toEqual([store.folder]);
  });

  it('makes ids that sort by time', () => {
    expect(newRunId(new Date('2026-11-21T20:45:01.042Z'), '3f')).toBe('20261121-204501-0423f');
    expect(newRunId(new Date('2026-11-21T20:45:01.043Z'), '00') > '20261121-204501-042ff').toBe(true);
  });

  it('lists the newest first and points latest at it', () => {
    const store = record(IDS);
    expect(listRuns([store.folder]).map((run) => run.id)).toEqual([...IDS].reverse());
    expect(readlinkSync(join(store.folder, 'latest'))).toBe(join('runs', IDS[2] ?? ''));
  });

  it('finds a run by latest, latest~1, id, its beginning and path', () => {
    const stores = [record(IDS).folder];
    expect(findRun('latest', stores).id).toBe(IDS[2]);
    expect(findRun('latest~1', stores).id).toBe(IDS[1]);
    expect(findRun('20260101', stores).id).toBe(IDS[0]);
    expect(findRun(join(stores[0] ?? '', 'runs', IDS[0] ?? ''), []).id).toBe(IDS[0]);
  });

  it('says what there is when a run is not found, or not the only one', () => {
    const stores = [record(IDS).folder];
    expect(() => findRun('latest~3', stores)).toThrow(/there are 3, the newest is 20260102-000000-cccc/);
    expect(() => findRun('20260102', stores)).toThrow(/begins the names of 2/);
    expect(() => findRun('latest', [])).toThrow(UserError);
  });

  it('lets go of the oldest', () => {
    const ids = Array.from({ length: RUNS_KEPT + 2 }, (_, i) => `20260101-${String(i).padStart(6, '0')}-aaaa`);
    expect(listRuns([record(ids).folder]).length).toBe(RUNS_KEPT);
  });

  it('tells how many bytes came free', () => {
    const { folder } = record(IDS.slice(0, 1));
    expect(removeRuns(listRuns([folder]))).toBe(2);
    expect(listRuns([folder])).toEqual([]);
  });
});
