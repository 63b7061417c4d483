import { describe, expect, it } from 'vitest';
import { known } from '../../../src/base/known.ts';
import type { ActionNode } from '../../../src/decode/gotool/records.ts';
import type { Role } from '../../../src/model/process.ts';
import { indexPackages, objdirOf, packageOf, type Worker } from '../../../src/rebuild/packages.ts';
import { rootStanding } from '../../../src/rebuild/roles.ts';
import { nodeOf } from '../../kit/gotool.ts';
import { cachedExecutable, tool, WORK_DIR } from '../../kit/tree.ts';

const GRAPH: readonly ActionNode[] = [
  nodeOf(0, 'go run', { deps: [1] }),
  nodeOf(1, 'link', { package: 'example.com/hello', objdir: `${WORK_DIR}/b001/` }),
  nodeOf(2, 'build', { package: 'example.com/hello', objdir: `${WORK_DIR}/b001/` }),
  nodeOf(3, 'build', { package: 'runtime/cgo', objdir: `${WORK_DIR}/b007/` }),
  nodeOf(4, 'test run', { package: 'example.com/hello/util', objdir: `${WORK_DIR}/b009/` }),
  nodeOf(5, 'build', { package: 'example.com/hello/util.test', objdir: `${WORK_DIR}/b009/` }),
];

const index = indexPackages(GRAPH);
const noGraph = indexPackages([]);

const worker = (role: Role, argv: readonly string[], parent?: { role: Role; of: string }): Worker => ({
  standing: { ...rootStanding('run'), role },
  image: argv.length === 0 ? null : { path: argv[0] ?? '', argv },
  parent:
    parent === undefined
      ? null
      : { standing: { ...rootStanding('run'), role: parent.role }, package: known(parent.of) },
});

describe('a tool', () => {
  const compileMain = worker('compile', [tool('compile'), '-o', `${WORK_DIR}/b001/_pkg_.a`, '-p', 'main']);

  it('works on the package of the folder that it writes to', () => {
    expect(packageOf(compileMain, index)).toEqual(known('example.com/hello'));
    expect(packageOf(worker('link', [tool('link'), '-o', `${WORK_DIR}/b001/exe/a.out`]), index)).toEqual(
      known('example.com/hello'),
    );
  });

  it('of a test variant is told by its folder, not by -p', () => {
    const argv = [tool('compile'), '-o', `${WORK_DIR}/b009/_pkg_.a`, '-p', 'main'];
    expect(packageOf(worker('compile', argv), index)).toEqual(known('example.com/hello/util.test'));
  });

  it('without an action graph is told by its arguments, and main is not the whole truth', () => {
    expect(packageOf(worker('compile', [tool('compile'), '-o', '/x', '-p', 'net/http']), noGraph)).toEqual(
      known('net/http'),
    );
    expect(packageOf(worker('cgo', [tool('cgo'), '-importpath', 'net', 'x.go']), noGraph)).toEqual(known('net'));
    expect(packageOf(compileMain, noGraph)).toMatchObject({ state: 'partial', value: 'main' });
  });

  it('that links is told by the file that it writes, where nothing else tells', () => {
    const argv = [tool('link'), '-o', `${WORK_DIR}/b001/exe/inner`, '-buildmode=exe'];
    expect(packageOf(worker('link', argv), noGraph)).toMatchObject({ state: 'partial', value: 'inner' });
    const old = [tool('link'), '-o', `${WORK_DIR}/b001/exe/a.out`, '-buildmode=exe'];
    expect(packageOf(worker('link', old), noGraph).state).toBe('missing');
  });

  it('that says nothing has no package that is known', () => {
    expect(packageOf(worker('vet', [tool('vet')]), index).state).toBe('missing');
    expect(packageOf(worker('compile', []), index).state).toBe('missing');
    expect(packageOf(worker('link', [tool('link'), '-o', '/out']), noGraph).state).toBe('missing');
  });
});

describe('a C compiler', () => {
  it('that a tool started works on the package of the tool', () => {
    expect(packageOf(worker('cc', ['cc1', '-o', '/tmp/ccx.s'], { role: 'cc', of: 'net' }), index)).toEqual(
      known('net'),
    );
  });

  it('that go started works on the folder that it names', () => {
    const argv = ['gcc', '-I', `${WORK_DIR}/b007/`, '-o', `${WORK_DIR}/b007/_x001.o`, '-c', 'x.c'];
    expect(packageOf(worker('cc', argv, { role: 'go', of: 'go run' }), index)).toEqual(known('runtime/cgo'));
    expect(packageOf(worker('cc', ['gcc', `-o${WORK_DIR}/b007/_cgo_1.o`], { role: 'go', of: '' }), index)).toEqual(
      known('runtime/cgo'),
    );
  });

  it('that only tries a flag works on no package', () => {
    const argv = ['gcc', '-Wl,-x', '-o', '/dev/null', '-c', `${WORK_DIR}/try.c`];
    expect(packageOf(worker('cc', argv, { role: 'go', of: '' }), index).state).toBe('missing');
  });
});

