import { describe, expect, it } from 'vitest';
import { nanos, tid } from '../../../../src/base/brand.ts';
import type { Observation } from '../../../../src/decode/observation.ts';
import { createThreads } from '../../../../src/decode/strace/threads.ts';
import { decodeLines, say, sayAll } from '../../../kit/strace.ts';

const FIRST = '1000 execve("/go", ["go"], NULL) = 0';
const VFORK = 'clone(child_stack=NULL, flags=CLONE_VM|CLONE_VFORK|SIGCHLD';
const THREAD = 'clone(child_stack=0xc0, flags=CLONE_VM|CLONE_THREAD';
/** What is told after the first process's own beginning. */
const tell = (...lines: string[]): string[] => sayAll(decodeLines(FIRST, ...lines)).slice(2);

describe('a child that speaks before its parent’s clone returns', () => {
  it('is bound at once to the only clone there is', () => {
    expect(tell(`1000 ${VFORK} <unfinished ...>`, '1005 chdir("/x") = 0')).toEqual([
      '1000 vfork 1005',
      '1005 chdir /x',
    ]);
  });

  it('is held while two clones could be its own, until one returns its number', () => {
    const lines = [
      `1000 ${THREAD}) = 1001`,
      `1000 ${VFORK} <unfinished ...>`,
      `1001 ${VFORK} <unfinished ...>`,
      '1005 chdir("/x") = 0',
      '1005 mkdir("/x/y", 0700) = 0',
    ];
    expect(tell(...lines)).toEqual([
      '1000 clone thread 1001',
      'nobody unseen 1005',
      '1005 chdir /x',
      '1005 mkdir /x/y',
    ]);
    expect(tell(...lines, '1001 <... clone resumed>) = 1005')).toEqual([
      '1000 clone thread 1001',
      '1001 vfork 1005',
      '1005 chdir /x',
      '1005 mkdir /x/y',
    ]);
  });

  it('is bound to the one clone left when the others have returned something else', () => {
    expect(
      tell(
        `1000 ${THREAD}) = 1001`,
        `1000 ${VFORK} <unfinished ...>`,
        `1001 ${VFORK} <unfinished ...>`,
        '1005 chdir("/x") = 0',
        '1000 <... clone resumed>) = 1006',
        '1005 chdir("/y") = 0',
      ),
    ).toEqual(['1000 clone thread 1001', '1000 vfork 1006', '1001 vfork 1005', '1005 chdir /x', '1005 chdir /y']);
  });

  it('is bound when a clone fails or begins again and one is left', () => {
    for (const result of ['-1 EAGAIN (Resource temporarily unavailable)', '? ERESTARTNOINTR (To be restarted)'])
      expect(
        tell(
          `1000 ${THREAD}) = 1001`,
          `1000 ${VFORK} <unfinished ...>`,
          `1001 ${VFORK} <unfinished ...>`,
          '1005 chdir("/x") = 0',
          `1000 <... clone resumed>) = ${result}`,
        ),
      ).toEqual(['1000 clone thread 1001', '1001 vfork 1005', '1005 chdir /x']);
  });

  it('may have lived and gone before its clone returns, and is told once', () => {
    expect(
      tell(
        `1000 ${THREAD}) = 1001`,
        `1000 ${VFORK} <unfinished ...>`,
        `1001 ${VFORK} <unfinished ...>`,
        '1005 +++ killed by SIGKILL +++',
        '1000 <... clone resumed>) = 1005',
        `1000 ${VFORK}) = 1005`,
      ),
    ).toEqual(['1000 clone thread 1001', '1000 vfork 1005', '1005 killed SIGKILL', '1000 vfork 1005']);
  });

  it('may have children itself, which come after it', () => {
    expect(
      tell(
        `1000 ${THREAD}) = 1001`,
        `1000 ${VFORK} <unfinished ...>`,
        `1001 ${VFORK} <unfinished ...>`,
        '1005 fork() = 1007',
        '1007 chdir("/grandchild") = 0',
        '1007 fork() = 1008',
        '1008 chdir("/great") = 0',
        '1005 chdir("/child") = 0',
        '1001 <... clone resumed>) = 1005',
      ),
    ).toEqual([
      '1000 clone thread 1001',
      '1001 vfork 1005',
      '1005 chdir /child',
      '1005 fork 1007',
      '1007 chdir /grandchild',
      '1007 fork 1008',
      '1008 chdir /great',
    ]);
  });

  it('belongs to a parent that died in its clone', () => {
    for (const death of ['1000 <... clone resumed>) = ?', '1000 +++ killed by SIGKILL +++'])
      expect(tell(`1000 ${VFORK} <unfinished ...>`, death, '1005 chdir("/x") = 0').slice(-2)).toEqual([
        '1000 vfork 1005',
        '1005 chdir /x',
      ]);
  });

  it('is nobody’s where no clone was seen', () => {
    expect(tell('1005 chdir("/x") = 0')).toEqual(['nobody unseen 1005', '1005 chdir /x']);
  });
});

