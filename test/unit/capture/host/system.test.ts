import { describe, expect, it } from 'vitest';
import { known } from '../../../../src/base/known.ts';
import { parseOsRelease, probeUser } from '../../../../src/capture/host/system.ts';
import { worldOf } from '../../../../src/capture/host/world.ts';

describe('os-release', () => {
  it('names the distribution', () => {
    const text = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n';
    expect(parseOsRelease(text)).toEqual(
      known({ id: 'debian', versionId: '12', name: 'Debian GNU/Linux 12 (bookworm)' }),
    );
  });

  it('may lack a version and have other quotes', () => {
    expect(parseOsRelease("NAME='Arch Linux'\nID=arch\nBUILD_ID=rolling\n")).toEqual(
      known({ id: 'arch', versionId: '', name: 'Arch Linux' }),
    );
    expect(parseOsRelease('ID="a\\"b"\n')).toMatchObject({ value: { id: 'a"b' } });
  });

  it('without an ID names nothing', () => {
    expect(parseOsRelease('VERSION_ID=3\n')).toMatchObject({ state: 'missing' });
    expect(parseOsRelease('')).toMatchObject({ state: 'missing' });
  });
});

describe('the user', () => {
  it('may have neither a home nor a way to root', () => {
    expect(probeUser(worldOf({ PATH: '/nonexistent' }, '/'), 1000)).toEqual({
      root: false,
      home: { state: 'missing', reason: 'HOME is not set' },
      elevation: { state: 'missing', reason: 'there is neither sudo nor doas' },
    });
  });
});
