// Three sets of tests: `fast` runs on every change, `slow` holds what is long by nature, `browser` needs Chromium.
import { defineConfig } from 'vitest/config';

const report = process.env.WATERBED_TEST_REPORT;

/** Many draws, every mechanism and policy in turn, or whole commands with charts: with those in tests/slow, the long tier. */
const LONG = [
  'tests/{closed-form,mechanisms}/**/*.test.ts',
  'tests/property/{effort,everything,takedown-arms}.test.ts',
  'tests/cli/{archetypes,arms-that-set,city,compare,facts,hostile-names,run,sensitivity,stationary,sweep,verify}.test.ts',
];

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        test: {
          name: 'fast',
          // Files share their modules: importing them anew for each file took half of the time. A test that replaces one is long.
          isolate: false,
          include: ['tests/{unit,property,golden,cli}/**/*.test.ts'],
          exclude: LONG,
          setupFiles: ['tests/support/chance.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'slow',
          include: ['tests/slow/**/*.test.ts', ...LONG],
          setupFiles: ['tests/support/chance.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
