import { defineConfig } from 'vitest/config';

/** One project a layer of tests (docs/architecture.md): `npx vitest run --project unit`. */
const layer = (name: string, extra: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
});

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter/closingLine.ts'],
    projects: [
      layer('unit'),
      layer('corpus'),
      layer('golden'),
      layer('property', { testTimeout: 120_000 }),
      layer('anomaly', { testTimeout: 60_000 }),
      layer('house', { testTimeout: 120_000, hookTimeout: 120_000 }),
      // Live tests start compilers; two at once on two cores only make each other late.
      layer('live', {
        globalSetup: './test/kit/installTools.ts',
        testTimeout: 300_000,
        hookTimeout: 600_000,
        fileParallelism: false,
        maxWorkers: 1,
      }),
    ],
  },
});
