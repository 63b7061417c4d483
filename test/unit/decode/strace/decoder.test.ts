import { describe, expect, it } from 'vitest';
import { decodeLines, decodeLog, sayAll } from '../../../kit/strace.ts';

const FIRST = '1000 execve("/go", ["go"], NULL) = 0';
const tell = (...lines: string[]): string[] => sayAll(decodeLines(FIRST, ...lines)).slice(2);
const notes = (...lines: string[]): string[] => decodeLines(FIRST, ...lines).notes.map((note) => note.code);

describe('calls', () => {
  it('began when they were called, but an exec when it was done', () => {
    const { observations } = decodeLines(
      '1 1795290000.000001 execve("/go", ["go"], NULL <unfinished ...>',
      '1 1795290000.000003 <... execve resumed>) = 0',
      '1 1795290000.000005 openat(AT_FDCWD</>, "a", O_RDONLY <unfinished ...>',
      '1 1795290000.000009 <... openat resumed>) = 3</a>',
    );
    expect(observations.map(({ kind, at }) => `${kind} ${at}`)).toEqual(['spawn 1000', 'exec 3000', 'open 5000']);
  });

  it('of several threads are paired each with its own return', () => {
    expect(
      tell(
        '1000 clone(flags=CLONE_VM|CLONE_THREAD) = 1001',
        '1000 openat(AT_FDCWD</>, "a", O_RDONLY <unfinished ...>',
        '1001 openat(AT_FDCWD</>, "b", O_RDONLY <unfinished ...>',
        '1000 <... openat resumed>) = -1 ENOENT (No such file or directory)',
        '1001 <... openat resumed> ) = 3</b>',
      ),
    ).toEqual(['1000 clone thread 1001', '1000 open /a ENOENT', '1001 open /b']);
  });

  it('that are restarted count when they are done', () => {
    expect(
      tell(
        '1000 openat(AT_FDCWD</>, "fifo", O_RDONLY) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)',
        '1000 --- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER, si_pid=5, si_uid=0} ---',
        '1000 openat(AT_FDCWD</>, "fifo", O_RDONLY) = 3</fifo>',
      ),
    ).toEqual(['1000 signalled SIGUSR1 from 5', '1000 open /fifo']);
  });

  it('of a thread that died in them say nothing', () => {
    expect(tell('1000 openat(AT_FDCWD</>, "a", O_RDONLY) = ?', '1000 execve("/x", ["x"], NULL) = ?')).toEqual([]);
    expect(tell('1000 openat(AT_FDCWD</>, "a", O_RDONLY <unfinished ...>', '1000 +++ killed by SIGKILL +++')).toEqual([
      '1000 killed SIGKILL',
    ]);
  });

  it('cut by the end of strace say nothing and are no damage', () => {
    expect(tell('1000 execve("/x", ["x"], NULL <detached ...>')).toEqual([]);
    expect(notes('1000 execve("/x", ["x"], NULL <detached ...>', '1000 vfork( <detached ...>')).toEqual([]);
  });

  it('with no directory known take the path that the result tells', () => {
    expect(
      tell('1000 openat(AT_FDCWD, "a", O_RDONLY) = 3</home/a>', '1000 openat(AT_FDCWD, "a", O_RDONLY) = 3'),
    ).toEqual(['1000 open /home/a', '1000 open a']);
  });

  it('ask for an exit once', () => {
    expect(
      tell('1000 exit_group(3 <unfinished ...>', '1000 <... exit_group resumed>) = ?', '1000 +++ exited with 3 +++'),
    ).toEqual(['1000 exiting 3', '1000 exited 3']);
  });
});

