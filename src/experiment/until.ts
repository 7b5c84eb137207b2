// When a comparison has enough replicates: sequential stopping at an interval of a wanted width (Chow & Robbins 1965,
// https://doi.org/10.1214/aoms/1177700156). Uses results only, so the number of replicates does not depend on threads.
import { tInterval95 } from '../stats/intervals.ts';
import { pairsOf } from '../stats/pairs.ts';
import { INTERVALS } from './effects.ts';
import { MIN_REPLICATES } from './precision.ts';
import type { Results } from './results.ts';

/** Fewest replicates for a decision: with fewer, the spread is too often small by chance. */
export const FIRST_LOOK = 8;
/** Least number of replicates to add; fewer looks lose less coverage. */
const LEAST_BATCH = 4;

/** How a comparison that adds replicates ended. */
export interface Stopping {
  /** Half the interval that was asked for, % of the reference's mean. */
  until_ci_percent: number;
  max_seeds: number;
  /** Half the interval at the end, the widest of all arms; null where undefined. */
  half_interval_percent: number | null;
  reached: boolean;
}

/**
 * Half the 95 % interval of the primary outcome's paired difference in % of the reference's mean, the widest of all arms;
 * null where an arm has too few pairs for an interval to be trusted, or the mean is 0.
 */
export function widestHalfPercent({ arms, baseline, scenario }: Results): number | null {
  const { outcome, interval } = scenario.compare;
  let widest = 0;
  for (const arm of Object.keys(arms).filter((name) => name !== baseline)) {
    const pairs = pairsOf(arms[arm].outcomes[outcome].values, arms[baseline].outcomes[outcome].values);
    const { n, ci95 } = INTERVALS[interval](pairs.differences);
    const level = tInterval95(pairs.reference).mean;
    if (n < MIN_REPLICATES || !ci95 || !level) return null;
    widest = Math.max(widest, ((ci95[1] - ci95[0]) / 2 / Math.abs(level)) * 100);
  }
  return widest;
}

/**
 * Replicates to add to `n`; 0 when half the interval is at most `wantedPercent`, when it is undefined, so that nothing
 * says how many are needed, or when there are `most`. As many as the present spread asks for, at least 4, at most as many
 * again as there are. Intervals at such an end cover 93 to 95 % where they promise 95 %.
 */
export function replicatesToAdd(n: number, halfPercent: number | null, wantedPercent: number, most: number): number {
  if (halfPercent === null || halfPercent <= wantedPercent) return 0;
  const ratio = halfPercent / wantedPercent;
  const needed = Math.ceil(n * ratio * ratio) - n;
  return Math.min(Math.max(LEAST_BATCH, Math.min(needed, n)), Math.max(0, most - n));
}
