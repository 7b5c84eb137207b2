// Who sells, over time: share of orders by channel, one chart per arm beside the baseline. Computes no statistic.
import { CHANNELS } from '../engine/record.ts';
import type { Results } from '../experiment/results.ts';
import { armOrder, type Band, bandOf, type Channel, weekShare } from '../measures/series.ts';
import { dayAxis, dayMarks, legendOnly, lineWithBand, nDaysOf, SMOOTHING_NOTE, topBelowMarks } from './days.ts';
import {
  type AnnotationOptions,
  armLabel,
  axis,
  bandNote,
  CHANNEL_LOOK,
  type Chart,
  HEIGHT,
  heading,
  INK,
  largest,
  letters,
  PADDING,
  WIDTH,
} from './house.ts';

const BASELINE_DASH = [7, 5];
const LABEL_ROOM_PX = 130;
/** Least distance of channel labels, as a share of the axis. */
const LABEL_GAP = 0.06;

export function marketShare(results: Results): Chart[] {
  const [baseline, ...others] = armOrder(Object.keys(results.arms), results.baseline) as [string, ...string[]];
  if (others.length === 0) return [pair(results, [baseline], 'market-share')];
  return others.map((arm) =>
    pair(results, [arm, baseline], others.length === 1 ? 'market-share' : `market-share-${arm}`),
  );
}

function pair(results: Results, arms: string[], id: string): Chart {
  const bands = arms.map((arm) =>
    CHANNELS.map((channel) => bandOf(results.records[arm]!.map((record) => weekShare(record, channel)))),
  );
  const { top, step } = topBelowMarks(
    results,
    arms,
    100 * largest(...bands.flat().flatMap(({ mean, high }) => [mean, high])),
  );
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
  return {
    id,
    title,
    width: WIDTH,
    height: HEIGHT,
    configuration: {
      type: 'line',
      data: { datasets: [...lines, ...datasets] },
      options: {
        layout: { padding: { ...PADDING, right: LABEL_ROOM_PX } },
        scales: {
          x: dayAxis(results),
          y: axis('share of orders, %', 0, top, {
            ticks: { stepSize: step, callback: (share: number) => (share <= 100 ? String(share) : '') },
          }),
        },
        plugins: {
          ...heading(results, title, [SMOOTHING_NOTE, bandNote(results)]),
          annotation: {
            clip: false,
            annotations: { ...dayMarks(results, arms, top), ...channelLabels(results, bands, top) },
          },
        },
      },
    },
  };
}

/** Names of the channels at the right ends of their lines, kept apart. */
function channelLabels(results: Results, bands: Band[][], top: number): Record<string, AnnotationOptions> {
  const ends = CHANNELS.map((channel, c) => {
    const last = bands.map((ofArm) => ofArm[c]!.mean.at(-1)).filter((value) => typeof value === 'number');
    return { channel, y: ((last[0] ?? 0) * 100) / top };
  }).sort((a, b) => a.y - b.y);
  for (let i = 1; i < ends.length; i++) ends[i]!.y = Math.max(ends[i]!.y, ends[i - 1]!.y + LABEL_GAP);
  const label = (channel: Channel, y: number): AnnotationOptions => ({
    type: 'label',
    xValue: nDaysOf(results) - 1,
    yValue: y * top,
    position: { x: 'start', y: 'center' },
    xAdjust: 6,
    padding: 0,
    content: CHANNEL_LOOK[channel].label,
    color: CHANNEL_LOOK[channel].color,
    font: letters(15, 'bold'),
  });
  return Object.fromEntries(ends.map(({ channel, y }) => [`channel-${channel}`, label(channel, y)]));
}
