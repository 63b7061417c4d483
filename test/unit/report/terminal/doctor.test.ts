import { describe, expect, it } from 'vitest';
import type { DoctorAnswer, DoctorFix } from '../../../../src/report/doctorAnswer.ts';
import { renderDoctor, showCommand } from '../../../../src/report/terminal/doctor.ts';
import { widthOf } from '../../../../src/report/terminal/fit.ts';

const straceFix: DoctorFix = {
  piece: 'strace',
  optional: false,
  command: ['apt-get', 'install', '-y', 'strace'],
  environment: { DEBIAN_FRONTEND: 'noninteractive' },
  why: 'watches go, every tool that it starts and the program',
};

const delveFix: DoctorFix = {
  piece: 'dlv',
  optional: true,
  command: ['go', 'install', 'github.com/go-delve/delve/cmd/dlv@v1.27.1'],
  environment: { GOFLAGS: '-mod=mod' },
  why: 'gorun-trace does not use it yet; Delve 1.27.1 fits Go 1.25–1.27',
};

const ready: DoctorAnswer = {
  ready: true,
  machine: ['Debian GNU/Linux 12 (bookworm)', 'linux x64', 'kernel 6.1.0'],
  pieces: [
    { piece: 'go', state: 'good', version: '1.26.8', remarks: ['/usr/local/go/bin/go'] },
    { piece: 'strace', state: 'good', version: '6.1', remarks: ['/usr/bin/strace'] },
    { piece: 'tracing', state: 'good', version: 'works', remarks: ['tried just now, with --seccomp-bpf'] },
    { piece: 'dlv', state: 'unused', remarks: ['not found', 'gorun-trace does not use it yet'] },
  ],
  track: { name: 'strace', reasons: ['strace 6.1 watches go, every tool that it starts and the program'] },
  missing: [],
  fixes: [delveFix],
};

const lacking: DoctorAnswer = {
  ...ready,
  ready: false,
  pieces: [
    { piece: 'go', state: 'good', version: '1.26.8', remarks: ['/usr/local/go/bin/go'] },
    { piece: 'strace', state: 'bad', remarks: ['strace is not in PATH'] },
  ],
  track: {
    name: 'tool',
    reasons: ["go's own records only: no process tree, no file traffic", 'strace is not in PATH'],
  },
  missing: [{ piece: 'strace', need: 'required', why: '', adds: 'the tree', fix: { kind: 'run', ...straceFix } }],
  fixes: [straceFix, delveFix],
};

const plain = { color: false, unicode: true, width: 96 };

describe('doctor on a terminal', () => {
  it('of a machine that has all it needs', () => {
    expect(
      renderDoctor(ready, plain),
    ).toBe(`gorun-trace doctor  Debian GNU/Linux 12 (bookworm) · linux x64 · kernel 6.1.0

  ✓ go       1.26.8  /usr/local/go/bin/go
  ✓ strace   6.1     /usr/bin/strace
  ✓ tracing  works   tried just now, with --seccomp-bpf
  · dlv              not found · gorun-trace does not use it yet

  track  strace  strace 6.1 watches go, every tool that it starts and the program

  gorun-trace doctor --fix --all runs:
    GOFLAGS=-mod=mod go install github.com/go-delve/delve/cmd/dlv@v1.27.1
      gorun-trace does not use it yet; Delve 1.27.1 fits Go 1.25–1.27

  Ready: gorun-trace main.go
`);
  });

  it('of a machine that lacks strace', () => {
    expect(
      renderDoctor(lacking, plain),
    ).toBe(`gorun-trace doctor  Debian GNU/Linux 12 (bookworm) · linux x64 · kernel 6.1.0

  ✓ go      1.26.8  /usr/local/go/bin/go
  ✗ strace          strace is not in PATH

  track  tool  go's own records only: no process tree, no file traffic; strace is not in PATH

  gorun-trace doctor --fix runs:
    DEBIAN_FRONTEND=noninteractive apt-get install -y strace
      watches go, every tool that it starts and the program
  gorun-trace doctor --fix --all runs as well:
    GOFLAGS=-mod=mod go install github.com/go-delve/delve/cmd/dlv@v1.27.1
      gorun-trace does not use it yet; Delve 1.27.1 fits Go 1.25–1.27

  gorun-trace main.go tells what go itself records; to tell more it needs strace.
`);
  });

  it('tells what no command mends, and why a fix cannot be run', () => {
    const text = renderDoctor(
      {
        ...lacking,
        missing: [
          {
            piece: 'go',
            need: 'required',
            why: '',
            adds: 'something to trace',
            fix: { kind: 'advice', text: 'install Go' },
          },
          { piece: 'dlv', need: 'optional', why: '', adds: 'nothing', fix: { kind: 'advice', text: 'not told' } },
        ],
        fixes: [{ ...straceFix, blocked: "it needs root's rights" }],
      },
      plain,
    );
    expect(text).toContain('  needed  go: something to trace\n    install Go\n');
    expect(text).toContain("-y strace\n      it needs root's rights\n");
    expect(text).not.toContain('not told');
    expect(text).toContain('Not ready: it needs go.');
  });

  it('keeps to the width, but for commands, which are never broken', () => {
    for (const answer of [ready, lacking]) {
      for (const width of [20, 30, 40, 60, 80, 200]) {
        const lines = renderDoctor(answer, { ...plain, width }).split('\n');
        const commands = [straceFix, delveFix].map(showCommand);
        const tooLong = lines.filter((line) => widthOf(line) > width && !commands.includes(line.trim()));
        expect(tooLong.filter((line) => !line.startsWith('  gorun-trace doctor --fix'))).toEqual([]);
        expect(lines.filter((line) => commands.includes(line.trim()))).toHaveLength(answer.fixes.length);
      }
    }
  });

  it('says the same without colour and without Unicode', () => {
    const colored = renderDoctor(lacking, { ...plain, color: true });
    expect(colored).toContain('\u001b[31m✗');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are meant
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderDoctor(lacking, plain));
    const ascii = renderDoctor(lacking, { ...plain, unicode: false });
    expect(ascii).toContain('  ok go ');
    expect(ascii).toContain('  no strace ');
  });

  it('shows no control characters of what tools said', () => {
    const remarks = ['go: \u001b[2Jgone\u0007'];
    const text = renderDoctor({ ...ready, pieces: [{ piece: 'go', state: 'bad', remarks }] }, plain);
    expect(text).not.toContain('\u001b');
    expect(text).toContain('\\x1b[2Jgone');
  });
});

describe('a command', () => {
  it('can be pasted into a shell', () => {
    expect(showCommand({ command: ['/opt/my go/bin/go', 'install'], environment: { A: 'x y' } })).toBe(
      "A='x y' '/opt/my go/bin/go' install",
    );
  });
});