describe('an exec by another thread than the first', () => {
  const before = [
    '1000 clone(flags=CLONE_VM|CLONE_THREAD) = 1001',
    '1000 clone(flags=CLONE_VM|CLONE_THREAD) = 1002',
    '1000 openat(AT_FDCWD</>, "fifo", O_RDONLY <unfinished ...>',
    '1002 execve("/bin/true", ["true"], NULL <unfinished ...>',
    '1001 +++ exited with 0 +++',
    '1000 <... openat resumed>) = ?',
    '1000 +++ superseded by execve in pid 1002 +++',
  ];
  const told = [
    '1000 clone thread 1001',
    '1000 clone thread 1002',
    '1001 exited 0',
    '1000 exec /bin/true [true] by 1002',
    '1000 open /libc',
  ];

  it.each([
    ['0', []],
    ['-1 (errno 18446744073709551359)', ['strace-exec-result-ignored']],
    ['-1 ENOSYS (Function not implemented)', ['strace-exec-result-ignored']],
    ['231', ['strace-exec-result-ignored']],
    ['?', ['strace-exec-result-ignored']],
  ])('succeeded, whatever result is shown: %s', (result, noted) => {
    const lines = [
      ...before,
      `1000 <... execve resumed>) = ${result}`,
      '1000 openat(AT_FDCWD</>, "libc", O_RDONLY) = 3',
    ];
    expect(tell(...lines)).toEqual(told);
    expect(notes(...lines)).toEqual(noted);
  });

  it('is known without the line that resumes it', () => {
    expect(tell(...before, '1000 openat(AT_FDCWD</>, "libc", O_RDONLY) = 3')).toEqual(told);
  });

  it('is the same where nothing stood between: pid changed', () => {
    const lines = before.map((line) =>
      line.startsWith('1002') ? '1002 execve("/bin/true", ["true"], NULL <pid changed to 1000 ...>' : line,
    );
    expect(tell(...lines, '1000 <... execve resumed>) = 0').slice(0, 4)).toEqual(told.slice(0, 4));
  });

  it('frees its number', () => {
    expect(tell(...before, '1000 <... execve resumed>) = 0', '1000 fork() = 1002').at(-1)).toBe('1000 fork 1002');
  });

  it('may be by a thread whose clone has not returned', () => {
    expect(
      tell(
        '1000 clone(flags=CLONE_VM|CLONE_THREAD <unfinished ...>',
        '1002 execve("/bin/true", ["true"], NULL <unfinished ...>',
        '1000 <... clone resumed>) = ?',
        '1000 +++ superseded by execve in pid 1002 +++',
        '1000 <... execve resumed>) = 0',
      ),
    ).toEqual(['1000 clone thread 1002', '1000 exec /bin/true [true] by 1002']);
  });

  it('does not make the next exec of the process a success', () => {
    expect(
      tell(
        ...before,
        '1000 <... execve resumed>) = -1 ENOSYS (Function not implemented)',
        '1000 execve("/nowhere", ["x"], NULL <unfinished ...>',
        '1000 <... execve resumed>) = -1 ENOENT (No such file or directory)',
      ).at(-1),
    ).toBe('1000 exec /nowhere [x] ENOENT');
  });

  it('without its arguments is noted', () => {
    expect(notes('1000 +++ superseded by execve in pid 1002 +++')).toEqual(['strace-line-unreadable']);
  });
});

describe('signals and ends', () => {
  it.each([
    ['--- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=17191, si_uid=0} ---', 'signalled SIGTERM from 17191'],
    ['--- SIGURG {si_signo=SIGURG, si_code=SI_TKILL, si_pid=8485<go>, si_uid=0} ---', 'signalled SIGURG from 8485'],
    [
      "--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER, si_pid=1 /* 17200 in strace's PID NS */, si_uid=0} ---",
      'signalled SIGUSR1 from 17200',
    ],
    ['--- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL} ---', 'signalled SIGSEGV from nobody'],
    ['--- SIGKILL {si_signo=SIGKILL, si_code=SI_USER, si_pid=0, si_uid=0} ---', 'signalled SIGKILL from nobody'],
    ['--- SIGRT_1 {si_signo=SIGRT_1, si_code=SI_TKILL, si_pid=9, si_uid=0} ---', 'signalled SIGRT_1 from 9'],
    ['+++ exited with 127 +++', 'exited 127'],
    ['+++ killed by SIGSEGV (core dumped) +++', 'killed SIGSEGV core'],
    ['+++ killed by SIGKILL +++', 'killed SIGKILL'],
  ])('%s', (line, told) => {
    expect(tell(`1000 ${line}`)).toEqual([`1000 ${told}`]);
  });
});

