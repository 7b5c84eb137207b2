// Chart: share of delivered orders handed over within a number of minutes, by arm.
import { WAIT_BIN_MIN } from '../engine/kernel/record.ts';
import type { Results } from '../experiment/results.ts';
import { armsInFileOrder, type Band, bandOf, waitCurve } from '../measures/series.ts';
import { grouped } from '../numbers.ts';
import { bandAmong, lineWithBand, manyBandsNote } from './days.ts';
import {
  type AnnotationOptions,
  armLabel,
  armLook,
  axis,
  type Chart,
  HEIGHT,
  heading,
  INK,
  letters,
  levelsIn,
  PADDING,
  TEXT_PX,
  WIDTH,
} from './style.ts';

const GOOD_WAIT_MIN = 30;
/** The axis ends where all arms have handed over this share. */
const SHOWN_SHARE = 0.995;
const AXIS_STEP_MIN = 15;

export function waitingTimes(results: Results): Chart[] {
  const arms = armsInFileOrder(results.scenario, results.baseline);
  const bands = arms.map((arm) =>
    fromZero(
      bandOf(
        results.records[arm]!.map((record) => waitCurve(record, 'post')),
        0,
        1,
      ),
    ),
  );
  const promise = results.scenario.delivery.promise_min;
  const end = Math.ceil(Math.max(shownMin(bands), promise + 1, GOOD_WAIT_MIN + 1) / AXIS_STEP_MIN) * AXIS_STEP_MIN;
  const points = Math.round(end / WAIT_BIN_MIN) + 1;
  const title = 'Waiting times: share of deliveries handed over within so many minutes';
  const median = (arm: string): string => {
    const min = results.arms[arm]?.outcomes.wait_p50_min?.mean ?? null;
    return `${armLabel(results, arm)}${min === null ? '' : ` (median ${grouped(min, 1)} min)`}`;
  };
  return [
    {
      id: 'waiting-times',
      title,
      alt: `Line chart: share of deliveries handed over within so many minutes; median wait: ${levelsIn(results, arms, 'wait_p50_min', (min) => `${grouped(min, 1)} min`) || 'no deliveries'}.`,
      width: WIDTH,
      height: HEIGHT,
      configuration: {
        type: 'line',
        data: {
          datasets: bands.flatMap((band, a) =>
            lineWithBand(bandAmong(cut(band, points), arms.length), (i) => i * WAIT_BIN_MIN, {
              label: median(arms[a]!),
              scale: 100,
              ...armLook(a),
            }),
          ),
        },
        options: {
          layout: { padding: PADDING },
          scales: {
            x: axis('minutes from order to handover', 0, end, { ticks: { stepSize: end > 120 ? 30 : AXIS_STEP_MIN } }),
            y: axis('share of deliveries, %', 0, 100, { ticks: { stepSize: 20 } }),
          },
          plugins: {
            ...heading(results, title, [`Delivered orders of the post window. ${manyBandsNote(results, arms.length)}`]),
            annotation: {
              clip: false,
              annotations:
                promise === GOOD_WAIT_MIN
                  ? minuteMark('promise', promise, `promised: ${promise} min`)
                  : {
                      ...minuteMark('good', GOOD_WAIT_MIN, `${GOOD_WAIT_MIN} min`),
                      ...minuteMark('promise', promise, `promised: ${promise} min`),
                    },
            },
          },
        },
      },
    },
  ];
}

/** Bins end at whole multiples of their width; nothing is handed over within 0 minutes. */
const fromZero = ({ mean, low, high }: Band): Band => ({
  mean: [mean[0] === null ? null : 0, ...mean],
  low: [low[0] === null ? null : 0, ...low],
  high: [high[0] === null ? null : 0, ...high],
});

const cut = ({ mean, low, high }: Band, points: number): Band => ({
  mean: mean.slice(0, points),
  low: low.slice(0, points),
  high: high.slice(0, points),
});

function shownMin(bands: Band[]): number {
  const last = bands.map(({ mean }) => mean.findIndex((share) => share !== null && share >= SHOWN_SHARE));
  return Math.max(0, ...last) * WAIT_BIN_MIN;
}

const minuteMark = (id: string, min: number, text: string): Record<string, AnnotationOptions> => ({
  [id]: {
    type: 'line',
    xMin: min,
    xMax: min,
    borderColor: INK,
    borderWidth: 1.5,
    borderDash: [7, 4],
    drawTime: 'beforeDatasetsDraw',
  },
  [`${id}-label`]: {
    type: 'label',
    xValue: min,
    yValue: 0,
    position: { x: 'start', y: 'end' },
    xAdjust: 3,
    yAdjust: -2,
    content: text,
    color: INK,
    font: letters(TEXT_PX),
    padding: 3,
    backgroundColor: '#ffffffcc',
  },
});
