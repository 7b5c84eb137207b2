// Student's t with a whole number of degrees of freedom: probabilities, exact in the tails too, and quantiles.
import { betaFraction } from './incomplete-beta.ts';

/**
 * P(|T| ≥ |t|), relative error below 1e-12 down to the smallest numbers there are; 0 for infinite t. It is the regularised
 * incomplete beta function I_x(df/2, 1/2) at x = df/(df + t²); from a continued fraction where x is small, else from
 * the other side (Press et al. 2007, Numerical Recipes, 6.4). Throws a RangeError unless t is a number and df a
 * positive integer.
 */
export function twoSidedT(t: number, df: number): number {
  if (Number.isNaN(t)) throw new RangeError('t is not a number');
  checkDf(df);
  const square = (t * t) / df;
  if (square === 0) return 1;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const a = df / 2;
  const x = 1 / (1 + square);
  const y = square / (1 + square);
  /** x^a·√y / B(a, 1/2). */
  const front = gammaRatio(df) * Math.exp(-a * Math.log1p(square)) * Math.sqrt(y / Math.PI);
  return x < (a + 1) / (a + 2.5) ? (front * betaFraction(a, 0.5, x)) / a : 1 - 2 * front * betaFraction(0.5, a, y);
}

/** P(T ≤ t), as exact as {@link twoSidedT} below 0. */
export function tCdf(t: number, df: number): number {
  const tail = twoSidedT(t, df) / 2;
  return t < 0 ? tail : 1 - tail;
}

/**
 * Quantile, to about 1e-13 of its angle arctan(t/√df). Throws a RangeError unless 0 < probability < 1 and df is a
 * positive integer.
 */
export function tQuantile(probability: number, df: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`probability ${probability} is not between 0 and 1`);
  checkDf(df);
  const central = Math.abs(2 * probability - 1);
  let low = 0;
  let high = Math.PI / 2;
  for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (centralProbability(middle, df) < central) low = middle;
    else high = middle;
  }
  return Math.sign(probability - 0.5) * Math.sqrt(df) * Math.tan(low);
}

function checkDf(df: number): void {
  if (!(Number.isInteger(df) && df > 0)) throw new RangeError(`${df} degrees of freedom; expected a positive integer`);
}

/**
 * P(|T| ≤ √df·tan(angle)): the finite sums of Abramowitz & Stegun (1964), 26.7.3 and 26.7.4.
 */
function centralProbability(angle: number, df: number): number {
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  const isOdd = df % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = df === 1 ? 0 : term;
  for (let k = isOdd ? 2 : 1; k <= df - 3; k += 2) {
    term *= (k / (k + 1)) * cosine * cosine;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

/** From here the series of the gamma ratio has all digits. */
const MANY = 1000;

/** Γ((df + 1)/2) / Γ(df/2): by recurrence from 1 and 2, beyond {@link MANY} by its asymptotic series. */
function gammaRatio(df: number): number {
  if (df >= MANY) {
    const u = 1 / df;
    return Math.sqrt(df / 2) * (1 + u * (-1 / 4 + u * (1 / 32 + u * (5 / 128 - (21 / 2048) * u))));
  }
  let ratio = df % 2 === 1 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
  for (let k = df % 2 === 1 ? 1 : 2; k < df; k += 2) ratio *= (k + 1) / k;
  return ratio;
}
