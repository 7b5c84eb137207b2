// Chart: share of orders by channel over time, one per arm, with the baseline.
import { CHANNELS } from '../engine/kernel/record.ts';
import type { Results } from '../experiment/results.ts';
import { bandOf, weekShare } from '../measures/series.ts';
import { grouped } from '../numbers.ts';
import {
  againstBaseline,
  BASELINE_DASH,
  dayAxis,
  dayMarks,
  END_LABELS_PX,
  endLabels,
  legendOnly,
  lineWithBand,
  rangeBelowMarks,
  SMOOTHING_NOTE,
} from './days.ts';
import {
  armLabel,
  axis,
  bandNote,
  CHANNEL_LOOK,
  type Chart,
  HEIGHT,
  heading,
  INK,
  largest,
  levelsIn,
  PADDING,
  WIDTH,
} from './style.ts';

export function marketShare(results: Results): Chart[] {
  return againstBaseline(results, 'market-share', pair);
}

function pair(results: Results, arms: string[], id: string): Chart {
  const bands = arms.map((arm) =>
    CHANNELS.map((channel) =>
      bandOf(
        results.records[arm]!.map((record) => weekShare(record, channel)),
        0,
        1,
      ),
    ),
  );
  const most = 100 * largest(...bands.flat().flatMap(({ mean, high }) => [mean, high]));
  const range = rangeBelowMarks(results, arms, 0, most);
  const isPair = arms.length === 2;
  const title = isPair
    ? `Share of orders by channel: ${armLabel(results, arms[0]!)} against ${armLabel(results, arms[1]!)}`
    : `Share of orders by channel: ${armLabel(results, arms[0]!)}`;
  const datasets = bands.flatMap((ofArm, a) =>
    ofArm.flatMap((band, c) =>
      lineWithBand(band, (day) => day, {
        label: '',
        color: CHANNEL_LOOK[CHANNELS[c]!].color,
        scale: 100,
        ...(a === 1 ? { dash: BASELINE_DASH, width: 2 } : {}),
      }),
    ),
  );
  const lines = arms.map((arm, a) => legendOnly(armLabel(results, arm), INK, a === 1 ? BASELINE_DASH : []));
  const ends = CHANNELS.map((channel, c) => {
    const last = bands.map((ofArm) => ofArm[c]!.mean.at(-1)).filter((value) => typeof value === 'number');
    return { ...CHANNEL_LOOK[channel], y: 100 * (last[0] ?? 0) };
  });
  const delivered = levelsIn(results, arms, 'share_delivery', (share) => `${grouped(share * 100, 1)} %`);
  return {
    id,
    title,
    alt: `Line chart: share of orders by channel, day by day; delivered in the post window: ${delivered || 'no orders'}.`,
    width: WIDTH,
    height: HEIGHT,
    configuration: {
      type: 'line',
      data: { datasets: [...lines, ...datasets] },
      options: {
        layout: { padding: { ...PADDING, right: END_LABELS_PX } },
        scales: {
          x: dayAxis(results),
          y: axis('share of orders, %', 0, range.top, {
            ticks: { stepSize: range.step, callback: (share: number) => (share <= 100 ? String(share) : '') },
          }),
        },
        plugins: {
          ...heading(results, title, [SMOOTHING_NOTE, bandNote(results)]),
          annotation: {
            clip: false,
            annotations: { ...dayMarks(results, arms, range), ...endLabels(results, ends, range) },
          },
        },
      },
    },
  };
}
