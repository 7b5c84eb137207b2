// A folder of results as paths and contents; the command line writes it. Knows no file system.
import { chartsOf, comparisonChartsOf } from '../charts/registry.ts';
import { renderChart } from '../charts/render.ts';
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import type { Stopping } from '../experiment/until.ts';
import { cellsParquet } from './cells.ts';
import { comparisonJson } from './comparison-json.ts';
import { auditCsv, effectsParquet, flowsParquet } from './comparison-tables.ts';
import { type ReportChart, type ReportExtras, reportHtml } from './html.ts';
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
  /** What arms did, where they were compared. */
  compared?: Compared;
}

/** A comparison, and what its page says of how it was made. */
export interface Compared extends Pick<ReportExtras, 'command' | 'version' | 'scenarioSha256'> {
  comparison: Comparison;
  /** Null where the number of replicates was given. */
  stopping: Stopping | null;
}

type Folder = Map<string, string | Uint8Array>;

/** Relative path → contents, in the order in which people read them; the manifest comes last. */
export function files(results: Results, { parameters, facts, more = new Map(), compared }: Extras): Folder {
  const made = compared ? comparisonChartsOf(results, compared.comparison) : chartsOf(results);
  const charts = made.map((chart) => ({ ...chart, ...renderChart(chart) }));
  const folder: Folder = new Map([
    ...(compared
      ? comparisonFiles(
          results,
          compared,
          parameters,
          charts.filter(({ isRepeat }) => !isRepeat),
        )
      : []),
    ['results.json', resultsJson(results, parameters)],
    ['series.csv', seriesCsv(results)],
    ['series.parquet', seriesParquet(results)],
    ['cells.parquet', cellsParquet(results)],
    ...more,
  ]);
  for (const { id, png, svg } of charts) {
    folder.set(`charts/${id}.png`, png);
    folder.set(`charts/${id}.svg`, svg);
  }
  if (facts) folder.set('manifest.json', manifestJson(results, facts(), [...folder.keys()]));
  return folder;
}

const comparisonFiles = (
  results: Results,
  { comparison, stopping, ...made }: Compared,
  parameters: readonly ParameterRow[],
  charts: readonly ReportChart[],
): [string, string | Uint8Array][] => [
  ['report.html', reportHtml(results, comparison, { ...made, stopping, charts, parameters })],
  ['comparison.json', comparisonJson(results, comparison, stopping)],
  ['effects.parquet', effectsParquet(results, comparison)],
  ['flows.parquet', flowsParquet(results, comparison)],
  ['audit.csv', auditCsv(comparison)],
];
