import { describe, expect, it } from 'vitest';
import { nanos, tid } from '../../../../src/base/brand.ts';
import { createCallReader } from '../../../../src/decode/strace/calls.ts';

const reader = createCallReader();

/** The draft of `name(args…`, without what every draft has. */
function draftOf(call: string): Record<string, unknown> | undefined {
  const paren = call.indexOf('(');
  const draft = reader.read(call.slice(0, paren), { text: call, at: paren + 1 }, nanos(7), tid(1));
  if (draft === undefined) return undefined;
  const { at, tid: who, caller, errno, ...rest } = draft as unknown as Record<string, unknown>;
  return rest;
}

const opened = (path: string, more: object = {}): object => ({
  kind: 'open',
  path,
  access: 'read',
  create: false,
  truncate: false,
  directory: false,
  ...more,
});

describe('open', () => {
  it.each([
    ['openat(AT_FDCWD</tmp>, "/etc/passwd", O_RDONLY|O_CLOEXEC)', opened('/etc/passwd')],
    ['openat(AT_FDCWD</tmp>, "a/b", O_RDONLY)', opened('/tmp/a/b')],
    ['openat(AT_FDCWD</>, "a", O_RDONLY)', opened('/a')],
    ['openat(5</tmp/odd\\74>, "a", O_RDONLY)', opened('/tmp/odd</a')],
    ['openat(3</gone>(deleted), "a", O_RDONLY)', opened('/gone/a')],
    ['openat(AT_FDCWD</tmp>, "./a", O_RDONLY)', opened('/tmp/a')],
    ['openat(AT_FDCWD</tmp>, ".//./a", O_RDONLY)', opened('/tmp/a')],
    ['openat(AT_FDCWD</tmp>, ".", O_RDONLY|O_DIRECTORY)', opened('/tmp', { directory: true })],
    ['openat(AT_FDCWD</tmp>, "./", O_RDONLY)', opened('/tmp')],
    ['openat(AT_FDCWD</tmp>, ".hidden", O_RDONLY)', opened('/tmp/.hidden')],
    // Behind a symbolic link `..` is elsewhere.
    ['openat(AT_FDCWD</tmp>, "../a", O_RDONLY)', opened('/tmp/../a')],
    ['openat(AT_FDCWD, "a", O_RDONLY)', opened('a')],
    ['openat(5, "a", O_RDONLY)', opened('a')],
    ['openat(AT_FDCWD</tmp>, "", O_RDONLY)', opened('')],
    ['openat(AT_FDCWD</tmp>, "/long"..., O_RDONLY)', opened('/long')],
    ['openat(dirfd=AT_FDCWD</tmp>, pathname="a", flags=O_WRONLY)', opened('/tmp/a', { access: 'write' })],
    [
      'openat(AT_FDCWD</tmp>, "a", O_RDWR|O_CREAT|O_TRUNC, 0666)',
      opened('/tmp/a', { access: 'read-write', create: true, truncate: true }),
    ],
    [
      'openat(AT_FDCWD</tmp>, "/tmp", O_WRONLY|O_TMPFILE, 0600)',
      opened('/tmp', { access: 'write' }), //
    ],
    // Names that begin like those that matter.
    ['openat(AT_FDCWD</tmp>, "/a", O_RDONLY|O_DIRECT|O_DSYNC|O_CLOEXEC|O_NOFOLLOW|0x4000)', opened('/a')],
    ['open("/a", O_WRONLY|O_APPEND)', opened('/a', { access: 'write' })],
    ['creat("/a", 0600)', opened('/a', { access: 'write', create: true, truncate: true })],
    [
      'openat2(3</usr/bin>, "true", {flags=O_RDWR|O_CLOEXEC, resolve=RESOLVE_BENEATH}, 24)',
      opened('/usr/bin/true', { access: 'read-write' }),
    ],
    ['openat2(3</usr/bin>, "/true", {flags=O_RDONLY, resolve=RESOLVE_IN_ROOT}, 24)', opened('/usr/bin/true')],
    ['openat2(3</usr/bin>, "/true", {flags=O_RDONLY, resolve=0}, 24)', opened('/true')],
  ])('%s', (call, draft) => {
    expect(draftOf(call)).toEqual(draft);
  });
});

