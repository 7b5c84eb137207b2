// Benjamini and Yekutieli's correction of p values.

/**
 * Adjusted p values in the order given, each at most 1. Rejecting those at or below α keeps the expected share of false
 * rejections at or below α, however the tests depend on each other.
 * Benjamini & Yekutieli (2001), Annals of Statistics 29(4):1165-1188, doi:10.1214/aos/1013699998.
 */
export function benjaminiYekutieli(p: readonly number[]): number[] {
  const n = p.length;
  const harmonic = p.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
  const falling = [...p.keys()].sort((a, b) => p[b] - p[a]);
  const adjusted = p.map(() => 1);
  let least = 1;
  for (const [above, i] of falling.entries()) {
    least = Math.min(least, (p[i] * n * harmonic) / (n - above));
    adjusted[i] = least;
  }
  return adjusted;
}
