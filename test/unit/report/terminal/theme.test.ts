import { describe, expect, it } from 'vitest';
import { createTheme } from '../../../../src/report/terminal/theme.ts';
import { SCREEN } from '../../../kit/run.ts';

describe('a theme', () => {
  it('paints only where colour is wanted', () => {
    expect(createTheme(SCREEN).paint.bad('x')).toBe('x');
    expect(createTheme({ ...SCREEN, color: true }).paint.bad('x')).toBe('\x1b[31mx\x1b[39m');
  });

  it('keeps to ASCII where the terminal has nothing else', () => {
    const signs = Object.values(createTheme({ ...SCREEN, unicode: false }).sign).join('');
    expect(signs).toMatch(/^[ -~]+$/);
  });

  it('takes a width that is none for 80, and one too small for the smallest', () => {
    expect([0, Number.NaN, -1, 3, 40.7].map((width) => createTheme({ ...SCREEN, width }).width)).toEqual([
      80, 80, 80, 20, 40,
    ]);
  });
});

describe('a command', () => {
  it('names the run where it is not the latest', () => {
    expect(createTheme(SCREEN).show('cache')).toBe('gorun-trace show cache');
    expect(createTheme({ ...SCREEN, runRef: 'latest' }).show('cache')).toBe('gorun-trace show cache');
    expect(createTheme({ ...SCREEN, runRef: 'latest~1' }).show('cache')).toBe("gorun-trace show cache 'latest~1'");
  });

  it('can be pasted', () => expect(createTheme(SCREEN).show('a b')).toBe("gorun-trace show 'a b'"));
});
