import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { restoringScript, withRawBytes } from '../../../src/capture/rawBytes.ts';

const lossy = (bytes: Buffer) => bytes.toString('utf8');
/** What a program sees of its arguments and of variable V when the script runs it. */
const see = (words: Buffer[], environ: Buffer[]): { words: Buffer[]; environ: Buffer[] } => {
  const program = ['/bin/sh', '-c', 'cat "/proc/$$/cmdline"; printf END; cat "/proc/$$/environ"', 'program'];
  const script = restoringScript([...program, ...words.map(lossy)], ['V'], words, environ);
  const seen = execFileSync('/bin/sh', ['-c', script], { env: { PATH: process.env.PATH } });
  const end = seen.indexOf('END', seen.indexOf('program\0'));
  return { words: split(seen.subarray(0, end)).slice(program.length), environ: split(seen.subarray(end + 3)) };
};
const split = (bytes: Buffer) =>
  bytes
    .toString('latin1')
    .split('\0')
    .slice(0, -1)
    .map((part) => Buffer.from(part, 'latin1'));

describe('bytes that Node cannot pass on', () => {
  it('leaves a command alone that lost nothing', () => {
    const command = { file: 'go', args: ['run', 'größe.go', "it's"] };
    expect(withRawBytes(command, { A: 'b' })).toBe(command);
  });

  it('hands every byte of an argument and of a variable to the program', () => {
    const nasty = Buffer.from([...Array(255).keys()].map((i) => i + 1));
    const trailing = Buffer.from('a\xff\n\n', 'latin1');
    const percent = Buffer.from('100%s\\n\xfe', 'latin1');
    const words = [nasty, trailing, percent, Buffer.alloc(0)];
    const seen = see(words, [Buffer.from('V=x\xfd\n', 'latin1')]);
    expect(seen.words).toEqual(words);
    expect(seen.environ).toContainEqual(Buffer.from('V=x\xfd\n', 'latin1'));
    expect(seen.environ.some((pair) => pair.toString('latin1').startsWith('gorun_trace_word'))).toBe(false);
  });
});
