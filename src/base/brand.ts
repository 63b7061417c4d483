/** Numbers that must not be mixed up. A brand costs nothing at run time. */

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A thread id in the PID namespace of the tracer; equals the Pid for a process's first thread. */
export type Tid = Brand<number, 'Tid'>;

/**
 * Nanoseconds since the tape's origin, which is a whole Unix second.
 * Exact as a double for 104 days; nanoseconds since 1970 are not.
 */
export type Nanos = Brand<number, 'Nanos'>;

export const tid = (value: number): Tid => value as Tid;
export const nanos = (value: number): Nanos => value as Nanos;
