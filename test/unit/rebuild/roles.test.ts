import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/model/process.ts';
import {
  commandName,
  type Executed,
  forkedStanding,
  goVerb,
  type RoleFacts,
  rootStanding,
  type Standing,
  standingAfter,
} from '../../../src/rebuild/roles.ts';
import { cachedExecutable, GO, tool, WORK_DIR } from '../../kit/tree.ts';

const FACTS: RoleFacts = { goArgs: ['run', '-work', '.'], compilers: new Set(['my-cc']) };

/** `path [args…]`; argv[0] is the path. */
const image = (path: string, ...args: string[]): Executed => ({ path, argv: [path, ...args] });

/** Starts a child under each standing in turn; the last image's standing. */
function under(parent: Standing, ...images: Executed[]): Standing {
  const forked = forkedStanding(parent, false);
  return images.reduce((own, next) => standingAfter(next, own, parent, FACTS), forked);
}

const goRun = rootStanding('run');
const goTest = rootStanding('test');
const goBuild = rootStanding('build');
const program = under(goRun, image(`${WORK_DIR}/b001/exe/main`));

const roleUnder = (parent: Standing, ...images: Executed[]): Role => under(parent, ...images).role;

describe('the traced go command', () => {
  it('is go whatever it was before and whatever toolchain it becomes', () => {
    const own = rootStanding('run');
    const env = standingAfter(image('/usr/bin/env', 'GOARCH=arm64', 'go', 'run', '.'), own, null, FACTS);
    const go = standingAfter(image(GO, 'run', '.'), env, null, FACTS);
    expect([env.role, go.role]).toEqual(['go', 'go']);
  });

  it('is found again behind a launcher that starts it with the same arguments', () => {
    const behind = under(goRun, image('/home/u/sdk/go1.21.13/bin/go', 'run', '-work', '.'));
    expect(behind).toMatchObject({ role: 'go', traced: true });
    expect(roleUnder(behind, image(`${WORK_DIR}/b001/exe/main`))).toBe('program');
  });

  it('is not mistaken for a go command with other arguments', () => {
    expect(roleUnder(goRun, image(GO, 'env', 'GOROOT'))).toBe('nested go');
  });
});

describe('tools of the toolchain', () => {
  it.each([
    'compile', 'asm', 'link', 'cgo', 'cover', 'vet', 'pack', 'buildid', 'preprofile', 'covdata', 'fix',
  ] as const)('%s is known by its place', (name) => {
    expect(roleUnder(goBuild, image(tool(name), '-o', 'x'))).toBe(name);
  }); // biome-ignore format: a list of tools

  it('from a downloaded toolchain are the same', () => {
    const path = '/home/u/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.24.4.linux-amd64/pkg/tool/linux_amd64/compile';
    expect(roleUnder(goRun, image(path, '-o', 'x'))).toBe('compile');
  });

  it('asked for their version are no work on a package', () => {
    expect(roleUnder(goRun, image(tool('compile'), '-V=full'))).toBe('tool id');
    expect(roleUnder(goTest, image(tool('vet'), '-flags'))).toBe('tool id');
    expect(roleUnder(goRun, image('/usr/bin/gcc', '-###', '-x', 'c', '-c', '-'))).toBe('tool id');
  });

  it('that are no part of a build are other', () => {
    expect(roleUnder(goRun, image(tool('objdump'), 'x'))).toBe('other');
  });

  it('built on demand (Go >= 1.25) keep their role in a nested go tool, from $WORK and from the cache', () => {
    const goTool = under(goTest, image(GO, 'tool', 'covdata', 'percent', '-i', '/tmp/x'));
    expect(goTool).toMatchObject({ role: 'nested go', verb: 'tool' });
    expect(roleUnder(goTool, image(`${WORK_DIR}9/b001/exe/covdata`, 'percent'))).toBe('covdata');
    expect(roleUnder(goTool, image(cachedExecutable('covdata'), 'percent'))).toBe('covdata');
    expect(roleUnder(goTool, image(tool('compile'), '-p', 'main'))).toBe('compile');
  });

  it('-vettool is vet, wherever it lies', () => {
    const goVet = rootStanding('vet');
    expect(roleUnder(goVet, image('/home/u/bin/staticcheck', '-flags'))).toBe('tool id');
    expect(roleUnder(goVet, image('/home/u/bin/staticcheck', `${WORK_DIR}/b002/vet.cfg`))).toBe('vet');
  });
});

