// What a sweep leaves once runs are done: the table of all of them, a summary, a page and, where asked for, charts.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DrawnChart } from '../../charts/draw.ts';
import { type Collected, collectRuns, RUNS } from '../../experiment/store/runs.ts';
import { readTable } from '../../experiment/store/table.ts';
import { type PointEffect, summaryOf } from '../../experiment/sweep/summary.ts';
import type { SweepTable } from '../../experiment/sweep/sweep.ts';
import type { SweepNames } from '../../experiment/sweep/words.ts';
import { chartFiles } from '../../report/files.ts';
import { sweepPage } from '../../report/sweep-page.ts';
import { summaryCsv } from '../../report/sweep-summary.ts';
import type { CHART_KINDS } from '../chart-kinds.ts';
import { version } from '../version.ts';
import { type Description, writeWhole } from './folder.ts';

export interface Finished {
  collected: Collected;
  table: SweepTable;
  names: SweepNames;
  effects: PointEffect[];
  /** Names of the files written, `runs.parquet` first. */
  files: string[];
}

/** Makes all files of the runs that a sweep's folder holds. Charts of an earlier time go, since they show other runs. */
export async function finish(
  out: string,
  description: Description,
  kind: (typeof CHART_KINDS)[number] = 'none',
): Promise<Finished> {
  const collected = await collectRuns(out, description);
  const table = await readTable(out, description);
  const names = namesOf(description);
  const effects = summaryOf(table);
  const kept = { png: kind === 'all' || kind === 'png', svg: kind === 'all' || kind === 'svg' };
  const charts = kind === 'none' ? [] : await drawn(table, names, kept.png);
  const files = new Map<string, string | Uint8Array>([
    ['summary.csv', summaryCsv(table.factors, effects)],
    ['report.html', sweepPage(table, charts, { ...names, ...aboutOf(description) })],
    ...chartFiles(charts, kept),
  ]);
  rmSync(join(out, 'charts'), { recursive: true, force: true });
  for (const [path, content] of files) writeWhole(join(out, path), content);
  return { collected, table, names, effects, files: [RUNS, ...files.keys()] };
}

type Drawn = DrawnChart & { svg: string };

async function drawn(table: SweepTable, names: SweepNames, png: boolean): Promise<Drawn[]> {
  // Loaded only here: most sweeps draw nothing.
  const [{ sweepCharts }, { renderPng, renderSvg }] = await Promise.all([
    import('../../charts/sweep/registry.ts'),
    import('../../charts/render.ts'),
  ]);
  const charts: Drawn[] = [];
  for (const chart of sweepCharts(table, names)) {
    const { id, title, alt } = chart;
    charts.push({ id, title, alt, svg: renderSvg(chart), ...(png && { png: await renderPng(chart) }) });
  }
  return charts;
}

interface Written {
  title?: string;
  description?: string;
  seed?: unknown;
  arms?: Record<string, { label?: string } | null>;
}

/** Titles of the sweep and of its arms. */
export function namesOf({ file }: Description): SweepNames {
  const { title, arms = {} } = file as Written;
  const labels = Object.entries(arms).flatMap(([arm, given]) => (given?.label ? [[arm, given.label] as const] : []));
  return { ...(title !== undefined && { title }), arms: Object.fromEntries(labels) };
}

function aboutOf({ file, design, model, sha256 }: Description) {
  const { description, seed } = file as Written;
  return {
    ...(description !== undefined && { description }),
    design: design.kind,
    seed: String(seed ?? ''),
    command: 'waterbed-sim sweep . --out again',
    version: model === version ? version : `${model}, written by ${version}`,
    scenarioSha256: sha256,
  };
}
