// The t test of a mean against 0, and the probability that the mean is above 0.
import { tInterval95 } from './intervals.ts';
import { tCdf, twoSidedT } from './student.ts';

export interface TTest {
  /** Two-sided p of the hypothesis that the mean is 0; null where the values have no spread, which is no test. */
  p: number | null;
  /** Probability that the mean is above 0: its posterior under flat priors on mean and log sd, t with n − 1 degrees. */
  pPositive: number;
}

/**
 * Null below two values. Without spread `pPositive` is 0, 0.5 or 1, as the values are below, at or above 0.
 * Box & Tiao (1973), Bayesian Inference in Statistical Analysis, 2.4, for the posterior.
 */
export function tTest(values: readonly number[]): TTest | null {
  const { n, mean, sd } = tInterval95(values);
  if (mean === null || sd === null) return null;
  if (sd === 0) return { p: null, pPositive: (1 + Math.sign(mean)) / 2 };
  const t = mean / (sd / Math.sqrt(n));
  return { p: twoSidedT(t, n - 1), pPositive: tCdf(t, n - 1) };
}
