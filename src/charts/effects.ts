// Effects of every arm against the reference, the primary outcome first, then the secondary ones. Computes no statistic.
import type { Comparison, Effect } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { armOrder } from '../measures/series.ts';
import { signed } from '../numbers.ts';
import { type Dot, forestOfDifferences, percentDot } from './forest.ts';
import type { Chart } from './house.ts';

const LEVEL = 0.05;

export function effects(results: Results, { arms, against, primary, secondary, interval }: Comparison): Chart[] {
  const names = armOrder(Object.keys(arms), against);
  if (names.length === 0) return [];
  const ids = new Set([primary.outcome, ...secondary]);
  const rows = [...ids].flatMap((id) => {
    const label = names.map((arm) => arms[arm]!.effects[id]?.label).find((known) => known !== undefined);
    const isMarked = id === primary.outcome;
    return label === undefined
      ? []
      : [
          {
            label: isMarked ? `${label} (primary)` : label,
            isMarked,
            dots: names.map((arm) => dotOf(arms[arm]!.effects[id])),
          },
        ];
  });
  const isTested = rows.some(({ dots }) => dots.some((one) => one?.isHollow !== undefined));
  return [
    forestOfDifferences(results, names, rows, {
      id: 'effects',
      interval: interval === 'paired t' ? 't' : interval,
      notes: isTested
        ? ['Full dots: not zero at 5 % after Holm’s correction for many outcomes; rings: not told from zero']
        : [],
    }),
  ];
}

/** In % of the reference's mean; a ring where Holm's correction leaves it no different from 0. */
function dotOf(effect: Effect | undefined): Dot | null {
  if (!effect || effect.diff === null || !effect.reference_mean) return null;
  const scale = 100 / Math.abs(effect.reference_mean);
  const { ci95, p_adjusted } = effect;
  return {
    ...percentDot(effect.diff * scale, ci95 && [ci95[0] * scale, ci95[1] * scale], signed),
    ...(p_adjusted === null ? {} : { isHollow: p_adjusted >= LEVEL }),
  };
}
