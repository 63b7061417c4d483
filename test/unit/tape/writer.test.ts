import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TapeHeader } from '../../../src/tape/format.ts';
import { openTape } from '../../../src/tape/reader.ts';
import { createTape } from '../../../src/tape/writer.ts';

const HEADER: TapeHeader = {
  format: 'gorun-trace/tape',
  version: 1,
  id: '20260101-000000-aaaa',
  recordedBy: '0.1.0',
  originSeconds: 1_795_000_000,
  verb: 'run',
  args: ['.'],
  argv: ['go', 'run', '.'],
  cwd: '/project',
  goBinary: '/usr/bin/go',
  launcher: null,
  flags: { added: [], left: [] },
  host: { platform: 'linux', arch: 'x64', kernel: '6.1', cpus: 2 },
  track: { name: 'strace', watchers: ['strace 6.1'], reasons: [] },
};

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'gorun-trace-tape-')), 'run');
});
const END = { endedAt: 5, afterwards: 1 };

afterEach(() => rmSync(dirname(folder), { recursive: true, force: true }));

describe('a tape', () => {
  it('gives back what was written, compressed or not', async () => {
    const tape = createTape(folder, HEADER);
    const lines = Array.from({ length: 2000 }, (_, i) => `line ${i} of strace`).join('\n');
    tape.put('strace', lines);
    tape.append('session', { event: 'started', at: 1, pid: 7 });
    await tape.end(END);
    expect(existsSync(join(folder, 'strace.log.gz'))).toBe(true);
    const read = await openTape(folder);
    expect(read.header).toEqual(HEADER);
    expect(await read.text('strace')).toEqual({ state: 'known', value: lines });
    expect(await read.text('session')).toEqual({ state: 'known', value: '{"event":"started","at":1,"pid":7}\n' });
    expect(read.ending).toMatchObject({ state: 'known', value: { ...END, streams: { strace: lines.length } } });
  });

  it('reads without an ending after a crash, and says so', async () => {
    createTape(folder, HEADER).append('session', { event: 'started', at: 1, pid: 7 });
    const read = await openTape(folder);
    expect(read.ending.state).toBe('missing');
    expect(read.has('session')).toBe(true);
    expect((await read.text('strace')).state).toBe('missing');
  });

  it('gives what a torn gzip still holds, and why it is not whole', async () => {
    const tape = createTape(folder, HEADER);
    const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i} ${Math.sin(i)}`).join('\n');
    tape.put('strace', lines);
    await tape.end(END);
    const path = join(folder, 'strace.log.gz');
    truncateSync(path, Math.floor(readFileSync(path).length / 2));
    const text = await (await openTape(folder)).text('strace');
    expect(text.state).toBe('partial');
    expect(text.state === 'partial' && lines.startsWith(text.value)).toBe(true);
  });

  it('gives up a stream that cannot be written and goes on', async () => {
    const tape = createTape(folder, HEADER);
    mkdirSync(tape.pathOf('proc')); // a folder stands where the stream should go
    tape.append('proc', { at: 1, procs: [] });
    tape.append('session', { event: 'started', at: 1, pid: 7 });
    expect([...tape.failures.keys()]).toEqual(['proc']);
    rmSync(tape.pathOf('proc'), { recursive: true });
    await tape.end(END);
    expect((await openTape(folder)).ending.state).toBe('known');
  });

  it('refuses what is no tape, and one from the future, with what to do', async () => {
    await expect(openTape(folder)).rejects.toMatchObject({ code: 'not-a-tape' });
    mkdirSync(folder);
    writeFileSync(join(folder, 'header.json'), '{"format":"gorun-trace/tape","version":9,"recordedBy":"9.0.0"}');
    await expect(openTape(folder)).rejects.toMatchObject({ code: 'tape-from-the-future' });
    writeFileSync(join(folder, 'header.json'), '{"format":"gorun');
    await expect(openTape(folder)).rejects.toMatchObject({ code: 'not-a-tape' });
  });
});
