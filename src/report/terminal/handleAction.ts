/** Everything about one action of the cache ledger, the evidence for its verdict first. */
import type { ActionThing } from '../../ask/handle.ts';
import { visible } from '../invisible.ts';
import { formatBytes, plural } from '../units.ts';
import { flow, type Phrase } from './flow.ts';
import { actionList, processList, stretchWords, told } from './handleRows.ts';
import { bodyWidth, labelled } from './rows.ts';
import type { Theme } from './theme.ts';
import { actionName, verdictWords } from './words.ts';

export function actionLines(
  { row: view, action, objdirMade, needs, neededBy, processes }: ActionThing,
  origin: number,
  theme: Theme,
): readonly string[] {
  const width = bodyWidth(theme);
  const row = (label: string, phrases: readonly Phrase[]) => labelled(label, flow(phrases, width, theme), theme);
  return [
    ...row('is', [
      {
        text: action.kind === 'build' ? `build ${actionName(view)}` : actionName(view),
        paint: theme.paint.strong,
        keep: 'both',
      },
    ]),
    ...row('verdict', [{ text: verdictWords(action.verdict), paint: theme.verdict[action.verdict.kind] }]),
    ...labelled('evidence', evidenceLines(action.evidence, theme), theme),
    ...row('time', [
      { text: stretchWords(action.start, action.end, origin) },
      { text: plural(action.commands, 'command') },
    ]),
    ...row('action ID', [
      { text: told(action.actionId, visible) },
      ...(action.actionHex.state === 'missing'
        ? []
        : [{ text: `${visible(action.actionHex.value)}${theme.sign.ellipsis}-a` }]),
    ]),
    ...row('content', [{ text: told(action.contentId, visible) }]),
    ...row('size', [{ text: told(action.bytes, formatBytes) }]),
    ...row('objdir', objdirPhrases(action.objdir, objdirMade, theme)),
    ...(processes.length === 0 ? [] : processList('processes', processes, theme)),
    ...(needs.length === 0 ? [] : actionList('needs', needs, theme)),
    ...(neededBy.length === 0 ? [] : actionList('needed by', neededBy, theme)),
  ];
}

function objdirPhrases(objdir: string | null, made: boolean, theme: Theme): readonly Phrase[] {
  if (objdir === null) return [{ text: 'none: nothing was built' }];
  if (!made) return [{ text: visible(objdir) }, { text: 'never made: nothing was built' }];
  return [{ text: visible(objdir) }, { text: theme.show(objdir), keep: 'whole' }];
}

/** Nothing of it is cut but what is longer than a line: it is what the verdict stands on. */
function evidenceLines(evidence: ActionThing['action']['evidence'], theme: Theme): readonly string[] {
  if (evidence.length === 0) return ['none'];
  return evidence.flatMap(({ by, says, detail }) =>
    flow(
      [
        {
          text: `${by} ${says === 'unclear' ? 'cannot tell' : `says ${says === 'miss' ? 'missed' : says}`}`,
          paint: says === 'unclear' ? theme.paint.quiet : theme.verdict[says],
        },
        { text: visible(detail), paint: theme.paint.quiet, keep: 'both' },
      ],
      bodyWidth(theme),
      theme,
    ),
  );
}
