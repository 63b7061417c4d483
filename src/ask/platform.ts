/** Platforms by Go's names. */
import type { Run } from '../model/run.ts';

export interface Platform {
  /** What was built for: `linux/amd64`. */
  readonly target: string;
  /** What it was built on. */
  readonly host: string;
}

/** Node's names where they differ from Go's. */
const GO_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
const GO_OS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };

/** go env's word comes first; an empty value is as good as none. */
export function platformOf({ host, go: { env } }: Pick<Run, 'host' | 'go'>): Platform {
  const os = env.GOHOSTOS || (GO_OS[host.platform] ?? host.platform);
  const arch = env.GOHOSTARCH || (GO_ARCH[host.arch] ?? host.arch);
  return { target: `${env.GOOS || os}/${env.GOARCH || arch}`, host: `${os}/${arch}` };
}
