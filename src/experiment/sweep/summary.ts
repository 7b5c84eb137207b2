// What a sweep found: by point and arm the mean paired effect on each outcome, and the effort.
import { tInterval95 } from '../../stats/intervals.ts';
import { pairsOf } from '../../stats/pairs.ts';
import type { Effort, SweepTable, Values } from './sweep.ts';

/** One outcome of one arm at a point, over the replicates in which it and the reference are defined. */
export interface PointEffect {
  values: Values;
  arm: string;
  outcome: string;
  n: number;
  reference_mean: number | null;
  arm_mean: number | null;
  /** Mean of the differences arm − reference with its 95 % t interval; null for fewer than two replicates. */
  effect: number | null;
  ci95: [number, number] | null;
  /** Mean effort of all policies of the arm; null if it never ran. */
  effort: Effort | null;
}

/** Points in their order, then arms, then outcomes. */
export function summaryOf(table: SweepTable): PointEffect[] {
  const { points, replicates, arms, outcomes } = table;
  const [reference, ...others] = arms as [string, ...string[]];
  return points.flatMap(({ values }, point) =>
    others.flatMap((arm) => {
      const effort = meanEffort(replicates.map((_, k) => table.effort(point, k, arm)));
      return outcomes.map((outcome): PointEffect => {
        const of = (name: string) => replicates.map((_, k) => table.value(point, k, name, outcome));
        const pairs = pairsOf(of(arm), of(reference));
        const { n, mean, ci95 } = tInterval95(pairs.differences);
        return {
          values,
          arm,
          outcome,
          n,
          reference_mean: tInterval95(pairs.reference).mean,
          arm_mean: tInterval95(pairs.arm).mean,
          effect: mean,
          ci95,
          effort,
        };
      });
    }),
  );
}

function meanEffort(all: readonly (Effort | null)[]): Effort | null {
  const known = all.filter((one) => one !== null);
  if (known.length === 0) return null;
  const mean = (of: keyof Effort): number => tInterval95(known.map((one) => one[of])).mean!;
  return {
    offered_h: mean('offered_h'),
    spent_h: mean('spent_h'),
    offered_eur: mean('offered_eur'),
    spent_eur: mean('spent_eur'),
  };
}
