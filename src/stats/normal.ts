// Tail probability and quantile of the standard normal distribution, for tests.

/** Φ⁻¹(0.975): half the width of a 95 % interval, in standard errors. */
export const Z_95 = 1.959963984540054;

/** Below, the power series of the error function; from there the continued fraction of its complement. */
const SMALL = 2;

/**
 * P(|Z| ≥ |z|), relative error below 1e-12 down to the smallest numbers there are (|z| about 38): erfc(|z|/√2), by the series
 * and the continued fraction of the incomplete gamma function (Press et al. 2007, Numerical Recipes, 6.2). The error
 * function of simple-statistics has an absolute error of 1e-7 and is 1 from |z| = 8.3.
 */
export function twoSidedP(z: number): number {
  const x = (z * z) / 2;
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const front = Math.exp(-x) * Math.sqrt(x / Math.PI);
  return Math.abs(z) < SMALL ? 1 - front * series(x) : front * fraction(x);
}

/** Σ xᵏ / (½·(½ + 1)…(½ + k)), all of whose terms are positive. */
function series(x: number): number {
  let term = 2;
  let sum = term;
  for (let k = 1; term > sum * 1e-17; k++) sum += term *= x / (0.5 + k);
  return sum;
}

/** 1/(x + ½ − ½/(x + 5/2 − 3/(x + 9/2 − …))), by Lentz's method. */
function fraction(x: number): number {
  let b = x + 0.5;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let h = d;
  for (let k = 1, step = 0; Math.abs(step - 1) > 1e-16 && k < 1000; k++) {
    const a = -k * (k - 0.5);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    step = d * c;
    h *= step;
  }
  return h;
}
