import { expect, it } from 'vitest';
import { platformOf } from '../../../src/ask/platform.ts';
import { aRun } from '../../kit/run.ts';

const run = aRun();

it('is what go env says', () => {
  const env = { GOOS: 'windows', GOARCH: 'arm64', GOHOSTOS: 'linux', GOHOSTARCH: 'amd64' };
  expect(platformOf({ ...run, go: { ...run.go, env } })).toEqual({ target: 'windows/arm64', host: 'linux/amd64' });
});

it("is the machine's, in Go's words, where go env was not asked", () => {
  expect(platformOf({ ...run, go: { ...run.go, env: {} } })).toEqual({ target: 'linux/amd64', host: 'linux/amd64' });
});
