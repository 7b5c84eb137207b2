// Effects of every arm against the reference, the primary outcome first, then the secondary ones.
import type { Comparison, Effect } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { armsInFileOrder } from '../measures/series.ts';
import { signed } from '../numbers.ts';
import { type Dot, isTold } from './dot-panels.ts';
import { differencesChart, percentDot } from './forest.ts';
import type { Chart } from './style.ts';

const LEVEL = 0.05;

export function effects(results: Results, { arms, primary, secondary, interval }: Comparison): Chart[] {
  const names = armsInFileOrder(results.scenario, results.baseline).slice(1);
  if (names.length === 0) return [];
  const ids = new Set([primary.outcome, ...secondary]);
  const rows = [...ids].flatMap((id) => {
    const known = names.map((arm) => arms[arm]!.effects[id]).find((effect) => effect !== undefined);
    if (!known) return [];
    const { label, better } = known;
    const isMarked = id === primary.outcome;
    return [
      {
        id,
        better,
        label: isMarked ? `${label} (primary)` : label,
        isMarked,
        dots: names.map((arm) => dotOf(arms[arm]!.effects[id])),
      },
    ];
  });
  const isTested = rows.some(({ dots }) => dots.some((one) => one?.isHollow !== undefined));
  return [
    differencesChart(results, names, rows, {
      id: 'effects',
      interval: interval === 'paired t' ? 't' : interval,
      notes: isTested
        ? ['Full dots: told from 0 at 5 %, with Holm’s correction in a family of tests; rings: not told']
        : [],
    }),
  ];
}

/** In % of the reference's mean; a ring where the test, corrected if it is one of many, leaves it no different from 0. */
function dotOf(effect: Effect | undefined): Dot | null {
  if (!effect || effect.diff === null || !effect.reference_mean) return null;
  const scale = 100 / Math.abs(effect.reference_mean);
  const { ci95, p_adjusted } = effect;
  const dot = percentDot(effect.diff * scale, ci95 && [ci95[0] * scale, ci95[1] * scale], signed);
  if (p_adjusted === null && ci95 === null) return dot;
  return { ...dot, isHollow: p_adjusted === null ? !isTold(dot) : p_adjusted >= LEVEL };
}
