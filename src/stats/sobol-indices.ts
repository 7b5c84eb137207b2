// Sobol' indices from Saltelli's design, with replicates.
import { bootstrapInterval95 } from './bootstrap.ts';
import { holm } from './holm.ts';
import type { Interval } from './intervals.ts';
import { SIGNIFICANCE } from './replicates.ts';
import { againstNoise, rowsNeeded } from './stochastic-floor.ts';

/** Outcomes [draw][replicate] at the points of both matrices, and by group at those with its columns exchanged. */
export interface SaltelliOutcomes {
  a: readonly (readonly number[])[];
  b: readonly (readonly number[])[];
  ab: readonly (readonly (readonly number[])[])[];
}

export interface Index {
  /** Share of the variance; null where nothing varies. Estimates of small ones may be below 0. */
  value: number | null;
  ci95: Interval['ci95'];
  /** Whether it is told from noise; null with one replicate. */
  isTold: boolean | null;
}

export interface GroupIndices {
  /** What the group does alone: the share of the variance that would go if it were known. */
  first: Index;
  /** What it does alone and with others: the share that would be left if all else were known. */
  total: Index;
  /** The total index that a group without effect would show here by noise alone; null with one replicate. */
  floor: number | null;
  /** Of no effect, by {@link againstNoise}, and after Holm over the groups. */
  p: number | null;
  pHolm: number | null;
  /** Draws with which it would be told from noise, by {@link rowsNeeded}; null if it is, or if no number can be given. */
  drawsNeeded: number | null;
}

export interface SobolIndices {
  draws: number;
  replicates: number;
  /** Of the expected outcome over the ranges: that of the means of replicates, less what noise makes of it. */
  variance: number;
  /** Share of the variance of the means that noise makes; null with one replicate. */
  noiseShare: number | null;
  groups: GroupIndices[];
}

/**
 * First-order indices of Saltelli et al. (2010), Computer Physics Communications 181(2):259-270, table 2 (b), and total ones
 * of Jansen (1999), 117(1-2):35-43: mean of b·(ab − a) and half the mean of (a − ab)², by the variance over both matrices
 * (divisor n), with all outcomes less their common mean. a, b and ab are means over replicates; from two replicates on what
 * noise makes of each product is taken off, cov(b, ab − a)/R, var(a − ab)/R and var/R, so that the indices are of the expected
 * outcome whatever the number of replicates R. With one replicate they are those of SALib.
 *
 * Intervals are bootstrap-t over draws, of the linearised ratio. A total index is told from noise where p after Holm over the
 * groups is at most 5 %; a first-order one if, besides, its interval lies above 0.
 */
export function sobolIndices({ a, b, ab }: SaltelliOutcomes): SobolIndices {
  const draws = a.length;
  const replicates = a[0]?.length ?? 0;
  const all = [a, b, ...ab].map((rows) => rows.map(meanOf));
  const centre = meanOf(all.map(meanOf));
  const [meanA, meanB, ...meanAb] = all as [number[], number[], ...number[][]];

  const middle = (meanOf(meanA) + meanOf(meanB)) / 2;
  const spread = a.map((_, j) => (square(meanA[j] - middle) + square(meanB[j] - middle)) / 2);
  const noise = a.map((row, j) => (noiseOf(row, row) + noiseOf(b[j], b[j])) / 2);
  const variances = spread.map((of, j) => of - noise[j]);
  const variance = meanOf(variances);

  const index = (parts: number[]): Pick<Index, 'value' | 'ci95'> => {
    if (!(variance > 0)) return { value: null, ci95: null };
    const value = meanOf(parts) / variance;
    return {
      value,
      ci95: bootstrapInterval95(parts.map((part, j) => value + (part - value * variances[j]) / variance)).ci95,
    };
  };
  const found = ab.map((outcomes, g) => {
    const differences = outcomes.map((row, j) => row.map((y, r) => y - a[j][r]));
    const means = meanAb[g].map((y, j) => y - meanA[j]);
    const against = againstNoise(differences);
    return {
      against,
      first: index(means.map((d, j) => (meanB[j] - centre) * d - noiseOf(b[j], differences[j]))),
      total: index(means.map((d, j) => (d * d - noiseOf(differences[j], differences[j])) / 2)),
    };
  });

  const adjusted = holm(found.map(({ against }) => against.p));
  return {
    draws,
    replicates,
    variance,
    noiseShare: replicates < 2 || meanOf(spread) === 0 ? null : meanOf(noise) / meanOf(spread),
    groups: found.map(({ against, first, total }, g): GroupIndices => {
      const pHolm = adjusted[g];
      const isTold = pHolm === null ? null : pHolm <= SIGNIFICANCE;
      return {
        first: { ...first, isTold: isTold && first.ci95 !== null && first.ci95[0] > 0 },
        total: { ...total, isTold },
        floor: against.noise === null || !(variance > 0) ? null : against.noise / 2 / variance,
        p: against.p,
        pHolm,
        drawsNeeded: isTold ? null : rowsNeeded(against, replicates, SIGNIFICANCE / ab.length),
      };
    }),
  };
}

const square = (x: number): number => x * x;
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Covariance between replicates of two outcomes, of their means: divided by the number of replicates; 0 for one. */
function noiseOf(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  if (n < 2) return 0;
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  return x.reduce((sum, value, r) => sum + (value - meanX) * (y[r] - meanY), 0) / (n - 1) / n;
}
