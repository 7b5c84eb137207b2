// Functions of which sensitivity indices are known, and keyed noise.

import { shiftedSobol } from '../../src/experiment/sweep/designs/sobol.ts';
import { drawNormal } from '../../src/random/normal.ts';
import { openStreams } from '../../src/random/streams.ts';
import type { SaltelliOutcomes } from '../../src/stats/sobol-indices.ts';

export type Outcome = (u: ArrayLike<number>) => number;

/** Ishigami & Homma (1990) with a = 7, b = 0.1, of [0, 1]³. */
export const ishigami: Outcome = (u) => {
  const [x, y, z] = [0, 1, 2].map((i) => (2 * u[i]! - 1) * Math.PI) as [number, number, number];
  return Math.sin(x) + 7 * Math.sin(y) * Math.sin(y) + 0.1 * z * z * z * z * Math.sin(x);
};

/** Sobol' (1993): the product of (|4u − 2| + a)/(1 + a). */
export const gFunction =
  (a: readonly number[]): Outcome =>
  (u) =>
    a.reduce((product, of, i) => (product * (Math.abs(4 * u[i]! - 2) + of)) / (1 + of), 1);

/** Adds independent normal noise of that size to each point and replicate. */
export const withNoise = (outcome: Outcome, seed: string, sd: number, replicates: number) => {
  const key = openStreams(seed, 0, ['noise']).noise;
  let point = 0;
  return (u: ArrayLike<number>): number[] => {
    const value = outcome(u);
    point++;
    return Array.from({ length: replicates }, (_, r) => value + sd * drawNormal(key, point, r));
  };
};

/** Outcomes of Saltelli's design in `k` factors of [0, 1], each a group of its own. */
export function saltelliOf(
  k: number,
  draws: number,
  seed: string,
  of: (u: Float64Array) => number[],
): SaltelliOutcomes {
  const pair = shiftedSobol(2 * k, seed);
  const rows = Array.from({ length: draws }, (_, draw) => pair(draw));
  const at = (row: Float64Array, isOfB: (factor: number) => boolean): number[] =>
    of(Float64Array.from({ length: k }, (_, f) => row[isOfB(f) ? k + f : f]!));
  return {
    a: rows.map((row) => at(row, () => false)),
    b: rows.map((row) => at(row, () => true)),
    ab: Array.from({ length: k }, (_, g) => rows.map((row) => at(row, (f) => f === g))),
  };
}
