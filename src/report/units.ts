/** Figures for people: times, bytes, counts. Every figure that stands alone carries its unit. */

const MS = 1e6;
const S = 1e9;

/** Nanoseconds in three figures or so: `0.4 ms`, `12 ms`, `1.84 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`. */
export function formatDuration(ns: number): string {
  if (!Number.isFinite(ns)) return '?';
  const time = Math.max(0, ns);
  if (time === 0) return '0 ms';
  // The limits are where rounding would reach the next unit: 999.6 ms reads 1.00 s.
  if (time < 0.05 * MS) return '<0.1 ms';
  if (time < 9.95 * MS) return `${(time / MS).toFixed(1)} ms`;
  if (time < 999.5 * MS) return `${Math.round(time / MS)} ms`;
  if (time < 9.995 * S) return `${(time / S).toFixed(2)} s`;
  if (time < 99.95 * S) return `${(time / S).toFixed(1)} s`;
  const seconds = Math.round(time / S);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

const pad = (figure: number): string => String(figure).padStart(2, '0');

/** A total and its parts in one unit, rounded so that the figures shown add up. */
export interface Sum {
  /** `2.41 s`. */
  readonly total: string;
  /** `0.12`; a part that rounds to nothing is `0.00`. */
  readonly parts: readonly string[];
  /** What the parts leave of the total; null where they leave nothing to be seen. */
  readonly rest: string | null;
  /** `s` or `ms`. */
  readonly unit: string;
}

export function formatSum(totalNs: number, partsNs: readonly number[]): Sum {
  const inSeconds = totalNs >= 999.5 * MS;
  const unit = inSeconds ? 's' : 'ms';
  // Hundredths of a second above one second, else whole milliseconds.
  const step = inSeconds ? S / 100 : MS;
  const show = (steps: number) => (inSeconds ? (steps / 100).toFixed(2) : String(steps));
  const total = Math.round(totalNs / step);
  const sum = partsNs.reduce((all, part) => all + part, 0);
  const covered = Math.abs(totalNs - sum) < step ? total : Math.round(sum / step);
  const parts = apportion(partsNs, step, covered);
  return {
    total: `${show(total)} ${unit}`,
    parts: parts.map(show),
    rest: total - covered > 0 ? show(total - covered) : null,
    unit,
  };
}

/** Rounds to whole steps with a given sum: what is left over goes to the largest fractions. */
function apportion(parts: readonly number[], step: number, sum: number): readonly number[] {
  const exact = parts.map((part) => Math.max(0, part) / step);
  const steps = exact.map(Math.floor);
  let left = sum - steps.reduce((all, part) => all + part, 0);
  const byFraction = exact
    .map((value, i) => ({ i, fraction: value - Math.floor(value) }))
    .sort((a, b) => b.fraction - a.fraction);
  for (const { i } of byFraction) {
    if (left <= 0) break;
    steps[i] = (steps[i] ?? 0) + 1;
    left -= 1;
  }
  return steps;
}

/** Powers of 1000: `512 B`, `1.2 kB`, `12.3 MB`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return '?';
  let value = Math.max(0, bytes);
  if (value < 999.5) return `${Math.round(value)} B`;
  for (const unit of ['kB', 'MB', 'GB', 'TB'] as const) {
    value /= 1000;
    if (value < 99.95) return `${value.toFixed(1)} ${unit}`;
    if (value < 999.5) return `${Math.round(value)} ${unit}`;
  }
  return `${Math.round(value)} TB`;
}

/** `8,412`. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `1 package`, `3 packages`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
