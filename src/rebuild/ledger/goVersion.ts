/** `go1.24.4`, `go1.27rc1`, `go1.24.4 X:nocoverageredesign`, `devel go1.28-3f2a`: whether it is at least Go 1.minor. */
export function satisfies(version: string | undefined, minor: number): boolean {
  const found = /\bgo1\.(\d+)/.exec(version ?? '');
  // A version that cannot be read is most likely newer than these lines.
  return found === null || Number(found[1]) >= minor;
}
