import { describe, expect, it } from 'vitest';
import { straceOptions } from '../../../../src/capture/host/straceOptions.ts';

const able = (version: string | undefined) =>
  Object.entries(straceOptions(version)).flatMap(([option, has]) => (has ? [option] : []));

describe('the options of a strace', () => {
  it.each([
    ['5.2', []],
    ['5.3', ['seccompBpf', 'alwaysNoNewPrivs']],
    ['5.4', ['seccompBpf', 'ownSession', 'alwaysNoNewPrivs']],
    ['5.5', ['seccompBpf', 'ownSession', 'alwaysNoNewPrivs']],
    ['5.6', ['seccompBpf', 'ownSession', 'nanoseconds', 'alwaysNoNewPrivs']],
    ['5.9', ['seccompBpf', 'ownSession', 'nanoseconds', 'pidnsTranslation', 'alwaysNoNewPrivs']],
  ])('of %s are %j', (version, options) => expect(able(version)).toEqual(options));

  it('translates pids and tells the folder behind AT_FDCWD from 5.15 on', () => {
    expect(straceOptions('5.14')).toMatchObject({ translatePids: false, cwdOfAtFdcwd: false, deletedOutside: false });
    expect(straceOptions('5.15')).toMatchObject({ translatePids: true, cwdOfAtFdcwd: true, deletedOutside: false });
    expect(straceOptions('5.19')).toMatchObject({ deletedOutside: true });
  });

  it('always sets no_new_privs up to 6.1 and kills what it traces from 6.6 on', () => {
    expect(straceOptions('6.1')).toMatchObject({ alwaysNoNewPrivs: true, killOnExit: false });
    expect(straceOptions('6.2')).toMatchObject({ alwaysNoNewPrivs: false, killOnExit: false });
    expect(straceOptions('6.5')).toMatchObject({ killOnExit: false });
    expect(straceOptions('6.6')).toMatchObject({ killOnExit: true });
    expect(straceOptions('6.18.0.12.f1e2')).toMatchObject({ killOnExit: true, alwaysNoNewPrivs: false });
  });

  it('are none where the version is not known', () => {
    expect(able(undefined)).toEqual([]);
    expect(able('UNKNOWN')).toEqual([]);
  });
});