describe('exec', () => {
  it.each([
    ['execve("./gx", ["./gx", "a b"], 0x7f /* 5 vars */)', './gx', ['./gx', 'a b'], true],
    ['execve(pathname="./gx", argv=["x"], envp=0x7f /* 5 vars */)', './gx', ['x'], true],
    ['execve("/bin/true", NULL, NULL)', '/bin/true', [], true],
    ['execve("/bin/true", 0x7f12, NULL)', '/bin/true', [], false],
    ['execveat(3</usr/bin>, "true", ["true"], 0x7f /* 0 vars */, 0)', '/usr/bin/true', ['true'], true],
    ['execveat(4</usr/bin/true>, "", ["true"], 0x7f /* 0 vars */, AT_EMPTY_PATH)', '/usr/bin/true', ['true'], true],
  ])('%s', (call, path, argv, argvWhole) => {
    expect(draftOf(call)).toEqual({ kind: 'exec', path, argv, argvWhole });
  });
});

describe('births', () => {
  const thread = 'CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD|CLONE_SYSVSEM|CLONE_SETTLS';
  it.each([
    ['vfork( <unfinished ...>', 'vfork', false, false],
    ['fork()', 'fork', false, false],
    [`clone(child_stack=0xc0, flags=${thread}, tls=0xc0)`, 'clone', true, false],
    [`clone3({flags=${thread}, exit_signal=0, stack=0x7f} => {parent_tid=[17351]}, 88)`, 'clone', true, false],
    ['clone(child_stack=NULL, flags=CLONE_VM|CLONE_VFORK|SIGCHLD <unfinished ...>', 'vfork', false, false],
    // Go's probe for pidfds.
    [
      'clone(child_stack=NULL, flags=CLONE_VM|CLONE_PIDFD|CLONE_VFORK, parent_tid=[7<anon_inode:[pidfd]>])',
      'vfork',
      false,
      true,
    ],
    [
      'clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f)',
      'fork',
      false,
      false,
    ],
    ['clone3({flags=CLONE_CLEAR_SIGHAND, exit_signal=SIGCHLD, stack=NULL}, 88)', 'fork', false, false],
    ['clone(child_stack=0x7f, flags=CLONE_VM|SIGCHLD)', 'clone', false, false],
    // Flags that could not be read: nothing is claimed of them.
    ['clone3(0x7f, 88)', 'clone', false, false],
  ])('%s', (call, how, isThread, silent) => {
    expect(draftOf(call)).toEqual({ kind: 'birth', how, thread: isThread, silent });
  });
});

describe('the others', () => {
  it.each([
    ['chdir("odd")', { kind: 'chdir', path: 'odd' }],
    ['fchdir(3</tmp/odd>)', { kind: 'chdir', path: '/tmp/odd' }],
    ['mkdir("/tmp/go-build1", 0700)', { kind: 'mkdir', path: '/tmp/go-build1' }],
    ['mkdirat(AT_FDCWD</tmp>, "go-build1", 0700)', { kind: 'mkdir', path: '/tmp/go-build1' }],
    ['rename("a", "/b")', { kind: 'rename', from: 'a', to: '/b' }],
    ['renameat(3</a>, "x", 4</b>, "y")', { kind: 'rename', from: '/a/x', to: '/b/y' }],
    ['renameat2(AT_FDCWD</a>, "x", AT_FDCWD</a>, "y", RENAME_NOREPLACE)', { kind: 'rename', from: '/a/x', to: '/a/y' }],
    ['unlink("a")', { kind: 'remove', path: 'a', directory: false }],
    ['rmdir("a")', { kind: 'remove', path: 'a', directory: true }],
    ['unlinkat(3</tmp>, "a", 0)', { kind: 'remove', path: '/tmp/a', directory: false }],
    ['unlinkat(3</tmp>, "a", AT_REMOVEDIR)', { kind: 'remove', path: '/tmp/a', directory: true }],
    ['exit_group(3 <unfinished ...>', { kind: 'exiting', code: 3 }],
    ['exit_group(-1)', { kind: 'exiting', code: 255 }],
    ['exit_group(status=0)', { kind: 'exiting', code: 0 }],
  ])('%s', (call, draft) => {
    expect(draftOf(call)).toEqual(draft);
  });

  it.each([
    'openat(AT_FDCWD</tmp>, NULL, O_RDONLY)',
    'openat(AT_FDCWD</tmp>, 0x7b, O_RDONLY)',
    'openat("no directory", O_RDONLY)',
    'openat2(AT_FDCWD, NULL, {flags=O_RDONLY}, 24)',
    'execve(NULL, ["a"], NULL)',
    'rename("a", NULL)',
    'mkdir(0x1, 0700)',
    'unlink(NULL)',
    'creat(NULL, 0)',
    'fchdir(3)',
    'exit_group(',
  ])('finds no name in %s', (call) => {
    expect(draftOf(call)).toEqual({ kind: 'nameless' });
  });

  it.each(['wait4(-1, NULL, 0, NULL)', '???( <unfinished ...>', 'constructor()'])(
    'has nothing to say of %s',
    (call) => {
      expect(draftOf(call)).toBeUndefined();
    },
  );
});
