/** What to type next: at most three commands, the most telling first. */
import type { Run } from '../model/run.ts';
import type { OutcomeFacts } from './outcome.ts';

export type NextStep =
  | { readonly command: 'show'; readonly what: string }
  /** Says which tools are missing and how to get them. */
  | { readonly command: 'doctor' };

interface Figures {
  readonly miss: number;
  readonly forced: number;
  readonly unknown: number;
}

const AT_MOST = 3;
/** Below half a second nobody asks where the time went. */
const WORTH_A_TIMELINE_NS = 500_000_000;

export function nextSteps(run: Run, outcome: OutcomeFacts, cache: Figures): readonly NextStep[] {
  const steps: NextStep[] = [];
  const show = (what: string) => steps.push({ command: 'show', what });
  const culprit = outcome.blame[0];
  if (culprit !== undefined) show(culprit.handle);
  if (run.processes.length === 0) steps.push({ command: 'doctor' });
  if (cache.miss + cache.forced + cache.unknown > 0) show('cache');
  if (outcome.duration.state !== 'missing' && outcome.duration.value >= WORTH_A_TIMELINE_NS) show('timeline');
  if (run.processes.length > 0) show('processes');
  show('run');
  return steps.slice(0, AT_MOST);
}
