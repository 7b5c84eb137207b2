// All charts, in the order in which they are written. Knows nothing of what they show.
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { armsSideBySide } from './arms-side-by-side.ts';
import { audit } from './audit.ts';
import { differenceOverTime } from './difference-over-time.ts';
import { effects } from './effects.ts';
import { flows } from './flows.ts';
import type { Chart, ChartMaker, ComparisonChartMaker } from './house.ts';
import { mapOfChange } from './map-of-change.ts';
import { marketShare } from './market-share.ts';
import { sitesOpen } from './sites-open.ts';
import { waitingTimes } from './waiting-times.ts';

export const CHARTS: readonly ChartMaker[] = [marketShare, sitesOpen, waitingTimes, armsSideBySide, mapOfChange];
export const COMPARISON_CHARTS: readonly ComparisonChartMaker[] = [
  effects,
  differenceOverTime,
  flows,
  mapOfChange,
  audit,
  marketShare,
  sitesOpen,
  waitingTimes,
];

/** Every chart of a run; none without a completed replicate. */
export const chartsOf = (results: Results): Chart[] =>
  results.replicates.length === 0 ? [] : CHARTS.flatMap((make) => make(results));

/** Every chart of a comparison; none without a completed replicate. */
export const comparisonChartsOf = (results: Results, comparison: Comparison): Chart[] =>
  results.replicates.length === 0
    ? []
    : COMPARISON_CHARTS.flatMap((make) => make({ ...results, baseline: comparison.against }, comparison));
