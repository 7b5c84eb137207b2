// Effects per 1,000 officer-hours, or per amount of money, spent beyond the reference.
import type { IntervalOf } from '../stats/intervals.ts';
import { ratioOfMeans } from '../stats/ratio-of-means.ts';
import type { Effect, PerEffort } from './comparison.ts';

/** Kinds of effort, and the round amount for which effects are given. */
const EFFORT = {
  per_1000_h: { spent: 'officer_hours', amount: 1000 },
  per_100000_eur: { spent: 'cost_eur', amount: 100_000 },
} as const;
const INPUTS: readonly string[] = Object.values(EFFORT).map(({ spent }) => spent);

/** By outcome, its effect for effort spent beyond that of the reference; null where no more is spent. */
export const perEffort = (
  effects: Readonly<Record<string, Pick<Effect, 'values'>>>,
  interval: IntervalOf,
): Record<string, PerEffort> =>
  Object.fromEntries(
    Object.entries(effects)
      .filter(([id]) => !INPUTS.includes(id))
      .map(([id, { values }]) => {
        const per = ({ spent, amount }: { spent: string; amount: number }) => {
          const found = ratioOfMeans(values, effects[spent]?.values ?? [], interval);
          if (!found || (found.ci95 === null && values.length > 1)) return null;
          const { ratio, ci95 } = found;
          return { diff: ratio * amount, ci95: ci95 && ([ci95[0] * amount, ci95[1] * amount] as [number, number]) };
        };
        return [id, { per_1000_h: per(EFFORT.per_1000_h), per_100000_eur: per(EFFORT.per_100000_eur) }];
      }),
  );
