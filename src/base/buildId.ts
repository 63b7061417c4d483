/**
 * Build IDs, as cmd/go writes them (cmd/go/internal/work/buildid.go): `actionID/contentID`, for an executable
 * `link action/main action/main content/own content`. Each part is the first 15 bytes of a SHA-256 hash in base64url,
 * 20 characters without padding. The same 15 bytes in hex begin the name of the action's `-a` file in the cache.
 */

export interface BuildIdHalves {
  /** Of the action that made the file: the first part. */
  readonly actionId: string;
  /** Of the file's content: the last part. While the action runs it is the action ID, as a placeholder. */
  readonly contentId: string;
}

const PART = /^[A-Za-z0-9_-]{20}$/;

/** Null for what is no build ID: another tool's, an empty one, a cut one. */
export function splitBuildId(buildId: string): BuildIdHalves | null {
  const parts = buildId.split('/');
  const first = parts[0];
  const last = parts.at(-1);
  if (parts.length < 2 || first === undefined || last === undefined) return null;
  return parts.every((part) => PART.test(part)) ? { actionId: first, contentId: last } : null;
}

/** 20 characters of base64url → 30 hex digits; null for anything else. */
export const hexFromId = (id: string): string | null =>
  PART.test(id) ? Buffer.from(id, 'base64url').toString('hex') : null;

/** The first 30 hex digits of a hash, or more of it → 20 characters of base64url; null for anything else. */
export const idFromHex = (hex: string): string | null =>
  /^[0-9a-f]{30}/.test(hex) ? Buffer.from(hex.slice(0, 30), 'hex').toString('base64url') : null;
