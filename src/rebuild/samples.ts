/** What looks at /proc saw of each process: peaks and last values, however many looks there were. */
import { type Known, known, missing } from '../base/known.ts';
import type { ProcSample, ProcTick } from '../decode/proc/tick.ts';
import type { Resources } from '../model/process.ts';

export interface Samples {
  add(tick: ProcTick): void;
  ticks(): number;
  /** What was seen of the process with that pid between those times; `end` null: to the end of the recording. */
  of(pid: number, start: number, end: number | null): Known<Resources>;
  /** Every path that /proc named, with the process it belongs to: evidence for the work dir. */
  each(take: (seen: SeenInProc) => void): void;
}

export interface SeenInProc {
  readonly pid: number;
  readonly firstAt: number;
  readonly exe: string | null;
  readonly cwds: readonly string[];
  readonly mapped: readonly string[];
}

interface Life {
  readonly pid: number;
  readonly firstAt: number;
  lastAt: number;
  samples: number;
  peakRss: number;
  cpu: number;
  exe: string | null;
  refused: string | null;
  readonly cwds: string[];
  readonly mapped: Set<string>;
}

/** A program may map ten thousand libraries, or change its directory as often. */
const MOST_PATHS = 200;

export function createSamples(): Samples {
  // The same pid with another start time is another process.
  const byPid = new Map<number, Map<number, Life>>();
  let ticks = 0;

  const lifeOf = (at: number, sample: ProcSample): Life => {
    const lives = byPid.get(sample.pid) ?? new Map<number, Life>();
    byPid.set(sample.pid, lives);
    const before = lives.get(sample.startTicks);
    if (before !== undefined) return before;
    const life: Life = {
      pid: sample.pid,
      firstAt: at,
      lastAt: at,
      samples: 0,
      peakRss: 0,
      cpu: 0,
      exe: null,
      refused: null,
      cwds: [],
      mapped: new Set(),
    };
    lives.set(sample.startTicks, life);
    return life;
  };

  return {
    add(tick) {
      ticks++;
      for (const sample of tick.procs) {
        const life = lifeOf(tick.at, sample);
        life.lastAt = tick.at;
        life.samples++;
        life.peakRss = Math.max(life.peakRss, sample.rss);
        life.cpu = Math.max(life.cpu, sample.cpu);
        if (sample.exe !== undefined) life.exe = sample.exe;
        if (sample.refused !== undefined) life.refused = sample.refused;
        if (sample.cwd !== undefined && life.cwds.length < MOST_PATHS) life.cwds.push(sample.cwd);
        for (const path of sample.mapped ?? []) if (life.mapped.size < MOST_PATHS) life.mapped.add(path);
      }
    },
    ticks: () => ticks,
    of(pid, start, end) {
      if (ticks === 0) return missing('nobody looked at /proc');
      const life = longestWithin(byPid.get(pid), start, end ?? Number.POSITIVE_INFINITY);
      if (life === null) return missing('it lived between two looks at /proc');
      return known({
        samples: life.samples,
        peakRss: life.peakRss,
        cpu: life.cpu,
        mapped: [...life.mapped],
        exe: life.exe === null ? missing(life.refused ?? 'not told') : known(life.exe),
      });
    },
    each(take) {
      for (const lives of byPid.values())
        for (const { pid, firstAt, exe, cwds, mapped } of lives.values())
          take({ pid, firstAt, exe, cwds, mapped: [...mapped] });
    },
  };
}

/**
 * The tracer's clock and ours may differ by some milliseconds, and a look takes time: of the lives under one pid,
 * the one that shares most time with the process, if any comes near it.
 */
const NEAR = 50e6;

function longestWithin(lives: ReadonlyMap<number, Life> | undefined, start: number, end: number): Life | null {
  let best: Life | null = null;
  let bestShare = -NEAR;
  for (const life of lives?.values() ?? []) {
    const share = Math.min(end, life.lastAt) - Math.max(start, life.firstAt);
    if (share < bestShare) continue;
    best = life;
    bestShare = share;
  }
  return best;
}
