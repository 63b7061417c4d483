/** What a recording needs besides its observations, for tests of the fold. */
import { known, missing } from '../../src/base/known.ts';
import type { SessionEvent, TapeHeader } from '../../src/decode/session/event.ts';
import type { Run, Source } from '../../src/model/run.ts';
import { createRebuild, type Rebuild, type ToolRecords } from '../../src/rebuild/rebuild.ts';
import type { Story } from './tree.ts';

export const headerOf = (given: Partial<TapeHeader> = {}): TapeHeader => ({
  format: 'gorun-trace/tape',
  version: 1,
  id: '20261121-204500-3f2a',
  recordedBy: '0.1.0',
  originSeconds: 1795294000,
  verb: 'run',
  args: ['.'],
  argv: ['/usr/local/go/bin/go', given.verb ?? 'run', '.'],
  cwd: '/home/u/hello',
  goBinary: '/usr/local/go/bin/go',
  launcher: null,
  flags: { added: [], left: [] },
  host: { platform: 'linux', arch: 'x64', kernel: '6.1', cpus: 2 },
  track: { name: 'strace', watchers: ['strace 6.1'], reasons: [] },
  ...given,
});

export const STRACE_WHOLE: Source = { name: 'strace', state: 'complete', records: 1 };

export const recordsOf = (given: Partial<ToolRecords> = {}): ToolRecords => ({
  actions: missing('not asked'),
  spans: missing('not asked'),
  goEnv: known({ GOVERSION: 'go1.26.8', GOOS: 'linux', GOARCH: 'amd64', GOHOSTOS: 'linux', GOHOSTARCH: 'amd64' }),
  importCfgs: new Map(),
  sources: [STRACE_WHOLE],
  ...given,
});

/** The Run of a story. `also` feeds the fold with what a story cannot tell: ticks, work files. */
export function runOf(
  told: Story,
  given: {
    readonly header?: Partial<TapeHeader>;
    readonly session?: readonly SessionEvent[];
    readonly records?: Partial<ToolRecords>;
    readonly also?: (rebuild: Rebuild) => void;
  } = {},
): Run {
  const rebuild = createRebuild(headerOf(given.header));
  for (const event of given.session ?? []) rebuild.session(event);
  for (const observation of told.observations) rebuild.observe(observation);
  given.also?.(rebuild);
  return rebuild.finish(recordsOf(given.records));
}
