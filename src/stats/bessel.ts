// Modified Bessel functions of the first kind, scaled so that they stay finite.

/**
 * e^{−x}·I_ν(x) for order ν = 0 or 1 and x ≥ 0, relative error about 1e-15. Below 30 the power series, all of whose terms are
 * positive; from there the asymptotic series, whose terms fall below 1e-17 before they grow.
 * Abramowitz & Stegun (1964), 9.6.10 and 9.7.1.
 */
export function scaledBesselI(order: 0 | 1, x: number): number {
  return x < 30 ? byPowers(order, x) : asymptotic(order, x);
}

function byPowers(order: 0 | 1, x: number): number {
  let term = order === 0 ? 1 : x / 2;
  let sum = term;
  for (let k = 1; term > sum * 1e-17; k++) sum += term *= (x * x) / (4 * k * (k + order));
  return Math.exp(-x) * sum;
}

function asymptotic(order: 0 | 1, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; Math.abs(term) > 1e-17; k++) {
    const odd = 2 * k - 1;
    sum += term *= -(4 * order - odd * odd) / (8 * k * x);
  }
  return sum / Math.sqrt(2 * Math.PI * x);
}
