// The files of a folder of results, as paths and contents.
import type { DrawnChart } from '../charts/draw.ts';
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import type { Stopping } from '../experiment/until.ts';
import { comparisonJson } from './comparison-json.ts';
import { auditCsv, effectsParquet, flowsParquet } from './comparison-tables.ts';
import { eventsParquet } from './events.ts';
import { type ReportExtras, reportHtml } from './html.ts';
import { type ReportedParameter, resultsJson } from './json.ts';
import { cellsParquet } from './orders-by-zone.ts';
import type { AnyRestsOn } from './rests-on.ts';
import { seriesCsv, seriesParquet } from './series.ts';

/** A comparison, and how it was made. */
export interface Compared extends Pick<ReportExtras, 'command' | 'version' | 'scenarioSha256'> {
  comparison: Comparison;
  /** Null where the number of replicates was given. */
  stopping: Stopping | null;
  /** Null where no field was varied. */
  restsOn: AnyRestsOn | null;
}

/** Relative path → contents, in the order in which people read them. */
export type Folder = Map<string, string | Uint8Array>;
/** The same with contents that are yet to be made. */
export type FileMakers = ReadonlyMap<string, () => string | Uint8Array>;

type Make<Data> = Readonly<Record<string, (results: Results, data: Data) => string | Uint8Array>>;

const COMPARISON_TABLES: Make<Compared> = {
  'comparison.json': (results, { comparison, stopping, restsOn }) =>
    comparisonJson(results, comparison, stopping, restsOn),
  'effects.parquet': (results, { comparison }) => effectsParquet(results, comparison),
  'flows.parquet': (results, { comparison }) => flowsParquet(results, comparison),
  'audit.csv': (_, { comparison }) => auditCsv(comparison),
};
const TABLES: Make<readonly ReportedParameter[]> = {
  'results.json': resultsJson,
  'series.csv': seriesCsv,
  'series.parquet': seriesParquet,
  'cells.parquet': cellsParquet,
  'events.parquet': eventsParquet,
};

/** Names of all files to come but charts and what is added. */
export const namesOf = (isComparison: boolean): string[] => [
  ...(isComparison ? ['report.html', ...Object.keys(COMPARISON_TABLES)] : []),
  ...Object.keys(TABLES),
];

/** All numbers, of a comparison too where there is one; `parameters` stand in the order of the schema. */
export function tables(results: Results, parameters: readonly ReportedParameter[], compared?: Compared): FileMakers {
  const of = <Data>(makers: Make<Data>, data: Data) =>
    Object.entries(makers).map(([name, make]) => [name, () => make(results, data)] as const);
  return new Map([...(compared ? of(COMPARISON_TABLES, compared) : []), ...of(TABLES, parameters)]);
}

/** The page of a comparison, with those of `charts` that are drawings. */
export function page(
  results: Results,
  parameters: readonly ReportedParameter[],
  { comparison, ...made }: Compared,
  charts: readonly DrawnChart[],
): string {
  const drawings = charts.flatMap(({ svg, ...chart }) => (svg === undefined ? [] : [{ ...chart, svg }]));
  return reportHtml(results, comparison, { ...made, charts: drawings, parameters });
}

/** Files of charts, of the kinds that are kept. */
export function chartFiles(charts: readonly DrawnChart[], kept: { png: boolean; svg: boolean }): Folder {
  const folder: Folder = new Map();
  for (const { id, png, svg } of charts) {
    if (kept.png && png) folder.set(`charts/${id}.png`, png);
    if (kept.svg && svg) folder.set(`charts/${id}.svg`, svg);
  }
  return folder;
}
