// The ratio of two means of paired values, with Fieller's interval.
import { mean, sampleCovariance } from 'simple-statistics';
import { excludesZero, type Interval, type IntervalOf, tInterval95 } from './intervals.ts';
import { tQuantile } from './student.ts';

export interface RatioOfMeans {
  ratio: number;
  /** 95 %; null for one pair, and where the mean below the line is not told from 0. */
  ci95: Interval['ci95'];
}

/**
 * mean(amounts) ÷ mean(per) of lists of one length, over the pairs in which both are defined; null without one, and unless
 * the mean of `per` is above 0. The interval is all ratios ρ for which the interval of the mean of amount − ρ·per holds 0
 * (Fieller 1954, Journal of the Royal Statistical Society B 16(2):175-185): it leaves out 0 just when that of the amounts
 * does, and 1 just when that of amount − per leaves out 0. Where `per` is constant it is the interval of the amounts, scaled.
 */
export function ratioOfMeans(
  amounts: readonly (number | null)[],
  per: readonly (number | null)[],
  interval: IntervalOf,
): RatioOfMeans | null {
  const pairs = amounts.flatMap((amount, i): [number, number][] => {
    const unit = per[i] ?? null;
    return amount === null || unit === null ? [] : [[amount, unit]];
  });
  if (pairs.length === 0) return null;
  const above = pairs.map(([amount]) => amount);
  const below = pairs.map(([, unit]) => unit);
  const meanBelow = mean(below);
  if (!(meanBelow > 0)) return null;
  const ratio = mean(above) / meanBelow;
  const student = fieller(above, below);
  if (student === null || !excludesZero(interval(below).ci95)) return { ratio, ci95: null };
  return { ratio, ci95: interval === tInterval95 ? student : inverted(above, below, ratio, student, interval) };
}

/** Relative size of rounding errors in sums of products, far below that of any spread between replicates. */
const ROUNDING = 1e-13;

/** The roots of (ā − ρb̄)² = t²/n·(var(a) − 2ρ·cov(a, b) + ρ²·var(b)). */
function fieller(above: readonly number[], below: readonly number[]): RatioOfMeans['ci95'] {
  const n = above.length;
  if (n < 2) return null;
  const t = tQuantile(0.975, n - 1);
  const k = (t * t) / n;
  const [meanAbove, meanBelow] = [mean([...above]), mean([...below])];
  const covariance = (x: readonly number[], y: readonly number[]): number => sampleCovariance([...x], [...y]);
  const a = meanBelow * meanBelow - k * covariance(below, below);
  const b = meanAbove * meanBelow - k * covariance(above, below);
  const c = meanAbove * meanAbove - k * covariance(above, above);
  if (!(a > 0)) return null;
  const discriminant = b * b - a * c;
  // What rounding leaves of pairs that all have the same ratio is no spread.
  if (discriminant <= ROUNDING * b * b) return [meanAbove / meanBelow, meanAbove / meanBelow];
  const spread = Math.sqrt(discriminant);
  // The root farther from 0 first, so that no digits cancel in the other one.
  const far = b < 0 ? b - spread : b + spread;
  const [one, other] = [c / far, far / a];
  return b < 0 ? [other, one] : [one, other];
}

/** Where an end of `interval` of amount − ρ·per crosses 0, found from the ends by Student's t; null where it is not found. */
function inverted(
  above: readonly number[],
  below: readonly number[],
  ratio: number,
  student: [number, number],
  interval: IntervalOf,
): RatioOfMeans['ci95'] {
  const crossing = (from: number, which: 0 | 1): number | null =>
    rootOf(
      (rho) => interval(above.map((amount, i) => amount - rho * below[i])).ci95?.[which] ?? Number.NaN,
      ratio,
      from,
    );
  const [low, high] = [crossing(student[0], 0), crossing(student[1], 1)];
  return low === null || high === null ? null : [low, high];
}

const MOST_STEPS = 12;
const EXACT = 1e-10;

/**
 * A zero of `f` beyond `inside` in the direction of `guess`, to 1e-10 of their distance; null without a change of sign. False
 * position (Illinois).
 */
function rootOf(f: (x: number) => number, inside: number, guess: number): number | null {
  const step = guess - inside;
  if (step === 0) return inside;
  let [a, fa] = [inside, f(inside)];
  let [b, fb] = [guess, f(guess)];
  for (let taken = 0; fa * fb > 0; taken++) {
    if (taken === MOST_STEPS) return null;
    [a, fa] = [b, fb];
    b += step / 2;
    fb = f(b);
  }
  for (let taken = 0; Math.abs(b - a) > EXACT * Math.abs(step) && fb !== 0 && taken < 100; taken++) {
    const c = b - (fb * (b - a)) / (fb - fa);
    const fc = f(c);
    if (fc * fb < 0) [a, fa] = [b, fb];
    else fa /= 2;
    [b, fb] = [c, fc];
  }
  return Number.isFinite(b) ? b : null;
}
