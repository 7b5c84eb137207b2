// Distributions of counts as tables, made from ratios of neighbouring probabilities.

/** Probabilities of the counts `first`, `first + 1` and so on; what is left out is below 1e-290 of the largest. */
export interface CountLaw {
  first: number;
  p: Float64Array;
}

/** Counts of a Poisson process with this mean, not negative. */
export const poissonLaw = (mean: number): CountLaw =>
  tabulate(0, Number.POSITIVE_INFINITY, Math.floor(mean), (k) => mean / (k + 1));

/** Successes in `n` trials that succeed with probability `p` each. */
export function binomialLaw(n: number, p: number): CountLaw {
  if (p >= 1) return { first: n, p: Float64Array.of(1) };
  return tabulate(0, n, Math.min(n, Math.floor((n + 1) * p)), (k) => ((n - k) / (k + 1)) * (p / (1 - p)));
}

/** Marked ones among `drawn`, taken without replacement from `total` of which `marked` are marked. */
export const hypergeometricLaw = (total: number, marked: number, drawn: number): CountLaw =>
  tabulate(
    Math.max(0, drawn + marked - total),
    Math.min(marked, drawn),
    Math.floor(((drawn + 1) * (marked + 1)) / (total + 2)),
    (k) => ((marked - k) * (drawn - k)) / ((k + 1) * (total - marked - drawn + k + 1)),
  );

/** Smallest count with at least `probability` at or below it. */
export function quantileOf({ first, p }: CountLaw, probability: number): number {
  let below = 0;
  for (let i = 0; i < p.length; i++) {
    below += p[i];
    if (below >= probability - 1e-12) return first + i;
  }
  return first + p.length - 1;
}

/**
 * A law on least..most from its mode and the ratio p(k + 1) / p(k). Starting from 1 at the mode and dividing by the sum
 * needs no logarithm of a factorial, whose rounding grows with the counts.
 */
function tabulate(least: number, most: number, mode: number, ratio: (k: number) => number): CountLaw {
  const above: number[] = [];
  for (let k = mode, p = 1; k < most && (p *= ratio(k)) > NEGLIGIBLE; k++) above.push(p);
  const below: number[] = [];
  for (let k = mode, p = 1; k > least && (p /= ratio(k - 1)) > NEGLIGIBLE; k--) below.push(p);
  const p = new Float64Array(below.length + 1 + above.length);
  p.set(below.reverse());
  p[below.length] = 1;
  p.set(above, below.length + 1);
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += p[i];
  for (let i = 0; i < p.length; i++) p[i] /= sum;
  return { first: mode - below.length, p };
}

const NEGLIGIBLE = 1e-290;
