import { expect, it } from 'vitest';
import { askSummary } from '../../../src/ask/summary.ts';
import { SITUATIONS, type Situation } from '../../kit/situations.ts';

const steps = (name: Situation) =>
  askSummary(SITUATIONS[name]).next.map((step) => (step.command === 'show' ? step.what : step.command));

it('begins with the process to blame', () => {
  expect(steps('compile error')[0]).toBe('p-7');
  expect(steps('program killed by SIGSEGV')[0]).toBe('p-8');
});

it('begins with the ledger where something was missed', () => {
  expect(steps('one file edited, a cascade of three')).toEqual(['cache', 'timeline', 'processes']);
});

it('sends those without processes to the doctor, and never to a tree that is empty', () => {
  expect(steps('tool track, no processes')).toEqual(['doctor', 'cache', 'timeline']);
});

it('offers no timeline of what was over at once', () =>
  expect(steps('a daemon left behind')).toEqual(['processes', 'run']));
