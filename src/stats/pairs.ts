// Two arms over the same replicates: their differences, and what the pairing is worth. Knows no outcome.
import { mean, sampleCorrelation, sampleCovariance, sampleVariance } from 'simple-statistics';
import { hasNoSpread, type IntervalOf, tInterval95 } from './intervals.ts';
import { tQuantile } from './student.ts';

/** Values of two arms in the replicates in which both are defined, and arm − reference. Lists of one length. */
export interface Pairs {
  arm: number[];
  reference: number[];
  differences: number[];
}

/** Both lists run over the same replicates, null where undefined. */
export function pairsOf(arm: readonly (number | null)[], reference: readonly (number | null)[]): Pairs {
  const differences = differencesOf(arm, reference);
  const isDefined = (_: unknown, i: number): boolean => differences[i] !== null;
  return {
    arm: arm.filter(isDefined) as number[],
    reference: reference.filter(isDefined) as number[],
    differences: differences.filter((difference) => difference !== null),
  };
}

/** arm − reference by replicate; null where either is undefined. */
export const differencesOf = (
  arm: readonly (number | null)[],
  reference: readonly (number | null)[],
): (number | null)[] =>
  arm.map((value, i) => {
    const base = reference[i] ?? null;
    return value === null || base === null ? null : value - base;
  });

/** Pearson's correlation over replicates; null below three pairs, or where an arm has no spread. */
export function correlation({ arm, reference }: Pairs): number | null {
  if (arm.length < 3 || hasNoSpread(arm) || hasNoSpread(reference)) return null;
  const r = sampleCorrelation(arm, reference);
  return Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) : null;
}

/** How many times as many replicates arms with independent seeds would need for an interval of the same width. */
export interface Worth {
  /** (var(arm) + var(reference)) / var(arm − reference); below 1 where arms are negatively correlated. */
  factor: number;
  /** Its 95 % interval; null below three pairs. */
  ci95: [number, number] | null;
}

/**
 * What the pairing is worth; null below two pairs, or where the differences have no spread. With sums u and differences v
 * the factor is (1 + var(u)/var(v))/2. The interval is that of the ratio of the variances of paired normals (Pitman 1939,
 * Biometrika 31(1/2):9-12; Morgan 1939, 31(1/2):13-19): F·(K ± √(K² − 1)), K = 1 + 2(1 − r²)t²/(n − 2), with the
 * correlation r of u and v and t of n − 2 degrees of freedom.
 */
export function worthOfPairing({ arm, reference, differences }: Pairs): Worth | null {
  const n = differences.length;
  if (n < 2 || hasNoSpread(differences)) return null;
  const sums = arm.map((value, i) => value + reference[i]);
  const [varianceOfSums, variance] = [sampleVariance(sums), sampleVariance(differences)];
  const ratio = varianceOfSums / variance;
  if (!Number.isFinite(ratio)) return null;
  const ofRatio = (f: number): number => (1 + f) / 2;
  if (n < 3) return { factor: ofRatio(ratio), ci95: null };
  const covariance = sampleCovariance(sums, differences);
  const unexplained =
    varianceOfSums === 0 ? 1 : Math.max(0, 1 - (covariance / varianceOfSums) * (covariance / variance));
  const t = tQuantile(0.975, n - 2);
  const k = 1 + (2 * unexplained * t * t) / (n - 2);
  const upper = k + Math.sqrt(k * k - 1);
  return { factor: ofRatio(ratio), ci95: [ofRatio(ratio / upper), ofRatio(ratio * upper)] };
}

/** Mean of the arm over the mean of the reference, with its 95 % interval. */
export interface Ratio {
  ratio: number;
  /** Null for one pair, and where an arm's mean is not told from 0. */
  ci95: [number, number] | null;
}

/**
 * Ratio of means; null unless both are positive. Its interval is all ratios ρ for which the interval of the mean of
 * arm − ρ·reference holds 0 (Fieller 1954, Journal of the Royal Statistical Society B 16(2):175-185): it leaves out 1 just when
 * that of the difference leaves out 0. Exchanging the arms gives the reciprocal.
 */
export function ratioOfMeans(pairs: Pairs, interval: IntervalOf): Ratio | null {
  const { arm, reference } = pairs;
  if (arm.length === 0) return null;
  const [armMean, referenceMean] = [mean(arm), mean(reference)];
  if (!(armMean > 0 && referenceMean > 0)) return null;
  const ratio = armMean / referenceMean;
  const student = fieller(pairs, armMean, referenceMean);
  return { ratio, ci95: student && (interval === tInterval95 ? student : inverted(pairs, ratio, student, interval)) };
}

/** The roots of (ā − ρr̄)² = t²/n·(var(a) − 2ρ·cov(a, r) + ρ²·var(r)). */
function fieller({ arm, reference }: Pairs, armMean: number, referenceMean: number): Ratio['ci95'] {
  const n = arm.length;
  if (n < 2) return null;
  const t = tQuantile(0.975, n - 1);
  const k = (t * t) / n;
  const a = referenceMean * referenceMean - k * sampleCovariance(reference, reference);
  const b = armMean * referenceMean - k * sampleCovariance(arm, reference);
  const c = armMean * armMean - k * sampleCovariance(arm, arm);
  if (!(a > 0 && c > 0)) return null;
  const root = b + Math.sqrt(Math.max(0, b * b - a * c));
  return [c / root, root / a];
}

/**
 * Where an end of `interval` of arm − ρ·reference crosses 0, found from the ends by Student's t; null where it does not
 * within a factor of e³ of them.
 */
function inverted(
  { arm, reference }: Pairs,
  ratio: number,
  student: [number, number],
  interval: IntervalOf,
): Ratio['ci95'] {
  const end = (log: number, which: 0 | 1): number =>
    interval(arm.map((value, i) => value - Math.exp(log) * reference[i])).ci95?.[which] ?? Number.NaN;
  const crossing = (from: number, which: 0 | 1): number | null =>
    rootOf((log) => end(log, which), Math.log(ratio), Math.log(from));
  const [low, high] = [crossing(student[0], 0), crossing(student[1], 1)];
  return low === null || high === null ? null : [Math.exp(low), Math.exp(high)];
}

const MOST_STEPS = 12;

/** A zero of `f` beyond `inside` in the direction of `guess`, to 1e-10; null without a change of sign. False position (Illinois). */
function rootOf(f: (x: number) => number, inside: number, guess: number): number | null {
  if (guess === inside) return inside;
  let [a, fa] = [inside, f(inside)];
  let [b, fb] = [guess, f(guess)];
  for (let step = 0; fa * fb > 0; step++) {
    if (step === MOST_STEPS) return null;
    [a, fa] = [b, fb];
    b += Math.min(0.25, Math.abs(guess - inside)) * Math.sign(guess - inside);
    fb = f(b);
  }
  for (let step = 0; Math.abs(b - a) > 1e-10 && fb !== 0 && step < 100; step++) {
    const c = b - (fb * (b - a)) / (fb - fa);
    const fc = f(c);
    if (fc * fb < 0) [a, fa] = [b, fb];
    else fa /= 2;
    [b, fb] = [c, fc];
  }
  return Number.isFinite(b) ? b : null;
}
