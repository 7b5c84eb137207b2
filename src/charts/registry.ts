// All charts, in the order in which they are written. Knows nothing of what they show.
import type { Results } from '../experiment/results.ts';
import { armsSideBySide } from './arms-side-by-side.ts';
import type { Chart, ChartMaker } from './house.ts';
import { mapOfChange } from './map-of-change.ts';
import { marketShare } from './market-share.ts';
import { sitesOpen } from './sites-open.ts';
import { waitingTimes } from './waiting-times.ts';

export const CHARTS: readonly ChartMaker[] = [marketShare, sitesOpen, waitingTimes, armsSideBySide, mapOfChange];

/** Every chart of a run; none without a completed replicate. */
export const chartsOf = (results: Results): Chart[] =>
  results.replicates.length === 0 ? [] : CHARTS.flatMap((make) => make(results));
