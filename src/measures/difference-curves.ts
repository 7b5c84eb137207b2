// Curves of paired differences between two arms over days.
import { type ArmRecord, CHANNELS } from '../engine/kernel/record.ts';
import { type Band, bandOf, ordersCurve, weekMean } from './series.ts';
import type { Channel } from './totals.ts';

/**
 * Orders per day in the arm less those in the reference, of one channel or of all, as means of a week: the mean over
 * replicates and its 95 % t interval. Both lists run over the same replicates.
 */
export function orderDifference(
  arm: readonly ArmRecord[],
  reference: readonly ArmRecord[],
  channel: Channel | 'all',
): Band {
  const channels = channel === 'all' ? CHANNELS : [channel];
  const curves = arm.map((record, i) => {
    const difference = new Float64Array(record.nDays);
    for (const name of channels) {
      const own = ordersCurve(record, name);
      const base = ordersCurve(reference[i]!, name);
      for (let day = 0; day < difference.length; day++) difference[day]! += own[day]! - base[day]!;
    }
    return weekMean(difference);
  });
  return bandOf(curves);
}
