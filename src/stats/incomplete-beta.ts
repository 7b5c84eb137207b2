// The regularised incomplete beta function, and the tails of F and of the binomial law that it gives.
import { gammaln } from 'simple-statistics';

/** I_x(a, b), for a, b > 0 and 0 ≤ x ≤ 1, to about 1e-9 (Press et al. 2007, Numerical Recipes, 6.4). */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

/** P(F ≥ f) with `above` and `below` degrees of freedom, any numbers above 0. */
export const fTail = (f: number, above: number, below: number): number =>
  incompleteBeta(below / 2, above / 2, below / (below + above * f));

/** P(X ≥ k) of a binomial X of n trials. */
export const binomialTail = (k: number, n: number, p: number): number =>
  k <= 0 ? 1 : k > n ? 0 : incompleteBeta(k, n - k + 1, p);

const TINY = 1e-300;

/** The continued fraction of the incomplete beta function, by Lentz's method; it converges where x < (a + 1)/(a + b + 2). */
export function betaFraction(a: number, b: number, x: number): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1, step = 0; Math.abs(step - 1) > 1e-16 && m < 1e5; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    step = d * c;
    h *= step;
  }
  return h;
}
