// Chart of docs/archetypes.md: how far the market is from where it would be without a shock, over time.
import type { Results } from '../experiment/results.ts';
import {
  allOrders,
  bandOfGaps,
  deliveredShare,
  gapsByFourWeeks,
  RETURNED_WITHIN_PERCENT,
  returnAfterShock,
} from '../measures/after-shock.ts';
import { armsInFileOrder, type Band } from '../measures/series.ts';
import { decimalsFor, signed } from '../numbers.ts';
import { type Curve, linePanels } from './line-panels.ts';
import { rangeOf } from './panels.ts';
import { armLabel, armLook, bandNote, type Chart, SOFT } from './style.ts';

const PANELS = [
  { key: 'share', title: 'Share delivered', of: deliveredShare },
  { key: 'orders', title: 'Orders in all', of: allOrders },
];
const PARTS = 8;

/** The arms of a scenario whose shocks begin with the post window, against its baseline. */
export function afterShocks(results: Results): Chart {
  const { baseline, records, scenario } = results;
  const arms = armsInFileOrder(scenario, baseline).slice(1);
  const gaps = PANELS.map(({ of }) => arms.map((arm) => gapsByFourWeeks(records[arm]!, records[baseline]!, of)));
  const range = rangeOf(
    [
      -RETURNED_WITHIN_PERCENT,
      RETURNED_WITHIN_PERCENT,
      ...gaps.flat(2).flatMap(({ percent, ci95 }) => [percent ?? 0, ...(ci95 ?? [])]),
    ],
    PARTS,
    true,
  );
  const days = [0, scenario.time.pre_days + scenario.time.post_days - 1];
  const near: Curve = { band: flat(days.length), days, color: SOFT, width: 1.5 };
  const spoken = arms.map((arm) => {
    const found = returnAfterShock(records[arm]!, records[baseline]!, deliveredShare);
    return `${armLabel(results, arm)}: ${found === null ? 'no orders' : `${percent(found.deepest)} at its deepest, ${percent(found.last)} in the last quarter`}`;
  });
  return linePanels(
    // Its lines stand where shocks begin and end, as those of other charts where policies do.
    { ...results, marks: arms.flatMap((arm) => marksOf(results, arm)) },
    {
      id: 'after-shocks',
      title: `After a shock: difference from ${armLabel(results, baseline)}, in % of it`,
      alt: `Line chart: share delivered after a shock, difference from ${armLabel(results, baseline)} in % of it. ${spoken.join('. ')}.`,
      notes: [
        'Spans of four weeks; the same replicates compared. Dashed vertical lines: shocks begin or end',
        results.replicates.length > 1
          ? 'Lines: difference of the means over replicates; bands: 95 % interval (Fieller)'
          : bandNote(results),
      ],
    },
    {
      panels: PANELS.map(({ key, title }, p) => ({
        key,
        title,
        range,
        curves: [
          near,
          ...arms.map((_, a) => ({
            band: bandOfGaps(gaps[p]![a]!),
            days: gaps[p]![a]!.map(({ from, to }) => (from + to - 1) / 2),
            color: armLook(a + 1).color,
          })),
        ],
      })),
      columns: PANELS.length,
      arms,
      legend: [
        ...arms.map((arm, a) => ({ label: armLabel(results, arm), color: armLook(a + 1).color })),
        { label: `no difference; grey: within ${RETURNED_WITHIN_PERCENT} %`, color: SOFT },
      ],
    },
  );
}

const flat = (length: number): Band => ({
  mean: new Array(length).fill(0),
  low: new Array(length).fill(-RETURNED_WITHIN_PERCENT),
  high: new Array(length).fill(RETURNED_WITHIN_PERCENT),
});

const marksOf = ({ scenario }: Results, arm: string): Results['marks'] =>
  scenario.arms[arm]!.shocks.map((shock) => ({
    arm,
    text: '',
    announceDay: null,
    startDay: 'day' in shock ? shock.day : shock.from_day,
    endDay: 'day' in shock ? null : shock.to_day,
  }));

const percent = ({
  percent: value,
  ci95,
}: {
  percent: number | null;
  ci95: readonly [number, number] | null;
}): string =>
  value === null ? 'undefined' : `${signed(value, decimalsFor(value, ci95 && (ci95[1] - ci95[0]) / 2))} %`;
