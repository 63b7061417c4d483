import { expect, it } from 'vitest';
import { askProcesses } from '../../../../src/ask/processes.ts';
import { renderProcesses } from '../../../../src/report/terminal/processes.ts';
import { SCREEN } from '../../../kit/run.ts';
import { SITUATIONS } from '../../../kit/situations.ts';

it('says how many are folded and how to unfold them', () => {
  const text = renderProcesses(askProcesses(SITUATIONS['cold, 186 misses']), SCREEN);
  expect(text).toContain('194 processes · 191 folded, unfold: gorun-trace show processes --all');
  expect(text).toContain('more about one: gorun-trace show p-194');
});

it('does not speak of folding when nothing is folded', () => {
  expect(renderProcesses(askProcesses(SITUATIONS['warm, all hits'], { all: true }), SCREEN)).not.toContain('folded');
});

it('says why there are none', () => {
  const text = renderProcesses(askProcesses(SITUATIONS['tool track, no processes']), SCREEN);
  expect(text).toContain('no processes were recorded · strace is not installed');
});
