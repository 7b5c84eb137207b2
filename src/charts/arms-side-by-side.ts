// A run's outcomes of every arm against the baseline; their levels where there is but one arm. Computes no statistic.
import type { Results } from '../experiment/results.ts';
import { headlines } from '../measures/outcomes.ts';
import { armOrder, pairedDifference } from '../measures/series.ts';
import { grouped, signed } from '../numbers.ts';
import { forest, forestOfDifferences, percentDot } from './forest.ts';
import { armLabel, armLook, type Chart } from './house.ts';

/** Rows that have room; with many arms, fewer. */
const MOST_ROWS = 18;
const MANY_ARMS = 2;
const MOST_ROWS_FOR_MANY = 11;

/** Ids of the outcomes that have room beside `nArms` arms. What policies spend is a cause, not an outcome. */
export const outcomesShown = (nArms: number): readonly string[] =>
  headlines(nArms > MANY_ARMS ? MOST_ROWS_FOR_MANY : MOST_ROWS, () => true, ['result', 'activity']);

export function armsSideBySide(results: Results): Chart[] {
  const [baseline, ...others] = armOrder(Object.keys(results.arms), results.baseline) as [string, ...string[]];
  return [others.length > 0 ? differences(results, baseline, others) : levels(results, baseline)];
}

function differences(results: Results, baseline: string, arms: string[]): Chart {
  const base = results.arms[baseline]!.outcomes;
  const rows = outcomesShown(arms.length)
    .filter((id) => base[id])
    .map((id) => ({
      label: base[id]!.label,
      dots: arms.map((arm) => {
        const { meanPercent, ci95Percent } = pairedDifference(
          results.arms[arm]!.outcomes[id]?.values ?? [],
          base[id]!.values,
        );
        return meanPercent === null ? null : percentDot(meanPercent, ci95Percent, signed);
      }),
    }));
  return forestOfDifferences(results, arms, rows, { id: 'arms-side-by-side', interval: 't', notes: [] });
}

function levels(results: Results, arm: string): Chart {
  const rows = Object.values(results.arms[arm]!.outcomes)
    .filter(({ unit, mean }) => unit === 'share' && mean !== null)
    .map(({ label, mean, ci95 }) => ({
      label,
      dots: [percentDot(mean! * 100, ci95 && [ci95[0] * 100, ci95[1] * 100], grouped)],
    }));
  const name = armLabel(results, arm);
  return forest(results, rows, {
    id: 'arms-side-by-side',
    title: `Levels in the post window: ${name}`,
    alt: `Dot plot: ${rows.length} shares in percent${rows[0] ? `; ${rows[0].label}: ${rows[0].dots[0]!.text}` : ''}.`,
    series: [{ label: name, ...armLook(1) }],
    axisTitle: 'share, %',
    range: [0, 100],
    notes: [
      `The only arm, so that nothing is compared. Dots: mean over replicates${results.replicates.length > 1 ? '; bars and brackets: 95 % t interval' : ''}`,
    ],
  });
}