describe('C compilers', () => {
  it.each(['gcc', 'x86_64-linux-gnu-gcc-12', 'clang++-15', 'g++', 'gfortran', 'ccache', 'my-cc'])(
    '%s is cc',
    (name) => {
      expect(roleUnder(goBuild, image(`/usr/bin/${name}`, '-c', 'x.c'))).toBe('cc');
    },
  );

  it('take what they start with them, down to the linker', () => {
    const gcc = under(goBuild, image('/usr/bin/gcc', '-c', 'x.c'));
    for (const path of ['/usr/lib/gcc/x86_64-linux-gnu/12/cc1', '/usr/bin/as', '/opt/odd/plugin']) {
      expect(roleUnder(gcc, image(path))).toBe('cc');
    }
    const collect2 = under(
      under(under(goBuild, image(tool('link'), '-o', 'x')), image('/usr/bin/gcc')),
      image('/c/collect2'),
    );
    expect(roleUnder(collect2, image('/usr/bin/ld.gold'))).toBe('cc');
  });

  it('are what cgo and link start, under any name', () => {
    expect(roleUnder(under(goBuild, image(tool('cgo'), '-objdir', 'x')), image('/opt/zcc'))).toBe('cc');
    expect(roleUnder(under(goBuild, image(tool('link'), '-o', 'x')), image('/usr/bin/dsymutil'))).toBe('cc');
  });

  it('that link the program for the linker are no wrappers of it', () => {
    const link = under(goRun, image(tool('link'), '-o', `${WORK_DIR}/b001/exe/main`));
    expect(roleUnder(link, image('/usr/bin/gcc', '-m64', '-o', `${WORK_DIR}/b001/exe/main`))).toBe('cc');
  });

  it('are no compilers when a program starts them', () => {
    expect(roleUnder(program, image('/usr/bin/gcc', 'x.c'))).toBe('child of program');
  });

  it.each(['gccgo-like', 'lsb_release', 'lda', 'ascii', 'cargo'])('%s is none', (name) => {
    expect(roleUnder(goBuild, image(`/usr/bin/${name}`))).toBe('other');
  });
});

describe('the program', () => {
  it('runs from $WORK, or from the build cache since Go 1.24', () => {
    expect(roleUnder(goRun, image(`${WORK_DIR}/b001/exe/main`))).toBe('program');
    expect(roleUnder(goRun, image(cachedExecutable('main')))).toBe('program');
    expect(roleUnder(goRun, image('/var/tmp/mine/go-build4711/b001/exe/main'))).toBe('program');
  });

  it('may be called like a tool, or like go', () => {
    expect(roleUnder(goRun, image(`${WORK_DIR}/b001/exe/go`, 'run', '-work', '.'))).toBe('program');
    expect(roleUnder(goRun, image(cachedExecutable('compile')))).toBe('program');
  });

  it('is not what others execute from such places', () => {
    expect(roleUnder(program, image(cachedExecutable('main')))).toBe('child of program');
    expect(roleUnder(goBuild, image(`${WORK_DIR}/b001/exe/main`))).toBe('other');
  });

  it('stays the program when it becomes something else', () => {
    expect(roleUnder(goRun, image(`${WORK_DIR}/b001/exe/main`), image('/bin/sh', '-c', 'true'))).toBe('program');
  });

  it('comes after its -exec wrapper, in the same process or in a child', () => {
    const wrapper = image('/home/u/exec.sh', `${WORK_DIR}/b001/exe/main`, 'arg');
    expect(roleUnder(goRun, wrapper)).toBe('wrapper');
    expect(roleUnder(goRun, wrapper, image(`${WORK_DIR}/b001/exe/main`, 'arg'))).toBe('program');
    expect(roleUnder(under(goRun, wrapper), image(`${WORK_DIR}/b001/exe/main`))).toBe('program');
  });

  it('makes everything below it a child of the program, compilers too', () => {
    const shell = under(program, image('/bin/sh', '-c', '…'));
    expect(shell.role).toBe('child of program');
    expect(roleUnder(shell, image(tool('compile'), '-V=full'))).toBe('child of program');
    expect(forkedStanding(program, false).role).toBe('child of program');
    expect(forkedStanding(shell, false).role).toBe('child of program');
  });
});

describe('test binaries', () => {
  it('run from $WORK, or with -o from elsewhere', () => {
    expect(roleUnder(goTest, image(`${WORK_DIR}/b001/util.test`, '-test.timeout=10m0s'))).toBe('test binary');
    expect(roleUnder(goTest, image('/home/u/hello/util.test', '-test.paniconexit0'))).toBe('test binary');
  });

  it('are nothing special without go test', () => {
    expect(roleUnder(goRun, image('/home/u/hello/util.test', '-test.v'))).toBe('other');
  });

  it('behind -exec come after the wrapper', () => {
    const wrapper = under(goTest, image('/home/u/exec.sh', `${WORK_DIR}/b001/util.test`, '-test.v'));
    expect(wrapper.role).toBe('wrapper');
    expect(roleUnder(wrapper, image(`${WORK_DIR}/b001/util.test`, '-test.v'))).toBe('test binary');
  });
});

