/**
 * A fact that may not have been seen. What was not seen is `missing` with a reason,
 * never an empty string, a zero or a guess.
 */
export type Known<T> =
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'partial'; readonly value: T; readonly reason: string }
  | { readonly state: 'missing'; readonly reason: string };

export const known = <T>(value: T): Known<T> => ({ state: 'known', value });
export const partial = <T>(value: T, reason: string): Known<T> => ({ state: 'partial', value, reason });
export const missing = <T>(reason: string): Known<T> => ({ state: 'missing', reason });

/** The value if there is one, however incomplete; otherwise undefined. */
export const orUndefined = <T>(fact: Known<T>): T | undefined => (fact.state === 'missing' ? undefined : fact.value);
