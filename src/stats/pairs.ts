// Two arms over the same replicates: their differences, and what the pairing is worth. Knows no outcome.
import { mean, sampleCorrelation, sampleVariance } from 'simple-statistics';
import { hasNoSpread, type Interval, type IntervalOf } from './intervals.ts';

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

/**
 * (var(arm) + var(reference)) / var(arm − reference): how many times as many replicates arms with independent seeds would
 * need for an interval of the same width. Below 1 where arms are negatively correlated; null below two pairs, or where
 * the differences have no spread.
 */
export function varianceReduction({ arm, reference, differences }: Pairs): number | null {
  if (differences.length < 2 || hasNoSpread(differences)) return null;
  const factor = (sampleVariance(arm) + sampleVariance(reference)) / sampleVariance(differences);
  return Number.isFinite(factor) ? factor : null;
}

/** log(mean of the arm) − log(mean of the reference), with its 95 % interval; null unless both means are positive. */
export interface LogRatio {
  log: number;
  /** Null for one pair. */
  ci95: Interval['ci95'];
}

/**
 * Log ratio of means. Its interval is that of the mean of arm/mean(arm) − reference/mean(reference), the linear terms of
 * the logarithms (delta method), laid around the log ratio. Exchanging the arms gives exactly the opposite.
 */
export function logRatio({ arm, reference }: Pairs, interval: IntervalOf): LogRatio | null {
  if (arm.length === 0) return null;
  const [armMean, referenceMean] = [mean(arm), mean(reference)];
  if (!(armMean > 0 && referenceMean > 0)) return null;
  const log = Math.log(armMean) - Math.log(referenceMean);
  const { ci95 } = interval(arm.map((value, i) => value / armMean - reference[i] / referenceMean));
  return { log, ci95: ci95 && [log + ci95[0], log + ci95[1]] };
}
