// Poisson counts by inversion, one uniform each, so that a count keeps its key and grows with its mean.
import { gammaln } from 'simple-statistics';

/**
 * Smallest k with P(N ≤ k) ≥ u, N Poisson with this mean. The sum starts at 0, for means above 30 at twelve standard
 * deviations below the mean, which leaves out less than 1e-30.
 */
export function poissonQuantile(mean: number, u: number): number {
  let k = mean > 30 ? Math.max(0, Math.floor(mean - 12 * Math.sqrt(mean))) : 0;
  let p = Math.exp(k === 0 ? -mean : k * Math.log(mean) - mean - gammaln(k + 1));
  let below = p;
  while (u > below && p > Number.MIN_VALUE) {
    p *= mean / ++k;
    below += p;
  }
  return k;
}
