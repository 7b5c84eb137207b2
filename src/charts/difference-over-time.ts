// Chart: difference in orders per day between an arm and the reference over time, by channel and in all.
import { CHANNELS } from '../engine/kernel/record.ts';
import type { Results } from '../experiment/results.ts';
import { orderDifference } from '../measures/difference-curves.ts';
import { armsInFileOrder, type Band } from '../measures/series.ts';
import { decimalsFor, signed } from '../numbers.ts';
import { dayAxis, dayMarks, END_LABELS_PX, endLabels, lineWithBand, rangeBelowMarks, SMOOTHING_NOTE } from './days.ts';
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
  PADDING,
  WIDTH,
} from './style.ts';

const LOOK = { ...CHANNEL_LOOK, all: { label: 'all together', color: INK } };
/** The line of the sum is drawn below those of its parts. */
const LINES = [...CHANNELS, 'all'] as const;

export function differenceOverTime(results: Results): Chart[] {
  const { baseline, records } = results;
  const arms = armsInFileOrder(results.scenario, baseline)
    .slice(1)
    .map((arm) => ({
      arm,
      lines: LINES.map((channel) => ({
        ...LOOK[channel],
        band: orderDifference(records[arm]!, records[baseline]!, channel),
        width: channel === 'all' ? 3.5 : 2.5,
      })),
    }));
  return arms.map(({ arm, lines }) =>
    ofArm(results, arm, lines, arms.length === 1 ? 'difference-over-time' : `difference-over-time-${arm}`),
  );
}

type Line = { label: string; color: string; band: Band; width: number };

/** Range of the axis: every mean, and bands where they exclude 0. */
function endsOf(bands: Band[]): [number, number] {
  const told = bands.flatMap(({ low, high }) =>
    low.flatMap((value, day) => (value !== null && (value > 0 || high[day]! < 0) ? [value, high[day]!] : [])),
  );
  const open = bands.flatMap(({ low, high }) => [...low, ...high]);
  const values = [...bands.flatMap(({ mean }) => mean), ...(told.length > 0 ? told : open)];
  return [-largest(values.map((value) => value && -value)), largest(values)];
}

/** The last mean of a curve in words, with its interval where there is one. */
function lastOf({ mean, low, high }: Band): string {
  const [value, from, to] = [mean.at(-1) ?? 0, low.at(-1) ?? null, high.at(-1) ?? null];
  const half = from === null || to === null ? null : (to - from) / 2;
  const number = (one: number): string => signed(one, decimalsFor(value, half));
  return number(value) + (half ? ` [${number(from!)}, ${number(to!)}]` : '');
}

function ofArm(results: Results, arm: string, lines: Line[], id: string): Chart {
  const { baseline } = results;
  const [least, most] = endsOf(lines.map(({ band }) => band));
  const range = rangeBelowMarks(results, [arm, baseline], least, most);
  const ends = lines.map(({ label, color, band }) => ({ label, color, y: band.mean.at(-1) ?? 0 }));
  const title = `Difference over time in orders per day: ${armLabel(results, arm)} against ${armLabel(results, baseline)}`;
  const spoken = lines.map(({ label, band }) => `${label} ${lastOf(band)}`).join(', ');
  return {
    id,
    title,
    alt: `Line chart: difference in orders per day from ${armLabel(results, baseline)}; in the last week, mean${results.replicates.length === 1 ? '' : ' [95 % interval]'}: ${spoken}.`,
    width: WIDTH,
    height: HEIGHT,
    configuration: {
      type: 'line',
      data: {
        datasets: lines.flatMap(({ band, color, width }) =>
          lineWithBand(band, (day) => day, { label: '', color, width }),
        ),
      },
      options: {
        layout: { padding: { ...PADDING, right: END_LABELS_PX } },
        scales: {
          x: dayAxis(results),
          y: axis('difference, orders per day', range.bottom, range.top, {
            ticks: {
              stepSize: range.step,
              callback: (value: number) => signed(value, Number.isInteger(range.step) ? 0 : 1),
            },
          }),
        },
        plugins: {
          ...heading(results, title, [`${SMOOTHING_NOTE}. Same replicates compared day by day`, bandNote(results)]),
          legend: { display: false },
          annotation: {
            clip: false,
            annotations: {
              zero: {
                type: 'line',
                yMin: 0,
                yMax: 0,
                borderColor: INK,
                borderWidth: 1.5,
                drawTime: 'beforeDatasetsDraw',
              },
              ...dayMarks(results, [arm, baseline], range),
              ...endLabels(results, ends, range),
            },
          },
        },
      },
    },
  };
}
