import { expect, it } from 'vitest';
import { decodeTick } from '../../../../src/decode/proc/tick.ts';

const SAMPLE = {
  pid: 10,
  ppid: 1,
  startTicks: 99,
  comm: 'compile',
  state: 'R',
  threads: 5,
  rss: 4096,
  cpu: 1e7,
};

it('reads a look at /proc as it was written', () => {
  const tick = { at: 5, procs: [{ ...SAMPLE, exe: '/bin/x', cwd: '/', mapped: ['/bin/x'] }, SAMPLE] };
  expect(decodeTick(JSON.stringify(tick))).toEqual(tick);
});

it('says why a process could not be read', () => {
  expect(decodeTick(JSON.stringify({ at: 5, procs: [{ ...SAMPLE, refused: 'EACCES' }] }))?.procs[0]?.refused).toBe(
    'EACCES',
  );
});

it('leaves out what is no sample, and keeps the others', () => {
  const line = JSON.stringify({ at: 5, procs: [null, 7, [], { pid: 'x' }, SAMPLE, { pid: 11, exe: 3, mapped: [1] }] });
  const procs = decodeTick(line)?.procs;
  expect(procs?.map((proc) => proc.pid)).toEqual([10, 11]);
  expect(procs?.[1]).toEqual({
    ...SAMPLE,
    pid: 11,
    ppid: 0,
    startTicks: 0,
    comm: '',
    state: '',
    threads: 0,
    rss: 0,
    cpu: 0,
  });
});

it.each(['', '{', 'null', '[]', '7', '{"at":1}', '{"procs":[]}', '{"at":"1","procs":[]}', '{"at":1,"procs":{}}'])(
  'is null for %j',
  (line) => {
    expect(decodeTick(line)).toBeNull();
  },
);
