// All charts of a sweep, in the order of the files written.
import type { SweepTable } from '../../experiment/sweep/sweep.ts';
import type { SweepNames } from '../../experiment/sweep/words.ts';
import type { Chart } from '../style.ts';
import { sweepDots } from './dots.ts';
import { heatMaps } from './heat.ts';
import { sweepLines } from './lines.ts';

/** None without an arm beside the reference, a factor that varies, or a run that did not fail. */
export function sweepCharts(table: SweepTable, names: SweepNames = {}): Chart[] {
  if (table.replicates.length === 0 || table.points.length === 0) return [];
  return [heatMaps, sweepLines, sweepDots].flatMap((make) => make(table, names));
}
