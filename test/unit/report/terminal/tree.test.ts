import { expect, it } from 'vitest';
import { askProcesses } from '../../../../src/ask/processes.ts';
import { known } from '../../../../src/base/known.ts';
import type { Process } from '../../../../src/model/process.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { drawTree } from '../../../../src/report/terminal/tree.ts';
import { aProcess, aRun, code, SCREEN } from '../../../kit/run.ts';

const draw = (processes: readonly Process[], width = 80) => {
  const { rows, command } = askProcesses({ ...aRun(), processes });
  return drawTree(rows, command, createTheme({ ...SCREEN, width }), 0).lines;
};
const go = aProcess({
  handle: 'p-1',
  role: 'go',
  parent: null,
  path: '/go/bin/go',
  argv: ['go', 'run', '-work', 'main.go'],
});
const child = (handle: string, parent: string, argv: readonly string[], of: Partial<Process> = {}) =>
  aProcess({ handle, parent, role: 'child of program', path: `/bin/${argv[0]}`, argv, ...of });

it('draws branches that end where their siblings do', () => {
  const processes = [
    go,
    child('p-2', 'p-1', ['main'], { role: 'program' }),
    child('p-3', 'p-2', ['sh', '-c', 'a b']),
    child('p-4', 'p-3', ['ls'], { exit: known(code(1)) }),
    child('p-5', 'p-2', ['cat']),
  ];
  expect(draw(processes)).toEqual([
    'p-1 go run main.go     100 ms',
    '└─ p-2 main            100 ms  exit 0',
    "   ├─ p-3 sh -c 'a b'  100 ms",
    '   │  └─ p-4 ls        100 ms  exit 1',
    '   └─ p-5 cat          100 ms',
  ]);
});

it('names the command that was typed, not the flags that were added', () =>
  expect(draw([go])[0]).toContain('go run main.go'));

it('tells what a process was before, and what it could not become', () => {
  const images = ['/bin/sh', '/bin/main'].map((path) => ({ at: 0, path, argv: [path], cwd: known('/') }));
  const failedExecs = [{ at: 0, path: '/x/gone', errno: 'ENOENT' }];
  expect(draw([aProcess({ role: 'program', parent: null, images, failedExecs })])[0]).toContain(
    'exec of gone: ENOENT · exit 0 · was sh',
  );
});

it('tells the depth where branches would fill the line', () => {
  const chain = Array.from({ length: 15 }, (_, i) =>
    child(`p-${i + 1}`, i === 0 ? 'none' : `p-${i}`, ['sh'], { start: i }),
  );
  const lines = draw(chain, 40);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
  expect(lines.at(-1)).toContain('(14 deep)');
});
