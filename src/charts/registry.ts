// All charts, in the order of the files written.
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { armsSideBySide } from './arms-side-by-side.ts';
import { audit } from './audit.ts';
import { costAgainstEffect } from './cost-against-effect.ts';
import { differenceOverTime } from './difference-over-time.ts';
import { effects } from './effects.ts';
import { flows } from './flows.ts';
import { lifeLines } from './life-lines.ts';
import { mapOfChange } from './map-of-change.ts';
import { marketByArchetype } from './market-by-archetype.ts';
import { marketShare } from './market-share.ts';
import { outcomesByArm } from './outcomes-by-arm.ts';
import { priceAndPurity } from './price-and-purity.ts';
import { primaryEffect } from './primary-effect.ts';
import { referenceOverTime } from './reference-over-time.ts';
import { sitesOpen } from './sites-open.ts';
import type { Chart, ChartMaker, ComparisonChartMaker } from './style.ts';
import { waitingTimes } from './waiting-times.ts';

export const CHARTS: readonly ChartMaker[] = [
  marketShare,
  sitesOpen,
  waitingTimes,
  armsSideBySide,
  outcomesByArm,
  mapOfChange,
  marketByArchetype,
  lifeLines,
  priceAndPurity,
];
/** Without shares of the market: differences over time tell the same of each arm. */
export const COMPARISON_CHARTS: readonly ComparisonChartMaker[] = [
  primaryEffect,
  effects,
  outcomesByArm,
  costAgainstEffect,
  referenceOverTime,
  differenceOverTime,
  flows,
  mapOfChange,
  audit,
  sitesOpen,
  waitingTimes,
  marketByArchetype,
  lifeLines,
  priceAndPurity,
];

/** The files of charts of a run or a comparison, each ready to make its own; none without a completed replicate. */
export function makersOf(results: Results, comparison?: Comparison): { name: string; make: () => Chart[] }[] {
  if (results.replicates.length === 0) return [];
  if (!comparison) return CHARTS.map((maker) => ({ name: maker.name, make: () => maker(results) }));
  const against = { ...results, baseline: comparison.against };
  return COMPARISON_CHARTS.map((maker) => ({ name: maker.name, make: () => maker(against, comparison) }));
}

/** Every chart of a run. */
export const chartsOf = (results: Results): Chart[] => makersOf(results).flatMap(({ make }) => make());

/** Every chart of a comparison. */
export const comparisonChartsOf = (results: Results, comparison: Comparison): Chart[] =>
  makersOf(results, comparison).flatMap(({ make }) => make());
