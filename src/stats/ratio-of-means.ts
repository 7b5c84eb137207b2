// The mean of one thing for so much of another, pair by pair, with its interval. Knows no outcome.
import { mean } from 'simple-statistics';
import type { Interval, IntervalOf } from './intervals.ts';

export interface RatioOfMeans {
  ratio: number;
  /** 95 %; null for one pair. */
  ci95: Interval['ci95'];
}

/**
 * mean(amounts) ÷ mean(per), over the pairs in which both are defined. Its interval is that of the mean of the linear terms
 * ratio + (amount − ratio · per) ÷ mean(per) (delta method): the interval of the amounts, scaled, where `per` is constant.
 * Null without a pair, and unless the mean of `per` is above 0 with its own interval.
 */
export function ratioOfMeans(
  amounts: readonly (number | null)[],
  per: readonly (number | null)[],
  interval: IntervalOf,
): RatioOfMeans | null {
  const pairs = amounts.flatMap((amount, i) => {
    const unit = per[i] ?? null;
    return amount === null || unit === null ? [] : [{ amount, unit }];
  });
  if (pairs.length === 0) return null;
  const units = pairs.map(({ unit }) => unit);
  const meanUnit = mean(units);
  const { ci95: around } = interval(units);
  if (!((around?.[0] ?? meanUnit) > 0)) return null;
  const ratio = mean(pairs.map(({ amount }) => amount)) / meanUnit;
  const { ci95 } = interval(pairs.map(({ amount, unit }) => ratio + (amount - ratio * unit) / meanUnit));
  return { ratio, ci95 };
}
