/** Whatever observations come, in whatever order: the fold ends, throws nothing, and its Run hangs together. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { nanos, tid } from '../../src/base/brand.ts';
import type { Observation } from '../../src/decode/observation.ts';
import { createRebuild } from '../../src/rebuild/rebuild.ts';
import { headerOf, recordsOf } from '../kit/recording.ts';
import { cachedExecutable, GO, tool } from '../kit/tree.ts';

const thread = fc.integer({ min: 1, max: 6 }).map(tid);
const at = fc.integer({ min: 0, max: 50 }).map(nanos);
const errno = fc.constantFrom(null, null, 'ENOENT', 'ENOEXEC', 'EACCES');
const path = fc.oneof(
  fc.constantFrom(
    '/tmp/go-build1',
    '/tmp/go-build1/b001',
    '/tmp/go-build1/b001/exe/main',
    '/tmp/go-build2/b001/x.test',
    GO,
    tool('compile'),
    tool('link'),
    cachedExecutable('main'),
    '/bin/sh',
    '',
    '..',
  ),
  fc.string(),
);
const argv = fc.array(fc.oneof(path, fc.constantFrom('-V=full', '-o', '-p', 'main', 'run', '-###', '@/tmp/args1')), {
  maxLength: 5,
});

const observation: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({
    kind: fc.constant('spawn' as const),
    at,
    child: thread,
    parent: fc.option(thread),
    thread: fc.boolean(),
    how: fc.constantFrom('first' as const, 'vfork' as const, 'unseen' as const),
    silent: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('exec' as const),
    at,
    tid: thread,
    caller: thread,
    path,
    argv,
    argvWhole: fc.boolean(),
    errno,
  }),
  fc.record({
    kind: fc.constant('open' as const),
    at,
    tid: thread,
    path,
    access: fc.constantFrom('read' as const, 'write' as const),
    create: fc.boolean(),
    truncate: fc.boolean(),
    directory: fc.boolean(),
    errno,
  }),
  fc.record({ kind: fc.constantFrom('chdir' as const, 'mkdir' as const), at, tid: thread, path, errno }),
  fc.record({ kind: fc.constant('remove' as const), at, tid: thread, path, directory: fc.boolean(), errno }),
  fc.record({ kind: fc.constant('rename' as const), at, tid: thread, from: path, to: path, errno }),
  fc.record({ kind: fc.constantFrom('exiting' as const, 'exited' as const), at, tid: thread, code: fc.nat(255) }),
  fc.record({
    kind: fc.constant('killed' as const),
    at,
    tid: thread,
    signal: fc.constant('SIGKILL'),
    coreDumped: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('signalled' as const),
    at,
    tid: thread,
    signal: fc.constant('SIGINT'),
    from: fc.constant(null),
  }),
);

it('holds for any observations', () => {
  fc.assert(
    fc.property(
      fc.array(observation, { maxLength: 60 }),
      fc.constantFrom('run' as const, 'test' as const),
      (all, verb) => {
        const rebuild = createRebuild(headerOf({ verb }));
        for (const one of all) {
          rebuild.observe(one);
          rebuild.progress();
        }
        const run = rebuild.finish(recordsOf());
        const handles = run.processes.map((process) => process.handle);
        expect(new Set(handles).size).toBe(handles.length);
        const known = new Set<string>();
        for (const { handle, parent } of run.processes) {
          if (parent !== null) expect(known).toContain(parent);
          known.add(handle);
        }
        const opens = all.filter((one) => one.kind === 'open').length;
        expect(run.processes.reduce((sum, process) => sum + process.opens + process.failedOpens, 0)).toBe(opens);
        for (const dir of run.work) if (dir.owner !== null) expect(known).toContain(dir.owner);
      },
    ),
    { numRuns: 1000 },
  );
});
