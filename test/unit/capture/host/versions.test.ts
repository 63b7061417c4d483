import { describe, expect, it } from 'vitest';
import { known } from '../../../../src/base/known.ts';
import {
  comparable,
  comparableGo,
  parseApkPolicy,
  parseAptCandidate,
  parseBpftraceVersion,
  parseDelveVersion,
  parseGoVersion,
  parseStraceVersion,
} from '../../../../src/capture/host/versions.ts';

describe('go version', () => {
  it.each([
    ['go version go1.26.8 linux/amd64\n', 'go1.26.8'],
    ['go version go1.19.8 linux/amd64\n', 'go1.19.8'],
    ['go version go1.21 linux/arm64\n', 'go1.21'],
    ['go version go1.27rc1 darwin/arm64\n', 'go1.27rc1'],
    ['go version go1.24.4 X:nocoverageredesign linux/amd64\n', 'go1.24.4'],
    ['go version go1.25.3 (Red Hat 1.25.3-1.el10) linux/amd64\n', 'go1.25.3'],
    ['go version devel go1.28-5e2c9a1f Thu Nov 5 21:33:25 2026 linux/amd64\n', 'devel go1.28-5e2c9a1f'],
    ['go version devel +7a3bc12 Mon Feb 1 00:00:00 2021 linux/amd64\n', 'devel +7a3bc12'],
    // A toolchain that had to be fetched first.
    ['go: downloading go1.27.4 (linux/amd64)\ngo version go1.27.4 linux/amd64\n', 'go1.27.4'],
  ])('reads %j', (text, version) => expect(parseGoVersion(text)).toEqual(known(version)));

  it.each(['', 'go: unknown command\n', 'GNU go 3.8\n'])('says what %j is not', (text) => {
    expect(parseGoVersion(text)).toMatchObject({
      state: 'missing',
      reason: expect.stringContaining('go version printed'),
    });
  });
});

describe('a Go version to compare', () => {
  it.each([
    ['go1.26.8', '1.26.8'],
    ['go1.21', '1.21.0'],
    ['go1.27rc1', '1.27.0'],
    ['devel go1.28-5e2c9a1f', '1.28.0'],
    ['1.19', '1.19.0'],
  ])('%s is %s', (said, version) => expect(comparableGo(said)?.version).toBe(version));

  it('takes no number out of a hash', () => {
    expect(comparableGo('devel +7a3bc12')).toBeUndefined();
    expect(comparableGo('devel +1.2a3bc12')).toBeUndefined();
    expect(comparableGo('')).toBeUndefined();
  });
});

describe('dlv version', () => {
  it.each([
    ['Delve Debugger\nVersion: 1.27.2\nBuild: $Id: 360e7b2181d3da54115aaee4f569954bca95cfe3 $\n', '1.27.2'],
    ['Delve Debugger\nVersion: 1.20.2\nBuild: $Id: e0c278ad8e0126a312b553b8e171e81bcbd37f60 $\n', '1.20.2'],
    ['Delve Debugger\nVersion: 1.21.2\nBuild: $Id: 98f8ab2662d926245917ade2f2bb38277315c7fc $\n', '1.21.2'],
  ])('reads %j', (text, version) => expect(parseDelveVersion(text)).toEqual(known(version)));

  it('does not take another dlv for Delve', () => {
    expect(parseDelveVersion('dlv, the document loader, 3.1\n')).toEqual({
      state: 'missing',
      reason: 'dlv version printed: dlv, the document loader, 3.1',
    });
  });
});

describe('strace -V', () => {
  it.each([
    ['strace -- version 6.1\nCopyright (c) 1991-2022 The strace developers <https://strace.io>.\n', '6.1'],
    ['strace -- version 4.26\nCopyright (c) 1991-2018 The strace developers <https://strace.io>.\n', '4.26'],
    ['strace -- version 6.18.0.12.f1e2\n', '6.18.0.12.f1e2'],
  ])('reads %j', (text, version) => expect(parseStraceVersion(text)).toEqual(known(version)));

  it('knows a strace that does not know itself', () => {
    expect(parseStraceVersion('strace -- version UNKNOWN\n')).toMatchObject({ state: 'missing' });
  });

  it('compares by number, not by text', () => {
    const [old, middle, young] = ['4.26', '6.9', '6.18.0.12.f1e2'].map(comparable);
    expect(old?.compare('5.3.0')).toBe(-1);
    expect(middle?.compare(young?.version ?? '')).toBe(-1);
    expect(comparable('UNKNOWN')).toBeUndefined();
  });
});

describe('bpftrace --version', () => {
  it.each([
    ['bpftrace v0.17.0\n', '0.17.0'],
    ['bpftrace v0.21.0-123-gabcdef0\n', '0.21.0-123-gabcdef0'],
    ['bpftrace 0.24.1\n', '0.24.1'],
  ])('reads %j', (text, version) => expect(parseBpftraceVersion(text)).toEqual(known(version)));
});

describe('the Go that a package manager offers', () => {
  it('is the candidate of apt-cache policy', () => {
    const text = 'golang-go:\n  Installed: (none)\n  Candidate: 2:1.19~1\n  Version table:\n     2:1.19~1 500\n';
    expect(parseAptCandidate(text)).toEqual(known('1.19'));
    expect(parseAptCandidate('golang-go:\n  Installed: (none)\n  Candidate: 2:1.24.4-1~bpo12+1\n')).toEqual(
      known('1.24.4'),
    );
  });

  it('is missing where apt-get has no candidate or no lists', () => {
    expect(parseAptCandidate('')).toMatchObject({ state: 'missing' });
    expect(parseAptCandidate('golang-go:\n  Candidate: (none)\n')).toMatchObject({ state: 'missing' });
  });

  it('is the first version of apk policy', () => {
    const text = 'go policy:\n  1.24.11-r0:\n    https://mirror.example/v3.22/community\n';
    expect(parseApkPolicy(text)).toEqual(known('1.24.11'));
    expect(parseApkPolicy('')).toMatchObject({ state: 'missing' });
  });
});
