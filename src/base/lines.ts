/**
 * Cuts a stream of byte chunks into lines. Bytes are read as Latin-1, so that every byte survives as one
 * char code; tracers escape what is not ASCII, and who needs UTF-8 decodes it from these bytes.
 */
export interface LineCutter {
  /** Hands every whole line of the chunk (and what was left of the last one) to `take`, without its newline. */
  push(chunk: Buffer): void;
  /** Returns what stands after the last newline: a torn line, or '' where the stream ended cleanly. */
  end(): string;
}

export function createLineCutter(take: (line: string) => void): LineCutter {
  let rest = '';
  return {
    push(chunk) {
      const text = rest + chunk.toString('latin1');
      let from = 0;
      for (;;) {
        const newline = text.indexOf('\n', from);
        if (newline === -1) break;
        take(text.slice(from, newline));
        from = newline + 1;
      }
      rest = text.slice(from);
    },
    end() {
      const torn = rest;
      rest = '';
      return torn;
    },
  };
}

/** The UTF-8 text that a Latin-1 string of bytes stands for; bytes that are no UTF-8 become U+FFFD. */
export const utf8FromLatin1 = (bytes: string): string =>
  // Most names are ASCII, where both encodings agree.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
  /^[\x00-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
