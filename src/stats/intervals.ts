// Means over replicates and their t intervals.
import { mean as meanOf, sampleStandardDeviation } from 'simple-statistics';
import { tQuantile } from './student.ts';

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

/** The part of an interval between `least` and `most`, where all that it is of must lie: it covers as often. */
export const within = (ci95: Interval['ci95'], least: number, most: number): Interval['ci95'] =>
  ci95 && [Math.max(least, ci95[0]), Math.min(most, ci95[1])];

/** Whether an interval leaves 0 out; false without one. */
export const excludesZero = (ci95: Interval['ci95']): boolean => ci95 !== null && (ci95[0] > 0 || ci95[1] < 0);
