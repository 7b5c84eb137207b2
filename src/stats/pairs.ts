// Two arms over the same replicates: paired differences, and the gain from pairing.
import { sampleCorrelation, sampleCovariance, sampleVariance } from 'simple-statistics';
import { hasNoSpread } from './intervals.ts';
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
