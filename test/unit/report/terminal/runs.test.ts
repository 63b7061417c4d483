import { expect, it } from 'vitest';
import { answerRuns, listRun } from '../../../../src/ask/runs.ts';
import { renderRuns } from '../../../../src/report/terminal/runs.ts';
import { SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const listings = [
  listRun({ ...SITUATIONS['warm, all hits'], id: '20261121-204500-0001' }, 48_800),
  listRun({ ...SITUATIONS['program ends with 3'], id: '20261121-204501-0002' }, 52_000),
  listRun({ ...SITUATIONS['interrupted by Ctrl-C'], id: '20261121-204502-0003' }, 31_000),
  { state: 'unreadable', id: '20261121-204503-0004', why: 'header.json is not whole', bytesOnDisk: 12 },
] as const;

it('lists the newest first, aligned', () => {
  expect(renderRuns(answerRuns(listings), { ...SCREEN, width: 110 }).split('\n')).toEqual([
    'run                   when (UTC)           outcome        time  hit  missed     size  command',
    '20261121-204503-0004                       unreadable                           12 B  header.json is not whole',
    '20261121-204502-0003  2026-11-21 20:45:00  interrupted  1.63 s  140       1  31.0 kB  go run main.go',
    '20261121-204501-0002  2026-11-21 20:45:00  exit 1       972 ms  209       0  52.0 kB  go run main.go',
    '20261121-204500-0001  2026-11-21 20:45:00  exit 0       302 ms  212       0  48.8 kB  go run main.go',
    '4 recordings, 132 kB · gorun-trace show run latest',
    '',
  ]);
});

it('fits 80 columns without the time, which the id tells', () => {
  const lines = renderRuns(answerRuns(listings), SCREEN).split('\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(lines.join('\n')).not.toContain('no room');
});

it('says how to make the first one', () =>
  expect(renderRuns(answerRuns([]), SCREEN)).toBe('no recordings yet: gorun-trace main.go makes one\n'));
