/**
 * Which flags a go command line has, as cmd/go reads them: before the start, to step back where the user has a flag
 * that we would add, and afterwards, to say why something was made without asking.
 * Whether a flag takes its value from the next argument is known for the boolean ones, which cannot.
 */

export interface GoFlags {
  /** Flags without dashes, each with its last value; '' where it has none. */
  readonly flags: ReadonlyMap<string, string>;
  /** What is no flag: packages and files. For `go run`, the program's arguments too. */
  readonly rest: readonly string[];
}

/** `go help build`, `go help testflag`, `go help vet`, Go 1.19 to 1.27. */
const BOOLEAN = new Set(
  (
    'a n v x race msan asan cover work trimpath modcacherw linkshared buildvcs i json ' +
    'c short failfast benchmem fullpath artifacts diff fix'
  ).split(' '),
);

export function readGoFlags(verb: string, args: readonly string[], goflags = ''): GoFlags {
  const flags = new Map<string, string>();
  for (const word of splitGoflags(goflags)) add(flags, word);
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') return { flags, rest: [...rest, ...args.slice(i + 1)] };
    if (!/^--?[^-=]/.test(arg)) {
      rest.push(arg);
      // go test reads flags behind the packages too; the others stop at the first word.
      if (verb !== 'test') return { flags, rest: [...rest, ...args.slice(i + 1)] };
      continue;
    }
    const name = add(flags, arg);
    if (verb === 'test' && name === 'args') return { flags, rest };
    if (name !== null && !arg.includes('=') && !isBoolean(verb, name)) flags.set(name, args[++i] ?? '');
  }
  return { flags, rest };
}

/** A boolean flag that is on: `-a`, `-a=true`, `-a=1`. */
export function isOn(flags: GoFlags, name: string): boolean {
  const value = flags.flags.get(name);
  return value !== undefined && /^(|1|t|T|true|TRUE|True)$/.test(value);
}

// go vet hands its analyzers' flags (-printf, -unsafeptr=false) on; those without `=` are boolean.
const isBoolean = (verb: string, name: string): boolean =>
  BOOLEAN.has(name) || (verb === 'vet' && !VET_WITH_VALUE.has(name));

const VET_WITH_VALUE = new Set(
  'p C mod modfile overlay pkgdir tags toolexec vettool gcflags ldflags asmflags compiler c coverpkg covermode'.split(
    ' ',
  ),
);

/** GOFLAGS: `-flag` and `-flag=value` between spaces, each may be quoted whole (cmd/internal/quoted.Split). */
const splitGoflags = (goflags: string): string[] =>
  [...goflags.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');

/** Returns the flag's name, null for what is none. */
function add(flags: Map<string, string>, word: string): string | null {
  const match = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(word);
  if (match?.[1] === undefined) return null;
  flags.set(match[1], match[2] ?? '');
  return match[1];
}
