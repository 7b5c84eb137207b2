// Three sets of tests: `fast` runs on every change, `slow` holds what is long by nature, `browser` needs Chromium.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const report = process.env.WATERBED_TEST_REPORT;

/** Many draws, every mechanism and policy in turn, or whole commands with charts: with those in tests/slow, the long tier. */
const LONG = [
  'tests/{closed-form,mechanisms}/**/*.test.ts',
  'tests/property/{effort,everything,takedown-arms}.test.ts',
  'tests/cli/{archetypes,arms-that-set,city,compare,facts,hostile-names,run,sensitivity,stationary,sweep,verify}.test.ts',
];

/** Those that take minutes begin first, so that none is left alone at the end. */
const LONGEST = ['archetypes', 'facts', 'violence', 'stationary', 'kill'].map((name) => `tests/slow/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
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
