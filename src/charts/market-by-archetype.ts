// Charts: the market by archetype over time: share of orders, number of platforms, clients; a panel for each archetype.
import type { Results } from '../experiment/results.ts';
import { archetypesIn, daysOfMonths, type KindMonth, marketByArchetype as marketOf } from '../measures/platforms.ts';
import { armsInFileOrder, type Band, bandOf } from '../measures/series.ts';
import { grouped } from '../numbers.ts';
import { bandAmong, manyBandsNote } from './days.ts';
import { linePanels, policyNote } from './line-panels.ts';
import { rangeOfBands } from './panels.ts';
import { armLabel, armLook, type Chart } from './style.ts';

const COLUMNS = 4;
const PARTS = 4;

interface Measure {
  id: string;
  of: keyof KindMonth;
  title: string;
  note: string;
  /** Its unit on the axis is this part of 1. */
  scale: number;
  /** Whether all panels have one scale. */
  isCommon: boolean;
  unit: string;
}

const MEASURES: readonly Measure[] = [
  {
    id: 'market-by-archetype-orders',
    of: 'share',
    title: 'Share of delivered orders in %, by kind of platform',
    note: 'Months, drawn on their last day; one scale, which may cut bands',
    scale: 100,
    isCommon: true,
    unit: ' %',
  },
  {
    id: 'market-by-archetype-platforms',
    of: 'platforms',
    title: 'Number of platforms that sell, by kind',
    note: 'On the last day of each month; one scale, which may cut bands',
    scale: 1,
    isCommon: true,
    unit: '',
  },
  {
    id: 'market-by-archetype-clients',
    of: 'clients',
    title: 'Clients of a platform by kind: customers who ordered in the month, median',
    note: 'Platforms that sell on the last day of the month; scales differ, and may cut bands',
    scale: 1,
    isCommon: false,
    unit: '',
  },
];

export function marketByArchetype(results: Results): Chart[] {
  const arms = armsInFileOrder(results.scenario, results.baseline);
  const kinds = archetypesIn(arms.flatMap((arm) => results.records[arm]!));
  if (kinds.length === 0) return [];
  const months = daysOfMonths(results.records[results.baseline]![0]!);
  const hasDays = (_: unknown, month: number): boolean => months[month]![0] < months[month]![1];
  const days = months.filter(hasDays).map(([, end]) => end - 1);
  const markets = arms.map((arm) => results.records[arm]!.map((record) => marketOf(record, kinds)));
  return MEASURES.map((measure) => {
    const bands = kinds.map((kind) =>
      markets.map((ofArm) =>
        bandOf(
          ofArm.map((market) =>
            Float64Array.from(market[kind]!.filter(hasDays), (month) => month[measure.of] * measure.scale),
          ),
          0,
          measure.of === 'share' ? 100 : Number.POSITIVE_INFINITY,
        ),
      ),
    );
    return draw(results, arms, kinds, days, measure, bands);
  });
}

/** @param bands [kind][arm] */
function draw(
  results: Results,
  arms: string[],
  kinds: string[],
  days: number[],
  { id, title, note, isCommon, unit }: Measure,
  bands: Band[][],
): Chart {
  const shown = bands.map((ofKind) => ofKind.map((band) => bandAmong(band, arms.length)));
  const spoken = kinds
    .flatMap((kind, k) => {
      const last = bands[k]![0]!.mean.at(-1) ?? null;
      return last === null ? [] : [`${kind} ${grouped(last, last < 10 ? 1 : 0)}${unit}`];
    })
    .join(', ');
  return linePanels(
    results,
    {
      id,
      title,
      alt: `Line chart: ${title.charAt(0).toLowerCase()}${title.slice(1)}, a panel for each; in the last month in ${armLabel(results, arms[0]!)}: ${spoken || 'undefined'}.`,
      notes: [`${note}${policyNote(results, arms)}`, manyBandsNote(results, arms.length)],
    },
    {
      columns: Math.min(COLUMNS, kinds.length),
      arms,
      legend: arms.map((arm, a) => ({ label: armLabel(results, arm), ...armLook(a) })),
      panels: kinds.map((kind, k) => ({
        key: kind,
        title: kind,
        range: rangeOfBands(isCommon ? shown.flat() : shown[k]!, PARTS, true),
        curves: shown[k]!.map((band, a) => {
          const { color, dash } = armLook(a);
          return { band, days, color, dash };
        }),
      })),
    },
  );
}
