// Chart: orders per day in the reference by channel, to compare with differences over time.
import { CHANNELS } from '../engine/kernel/record.ts';
import type { Results } from '../experiment/results.ts';
import { bandOf, ordersCurve, weekMean } from '../measures/series.ts';
import { decimalsFor, grouped } from '../numbers.ts';
import { dayAxis, dayMarks, END_LABELS_PX, endLabels, lineWithBand, rangeBelowMarks, SMOOTHING_NOTE } from './days.ts';
import {
  armLabel,
  axis,
  bandNote,
  CHANNEL_LOOK,
  type Chart,
  HEIGHT,
  heading,
  largest,
  PADDING,
  WIDTH,
} from './style.ts';

export function referenceOverTime(results: Results): Chart[] {
  const { baseline, records } = results;
  if (Object.keys(results.arms).length === 1) return [];
  const lines = CHANNELS.map((channel) => ({
    ...CHANNEL_LOOK[channel],
    band: bandOf(records[baseline]!.map((record) => weekMean(ordersCurve(record, channel)))),
  }));
  const range = rangeBelowMarks(
    results,
    [baseline],
    0,
    largest(...lines.flatMap(({ band }) => [band.mean, band.high])),
  );
  const ends = lines.map(({ label, color, band }) => ({ label, color, y: band.mean.at(-1) ?? 0 }));
  const title = `Orders per day in the reference: ${armLabel(results, baseline)}`;
  const spoken = ends.map(({ label, y }) => `${label} ${grouped(y, decimalsFor(y, null))}`).join(', ');
  return [
    {
      id: 'reference-over-time',
      title,
      alt: `Line chart: orders per day by channel in ${armLabel(results, baseline)}; in the last week: ${spoken}.`,
      width: WIDTH,
      height: HEIGHT,
      configuration: {
        type: 'line',
        data: {
          datasets: lines.flatMap(({ band, color }) => lineWithBand(band, (day) => day, { label: '', color })),
        },
        options: {
          layout: { padding: { ...PADDING, right: END_LABELS_PX } },
          scales: {
            x: dayAxis(results),
            y: axis('orders per day', 0, range.top, { ticks: { stepSize: range.step } }),
          },
          plugins: {
            ...heading(results, title, [SMOOTHING_NOTE, bandNote(results)]),
            legend: { display: false },
            annotation: {
              clip: false,
              annotations: { ...dayMarks(results, [baseline], range), ...endLabels(results, ends, range) },
            },
          },
        },
      },
    },
  ];
}
