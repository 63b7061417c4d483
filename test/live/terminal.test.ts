/** What the user sees: the progress line on a terminal, colours, pipes, and that live and recorded say the same. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND, createSandbox, type Sandbox } from '../kit/sandbox.ts';

let box: Sandbox;
beforeAll(() => {
  box = createSandbox('demo');
});
afterAll(() => box.remove());

/** In a terminal of 24 rows and 80 columns, made by script(1). */
const inTerminal = (args: string, env: NodeJS.ProcessEnv = {}): string =>
  spawnSync('script', ['-qec', `stty rows 24 cols 80; '${process.execPath}' '${COMMAND}' ${args}`, '/dev/null'], {
    cwd: box.dir,
    env: { ...box.env, TERM: 'xterm', ...env },
    encoding: 'utf8',
  }).stdout;

const ESCAPE = '\x1b';
const REGION = `${ESCAPE}[1;23r`;
const REGION_BACK = `${ESCAPE}[r`;
const COLOUR = new RegExp(`${ESCAPE}\\[\\d+m`);

describe('the progress line', () => {
  it('is drawn in the last row while it builds, and the row is given back before the program prints', () => {
    rmSync(box.gocache, { recursive: true });
    const screen = inTerminal('main.go', { NO_COLOR: '1' });
    expect(screen).toContain(REGION);
    expect(screen).toMatch(/compile/);
    const program = screen.indexOf('{"title"');
    expect(program).toBeGreaterThan(0);
    expect(screen.lastIndexOf(REGION_BACK)).toBeLessThan(program);
    expect(screen.lastIndexOf(REGION)).toBeLessThan(screen.lastIndexOf(REGION_BACK));
    expect(screen.slice(program)).toContain('gorun-trace  go run main.go');
  });

  it('does not show for a warm run, with --no-progress, or on a dumb terminal', () => {
    expect(inTerminal('main.go')).not.toContain(REGION);
    expect(inTerminal('--no-progress build -a -o /dev/null ./util')).not.toContain(REGION);
    expect(inTerminal('build -a -o /dev/null ./util', { TERM: 'dumb' })).not.toContain(REGION);
  });

  it('is no part of what goes into a pipe', () => {
    const { stdout, stderr } = box.trace(['build', '-a', '-o', '/dev/null', './util']);
    expect(stdout + stderr).not.toContain(ESCAPE);
  });
});

describe('colour', () => {
  it('is for terminals, unless told otherwise', () => {
    expect(inTerminal('show')).toMatch(COLOUR);
    expect(inTerminal('show', { NO_COLOR: '1' })).not.toMatch(COLOUR);
    expect(inTerminal('--color never show')).not.toMatch(COLOUR);
    expect(box.trace(['show']).stdout).not.toMatch(COLOUR);
    expect(box.trace(['show', '--color', 'always']).stdout).toMatch(COLOUR);
    expect(box.trace(['show'], { env: { FORCE_COLOR: '1' } }).stdout).toMatch(COLOUR);
    expect(box.trace(['show'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toMatch(COLOUR);
  });
});

describe('the summary', () => {
  it('is the same at the end of the run and from the recording', () => {
    const traced = box.trace(['main.go']);
    expect(box.trace(['show']).stdout).toBe(traced.stderr.replace(/^WORK=.*\n/, ''));
  });

  it('survives a reader that stops early', () => {
    const { status, stderr } = spawnSync(
      '/bin/sh',
      ['-c', `'${process.execPath}' '${COMMAND}' show cache --all | head -n 1`],
      {
        cwd: box.dir,
        env: box.env,
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('recordings', () => {
  it('are listed, named by latest~1, and removed', () => {
    box.trace(['main.go']);
    const { runs } = JSON.parse(box.trace(['runs', '--json']).stdout) as { runs: { id: string }[] };
    expect(runs.length).toBeGreaterThan(1);
    const before = JSON.parse(box.trace(['show', 'run', 'latest~1', '--json']).stdout) as { id: string };
    expect(before.id).toBe(runs[1]?.id);
    expect(box.trace(['clean', '--keep', '1']).stdout).toContain(`removed ${runs.length - 1} of ${runs.length}`);
    expect(box.trace(['runs']).stdout).toContain(runs[0]?.id);
    expect(box.trace(['show', 'summary', 'latest~1']).stderr).toContain('latest~1');
    expect(box.trace(['clean', '--all']).code).toBe(0);
    const none = box.trace(['show']);
    expect(none.code).toBe(125);
    expect(none.stderr).toContain('gorun-trace main.go');
  });
});
