import { describe, expect, it } from 'vitest';
import { openStatusLine } from '../../../src/cli/statusLine.ts';

describe('the status line', () => {
  it('reserves the last row once, draws there, and puts the cursor back each time', () => {
    const written: string[] = [];
    const line = openStatusLine(24, (text) => written.push(text));
    line.show('building');
    line.show('linking');
    line.close();
    expect(written).toEqual([
      '\n\x1b7\x1b[1;23r\x1b8\x1b[1A\x1b7\x1b[24;1H\x1b[2Kbuilding\x1b8',
      '\x1b7\x1b[24;1H\x1b[2Klinking\x1b8',
      '\x1b7\x1b[r\x1b[24;1H\x1b[2K\x1b8',
    ]);
  });

  it('writes nothing when it never had anything to show', () => {
    const written: string[] = [];
    openStatusLine(24, (text) => written.push(text)).close();
    expect(written).toEqual([]);
  });
});
