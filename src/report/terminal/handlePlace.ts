/** An objdir with its files, and an import path with all that bears its name. */
import type { ObjdirThing, PackageThing } from '../../ask/handle.ts';
import { visible } from '../invisible.ts';
import { formatDuration, plural } from '../units.ts';
import { flow, type Phrase } from './flow.ts';
import { actionList, processList, told } from './handleRows.ts';
import { bodyWidth, labelled } from './rows.ts';
import { drawTable } from './table.ts';
import type { Theme } from './theme.ts';
import { sizeWords } from './work.ts';

export function objdirLines(
  { workDir, objdir, action, alsoIn }: ObjdirThing,
  origin: number,
  theme: Theme,
): readonly string[] {
  const row = (label: string, phrases: readonly Phrase[]) =>
    labelled(label, flow(phrases, bodyWidth(theme), theme), theme);
  const files = drawTable(
    {
      indent: 0,
      columns: [
        { title: 'size', align: 'right' },
        { title: 'file', shrinkTo: 12, keep: 'end' },
        { title: 'kind' },
        { title: 'kept', optional: 1 },
      ],
      rows: objdir.files.map((file) => [
        { text: sizeWords(file.bytes) },
        { text: visible(file.path) },
        { text: file.kind, paint: theme.paint.quiet },
        { text: file.kept ? 'kept in the recording' : '', paint: theme.paint.quiet },
      ]),
    },
    { ...theme, width: bodyWidth(theme) },
  ).lines;
  return [
    ...row('is', [{ text: `${visible(workDir)}/${visible(objdir.name)}`, paint: theme.paint.strong, keep: 'end' }]),
    ...row('package', [{ text: objdir.package === null ? 'not known' : visible(objdir.package), keep: 'end' }]),
    ...row('made', [{ text: told(objdir.created, (time) => `at ${formatDuration(time - origin)} of the run`) }]),
    ...row('size', [{ text: `${sizeWords(objdir.bytes)} in ${plural(objdir.fileCount, 'file')}` }]),
    ...labelled('files', files, theme),
    ...(action === null ? [] : actionList('for', [action], theme)),
    ...row(
      'also in',
      alsoIn.map((path) => ({ text: visible(path), keep: 'end' })),
    ),
  ];
}

export function packageLines(
  { package: path, actions, processes, objdirs }: PackageThing,
  theme: Theme,
): readonly string[] {
  const row = (label: string, phrases: readonly Phrase[]) =>
    labelled(label, flow(phrases, bodyWidth(theme), theme), theme);
  const [first] = actions;
  return [
    ...row('is', [{ text: visible(path), paint: theme.paint.strong, keep: 'end' }]),
    ...actionList('actions', actions, theme),
    ...(processes.length === 0 ? [] : processList('processes', processes, theme)),
    ...row(
      'objdirs',
      objdirs.map(({ workDir, objdir }) => ({
        text: `${visible(workDir)}/${visible(objdir.name)}, ${sizeWords(objdir.bytes)} in ${plural(objdir.fileCount, 'file')}`,
        keep: 'end',
      })),
    ),
    ...(first === undefined ? [] : row('more', [{ text: theme.show(first.handle) }])),
  ];
}
