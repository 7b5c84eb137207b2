// All charts, in the order in which they are written. Knows nothing of what they show.
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { armsSideBySide } from './arms-side-by-side.ts';
import { audit } from './audit.ts';
import { costAgainstEffect } from './cost-against-effect.ts';
import { differenceOverTime } from './difference-over-time.ts';
import { effects } from './effects.ts';
import { flows } from './flows.ts';
import type { Chart, ChartMaker, ComparisonChartMaker } from './house.ts';
import { mapOfChange } from './map-of-change.ts';
import { marketShare } from './market-share.ts';
import { outcomesByArm } from './outcomes-by-arm.ts';
import { primaryEffect } from './primary-effect.ts';
import { referenceOverTime } from './reference-over-time.ts';
import { sitesOpen } from './sites-open.ts';
import { waitingTimes } from './waiting-times.ts';

export const CHARTS: readonly ChartMaker[] = [
  marketShare,
  sitesOpen,
  waitingTimes,
  armsSideBySide,
  outcomesByArm,
  mapOfChange,
];
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
  marketShare,
  sitesOpen,
  waitingTimes,
];
/** Of those of a comparison, what its page leaves out: differences over time show the same. */
const REPEATS: readonly ComparisonChartMaker[] = [marketShare];

/** Every chart of a run; none without a completed replicate. */
export const chartsOf = (results: Results): Chart[] =>
  results.replicates.length === 0 ? [] : CHARTS.flatMap((make) => make(results));

/** Every chart of a comparison; none without a completed replicate. */
export const comparisonChartsOf = (results: Results, comparison: Comparison): Chart[] =>
  results.replicates.length === 0
    ? []
    : COMPARISON_CHARTS.flatMap((make) =>
        make({ ...results, baseline: comparison.against }, comparison).map((chart) =>
          REPEATS.includes(make) ? { ...chart, isRepeat: true } : chart,
        ),
      );
