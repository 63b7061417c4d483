import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/base/userError.ts';
import { show } from '../../../../src/cli/commands/show.ts';
import { SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

const run = SITUATIONS['one file edited, a cascade of three'];

/** What is printed, and which run was asked for. */
async function shown(what?: string, ref?: string, options: Parameters<typeof show>[2] = {}) {
  const out: string[] = [];
  const asked: (string | undefined)[] = [];
  const io = {
    ...SCREEN,
    stdout: (text: string) => out.push(text),
    stderr: () => expect.unreachable('show writes to stdout'),
  };
  const load = async (reference?: string) => {
    asked.push(reference);
    return run;
  };
  const code = await show(what, ref, options, load, io);
  return { text: out.join(''), asked, code };
}

describe('show', () => {
  it.each([
    [undefined, 'gorun-trace  go run'],
    ['processes', 'processes  go run'],
    ['cache', 'cache  go run'],
    ['work', 'work  go run'],
    ['timeline', 'timeline  go run'],
    ['run', 'run  go run'],
    ['p-7', 'p-7  go run'],
    ['example.com/app/util', 'package  go run'],
  ])('%s prints to stdout and succeeds', async (what, beginning) => {
    const { text, code } = await shown(what);
    expect(text.startsWith(beginning)).toBe(true);
    expect(code).toBe(0);
  });

  it('takes a run in the place of a thing for its summary', async () => {
    const { text, asked } = await shown('latest~1', 'latest');
    expect(asked).toEqual(['latest~1']);
    expect(text).toMatch(/^gorun-trace {2}go run/);
    expect((await shown('20261121-204500-3f2a')).asked).toEqual(['20261121-204500-3f2a']);
  });

  it('prints commands for the run that was asked for', async () => {
    expect((await shown('cache', 'latest~1')).text).toContain("gorun-trace show cache 'latest~1' --all");
    expect((await shown('cache', 'latest')).text).toContain('gorun-trace show cache --all');
  });

  it('prints answers as JSON, and of the run the whole of it', async () => {
    expect(JSON.parse((await shown('cache', undefined, { json: true })).text)).toMatchObject({
      type: 'cache',
      run: run.id,
    });
    expect(JSON.parse((await shown('run', undefined, { json: true })).text)).toEqual(run);
  });

  it('hands on what limits and sorts', async () => {
    const { text } = await shown('cache', undefined, { json: true, sort: 'package', limit: 2 });
    expect(JSON.parse(text).rows).toHaveLength(2);
    expect(JSON.parse(text).sort).toBe('package');
  });
});

describe('what cannot be shown', () => {
  const error = async (what: string, options = {}) =>
    shown(what, undefined, options).then(
      () => expect.unreachable(),
      (e) => e,
    );

  it('is answered with what may have been meant', async () => {
    expect(await error('p-77')).toMatchObject({ code: 'unknown-handle', hint: 'Did you mean p-7?' });
    expect(await error('proceses')).toMatchObject({ hint: 'Did you mean processes?' });
    expect(await error('frobnicate')).toMatchObject({
      hint: expect.stringContaining('processes, cache, work, timeline, run'),
    });
  });

  it('includes an order that there is not', async () => {
    expect(await error('cache', { sort: 'colour' })).toMatchObject({
      code: 'unknown-sort',
      hint: 'Choose one of: verdict, time, package.',
    });
    expect(await error('cache', { sort: 'colour' })).toBeInstanceOf(UserError);
  });
});
