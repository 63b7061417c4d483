import { describe, expect, it } from 'vitest';
import { orUndefined } from '../../../../src/base/known.ts';
import { fitDelve, fits } from '../../../../src/capture/host/delveFit.ts';
import { comparableGo } from '../../../../src/capture/host/versions.ts';

describe('the Delve to install', () => {
  it.each([
    ['go1.16.15', '1.9.0', '1.16–1.19'],
    ['go1.17', '1.9.1', '1.17–1.19'],
    ['go1.18.1', '1.21.0', '1.18–1.21'],
    // 1.22.1 debugs both, but its go.mod asks for Go 1.21, and neither can fetch it.
    ['go1.19.8', '1.21.2', '1.19–1.21'],
    ['go1.20', '1.21.2', '1.19–1.21'],
    ['go1.21.13', '1.25.0', '1.21–1.24'],
    ['go1.22.2', '1.25.2', '1.22–1.25'],
    ['go1.23.0', '1.25.2', '1.22–1.25'],
    ['go1.24.4', '1.26.3', '1.24–1.26'],
    ['go1.25.0', '1.27.1', '1.25–1.27'],
    ['go1.26.8', '1.27.1', '1.25–1.27'],
    ['go1.27rc1', '1.27.1', '1.25–1.27'],
  ])('for %s is %s', (go, install, range) => {
    expect(fitDelve(go)).toMatchObject({ state: 'known', value: { install, range } });
  });

  it('fits, and can be built by, the Go it is chosen for', () => {
    for (let minor = 16; minor <= 27; minor += 1) {
      const go = `go1.${minor}.1`;
      const choice = orUndefined(fitDelve(go));
      expect(fits(choice?.install ?? '', go), go).toMatchObject({ fit: 'fits', range: choice?.range });
      expect(comparableGo(go)?.compare(`${choice?.builtBy}.0`), go).toBe(1);
    }
  });

  it('is the latest for a Go from the future, and says that this is a guess', () => {
    for (const go of ['devel go1.28-5e2c9a', 'go2.0']) {
      expect(fitDelve(go)).toMatchObject({ state: 'partial', value: { install: 'latest' } });
    }
  });

  it('is none for a Go that is too old or says no version', () => {
    expect(fitDelve('go1.15.15')).toMatchObject({ state: 'missing', reason: expect.stringContaining('1.15') });
    expect(fitDelve('devel +7a3bc12')).toMatchObject({ state: 'missing' });
  });
});

describe('whether a Delve fits a Go', () => {
  it.each([
    ['1.20.2', 'go1.19.8', { fit: 'fits', range: '1.18–1.20' }],
    ['1.20.2', 'go1.26.8', { fit: 'go too new', range: '1.18–1.20' }],
    ['1.27.1', 'go1.24.4', { fit: 'go too old', range: '1.25–1.27' }],
    ['1.27.2', 'go1.26.8', { fit: 'fits', range: '1.25–1.27' }],
    ['1.25.0', 'go1.25.0', { fit: 'go too new', range: '1.21–1.24' }],
    ['1.25.1', 'go1.25.0', { fit: 'fits', range: '1.22–1.25' }],
    ['1.21.0', 'go1.18', { fit: 'fits', range: '1.18–1.21' }],
    ['1.21.1', 'go1.18', { fit: 'go too old', range: '1.19–1.21' }],
  ])('%s, %s', (delve, go, fit) => expect(fits(delve, go)).toEqual(fit));

  it.each([
    ['1.28.0', 'go1.26.8'],
    ['1.8.3', 'go1.19'],
    ['', 'go1.19'],
    ['1.27.1', 'devel +7a3bc12'],
  ])('is not claimed for %j and %s', (delve, go) => expect(fits(delve, go)).toMatchObject({ fit: 'unknown' }));
});