describe('a program', () => {
  it('has the package of its folder in $WORK, or of what go run links', () => {
    expect(packageOf(worker('program', [`${WORK_DIR}/b001/exe/hello`]), index)).toEqual(known('example.com/hello'));
    expect(packageOf(worker('program', [cachedExecutable('hello')]), index)).toEqual(known('example.com/hello'));
  });

  it('without an action graph has the name of its file', () => {
    expect(packageOf(worker('program', [cachedExecutable('hello')]), noGraph)).toMatchObject({
      state: 'partial',
      value: 'hello',
    });
  });
});

describe('a test binary', () => {
  it('tests the package, not the one called .test', () => {
    expect(packageOf(worker('test binary', [`${WORK_DIR}/b009/util.test`]), index)).toEqual(
      known('example.com/hello/util'),
    );
  });

  it('without an action graph has the name of its file', () => {
    expect(packageOf(worker('test binary', ['/x/util.test']), noGraph)).toMatchObject({ value: 'util' });
  });
});

describe('a wrapper', () => {
  it('works on what it wraps', () => {
    const compile = [tool('compile'), '-o', `${WORK_DIR}/b007/_pkg_.a`, '-importcfg', 'x'];
    expect(packageOf(worker('wrapper', ['/w.sh', ...compile], { role: 'go', of: '' }), index)).toEqual(
      known('runtime/cgo'),
    );
    expect(
      packageOf(worker('wrapper', ['/w.sh', `${WORK_DIR}/b001/exe/hello`, 'x'], { role: 'go', of: '' }), index),
    ).toEqual(known('example.com/hello'));
    expect(
      packageOf(worker('wrapper', ['/w.sh', `${WORK_DIR}/b009/util.test`], { role: 'go', of: '' }), index),
    ).toEqual(known('example.com/hello/util'));
  });

  it('passes its package to what it starts', () => {
    expect(packageOf(worker('wrapper', ['/bin/date'], { role: 'wrapper', of: 'fmt' }), index)).toEqual(known('fmt'));
    expect(packageOf(worker('wrapper', [], { role: 'wrapper', of: 'fmt' }), index)).toEqual(known('fmt'));
  });
});

describe('the others', () => {
  it.each([
    ['tool id', ['/x/compile', '-V=full'], 'compile'],
    ['vcs', ['/usr/bin/git', 'status'], 'git'],
    ['child of program', ['/bin/sh', '-c', 'x'], 'sh'],
    ['nested go', ['/x/go', 'env'], 'go env'],
    ['nested go', ['/x/go', 'tool', 'covdata', 'percent'], 'go tool covdata'],
    ['nested go', ['/x/go', 'tool', '-n', 'vet'], 'go tool'],
    ['nested go', ['/x/go'], 'go'],
    ['wrapper', ['/w.sh', '/x/compile', '-V=full'], 'compile'],
    ['go', ['go', 'run', '.'], 'go run'],
  ] as const)('%s has a name: %j', (role, argv, name) => {
    expect(packageOf(worker(role, argv), index)).toEqual(known(name));
  });

  it('that executed nothing have none', () => {
    expect(packageOf(worker('child of program', []), index).state).toBe('missing');
    expect(packageOf(worker('pidfd probe', []), index).state).toBe('missing');
  });
});

it.each([
  [['compile', '-trimpath', `${WORK_DIR}/b003=>`, '-o', `${WORK_DIR}/b004/_pkg_.a`], `${WORK_DIR}/b004`],
  [['cgo', '-objdir', `${WORK_DIR}/b005/`, '-importpath', 'x'], `${WORK_DIR}/b005`],
  [['vet', '-printf', `${WORK_DIR}/b006/vet.cfg`], `${WORK_DIR}/b006`],
  [['cover', '-pkgcfg', `${WORK_DIR}/b007/pkgcfg.txt`, '-o', '/x'], `${WORK_DIR}/b007`],
  [['link', '-o'], null],
  [[], null],
])('the objdir of %j', (argv, objdir) => {
  expect(objdirOf(argv)).toBe(objdir);
});
