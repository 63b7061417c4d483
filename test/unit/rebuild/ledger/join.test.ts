import { describe, expect, it } from 'vitest';
import { known, missing } from '../../../../src/base/known.ts';
import { type JoinableAction, joinProcessesToActions } from '../../../../src/rebuild/ledger/join.ts';
import { idOf, processOf } from '../../../kit/gotool.ts';

const W = '/tmp/go-build1';
const action = (handle: string, kind: JoinableAction['kind'], objdir: string | null, id = ''): JoinableAction => ({
  handle,
  kind,
  objdir,
  package: `package of ${handle}`,
  actionId: id === '' ? missing('none') : known(id),
});
const actions = [
  action('pkg-1', 'build', 'b001', idOf('a')),
  action('link-1', 'link', 'b001', idOf('b')),
  action('vet-1', 'vet', 'b001'),
  action('test-1', 'test', 'b001'),
  action('pkg-2', 'build', 'b002'),
];

const join = (...processes: ReturnType<typeof processOf>[]): (string | undefined)[] => {
  const joined = joinProcessesToActions(processes, actions, { workDir: W });
  return processes.map(({ handle }) => joined.get(handle)?.action);
};

describe('a process works for', () => {
  it('the action of its objdir and its tool', () => {
    expect(
      join(
        processOf('p-2', 'compile', [
          '/t/compile',
          '-o',
          `${W}/b001/_pkg_.a`,
          '-trimpath',
          `${W}/b001=>`,
          '-p',
          'main',
        ]),
        processOf('p-3', 'link', ['/t/link', '-o', `${W}/b001/exe/main`, `${W}/b001/_pkg_.a`]),
        processOf('p-4', 'vet', ['/t/vet', '-printf', `${W}/b001/vet.cfg`]),
        processOf('p-5', 'test binary', [`${W}/b001/x.test`, '-test.timeout=10m0s']),
        processOf('p-6', 'cgo', ['/t/cgo', '-objdir', `${W}/b002/`, '--', '-I', `${W}/b002/`]),
        processOf('p-7', 'asm', ['/t/asm', '-I', `${W}/b002/`, '-o', `${W}/b002/x.o`]),
      ),
    ).toEqual(['pkg-1', 'link-1', 'vet-1', 'test-1', 'pkg-2', 'pkg-2']);
  });

  it('what its parent works for', () => {
    const gcc = { ...processOf('p-3', 'cc', ['gcc', '-o', `${W}/b001/exe/main`]), parent: 'p-2' };
    const collect2 = { ...processOf('p-4', 'cc', ['collect2', '/tmp/cc1.o']), parent: 'p-3' };
    expect(join(processOf('p-2', 'link', ['/t/link', '-o', `${W}/b001/exe/main`]), gcc, collect2)).toEqual([
      'link-1',
      'link-1',
      'link-1',
    ]);
  });

  it('what a wrapper wraps', () => {
    const wrapper = processOf('p-2', 'wrapper', ['/bin/w', '/t/link', '-o', `${W}/b001/exe/main`]);
    const link = { ...processOf('p-3', 'link', ['/t/link', '-o', `${W}/b001/exe/main`]), parent: 'p-2' };
    const runner = processOf('p-4', 'wrapper', ['/bin/run', `${W}/b001/x.test`, '-test.v']);
    expect(join(wrapper, link, runner)).toEqual(['link-1', 'link-1', 'test-1']);
  });

  it('the action whose ID it carries', () => {
    const compile = processOf('p-2', 'compile', ['/t/compile', '-o', 'x.a', '-buildid', `${idOf('a')}/${idOf('a')}`]);
    const link = processOf('p-3', 'link', ['/t/link', `-buildid=${idOf('b')}/${idOf('a')}/${idOf('c')}/${idOf('b')}`]);
    expect(join(compile, link)).toEqual(['pkg-1', 'link-1']);
  });

  it('the package that it names, where nothing else tells', () => {
    expect(join(processOf('p-2', 'compile', ['/t/compile', '-p', 'package of pkg-2']))).toEqual(['pkg-2']);
  });

  it('what its response file says', () => {
    const compile = processOf('p-2', 'compile', ['/t/compile', '@/tmp/args1']);
    const responseFiles = new Map([['/tmp/args1', `-o\n${W}/b002/_pkg_.a\n-p\nx\n`]]);
    const joined = joinProcessesToActions([compile], actions, { workDir: W, responseFiles });
    expect(joined.get('p-2')).toEqual({ action: 'pkg-2', package: 'package of pkg-2' });
  });

  it('nothing when it is of another go command, a probe or the program', () => {
    const nested = processOf('p-2', 'nested go', ['go', 'build']);
    const theirs = { ...processOf('p-3', 'compile', ['/t/compile', '-o', `${W}/b001/_pkg_.a`]), parent: 'p-2' };
    expect(
      join(
        nested,
        theirs,
        processOf('p-4', 'compile', ['/t/compile', '-o', '/tmp/go-build2/b001/_pkg_.a']),
        processOf('p-5', 'tool id', ['/t/compile', '-V=full']),
        processOf('p-6', 'program', [`${W}/b001/exe/main`]),
        processOf('p-7', 'cc', ['gcc', '-###', '-x', 'c', '-c', '-']),
        processOf('p-8', 'compile', []),
      ),
    ).toEqual(Array(7).fill(undefined));
  });

  it('nothing in particular when a package and its test variant share the name', () => {
    const twins = [action('pkg-1', 'build', null), { ...action('pkg-2', 'build', null), package: 'package of pkg-1' }];
    const compile = processOf('p-2', 'compile', ['/t/compile', '-p', 'package of pkg-1']);
    expect(joinProcessesToActions([compile], twins).size).toBe(0);
  });
});
