// `waterbed-sim run`: runs a scenario and writes a folder of results.
import { cityWarnings } from '../../city/claims.ts';
import { failedChannels } from '../../experiment/failed-channels.ts';
import type { Results } from '../../experiment/results.ts';
import { namesOf, tables } from '../../report/files.ts';
import { closingTable } from '../../report/text.ts';
import { parametersOf } from '../../scenario/describe.ts';
import { load } from '../load.ts';
import { changesOf, type SimulateOptions, simulate } from '../simulate.ts';
import { paint, warn } from '../terminal.ts';

export async function run(path: string, options: SimulateOptions): Promise<void> {
  const loaded = load(path, changesOf(options), options);
  const odd = cityWarnings(loaded.city);
  warn(odd, options);
  await simulate(
    {
      ...loaded,
      out: `output/${loaded.scenario.name}`,
      names: namesOf(false),
      report: (results) => ({
        numbers: tables(results, parametersOf(results.scenario)),
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
