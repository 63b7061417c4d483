/** `go env -json NAMES`: one object of strings. */
import { asFields } from '../record.ts';
import type { Decoded } from './records.ts';

export function decodeGoEnv(text: string): Decoded<Record<string, string>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { value: {}, trouble: text.trim() === '' ? 'go env said nothing' : 'what go env said is no JSON' };
  }
  const fields = asFields(value);
  if (fields === null) return { value: {}, trouble: 'what go env said is no JSON object' };
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { value: Object.fromEntries(texts), trouble: null };
}
