// Chart: price and purity over time by channel, an arm with the baseline.
import type { Results } from '../experiment/results.ts';
import { weekPrice, weekPurity } from '../measures/platforms.ts';
import { bandOf } from '../measures/series.ts';
import { grouped } from '../numbers.ts';
import { againstBaseline, BASELINE_DASH, SMOOTHING_NOTE } from './days.ts';
import { linePanels, policyNote } from './line-panels.ts';
import { rangeOfBands } from './panels.ts';
import { armLabel, bandNote, CHANNEL_LOOK, type Chart, INK } from './style.ts';

const SOLD_BY = ['site', 'delivery'] as const;
const MEASURES = [
  { key: 'price', unit: 'EUR/g', title: 'Price, EUR/g', of: weekPrice, most: Number.POSITIVE_INFINITY },
  { key: 'purity', unit: 'points', title: 'Purity, points (percent pure)', of: weekPurity, most: 100 },
];
const PARTS = 5;

export function priceAndPurity(results: Results): Chart[] {
  return againstBaseline(results, 'price-and-purity', pair);
}

function pair(results: Results, arms: string[], id: string): Chart {
  const names = arms.map((arm) => armLabel(results, arm));
  const title = `Price and purity by channel: ${names.join(' against ')}`;
  const panels = MEASURES.map(({ key, unit, title, of, most }) => {
    const curves = arms.flatMap((arm, a) =>
      SOLD_BY.map((channel) => ({
        band: bandOf(
          results.records[arm]!.map((record) => of(record, channel)),
          0,
          most,
        ),
        color: CHANNEL_LOOK[channel].color,
        ...(a === 1 ? { dash: BASELINE_DASH, width: 2 } : {}),
      })),
    );
    return {
      key,
      unit,
      title,
      range: rangeOfBands(
        curves.map(({ band }) => band),
        PARTS,
      ),
      curves: curves.map((curve) => ({ ...curve, days: curve.band.mean.map((_, day) => day) })),
    };
  });
  const spoken = panels.flatMap(({ key, unit, curves }) =>
    SOLD_BY.flatMap((channel, c) => {
      const last = curves[c]!.band.mean.at(-1) ?? null;
      return last === null
        ? []
        : [`${key} ${channel === 'site' ? 'at sites' : 'delivered'} ${grouped(last, 1)} ${unit}`];
    }),
  );
  return linePanels(
    results,
    {
      id,
      title,
      alt: `Line chart: price and purity by channel, day by day; in the last week in ${names[0]}: ${spoken.join(', ') || 'nothing sold'}.`,
      notes: [
        `${SMOOTHING_NOTE}; weighted by grams; scales may cut bands${policyNote(results, arms)}`,
        bandNote(results),
      ],
    },
    {
      panels,
      columns: 1,
      arms,
      legend: [
        ...SOLD_BY.map((channel) => CHANNEL_LOOK[channel]),
        ...(arms.length === 2
          ? names.map((label, a) => ({ label, color: INK, dash: a === 1 ? BASELINE_DASH : [] }))
          : []),
      ],
    },
  );
}
