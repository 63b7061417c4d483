/**
 * -debug-actiongraph: a JSON array of cmd/go's actions, the same struct from Go 1.19 to 1.27 (actionJSON in
 * cmd/go/internal/work/action.go). cmd/go writes it twice: before it begins, and again when all is done. Only the
 * second writing has action IDs, build IDs, times and commands; a go that is killed leaves the first.
 */
import { asFields } from '../record.ts';
import { numberOf, numbersOf, textOf, textsOf } from './fields.ts';
import { salvageJsonArray } from './jsonArray.ts';
import type { ActionNode, Decoded } from './records.ts';
import { decodeGoTime } from './time.ts';

export function decodeActionGraph(text: string, originSeconds: number): Decoded<ActionNode[]> {
  const { elements, whole } = salvageJsonArray(text);
  const nodes: ActionNode[] = [];
  for (const element of elements) {
    const node = decodeNode(element, originSeconds);
    if (node !== null) nodes.push(node);
  }
  return { value: nodes, trouble: troubleWith(nodes, elements.length, whole, text) };
}

function decodeNode(element: unknown, originSeconds: number): ActionNode | null {
  const fields = asFields(element);
  const id = fields === null ? null : numberOf(fields.ID);
  if (fields === null || id === null) return null;
  const time = (value: unknown): number | null => decodeGoTime(textOf(value), originSeconds);
  return {
    id,
    mode: textOf(fields.Mode),
    package: textOf(fields.Package),
    deps: numbersOf(fields.Deps),
    args: textsOf(fields.Args),
    objdir: textOf(fields.Objdir),
    target: textOf(fields.Target),
    failed: fields.Failed === true,
    vetxOnly: fields.VetxOnly === true,
    needBuild: fields.NeedBuild === true,
    actionId: textOf(fields.ActionID),
    buildId: textOf(fields.BuildID),
    ready: time(fields.TimeReady),
    start: time(fields.TimeStart),
    done: time(fields.TimeDone),
    commands: textsOf(fields.Cmd),
  };
}

function troubleWith(nodes: readonly ActionNode[], elements: number, whole: boolean, text: string): string | null {
  if (text.trim() === '') return 'the action graph is empty: go was stopped while it wrote it';
  if (!whole) return `the action graph is cut off after ${nodes.length} whole actions`;
  if (nodes.length < elements) return `${elements - nodes.length} of ${elements} entries are no actions`;
  // The root is done last, but a go that was interrupted writes what it has: any time at all means a second writing.
  const writtenTwice = nodes.length === 0 || nodes.some((n) => n.ready !== null || n.start !== null);
  return writtenTwice
    ? null
    : 'go wrote the action graph only before it began, and never again: it has no times, action IDs or commands';
}