describe('a number that comes again', () => {
  it('is a new process after the end of the first', () => {
    expect(
      tell('1000 fork() = 1005', '1005 +++ exited with 0 +++', '1000 fork() = 1005', '1005 chdir("/x") = 0'),
    ).toEqual(['1000 fork 1005', '1005 exited 0', '1000 fork 1005', '1005 chdir /x']);
  });

  it('is a new process even where the end was not seen', () => {
    expect(tell('1000 fork() = 1005', '1000 fork() = 1005')).toEqual(['1000 fork 1005', '1000 fork 1005']);
  });

  it('is not new where only its return comes late', () => {
    expect(tell('1005 chdir("/x") = 0', '1000 fork() = 1005')).toEqual(['nobody unseen 1005', '1005 chdir /x']);
  });

  it('is a pid after the wrap-around when it is below the first', () => {
    expect(tell('1000 fork() = 7', '1000 fork() = 8', '8 chdir("/x") = 0', '7 chdir("/y") = 0')).toEqual([
      '1000 fork 8',
      '8 chdir /x',
      '1000 fork 7',
      '7 chdir /y',
    ]);
  });

  it('is told at the end if it never spoke', () => {
    expect(tell('1000 fork() = 7')).toEqual(['1000 fork 7']);
  });
});

describe('another PID namespace', () => {
  it('is translated where strace does', () => {
    expect(tell("1000 fork() = 2 /* 1005 in strace's PID NS */", '1005 chdir("/x") = 0')).toEqual([
      '1000 fork 1005',
      '1005 chdir /x',
    ]);
  });

  it('is told by the order of clones where strace does not', () => {
    expect(
      tell(
        '1000 vfork( <unfinished ...>',
        '1005 chdir("/a") = 0',
        '1000 <... vfork resumed>) = 2',
        '1000 fork() = 3',
        '1000 fork() = 4',
        '1006 chdir("/b") = 0',
        '1007 chdir("/c") = 0',
      ),
    ).toEqual([
      '1000 vfork 1005',
      '1005 chdir /a',
      '1000 fork 1006',
      '1006 chdir /b',
      '1000 fork 1007',
      '1007 chdir /c',
    ]);
  });

  it('invents no process for a number of that namespace', () => {
    expect(
      tell('1000 vfork( <unfinished ...>', '1005 chdir("/a") = 0', '1000 <... vfork resumed>) = 2', '1000 fork() = 3'),
    ).toEqual(['1000 vfork 1005', '1005 chdir /a']);
  });
});

describe('a clone that was not printed', () => {
  it('costs its child the parent, and no other child', () => {
    // 1005 is of a clone that --seccomp-bpf swallowed; it seems to be of the open one, which then returns 1006.
    expect(
      tell(
        '1000 vfork( <unfinished ...>',
        '1005 chdir("/a") = 0',
        '1000 <... vfork resumed>) = 1006',
        '1006 chdir("/b") = 0',
      ),
    ).toEqual(['1000 vfork 1005', '1005 chdir /a', '1000 vfork 1006', '1006 chdir /b']);
  });
});

describe('what is held', () => {
  it('is let go, parents unseen, when it is too much', () => {
    const told: Observation[] = [];
    const threads = createThreads((observation) => told.push(observation));
    const first = threads.of(1, nanos(0));
    for (const id of [2, 3]) {
      threads.calls(first, { kind: 'birth', at: nanos(id), thread: false, how: 'fork', silent: false });
    }
    const held = threads.of(9, nanos(4));
    for (let i = 0; i < 20_000; i++) threads.observe(held, { kind: 'exiting', at: nanos(i), tid: tid(9), code: i });
    expect(told).toHaveLength(1);
    threads.observe(held, { kind: 'exiting', at: nanos(5), tid: tid(9), code: 1 });
    expect(told.slice(0, 3).map(say)).toEqual(['nobody first 1', 'nobody unseen 9', '9 exiting 0']);
    expect(told).toHaveLength(20_003);
  });

  it('is of few threads: the oldest is let go', () => {
    const lines = [`1000 ${THREAD}) = 1001`, `1000 ${VFORK} <unfinished ...>`, `1001 ${VFORK} <unfinished ...>`];
    for (let i = 0; i < 70; i++) lines.push(`${2000 + i} chdir("/") = 0`);
    const told = tell(...lines, '1000 <... clone resumed>) = 2069');
    expect(told.slice(1, 3)).toEqual(['nobody unseen 2000', '2000 chdir /']);
    expect(told).toContain('1000 vfork 2069');
    expect(told.filter((line) => line.includes('chdir'))).toHaveLength(70);
  });

  it('stays in bounds where clones never return', () => {
    const lines: string[] = [];
    for (let i = 0; i < 500; i++) lines.push(`1000 fork() = ?`);
    expect(tell(...lines, '1005 chdir("/x") = 0')).toEqual(['1000 fork 1005', '1005 chdir /x']);
  });
});