describe('nested go commands', () => {
  const nested = under(program, image(GO, 'run', './inner'));

  it('are known below a program, and their tools keep their roles', () => {
    expect(nested).toMatchObject({ role: 'nested go', verb: 'run' });
    expect(roleUnder(nested, image(tool('compile'), '-p', 'main'))).toBe('compile');
    expect(roleUnder(nested, image(tool('link'), '-V=full'))).toBe('tool id');
    expect(roleUnder(nested, image('/usr/bin/git', 'status'))).toBe('vcs');
  });

  it('run programs and tests of their own, which are not the traced one', () => {
    expect(roleUnder(nested, image(`${WORK_DIR}9/b001/exe/inner`))).toBe('child of program');
    const nestedTest = under(program, image('/usr/local/bin/go1.21.13', 'test', './...'));
    expect(roleUnder(nestedTest, image(`${WORK_DIR}9/b001/x.test`))).toBe('child of program');
  });

  it('with the traced arguments below a program are nested all the same', () => {
    expect(roleUnder(program, image(GO, 'run', '-work', '.'))).toBe('nested go');
  });

  it('nest', () => {
    const inner = under(nested, image(`${WORK_DIR}9/b001/exe/inner`));
    expect(roleUnder(inner, image(GO, 'env'))).toBe('nested go');
  });
});

describe('wrappers', () => {
  const wrapper = under(goRun, image('/home/u/toolexec.sh', tool('compile'), '-o', `${WORK_DIR}/b002/_pkg_.a`));

  it('of tools are told by the tool that they are given', () => {
    expect(wrapper.role).toBe('wrapper');
    expect(roleUnder(goRun, image('/usr/bin/nice', '-n', '5', tool('asm'), '-V=full'))).toBe('wrapper');
    expect(roleUnder(goRun, image('/home/u/toolexec.sh', 'gcc', '-###', '-x', 'c'))).toBe('wrapper');
  });

  it('start the tool, and what they start on the way is theirs', () => {
    expect(roleUnder(wrapper, image(tool('compile'), '-o', 'x'))).toBe('compile');
    expect(roleUnder(wrapper, image('/bin/date'))).toBe('wrapper');
    expect(forkedStanding(wrapper, false).role).toBe('wrapper');
  });

  it('that become the tool are the tool', () => {
    const images = [image('/home/u/wrap', tool('vet'), 'x'), image(tool('vet'), 'x')];
    expect(roleUnder(goRun, ...images)).toBe('vet');
  });
});

describe('the rest', () => {
  it('of what go starts has its own names', () => {
    expect(roleUnder(goBuild, image('/usr/bin/git', '-c', 'log.showsignature=false', 'log'))).toBe('vcs');
    expect(roleUnder(under(goBuild, image('/usr/bin/git', 'fetch')), image('/usr/bin/ssh'))).toBe('vcs');
    expect(roleUnder(goBuild, image('/usr/bin/pkg-config', '--cflags', 'gtk'))).toBe('pkg-config');
    expect(roleUnder(goBuild, image('/usr/bin/swig', '-go'))).toBe('other');
  });

  it('telemetry children and all below them are telemetry', () => {
    const telemetry = under(goRun, image(GO, '** telemetry **'));
    expect(telemetry.role).toBe('telemetry');
    expect(roleUnder(telemetry, image(GO, 'mod', 'download'))).toBe('telemetry');
  });

  it('a silent child that executes nothing is the probe for pidfds', () => {
    expect(forkedStanding(goRun, true).role).toBe('pidfd probe');
  });

  it('without a parent is judged by itself', () => {
    const orphan = forkedStanding(null, false);
    expect(standingAfter(image(tool('compile'), '-o', 'x'), orphan, null, FACTS).role).toBe('compile');
    expect(standingAfter(image('/bin/sh'), orphan, null, FACTS).role).toBe('other');
  });

  it('survives an empty argv and odd paths', () => {
    expect(under(goRun, { path: '', argv: [] }).role).toBe('other');
    expect(under(goRun, { path: '/', argv: [''] }).role).toBe('other');
    expect(under(program, { path: GO, argv: [] })).toMatchObject({ role: 'nested go', verb: null });
  });
});

it.each([
  [['go', 'run', '.'], 'run'],
  [['go', '-C', '/x', 'build'], 'build'],
  [['go', '-C=/x', 'test'], 'test'],
  [['go'], null],
  [[], null],
] as const)('the verb of %j is %j', (argv, verb) => {
  expect(goVerb(argv)).toBe(verb);
});

it('commands are named without folder and .exe', () => {
  expect(commandName('C:/go/bin/go.exe'.replaceAll('\\', '/'))).toBe('go');
  expect(commandName('/usr/bin/gcc-12')).toBe('gcc-12');
});
