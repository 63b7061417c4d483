import { expect, it } from 'vitest';
import { askRun } from '../../../../src/ask/run.ts';
import { renderRun } from '../../../../src/report/terminal/run.ts';
import { aRun, SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

it('tells every source with its state and why it is not whole', () => {
  const text = renderRun(askRun(SITUATIONS['sources torn']), SCREEN);
  expect(text).toMatch(/strace +torn +4,120 +strace was killed after 1.2 s/);
  expect(text).toMatch(/proc +missing +0 +\/proc is mounted with hidepid=2/);
});

it('tells every note with its code, the quiet ones too', () => {
  const text = renderRun(askRun(SITUATIONS['sources torn']), { ...SCREEN, width: 160 });
  expect(text).toContain('p-3 (tool id compile, pid 28172) lived between two looks at /proc [processes-never-sampled]');
});

it('tells what was really run, and the variables that are set', () => {
  const text = renderRun(askRun(aRun({ env: { GOFLAGS: '-tags=a b' } })), { ...SCREEN, width: 160 });
  expect(text).toContain('/usr/local/go/bin/go run -work -debug-actiongraph=/tmp/tape/actiongraph.json main.go');
  expect(text).toContain("GOFLAGS='-tags=a b'");
});

it('does not print variables that are empty', () => expect(renderRun(askRun(aRun()), SCREEN)).not.toContain('GOFLAGS'));

it('names the first witnesses who disagree and counts the others', () => {
  const run = aRun();
  const actions = run.cache.actions.map((action, i) =>
    i < 7
      ? { ...action, evidence: [...action.evidence, { by: 'importcfg', says: 'miss', detail: '' } as const] }
      : action,
  );
  const text = renderRun(askRun({ ...run, cache: { ...run.cache, actions } }), SCREEN);
  expect(text).toContain('pkg-1 errors: actiongraph says hit');
  expect(text).toContain('… 2 more:');
});
