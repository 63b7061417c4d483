import { describe, expect, it } from 'vitest';
import { askHandle } from '../../../src/ask/handle.ts';
import { SITUATIONS } from '../../kit/situations.ts';

const run = SITUATIONS['one file edited, a cascade of three'];
const about = (asked: string) => {
  const answer = askHandle(run, asked);
  if (answer.type !== 'handle') throw new Error(`unknown: ${asked}`);
  return answer.thing;
};

describe('a handle', () => {
  it('of a process leads to its parent and to the action it worked for', () => {
    expect(about('p-7')).toMatchObject({
      kind: 'process',
      parent: { handle: 'p-1' },
      action: { handle: 'pkg-211' },
      children: [],
    });
  });

  it('may be the number of the process', () => expect(about('4106')).toMatchObject({ brief: { handle: 'p-7' } }));

  it('of an action leads to what it needs, what needs it and who worked on it', () => {
    expect(about('pkg-211')).toMatchObject({
      kind: 'action',
      needs: [{ package: 'example.com/app/util' }],
      neededBy: [{ package: 'example.com/app' }],
      processes: [{ handle: 'p-7' }],
    });
  });

  it('of an objdir leads to its files and its action', () => {
    expect(about('b002')).toMatchObject({ kind: 'objdir', action: { handle: 'pkg-211' }, alsoIn: [] });
    expect(about('b002')).toHaveProperty('objdir.files.length', 2);
  });

  it('of an objdir tells the other work dirs that have one of the same name', () => {
    const work = run.work[0];
    if (work === undefined) throw new Error('no work dir');
    const nested = { ...run, work: [work, { ...work, path: '/tmp/go-build2' }] };
    expect(askHandle(nested, 'b002')).toMatchObject({ thing: { alsoIn: ['/tmp/go-build2'] } });
  });
});

describe('an import path', () => {
  it('leads to everything of that name', () => {
    expect(about('example.com/app')).toMatchObject({
      kind: 'package',
      actions: [{ handle: 'pkg-212' }, { handle: 'link-1' }],
      processes: [{ handle: 'p-8' }, { handle: 'p-9' }],
    });
  });

  it('may be given by its end where only one path ends so', () => {
    expect(about('util')).toMatchObject({ package: 'example.com/app/util' });
  });

  it('is not guessed where two end so', () => {
    const two = {
      ...run,
      cache: { ...run.cache, actions: run.cache.actions.map((a, i) => (i < 2 ? { ...a, package: `x${i}/same` } : a)) },
    };
    expect(askHandle(two, 'same').type).toBe('unknown handle');
  });
});

it('offers names like one that is unknown', () => {
  expect(askHandle(run, 'pkg-2111')).toMatchObject({
    type: 'unknown handle',
    near: expect.arrayContaining(['pkg-211']),
  });
  expect(askHandle(run, 'exampel.com/app/util')).toHaveProperty('near.0', 'example.com/app/util');
  expect(askHandle(run, '')).toMatchObject({ type: 'unknown handle' });
});
