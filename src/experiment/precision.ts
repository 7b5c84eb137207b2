// The number of replicates needed to detect the smallest effect that matters. Runs none.
import { replicatesNeeded } from '../stats/replicates.ts';
import type { Effects } from './effects.ts';
import type { Results } from './results.ts';

/**
 * Fewest replicates: with four differences, the 95 % interval of a standard deviation is 0.57 to 3.73 times its value.
 */
export const MIN_REPLICATES = 5;

/**
 * Replicates needed, by arm, to find the scenario's smallest effect on its primary outcome with 80 % power in a two-sided
 * test at 5 %, from the spread of the paired differences so far; null where that or the reference's mean is undefined,
 * or the mean is 0.
 */
export function seedsNeeded({ scenario }: Results, effects: Effects): Record<string, number | null> {
  const { outcome, smallest_effect_percent } = scenario.compare;
  return Object.fromEntries(
    Object.entries(effects).map(([arm, { [outcome]: effect }]) => {
      const { sd = null, reference_mean = null } = effect ?? {};
      if (sd === null || reference_mean === null) return [arm, null];
      return [arm, replicatesNeeded(sd, (smallest_effect_percent / 100) * reference_mean)];
    }),
  );
}
