/**
 * Reads a JSON array that may be cut off: cmd/go truncates its file before it writes it again, and may be killed
 * in between. Every whole element is kept.
 */

export interface SalvagedArray {
  readonly elements: readonly unknown[];
  /** True where the array and its closing bracket were there. */
  readonly whole: boolean;
}

export function salvageJsonArray(text: string): SalvagedArray {
  const whole = parse(text);
  if (whole !== undefined) return Array.isArray(whole) ? { elements: whole, whole: true } : none;
  const elements: unknown[] = [];
  for (const object of topLevelObjects(text)) {
    const element = parse(object);
    if (element === undefined) break;
    elements.push(element);
  }
  return { elements, whole: false };
}

const none: SalvagedArray = { elements: [], whole: false };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of each `{…}` at depth one. Braces inside strings do not count. */
function* topLevelObjects(text: string): Generator<string> {
  let depth = 0;
  let from = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') {
      if (depth++ === 0) from = at;
    } else if (char === '}' && depth > 0 && --depth === 0) yield text.slice(from, at + 1);
  }
}
