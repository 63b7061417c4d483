/** Asks `go env -json` for an allow-list of names: nothing that could hold a password or a token. */
import { execa } from 'execa';

/** Without a name that makes go start a C compiler (GOGCCFLAGS), so that asking costs some 6 ms. */
const NAMES = [
  'GOVERSION', 'GOROOT', 'GOTOOLDIR', 'GOTOOLCHAIN', 'GOOS', 'GOARCH', 'GOHOSTOS', 'GOHOSTARCH', 'GOAMD64', 'GOARM',
  'GOARM64', 'GO386', 'GOEXPERIMENT', 'CGO_ENABLED', 'CC', 'CXX', 'AR', 'GOFLAGS', 'GOCACHE', 'GOCACHEPROG', 'GOMODCACHE',
  'GOPATH', 'GOTMPDIR', 'GOMOD', 'GOWORK', 'GOENV', 'GODEBUG', 'GO111MODULE', 'GOTELEMETRY',
]; // biome-ignore format: a list of names

export interface GoEnvAnswer {
  /** go's own JSON, verbatim; null when go could not answer. */
  readonly text: string | null;
  readonly why: string;
}

/** `go env -json` in the directory that the traced command will work in. Never throws. */
export async function askGoEnv(goBinary: string, directory: string): Promise<GoEnvAnswer> {
  const answer = await execa(goBinary, ['env', '-json', ...NAMES], {
    cwd: directory,
    reject: false,
    stdin: 'ignore',
    timeout: 60_000, // a toolchain may have to be downloaded first
  });
  if (answer.exitCode === 0) return { text: answer.stdout, why: '' };
  return { text: null, why: (answer.stderr || answer.shortMessage || 'go env gave no answer').trim() };
}
