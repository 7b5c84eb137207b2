// Poisson counts by inversion, one uniform each, so that a count keeps its key. For small means.

/** Smallest k with P(N ≤ k) ≥ u, N Poisson with this mean (0 ≤ mean ≲ 30). */
export function poissonQuantile(mean: number, u: number): number {
  let k = 0;
  let p = Math.exp(-mean);
  let below = p;
  while (u > below && k < 1000) {
    p *= mean / ++k;
    below += p;
  }
  return k;
}
