// `waterbed-sim run`: from a scenario to a folder of results.
import { cityWarnings } from '../../city/claims.ts';
import { failedChannels } from '../../experiment/failed-channels.ts';
import type { Results } from '../../experiment/results.ts';
import { closingTable } from '../../report/text.ts';
import { load } from '../load.ts';
import { changesOf, type SimulateOptions, simulate } from '../simulate.ts';
import { paint, warn } from '../terminal.ts';

export async function run(path: string, options: SimulateOptions): Promise<void> {
  const { scenario, city } = load(path, changesOf(options));
  const odd = cityWarnings(city);
  warn(odd, options);
  // Charts load while the threads simulate.
  const writer = import('../../report/files.ts');
  await simulate(
    {
      scenario,
      city,
      report: async (results, extras) => ({
        files: (await writer).files(results, extras),
        text: closingTable(results, paint, process.stdout.columns),
        summary: { ...summary(results), warnings: [...odd, ...failedChannels(results)] },
      }),
    },
    options,
  );
}

const summary = ({ scenario, complete, replicates, failed, baseline, arms }: Results) => ({
  name: scenario.name,
  complete,
  replicates,
  failed,
  baseline,
  arms: Object.fromEntries(
    Object.entries(arms).map(([arm, { policies, outcomes }]) => [
      arm,
      {
        policies,
        outcomes: Object.fromEntries(
          Object.entries(outcomes).map(([id, { unit, mean, ci95 }]) => [id, { unit, mean, ci95 }]),
        ),
      },
    ]),
  ),
});
