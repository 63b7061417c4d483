/**
 * Paths below a temporary build directory. cmd/go makes it with os.MkdirTemp("go-build*") in GOTMPDIR or TMPDIR:
 * the name ends in digits, which GOCACHE's default (~/.cache/go-build) does not. Below it are b001, b002, …
 */

export interface WorkPath {
  /** `/tmp/go-build123`. */
  readonly work: string;
  /** `b001`, null directly below the work dir. */
  readonly objdir: string | null;
  /** What follows, without a leading slash: `exe/main`. */
  readonly rest: string;
}

const NAME = '/go-build';

/** The last work dir in the path: one that lies in another (TMPDIR set by a test) is its own. */
export function workPathOf(path: string): WorkPath | null {
  // A million opens pass here, few of them beneath a work dir, many of them in ~/.cache/go-build.
  for (let at = path.lastIndexOf(NAME); at !== -1; at = at === 0 ? -1 : path.lastIndexOf(NAME, at - 1)) {
    const end = endOfDigits(path, at + NAME.length);
    if (end > at + NAME.length && (end === path.length || path[end] === '/')) return cutAt(path, end);
  }
  return null;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39) at++;
  return at;
}

function cutAt(path: string, end: number): WorkPath {
  const below = path.slice(end).replace(/^\/+/, '');
  const objdir = /^b\d{3,}(?=\/|$)/.exec(below)?.[0] ?? null;
  const rest = objdir === null ? below : below.slice(objdir.length).replace(/^\/+/, '');
  return { work: path.slice(0, end), objdir, rest };
}

/** The first work dir that an argument names: `-o/tmp/go-build1/b002/x.o`, `-trimpath /tmp/go-build1/b002=>`. */
export function workPathIn(argument: string): WorkPath | null {
  if (!argument.includes(NAME) || !/^[/-]/.test(argument)) return null;
  const found = /(\/(?:[^=;]*?\/)?go-build\d+)(?:\/(b\d{3,}))?(?:\/([^=;]*))?(?:[=;]|$)/s.exec(argument);
  return found?.[1] === undefined ? null : { work: found[1], objdir: found[2] ?? null, rest: found[3] ?? '' };
}

/** An executable in the build cache (Go >= 1.24): `$GOCACHE/ab/ab…-d/NAME`, 64 hex digits. */
export const isCachedExecutable = (path: string): boolean => /\/([0-9a-f]{2})\/\1[0-9a-f]{62}-d\/[^/]+$/.test(path);
