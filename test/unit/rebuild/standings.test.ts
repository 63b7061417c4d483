import { expect, it } from 'vitest';
import { createNotes } from '../../../src/rebuild/notes.ts';
import { createProcessTree } from '../../../src/rebuild/processes.ts';
import { createStandings } from '../../../src/rebuild/standings.ts';
import { cachedExecutable, GO, type Story, story, tool, WORK_DIR } from '../../kit/tree.ts';

function rolesIn(told: Story, verb = 'run') {
  const tree = createProcessTree('/', createNotes());
  const standings = createStandings(verb, { goArgs: ['run', '.'], compilers: new Set() }, tree.root);
  for (const observation of told.observations) tree.observe(observation);
  tree.finish();
  return tree.all().map((process) => standings.of(process).role);
}

it('a shell is a wrapper while it starts others, and the compiler when it has become it', () => {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .');
  const wrapper = go.spawn(101).exec('/w.sh', ['/w.sh', tool('compile'), '-o', 'x']);
  wrapper.spawn(102).exec('/bin/date', 'date').exits(0);
  wrapper.exec(tool('compile'), 'compile -o x').exits(0);
  expect(rolesIn(told)).toEqual(['go', 'compile', 'wrapper']);
});

it('what a program starts is a child of the program, though it became something else afterwards', () => {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .');
  const program = go.spawn(101).exec(`${WORK_DIR}/b001/exe/main`, 'main');
  program.spawn(102).exec('/bin/sleep', 'sleep 1');
  program.exec(GO, 'go build .');
  program.spawn(103).exec(tool('compile'), 'compile -V=full');
  expect(rolesIn(told)).toEqual(['go', 'program', 'child of program', 'child of program']);
});

it('a child whose only exec was refused is what it should have become', () => {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .');
  go.spawn(101).failsToExec(`${WORK_DIR}/b001/exe/main`, 'ENOEXEC').exits(253);
  go.spawn(102).failsToExec(cachedExecutable('main'), 'EACCES').exits(253);
  go.spawn(103).failsToExec('/usr/bin/git', 'EACCES').exits(253);
  expect(rolesIn(told)).toEqual(['go', 'program', 'program', 'vcs']);
});

it('the probe for pidfds is known by its silence, until it executes something', () => {
  const told = story();
  const go = told.first(100).exec(GO, 'go run .');
  go.spawn(101, { silent: true }).exits(0);
  go.spawn(102, { silent: true }).exec(tool('link'), 'link -o x');
  expect(rolesIn(told)).toEqual(['go', 'pidfd probe', 'link']);
});

it('follows images as they come', () => {
  const told = story();
  const tree = createProcessTree('/', createNotes());
  const standings = createStandings('run', { goArgs: [], compilers: new Set() }, tree.root);
  const child = told.first(100).exec(GO, 'go run .').spawn(101);
  const seen: string[] = [];
  const catchUp = (from: number) => {
    for (const observation of told.observations.slice(from)) tree.observe(observation);
    const [, process] = tree.all();
    if (process !== undefined) seen.push(standings.of(process).role);
    return told.observations.length;
  };
  let at = catchUp(0);
  child.exec('/w.sh', ['/w.sh', `${WORK_DIR}/b001/exe/main`]);
  at = catchUp(at);
  child.exec(`${WORK_DIR}/b001/exe/main`, 'main');
  catchUp(at);
  expect(seen).toEqual(['other', 'wrapper', 'program']);
});
