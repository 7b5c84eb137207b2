// Means over replicates, their t intervals, and Student's t itself. Knows no outcome.
import { mean as meanOf, sampleStandardDeviation } from 'simple-statistics';

/** What replicates say of one number. */
export interface Interval {
  /** Defined values; null ones are left out of all that follows. */
  n: number;
  /** Null without a value. */
  mean: number | null;
  /** Sample standard deviation, divisor n - 1; null for fewer than two values. */
  sd: number | null;
  /** Student's 95 % interval of the mean; null for fewer than two values. */
  ci95: [number, number] | null;
}

/** How an interval is made out of values; null ones are left out. */
export type IntervalOf = (values: readonly (number | null)[]) => Interval;

/**
 * Mean, standard deviation and 95 % t interval of the values that are defined. Equal values have exactly that mean, sd 0
 * and an interval without width: the mean of a sum may miss them by a last bit.
 */
export function tInterval95(values: readonly (number | null)[]): Interval {
  const defined = values.filter((value) => value !== null);
  const n = defined.length;
  if (n === 0) return { n, mean: null, sd: null, ci95: null };
  if (n === 1) return { n, mean: defined[0], sd: null, ci95: null };
  if (hasNoSpread(defined)) return { n, mean: defined[0], sd: 0, ci95: [defined[0], defined[0]] };
  const mean = meanOf(defined);
  const sd = sampleStandardDeviation(defined);
  const half = (tQuantile(0.975, n - 1) * sd) / Math.sqrt(n);
  return { n, mean, sd, ci95: [mean - half, mean + half] };
}

/** True for equal values, and for none. */
export const hasNoSpread = (values: readonly number[]): boolean => values.every((value) => value === values[0]);

/**
 * P(T ≤ t) of Student's t with a whole number of degrees of freedom, to about 1e-15: tails below that are 0 or noise.
 * Infinite t have their limits. Throws a RangeError unless t is a number and df a positive integer.
 */
export function tCdf(t: number, df: number): number {
  if (Number.isNaN(t)) throw new RangeError('t is not a number');
  checkDf(df);
  const central = Math.min(1, centralProbability(Math.atan(Math.abs(t) / Math.sqrt(df)), df));
  return (1 + Math.sign(t) * central) / 2;
}

/**
 * Quantile of Student's t with a whole number of degrees of freedom, to about 1e-13 of its angle arctan(t/√df).
 * Throws a RangeError unless 0 < probability < 1 and df is a positive integer.
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
 * P(|T| ≤ √df·tan(angle)) for whole df: the finite sums of Abramowitz & Stegun (1964), 26.7.3 and 26.7.4.
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
