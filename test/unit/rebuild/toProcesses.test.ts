import { expect, it } from 'vitest';
import { known, missing } from '../../../src/base/known.ts';
import { createNotes } from '../../../src/rebuild/notes.ts';
import { indexPackages } from '../../../src/rebuild/packages.ts';
import { createProcessTree } from '../../../src/rebuild/processes.ts';
import { createSamples } from '../../../src/rebuild/samples.ts';
import { createStandings } from '../../../src/rebuild/standings.ts';
import { toProcesses } from '../../../src/rebuild/toProcesses.ts';
import { GO, type Story, story, tool } from '../../kit/tree.ts';

function processesOf(told: Story, responseFiles = new Map<string, string>()) {
  const tree = createProcessTree('/', createNotes());
  for (const observation of told.observations) tree.observe(observation);
  tree.finish();
  const samples = createSamples();
  samples.add({ at: 2e6, procs: [] });
  const processes = toProcesses(tree.all(), {
    standings: createStandings('run', { goArgs: [], compilers: new Set() }, tree.root),
    index: indexPackages([]),
    samples,
    responseFiles,
    whyEndless: 'the recording ends before it does',
  });
  return [...processes.values()];
}

it('names them in the order of their start, the traced go first, each with its parent', () => {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .');
  go.spawn(102);
  const late = go.spawn(101);
  late.spawn(103);
  const processes = processesOf(told);
  expect(processes.map(({ handle, pid, parent }) => [handle, pid, parent])).toEqual([
    ['p-1', 100, null],
    ['p-2', 102, 'p-1'],
    ['p-3', 101, 'p-1'],
    ['p-4', 103, 'p-3'],
  ]);
});

it('sorts by start even where they were told in another order', () => {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .');
  go.spawn(102);
  go.spawn(101);
  const [first, exec, a, b] = told.observations;
  const swapped = [first, exec, b, a].flatMap((o) => o ?? []);
  expect(processesOf({ ...told, observations: swapped }).map((process) => process.pid)).toEqual([100, 102, 101]);
});

it('tells an end that was not seen with its reason, and what exit_group said of it', () => {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .');
  go.spawn(101);
  go.spawn(102).asksToExit(7);
  go.spawn(101).exits(0);
  const [root, replaced, asked, done] = processesOf(told);
  expect(root?.end).toEqual(missing('the recording ends before it does'));
  expect(replaced?.exit).toEqual(missing('its pid was used again before its end was seen'));
  expect(asked?.exit).toMatchObject({ state: 'partial', value: { kind: 'code', code: 7 } });
  expect(asked?.end.state).toBe('partial');
  expect(done?.exit).toEqual(known({ kind: 'code', code: 0 }));
});

it('reads the package from a response file, and keeps argv as it was', () => {
  const told = story();
  told.first(100).exec(GO, 'go run .').spawn(101).exec(tool('compile'), 'compile @/tmp/args1').exits(0);
  const [, compile] = processesOf(told, new Map([['/tmp/args1', '-o\n/x\n-p\nnet/http\n']]));
  expect(compile?.package).toEqual(known('net/http'));
  expect(compile?.images[0]?.argv).toEqual(['compile', '@/tmp/args1']);
});

it('passes a package down from parent to child', () => {
  const told = story();
  const cgo = told.first(100).exec(GO, 'go run .').spawn(101).exec(tool('cgo'), 'cgo -importpath net');
  cgo.spawn(102).exec('/usr/bin/gcc', 'gcc -E').spawn(103).exec('/usr/lib/cc1', 'cc1');
  expect(processesOf(told).map(({ role, package: of }) => [role, of])).toEqual([
    ['go', known('go run')],
    ['cgo', known('net')],
    ['cc', known('net')],
    ['cc', known('net')],
  ]);
});
