// Writes docs/regimes.md: the map of regimes that `waterbed-sim discover --map` explores, and what one operation does.
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { regimesPage } from '../report/regimes-page.ts';
import { chartOfMap } from './commands/discover.ts';
import { oneOperationSection } from './one-operation.ts';
import { writeImages, writePage } from './studies.ts';
import { loadSweep } from './sweep/load-sweep.ts';
import { mapRegimes } from './sweep/map-regimes.ts';
import { EXIT } from './terminal.ts';

const SWEEP = 'scenarios/sweeps/regimes.yaml';
const OUTCOMES = ['orders_site_buffer', 'violence_expected'] as const;
const POINTS = 90;

const { values: options } = parseArgs({
  options: {
    /** Replicates of one operation; those of the map are in its file. */
    seeds: { type: 'string', default: '10' },
    out: { type: 'string', default: 'docs/regimes.md' },
    /** Folder in which runs of the map are kept, so that it goes on where it was left. */
    runs: { type: 'string', default: 'output/regimes-map' },
  },
});

const loaded = loadSweep(SWEEP, []);
const { scenario, factors } = loaded.sweep;
const replicates = Array.from({ length: scenario.seeds }, (_, k) => k + 1);
const mapped = await mapRegimes(options.runs, loaded, {
  arm: 'pressure',
  outcomes: OUTCOMES,
  points: POINTS,
  replicates,
  jobs: availableParallelism(),
});
if (mapped === undefined) process.exitCode = EXIT.interrupted;
else {
  const folder = dirname(options.out);
  const chart = await chartOfMap(mapped, replicates.length);
  const operation = await oneOperationSection(folder, options.seeds);
  await writeImages(folder, chart);
  const about = { file: SWEEP, replicates: replicates.length, image: `![${chart.alt}](images/${chart.id}.png)` };
  // The page is written at the end only: a run that fails does not change it.
  writePage(options.out, [...regimesPage(mapped.map, factors, about), ...operation].join('\n').trimEnd().concat('\n'));
}
