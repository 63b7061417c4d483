/**
 * Why go test asks for no cached result. cmd/go/internal/test (tryCacheWithID) lists the flags that do not matter to
 * the result; any other that reaches the test binary forbids the cache.
 */
import type { GoFlags } from '../../base/goFlags.ts';

/** Flags for go itself, which the test binary never sees, Go 1.19 to 1.27 (`go help build`, `go help test`). */
const FOR_GO = new Set(
  (
    'a n p v x C race msan asan cover covermode coverpkg work asmflags buildmode buildvcs compiler gccgoflags ' +
    'gcflags installsuffix json ldflags linkshared mod modcacherw modfile overlay pgo pkgdir tags trimpath toolexec ' +
    'debug-actiongraph debug-trace debug-runtime-trace c exec i o vet'
  ).split(' '),
);

/** The Go 1.x since which the flag leaves the result cacheable. */
const CACHEABLE_SINCE: Readonly<Record<string, number>> = {
  benchtime: 0,
  cpu: 0,
  list: 0,
  parallel: 0,
  run: 0,
  short: 0,
  timeout: 0,
  failfast: 0,
  fullpath: 23,
  skip: 25,
  coverprofile: 25,
  outputdir: 25,
};

/** Null where the result may come from the cache. */
export function uncacheableTest(flags: GoFlags, since: (minor: number) => boolean): string | null {
  for (const [flag, value] of flags.flags) {
    const name = flag.replace(/^test\./, '');
    if (FOR_GO.has(name)) continue;
    const version = CACHEABLE_SINCE[name];
    if (version !== undefined && since(version)) continue;
    return name === 'args' ? '-args' : `-${name}${value === '' ? '' : `=${value}`}`;
  }
  return flags.rest.length === 0
    ? 'go test without package names runs the test of this folder without the cache'
    : null;
}
