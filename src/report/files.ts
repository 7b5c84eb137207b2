// A run's folder as paths and contents; the command line writes it. Knows no file system.
import { chartsOf } from '../charts/registry.ts';
import { renderChart } from '../charts/render.ts';
import type { Results } from '../experiment/results.ts';
import { cellsParquet } from './cells.ts';
import { type ParameterRow, resultsJson } from './json.ts';
import { manifestJson, type RunFacts } from './manifest.ts';
import { seriesCsv, seriesParquet } from './series.ts';

export interface Extras {
  /** All parameters of the scenario, in the order of the schema. */
  parameters: readonly ParameterRow[];
  /** Called after everything else is made, so that its seconds may tell how long that took; no manifest without it. */
  facts?: () => RunFacts;
  /** Further files, such as the scenario as it ran. */
  more?: ReadonlyMap<string, string | Uint8Array>;
}

/** Relative path → contents, in the order in which people read them; the manifest comes last. */
export function files(
  results: Results,
  { parameters, facts, more = new Map() }: Extras,
): Map<string, string | Uint8Array> {
  const folder = new Map<string, string | Uint8Array>([
    ['results.json', resultsJson(results, parameters)],
    ['series.csv', seriesCsv(results)],
    ['series.parquet', seriesParquet(results)],
    ['cells.parquet', cellsParquet(results)],
    ...more,
  ]);
  for (const chart of chartsOf(results)) {
    const { png, svg } = renderChart(chart);
    folder.set(`charts/${chart.id}.png`, png);
    folder.set(`charts/${chart.id}.svg`, svg);
  }
  if (facts) folder.set('manifest.json', manifestJson(results, facts(), [...folder.keys()]));
  return folder;
}
