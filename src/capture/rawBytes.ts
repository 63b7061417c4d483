/**
 * Node reads argv and the environment as UTF-8, so that other bytes are lost before our first line runs. Where
 * that happened, the original bytes are in /proc/self, and a shell hands them on: sh is replaced by the command.
 */
import { readFileSync } from 'node:fs';

const LOST = '\uFFFD';

export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
}

/** `command` as it is, or wrapped in a shell that restores the bytes that Node lost. */
export function withRawBytes(command: CommandLine, environment: NodeJS.ProcessEnv): CommandLine {
  const words = [command.file, ...command.args];
  const names = Object.keys(environment).filter((name) => environment[name]?.includes(LOST));
  if (names.length === 0 && !words.some((word) => word.includes(LOST))) return command;
  return { file: '/bin/sh', args: ['-c', restoringScript(words, names, readSelf('cmdline'), readSelf('environ'))] };
}

/** Pure: the shell script that exports `names` and becomes `words`, with the bytes found in the raw lists. */
export function restoringScript(
  words: readonly string[],
  names: readonly string[],
  cmdline: readonly Buffer[],
  environ: readonly Buffer[],
): string {
  const raw = new Map(cmdline.map((bytes) => [bytes.toString('utf8'), bytes]));
  const exports = environ.flatMap((bytes) => {
    const at = bytes.indexOf('=');
    const name = bytes.toString('utf8', 0, at);
    // What is no shell variable's name cannot be exported by a shell; it stays as Node passes it.
    const possible = names.includes(name) && /^[A-Za-z_]\w*$/.test(name);
    return possible ? [...assign(bytes.subarray(at + 1)), `${name}=$gorun_trace_word`, `export ${name}`] : [];
  });
  const list = words.flatMap((word) => [
    ...assign(raw.get(word) ?? Buffer.from(word)),
    'set -- "$@" "$gorun_trace_word"',
  ]);
  return [...exports, ...list, 'unset gorun_trace_word', 'exec "$@"'].join('\n');
}

/** `$(…)` drops newlines at the end, hence the `x` that is cut off again. `%b` reads `\0ooo` in every shell. */
function assign(bytes: Buffer): string[] {
  const octal = [...bytes].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('');
  return [`gorun_trace_word=$(printf %b '${octal}x')`, 'gorun_trace_word=$' + '{gorun_trace_word%x}'];
}

function readSelf(name: 'cmdline' | 'environ'): Buffer[] {
  try {
    const bytes = readFileSync(`/proc/self/${name}`);
    const parts: Buffer[] = [];
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(0, from);
      parts.push(bytes.subarray(from, end === -1 ? bytes.length : end));
      from = end === -1 ? bytes.length : end + 1;
    }
    return parts;
  } catch {
    return [];
  }
}
