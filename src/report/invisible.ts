/**
 * Characters that do something to a terminal or a page instead of being seen: C0 and C1 controls (ESC, CSI),
 * soft hyphen, zero-width characters, marks and overrides of writing direction (the "Trojan source" ones),
 * line and paragraph separators, the byte order mark, tags, lone surrogates.
 */
export const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** Text from outside, made harmless: one line, in reading order, every character seen. */
export const visible = (text: string): string => text.replace(INVISIBLE, (char) => NAMED[char] ?? escapeOf(char));

function escapeOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
