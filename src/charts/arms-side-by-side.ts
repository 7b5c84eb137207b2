// Chart: outcomes of every arm of a run against the baseline; levels if there is only one arm.
import type { Results } from '../experiment/results.ts';
import { headlines } from '../measures/outcomes.ts';
import { armsInFileOrder, pairedDifference } from '../measures/series.ts';
import { grouped, signed } from '../numbers.ts';
import { differencesChart, forest, percentDot, wholeText } from './forest.ts';
import { armLabel, armLook, type Chart } from './style.ts';

/** Outcomes to show, as many as there is room for. What policies spend is left out: it is a cause. */
const MOST = 18;
const OUTCOMES_SHOWN: readonly string[] = headlines(MOST, undefined, ['result', 'activity']);

export function armsSideBySide(results: Results): Chart[] {
  const [baseline, ...others] = armsInFileOrder(results.scenario, results.baseline) as [string, ...string[]];
  return [others.length > 0 ? differences(results, baseline, others) : levels(results, baseline)];
}

function differences(results: Results, baseline: string, arms: string[]): Chart {
  const base = results.arms[baseline]!.outcomes;
  const rows = OUTCOMES_SHOWN.filter((id) => base[id]).map((id) => ({
    id,
    label: base[id]!.label,
    better: base[id]!.better,
    dots: arms.map((arm) => {
      const { meanPercent, ci95Percent } = pairedDifference(
        results.arms[arm]!.outcomes[id]?.values ?? [],
        base[id]!.values,
      );
      return meanPercent === null ? null : percentDot(meanPercent, ci95Percent, signed);
    }),
  }));
  return differencesChart(results, arms, rows, { id: 'arms-side-by-side', interval: 't', notes: [] });
}

function levels(results: Results, arm: string): Chart {
  const rows = Object.entries(results.arms[arm]!.outcomes)
    .filter(([, { unit, mean }]) => unit === 'share' && mean !== null)
    .map(([id, { label, better, mean, ci95 }]) => ({
      id,
      label,
      better,
      dots: [percentDot(mean! * 100, ci95 && [ci95[0] * 100, ci95[1] * 100], grouped)],
    }));
  const name = armLabel(results, arm);
  return forest(results, rows, {
    id: 'arms-side-by-side',
    title: `Levels in the post window: ${name}`,
    alt: `Dot plot: ${rows.length} shares in percent${rows[0] ? `; ${rows[0].label}: ${wholeText(rows[0].dots[0]!)}` : ''}.`,
    look: { label: name, ...armLook(1) },
    axisTitle: 'share, %',
    range: [0, 100],
    notes: [
      `The only arm, so that nothing is compared. Dots: mean over replicates${results.replicates.length > 1 ? '; bars and brackets: 95 % t interval' : ''}`,
    ],
  });
}
