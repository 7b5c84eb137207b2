// Closed forms that tests compare with: distribution functions, queues, critical values. Knows no engine.

/** √n times the Kolmogorov-Smirnov distance of a sample from a distribution; above 1.95 once in a thousand (1.63: in a hundred). */
export function ksStatistic(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = sample.slice().sort();
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const f = cdf(sorted[i]);
    distance = Math.max(distance, f - i / n, (i + 1) / n - f);
  }
  return distance * Math.sqrt(n);
}

/** log Γ(x), Lanczos approximation with g = 7 and nine terms. */
function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  let series = 0.99999999999980993;
  for (const [i, term] of terms.entries()) series += term / (x + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/** P(Gamma(shape) ≤ x), by its power series. */
export function regularizedGamma(shape: number, x: number): number {
  if (x <= 0) return 0;
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < 2000 && term > sum * 1e-16; n++) sum += term *= x / (shape + n);
  return Math.min(1, sum * Math.exp(-x + shape * Math.log(x) - logGamma(shape)));
}

/** P(χ² with `df` degrees of freedom > x). */
export const chiSquareTail = (df: number, x: number): number => 1 - regularizedGamma(df / 2, x / 2);

/** Mean wait before service in M/M/c, in the unit of `serviceMean`: Erlang C. */
export function erlangWait(servers: number, arrivalsPerService: number, serviceMean: number): number {
  let blocked = 1;
  for (let c = 1; c <= servers; c++) blocked = (arrivalsPerService * blocked) / (c + arrivalsPerService * blocked);
  const utilisation = arrivalsPerService / servers;
  const waits = blocked / (1 - utilisation * (1 - blocked));
  return (waits * serviceMean) / (servers - arrivalsPerService);
}

export interface MeanAndError {
  mean: number;
  /** Standard error by batch means. */
  error: number;
}

/** Mean and standard error of a series of batches, each with a sum and a count: ratio estimator over batches. */
export function batchMeans(sums: readonly number[], counts: readonly number[]): MeanAndError {
  const n = counts.reduce((a, b) => a + b, 0);
  const mean = sums.reduce((a, b) => a + b, 0) / n;
  const residuals = sums.map((sum, k) => sum - mean * counts[k]);
  const square = residuals.reduce((a, r) => a + r * r, 0);
  return { mean, error: Math.sqrt((square * sums.length) / (sums.length - 1)) / n };
}
