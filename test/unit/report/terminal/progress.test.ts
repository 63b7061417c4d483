import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../../src/report/terminal/fit.ts';
import { type Progress, renderProgress } from '../../../../src/report/terminal/progress.ts';
import { SCREEN } from '../../../kit/run.ts';

const building: Progress = {
  phase: 'build',
  running: [
    { role: 'compile', package: 'net/http' },
    { role: 'compile', package: 'crypto/tls' },
    { role: 'asm', package: null },
  ],
  compiled: 143,
  processes: 160,
  elapsedMs: 12_345,
};
const at = (width: number, progress = building) => renderProgress(progress, { ...SCREEN, width });

describe('the progress line', () => {
  it('tells the phase, the time, what is done and what is going on', () => {
    expect(at(100)).toBe('gorun-trace  build · 12 s · 143 compiled · compile net/http, compile crypto/tls, asm');
  });

  it('names as many as fit and counts the others', () => {
    expect(at(72)).toBe('gorun-trace  build · 12 s · 143 compiled · compile net/http +2');
  });

  it('never reaches the last column, whatever the width', () => {
    for (let width = 20; width < 120; width += 1) expect(widthOf(at(width))).toBeLessThan(width);
  });

  it('counts processes until the first package is compiled', () => {
    expect(at(80, { phase: 'load', running: [], compiled: 0, processes: 7, elapsedMs: 300 })).toBe(
      'gorun-trace  load · 0.3 s · 7 processes',
    );
  });

  it('is one line, whatever a package is called', () => {
    const running = [{ role: 'compile', package: 'a\nb\x1b[2Jc' }];
    expect(at(80, { ...building, running })).toContain('a\\nb\\x1b[2Jc');
  });

  it('adds nothing but colour where colour is wanted', () => {
    const colored = renderProgress(building, { ...SCREEN, color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC begins a colour
    expect(colored.replace(/\x1b\[\d+m/g, '')).toBe(at(80));
    expect(colored).not.toBe(at(80));
  });
});
