/**
 * A line at the foot of the terminal that what go and the program print does not mix with: the rows above it
 * become the scroll region, as apt does for its progress bar. Sequences: DECSTBM, DECSC and DECRC (ECMA-48, VT100).
 */
export interface StatusLine {
  show(text: string): void;
  /** Gives the row back; the cursor stays where the output is. */
  close(): void;
}

export function openStatusLine(rows: number, write: (text: string) => void): StatusLine {
  let open = false;
  return {
    show(text) {
      // A newline makes room when the cursor is in the last row; setting the region sends the cursor home, hence
      // save and restore around it. One write, so that no output of the program falls in between.
      const reserve = open ? '' : `\n\x1b7\x1b[1;${rows - 1}r\x1b8\x1b[1A`;
      open = true;
      write(`${reserve}\x1b7\x1b[${rows};1H\x1b[2K${text}\x1b8`);
    },
    close() {
      if (!open) return;
      open = false;
      write(`\x1b7\x1b[r\x1b[${rows};1H\x1b[2K\x1b8`);
    },
  };
}
