/** What the product looks like. `npx vitest run --project golden test/golden/report --update` accepts a change. */
import { describe, expect, it } from 'vitest';
import { show } from '../../../src/cli/commands/show.ts';
import { SCREEN } from '../../kit/run.ts';
import { HOSTILE, SITUATIONS } from '../../kit/situations.ts';

type Options = Partial<Parameters<typeof show>[4]> & { readonly json?: boolean; readonly all?: boolean };

async function print(
  run: (typeof SITUATIONS)[keyof typeof SITUATIONS],
  what: string,
  options: Options = {},
): Promise<string> {
  const out: string[] = [];
  const io = { ...SCREEN, ...options, stdout: (text: string) => out.push(text), stderr: () => undefined };
  await show(what, undefined, options, async () => run, io);
  return out.join('');
}

const fileName = (name: string) => `texts/${name.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-')}`;
const edited = SITUATIONS['one file edited, a cascade of three'];

describe('the summary', () => {
  it.each(Object.entries({ ...SITUATIONS, hostile: HOSTILE }))('of %s', async (name, run) => {
    await expect(await print(run, 'summary')).toMatchFileSnapshot(fileName(`${name}.summary.txt`));
  });

  it.each([40, 160])('on %d columns', async (width) => {
    await expect(await print(edited, 'summary', { width })).toMatchFileSnapshot(
      fileName(`edited.summary.${width}.txt`),
    );
  });

  it('in colour', async () => {
    await expect(await print(edited, 'summary', { color: true })).toMatchFileSnapshot(
      fileName('edited.summary.color.txt'),
    );
  });

  it('in ASCII', async () => {
    await expect(await print(edited, 'summary', { unicode: false })).toMatchFileSnapshot(
      fileName('edited.summary.ascii.txt'),
    );
  });
});

describe('show', () => {
  it.each(['processes', 'cache', 'work', 'timeline', 'run', 'p-7', 'pkg-211', 'b002', 'example.com/app'])(
    '%s',
    async (what) => {
      await expect(await print(edited, what)).toMatchFileSnapshot(fileName(`edited.${what}.txt`));
    },
  );

  it.each(['processes', 'cache', 'work', 'timeline', 'run', 'pkg-5', 'p-9'])('%s of hostile names', async (what) => {
    await expect(await print(HOSTILE, what)).toMatchFileSnapshot(fileName(`hostile.${what}.txt`));
  });

  it('everything of a work dir', async () => {
    await expect(await print(edited, 'work', { all: true })).toMatchFileSnapshot(fileName('edited.work.all.txt'));
  });

  it.each(['summary', 'processes', 'cache', 'timeline', 'p-7'])('%s as JSON', async (what) => {
    await expect(await print(edited, what, { json: true })).toMatchFileSnapshot(fileName(`edited.${what}.json.txt`));
  });
});
