// Quantiles and shares of the waits of delivered orders, from their histogram.
import { type ArmRecord, WAIT_BIN_MIN, WAIT_BINS, WINDOWS } from '../engine/kernel/record.ts';
import { ratio, type Window } from './totals.ts';

/**
 * Wait in minutes that a share of delivered orders does not exceed, linear inside its bin; null without an order. Waits
 * beyond the histogram count as in its last bin.
 */
export function waitQuantileMin(record: ArmRecord, window: Window, share: number): number | null {
  const bins = binsOf(record, window);
  const rank = share * total(bins);
  let below = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    if (bins[bin] > 0 && below + bins[bin] >= rank) return (bin + (rank - below) / bins[bin]) * WAIT_BIN_MIN;
    below += bins[bin];
  }
  return null;
}

/** Share of delivered orders handed over within `min` minutes, a multiple of the bin's width; null without an order. */
export function waitShareWithin(record: ArmRecord, window: Window, min: number): number | null {
  const bins = binsOf(record, window);
  return ratio(total(bins.subarray(0, min / WAIT_BIN_MIN)), total(bins));
}

function binsOf(record: ArmRecord, window: Window): Float64Array {
  const row = WINDOWS.indexOf(window) * WAIT_BINS;
  return record.waits.subarray(row, row + WAIT_BINS);
}

function total(bins: Float64Array): number {
  let sum = 0;
  for (const orders of bins) sum += orders;
  return sum;
}
