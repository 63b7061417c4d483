/**
 * Go's JSON time, RFC 3339 with up to nine digits of fraction and any zone. Date keeps only milliseconds, hence the
 * fraction is read apart: nanoseconds since a whole second stay exact.
 */

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** time.Time's zero value: the thing never happened. */
const ZERO = '0001-01-01T00:00:00Z';

/** Nanoseconds since the origin. Null for the zero time, and for what is no time. */
export function decodeGoTime(text: string, originSeconds: number): number | null {
  if (text === ZERO) return null;
  const match = RFC3339.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = match;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const east = (sign === '-' ? -1 : 1) * (Number(zoneHour) * 3600 + Number(zoneMinute) * 60);
  const seconds = local / 1000 - east - originSeconds;
  return seconds * 1e9 + Number(fraction.padEnd(9, '0'));
}
