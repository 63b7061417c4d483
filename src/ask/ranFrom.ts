/**
 * Which file `go run` executed. Go >= 1.24 keeps executables in the build cache: the first run executes
 * $WORK/b001/exe/main, later ones $GOCACHE/xx/…-d/main. Before 1.24 every go run links again.
 */
import { orUndefined } from '../base/known.ts';
import type { Verdict } from '../model/cache.ts';
import type { Process } from '../model/process.ts';
import type { Run } from '../model/run.ts';

export type RanFrom =
  | {
      readonly where: 'work dir';
      /** `$WORK/b001/exe/main`. */
      readonly path: string;
      readonly link: Verdict | null;
      /** What go will do next time, nothing changed. */
      readonly nextTime: 'cache' | 'link' | 'unknown';
    }
  | { readonly where: 'cache'; readonly path: string; readonly by: 'exec' }
  /** No execve was seen, but the link was a hit, which for go run means this. */
  | { readonly where: 'cache'; readonly path: null; readonly by: 'link verdict' }
  | { readonly where: 'elsewhere'; readonly path: string }
  | { readonly where: 'not seen'; readonly reason: string };

/** Null where no program ran, or where the verb is not `run`. */
export function askRanFrom(run: Run): RanFrom | null {
  if (run.command.verb !== 'run') return null;
  const program = run.processes.find((process) => process.role === 'program');
  const link = run.cache.actions.find((action) => action.kind === 'link')?.verdict ?? null;
  if (program !== undefined && program.images.length > 0) return fromImages(run, program, link);
  if (run.outcome.failed === 'build' || run.outcome.failed === 'usage') return null;
  if (run.processes.length > 0) return null;
  if (link?.kind === 'hit') return { where: 'cache', path: null, by: 'link verdict' };
  const reason = 'processes were not watched';
  const byLink = link?.kind === 'miss' || link?.kind === 'forced' ? '; the link was fresh, so it was $WORK' : '';
  return { where: 'not seen', reason: reason + byLink };
}

function fromImages(run: Run, program: Process, link: Verdict | null): RanFrom {
  const cacheDir = orUndefined(run.cache.dir);
  // A wrapper given by -exec may stand before the program in the same process.
  for (const { path } of program.images) {
    const work = run.work.find((dir) => isInside(path, dir.path));
    if (work !== undefined) {
      return { where: 'work dir', path: `$WORK${path.slice(work.path.length)}`, link, nextTime: nextTime(run, link) };
    }
    if (cacheDir !== undefined && isInside(path, cacheDir)) return { where: 'cache', path, by: 'exec' };
  }
  return { where: 'elsewhere', path: program.images[0]?.path ?? '' };
}

const isInside = (path: string, dir: string): boolean =>
  dir !== '' && path.startsWith(dir.endsWith('/') ? dir : `${dir}/`);

function nextTime(run: Run, link: Verdict | null): 'cache' | 'link' | 'unknown' {
  const minor = goMinor(orUndefined(run.go.version));
  if (minor === undefined) return 'unknown';
  if (minor < 24) return 'link';
  // golang/go#69290: only go's own disk cache keeps executables, a GOCACHEPROG does not.
  if (run.notes.some((note) => note.code === 'cache-prog')) return 'link';
  return link?.kind === 'miss' ? 'cache' : 'unknown';
}

/** 24 of `go1.24.4`. */
export function goMinor(version: string | undefined): number | undefined {
  const minor = /^go1\.(\d+)/.exec(version ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}