describe('lines with nothing to tell', () => {
  it.each([
    '1000 --- stopped by SIGSTOP ---',
    '1000 [ Process PID=1000 runs in 32 bit mode. ]',
    '1000 wait4(-1,  <unfinished ...>',
    '1000 <... wait4 resumed>[{WIFEXITED(s)}], 0, NULL) = 9135',
    '1000 ???( <unfinished ...>',
    '1000 restart_syscall(<... resuming interrupted nanosleep ...>) = 0',
    '1000 <... nanosleep resumed> <unfinished ...>) = ?',
    '1000 openat(AT_FDCWD</>, NULL, O_RDONLY) = -1 EFAULT (Bad address)',
    'strace: Process 24004 attached',
  ])('%s', (line) => {
    expect(tell(line)).toEqual([]);
    expect(notes(line)).toEqual([]);
  });
});

describe('lines that cannot be read', () => {
  it.each([
    '',
    'hello, world',
    '1000',
    '1000 [1, 2, 3]',
    '1000 openat(AT_FDCWD</>, "a", O_RDO',
    '1000 openat(AT_FDCWD</>, "a", O_RDONLY)',
    '1000 openat(AT_FDCWD</>, "a", O_RDONLY) = ',
    '1000 openat(AT_FDCWD</>, 0x7b, O_RDONLY) = 3',
    '1000 <... openat resumed>) = 3</a>',
    '1000 <... ',
    '1000 +++ exited with soon +++',
    '1000 +++ exited wi',
    '1000 --- SIGTERM {si_signo=SIGTERM',
    '1000 1795290000.000001 ',
  ])('%j is counted, and makes nobody up', (line) => {
    expect(notes(line)).toEqual(['strace-line-unreadable']);
    expect(tell(line)).toEqual([]);
    expect(notes(line.replace('1000', '2000')).length).toBe(1);
  });

  it('are quoted, not in whole', () => {
    const { notes: found } = decodeLines('x'.repeat(1000));
    expect(found[0]?.text).toBe(`a line of strace's log could not be read: ${'x'.repeat(160)}…`);
  });

  it('include a call whose return was lost', () => {
    expect(
      notes('1000 mkdir("/a", 0700 <unfinished ...>', '1000 mkdir("/b", 0700) = 0'), //
    ).toEqual(['strace-line-unreadable']);
  });

  it('and a last line that is torn: its own note', () => {
    const { observations, notes: found } = decodeLog(Buffer.from(`${FIRST}\n1000 openat(AT_FDCWD</>, "a`));
    expect(found.map((note) => note.code)).toEqual(['strace-line-torn']);
    expect(observations).toHaveLength(2);
    expect(decodeLog(Buffer.from(`${FIRST}\n`)).notes).toEqual([]);
  });
});

describe('on stderr', () => {
  it('a line without an id is of the only process', () => {
    const told = sayAll(
      decodeLines(
        'execve("/usr/bin/sh", ["sh"], NULL) = 0',
        'vfork(strace: Process 9160 attached',
        '[pid  9160] execve("./s32", ["./s32"], NULL) = 0',
        '[pid  9160] +++ exited with 7 +++',
        'exit_group(7) = ?',
        '+++ exited with 7 +++',
      ),
    );
    expect(told).toEqual([
      'nobody first 0',
      '0 exec /usr/bin/sh [sh]',
      'nobody unseen 9160',
      '9160 exec ./s32 [./s32]',
      '9160 exited 7',
      '0 exiting 7',
      '0 exited 7',
    ]);
  });
});
