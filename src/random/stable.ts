// The positive stable law: the shared part of nested-logit noise.
// Kanter (1975), Ann. Probab. 3(4):697-707, doi:10.1214/aop/1176996309; Cardell (1997), Econometric Theory 13(2):185-213.

import { type Quantiles, tabulate } from './quantiles.ts';

/**
 * Quantiles of log S, S positive stable with index θ and Laplace transform exp(−t^θ).
 * @param theta dissimilarity, 0 < θ < 1
 */
export function logStableTable(theta: number): Quantiles {
  // Kanter's representation: S = (a(U)/W)^((1−θ)/θ), W unit exponential, so P(S ≤ s) = ∫ exp(−a(u)·s^(−θ/(1−θ))) du.
  const nodes = 256;
  const a = new Float64Array(nodes);
  for (let i = 0; i < nodes; i++) {
    const u = Math.PI * ((i + 0.5) / nodes);
    const logA =
      (theta / (1 - theta)) * Math.log(Math.sin(theta * u)) +
      Math.log(Math.sin((1 - theta) * u)) -
      (1 / (1 - theta)) * Math.log(Math.sin(u));
    a[i] = Math.exp(logA);
  }
  const lowest = ((1 - theta) / theta) * Math.log(a[0] / 24) - 1;
  const highest = 24 / theta;
  const points = 2048;
  const x = new Float64Array(points);
  const logBelow = new Float64Array(points);
  const logAbove = new Float64Array(points);
  for (let p = 0; p < points; p++) {
    x[p] = lowest + ((highest - lowest) * p) / (points - 1);
    const scale = Math.exp((-theta / (1 - theta)) * x[p]);
    let below = 0;
    let above = 0;
    for (let i = 0; i < nodes; i++) {
      below += Math.exp(-a[i] * scale);
      above -= Math.expm1(-a[i] * scale);
    }
    logBelow[p] = Math.log(below / nodes);
    logAbove[p] = Math.log(above / nodes);
  }
  const invert = (column: Float64Array, target: number, rising: boolean): number => {
    let lo = 0;
    let hi = points - 1;
    while (hi - lo > 1) {
      const mid = (lo + hi) >> 1;
      if (column[mid] < target === rising) lo = mid;
      else hi = mid;
    }
    const share = (target - column[lo]) / (column[hi] - column[lo]);
    return x[lo] + (x[hi] - x[lo]) * Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  };
  return tabulate(
    (logP) => invert(logBelow, logP, true),
    (logP) => invert(logAbove, logP, false),
  );
}
