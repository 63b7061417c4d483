import { expect, it } from 'vitest';
import { askTests } from '../../../src/ask/tests.ts';
import { SITUATIONS } from '../../kit/situations.ts';

it('tells what was cached, what ran and what failed', () => {
  expect(askTests(SITUATIONS['go test, cached and failed'])).toMatchObject({
    cached: 2,
    ran: 2,
    unknown: 0,
    failed: [{ handle: 'p-9', package: 'example.com/app/api' }],
    time: 600_000_000,
  });
});

it('is no question where nothing was tested', () => expect(askTests(SITUATIONS['warm, all hits'])).toBeNull());
