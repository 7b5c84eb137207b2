// What Student's t says of a mean: is it 0, and how likely is it above 0. Knows no outcome.
import { tCdf, tInterval95 } from './intervals.ts';

export interface TTest {
  /** Two-sided p of the hypothesis that the mean is 0. */
  p: number;
  /** Probability that the mean is above 0: its posterior under flat priors on mean and log sd, t with n − 1 degrees. */
  pPositive: number;
}

/**
 * Null below two values. Without spread the limits: p = 1 and 0.5 where all values are 0, else p = 0 and 0 or 1.
 * Box & Tiao (1973), Bayesian Inference in Statistical Analysis, 2.4, for the posterior.
 */
export function tTest(values: readonly number[]): TTest | null {
  const { n, mean, sd } = tInterval95(values);
  if (mean === null || sd === null) return null;
  const t = mean === 0 ? 0 : mean / (sd / Math.sqrt(n));
  return { p: 2 * tCdf(-Math.abs(t), n - 1), pPositive: tCdf(t, n - 1) };
}
