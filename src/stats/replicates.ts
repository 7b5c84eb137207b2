// How many replicates a paired comparison needs.
import { tQuantile } from './student.ts';

export const POWER = 0.8;
export const SIGNIFICANCE = 0.05;
/** Degrees of freedom that serve for all beyond: the number comes out 0.02 % too large. */
const MANY = 10_000;

/**
 * Smallest n ≥ 2 with n ≥ (t(1 − α/2) + t(power))²·(sd/effect)², t with n − 1 degrees of freedom: replicates for which a
 * two-sided paired t test at α finds this mean difference with this power. Dupont & Plummer (1990), Controlled Clinical
 * Trials 11(2):116-128, doi:10.1016/0197-2456(90)90005-M; at most one or two off the exact noncentral t.
 *
 * @param sd standard deviation of the differences, ≥ 0
 * @param effect mean difference to be found, ≠ 0, in the unit of `sd`; null is returned for 0 and what is no number
 */
export function replicatesNeeded(sd: number, effect: number, power = POWER): number | null {
  const ratio = Math.abs(sd / effect);
  if (!Number.isFinite(ratio)) return null;
  const enough = (df: number): number => {
    const quantiles = tQuantile(1 - SIGNIFICANCE / 2, df) + tQuantile(power, df);
    return quantiles * quantiles * ratio * ratio;
  };
  const many = Math.ceil(enough(MANY));
  if (many > MANY) return many;
  let n = Math.max(2, many);
  while (n < enough(n - 1)) n++;
  return n;
}
