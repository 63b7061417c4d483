/** Ends an exhaustive switch: a new variant becomes a compile error here. */
export function assertNever(value: never): never {
  throw new Error(`gorun-trace has a bug: unhandled variant ${JSON.stringify(value)}`);
}
