import { describe, expect, it } from 'vitest';
import { indexActions, toRow } from '../../../../src/ask/action.ts';
import { toBrief } from '../../../../src/ask/processes.ts';
import { known, missing, partial } from '../../../../src/base/known.ts';
import { actionList, processList, stretchWords, told } from '../../../../src/report/terminal/handleRows.ts';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { anAction, aProcess, MISSED, SCREEN } from '../../../kit/run.ts';

const theme = createTheme(SCREEN);

it('tells how long, and from when on', () => {
  expect(stretchWords(known(130e6), known(1050e6), 100e6)).toBe('920 ms, from 30 ms into the run');
  expect(stretchWords(known(130e6), missing('x'), 100e6)).toBe('its end was not seen, from 30 ms into the run');
  expect(stretchWords(missing('torn'), known(1), 0)).toBe('not known: torn');
});

describe('a fact', () => {
  it('is told whole, not whole, or not known, with the reason', () => {
    const words = (value: number) => `${value}!`;
    expect([known(1), partial(2, 'cut'), missing<number>('torn')].map((fact) => told(fact, words))).toEqual([
      '1!',
      '2! (not whole: cut)',
      'not known: torn',
    ]);
  });
});

describe('a list', () => {
  it('of processes is cut at ten, with the command that shows them', () => {
    const briefs = Array.from({ length: 13 }, (_, i) => toBrief(aProcess({ handle: `p-${i}` })));
    const lines = processList('children', briefs, theme);
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)?.trim()).toBe('… 3 more: gorun-trace show processes --all');
  });

  it('of actions begins with what was made', () => {
    const actions = [
      ...Array.from({ length: 20 }, (_, i) => anAction({ handle: `pkg-${i}` })),
      anAction({ handle: 'pkg-99', verdict: MISSED }),
    ];
    const rows = actions.map((action) => toRow(action, indexActions(actions)));
    expect(actionList('needs', rows, theme)[0]).toContain('pkg-99  missed');
  });
});
