/**
 * cmd/go passes long argument lists through a file: `compile @/tmp/args123` (work/exec.go, passLongArgsInResponseFiles).
 * One argument a line; a newline in an argument is written `\n`, a backslash `\\` (work/exec.go, encodeArg).
 */
export function expandArguments(argv: readonly string[], files: ReadonlyMap<string, string>): readonly string[] {
  const last = argv.at(-1);
  if (argv.length !== 2 || last === undefined || !last.startsWith('@')) return argv;
  const text = files.get(last.slice(1));
  return text === undefined ? argv : [...argv.slice(0, -1), ...decodeArguments(text)];
}

const decodeArguments = (text: string): string[] =>
  (text.endsWith('\n') ? text.slice(0, -1) : text)
    .split('\n')
    .map((line) => line.replaceAll(/\\(n|\\)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : '\\')));
