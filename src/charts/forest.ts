// Rows of dots with their intervals, names to the left and numbers to the right. Knows no outcome, computes no statistic.
import type { Results } from '../experiment/results.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import {
  type AnnotationOptions,
  armLabel,
  armLook,
  axis,
  type Chart,
  HEIGHT,
  heading,
  INK,
  largest,
  letters,
  PADDING,
  roundStep,
  roundTop,
  WIDTH,
} from './house.ts';

/** One dot with its interval, in the axis' unit. */
export interface Dot {
  value: number;
  ci95: readonly [number, number] | null;
  text: string;
  /** Drawn as a ring. */
  isHollow?: boolean;
}
export interface Row {
  label: string;
  /** One per series; null where undefined. */
  dots: (Dot | null)[];
  isMarked?: boolean;
}

const ROW_PX = 34;
const LANE_PX = 18;
const FRAME_PX = 165;
const DOT_PX = 5;
const ARROW_PX = 8;
const SHADE = '#f5f5f5';
const MARKED_SHADE = '#fff3c4';
/** Differences beyond are drawn at the edge as arrows; their number stands beside. */
const MOST_PERCENT = 100;

/** A dot for a percentage; its text has as many decimals as its interval deserves. */
export function percentDot(
  value: number,
  ci95: readonly [number, number] | null,
  format: (value: number, decimals: number) => string,
): Dot {
  const decimals = Math.min(
    2,
    Math.max(Math.abs(value) < 100 ? 1 : 0, decimalsFor(value, ci95 && (ci95[1] - ci95[0]) / 2) - 1),
  );
  return {
    value,
    ci95,
    text: `${format(value, decimals)} %${ci95 && ci95[0] < ci95[1] ? `  [${format(ci95[0], decimals)}, ${format(ci95[1], decimals)}]` : ''}`,
  };
}

/**
 * Differences of `arms` to the baseline of `results` in % of its level, a series for each arm. Rows without any dot are
 * named in a note; `notes` stand below what dots and bars are.
 */
export function forestOfDifferences(
  results: Results,
  arms: string[],
  rows: Row[],
  { id, interval, notes }: { id: string; interval: string; notes: string[] },
): Chart {
  const shown = rows.filter(({ dots }) => dots.some((one) => one !== null));
  const unshown = rows.filter(({ dots }) => dots.every((one) => one === null)).map(({ label }) => label);
  const furthest = largest(
    shown.flatMap(({ dots }) => dots.flatMap((one) => (one ? [one.value, ...(one.ci95 ?? [])].map(Math.abs) : []))),
  );
  const { top } = roundTop(Math.min(MOST_PERCENT, furthest * 1.05), 5);
  const name = armLabel(results, results.baseline);
  const isOne = results.replicates.length === 1;
  const first = shown[0];
  return forest(results, shown, {
    id,
    title:
      arms.length === 1
        ? `What changed: ${armLabel(results, arms[0]!)} against ${name}`
        : `What changed in each arm against ${name}`,
    alt: `Dot plot: differences of ${shown.length} outcomes from ${name} in percent; ${
      first
        ? `${first.label}: ${first.dots.map((one, i) => `${one?.text ?? 'undefined'} in ${armLabel(results, arms[i]!)}`).join(', ')}`
        : 'none is defined'
    }.`,
    series: arms.map((arm, i) => ({ label: armLabel(results, arm), ...armLook(i + 1) })),
    axisTitle: `difference from ${name}, % of its level in the post window`,
    range: [-top, top],
    notes: [
      (isOne
        ? 'Post window. Dots: difference; no intervals with a single replicate'
        : `Post window, same replicates compared pair by pair. Dots: mean difference; bars and brackets: 95 % ${interval} interval`) +
        (furthest > top ? '; arrows and cut bars: beyond the axis' : ''),
      ...notes,
      ...(unshown.length > 0 ? [`No percentage, as ${name} has none: ${unshown.join(', ')}`] : []),
    ],
  });
}

interface Frame {
  id: string;
  title: string;
  alt: string;
  axisTitle: string;
  notes: string[];
  range: [number, number];
  series: { label: string; color: string; point: string }[];
}

/** Rows from top to bottom; marked ones are shaded and have their name in bold. A legend where there are several series. */
export function forest(
  results: Results,
  rows: Row[],
  { id, title, alt, axisTitle, notes, range, series }: Frame,
): Chart {
  const lanes = series.length;
  const rowPx = lanes === 1 ? ROW_PX : lanes * LANE_PX + 10;
  const place = (row: number, lane: number): number =>
    row + (lanes === 1 ? 0 : ((lane - (lanes - 1) / 2) * LANE_PX) / rowPx);
  const [low, high] = range;
  const clamp = (value: number): number => Math.min(high, Math.max(low, value));
  const isBeyond = ({ value }: Dot): boolean => value < low || value > high;
  const texts = new Map(
    rows.flatMap(({ dots }, row) => dots.map((one, lane) => [place(row, lane), one?.text ?? 'undefined'] as const)),
  );
  const side = { min: -0.5, max: Math.max(0.5, rows.length - 0.5), reverse: true };
  const atTicks = (values: number[]) => ({
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = values.map((value) => ({ value }));
    },
  });
  const isMarked = rows.map((row) => row.isMarked === true);
  return {
    id,
    title,
    alt,
    width: WIDTH,
    height: Math.max(HEIGHT, Math.round(FRAME_PX + rows.length * rowPx)),
    configuration: {
      type: 'scatterWithErrorBars',
      data: {
        datasets: series.map(({ label, color, point }, lane) => {
          const dots = rows.flatMap(({ dots }, row) => (dots[lane] ? [{ ...dots[lane], y: place(row, lane) }] : []));
          return {
            label,
            backgroundColor: dots.map((one) => (one.isHollow ? '#ffffff' : color)),
            borderColor: color,
            borderWidth: dots.map((one) => (one.isHollow ? 2 : 0)),
            // Room for arrows at the edge; a bar that reaches further is cut there, without its bracket.
            clip: ARROW_PX,
            errorBarColor: color,
            errorBarWhiskerColor: color,
            errorBarLineWidth: 2.5,
            errorBarWhiskerLineWidth: 2,
            errorBarWhiskerSize: 12,
            data: dots.map((one) => ({
              x: clamp(one.value),
              y: one.y,
              ...(one.ci95 && !isBeyond(one) ? { xMin: one.ci95[0], xMax: one.ci95[1] } : {}),
            })),
            radius: dots.map((one) => (isBeyond(one) ? ARROW_PX : DOT_PX)),
            pointStyle: dots.map((one) => (isBeyond(one) ? 'triangle' : point)),
            rotation: dots.map((one) => (isBeyond(one) ? 90 * Math.sign(one.value) : 0)),
          };
        }) as never,
      },
      options: {
        layout: { padding: PADDING },
        scales: {
          x: axis(axisTitle, low, high, {
            ticks: {
              stepSize: roundStep(high - low, 10),
              callback: (value: number) => (low < 0 ? signed(value, Number.isInteger(value) ? 0 : 1) : grouped(value)),
            },
          }),
          y: axis('', side.min, side.max, {
            ...side,
            grid: { display: false },
            ...atTicks(rows.map((_, row) => row)),
            ticks: {
              font: ({ index }: { index: number }) => letters(15, isMarked[index] ? 'bold' : 'normal'),
              callback: (value: number) => rows[value]?.label ?? '',
            },
          }),
          numbers: axis('', side.min, side.max, {
            ...side,
            position: 'right',
            grid: { display: false },
            ...atTicks([...texts.keys()]),
            border: { display: false },
            ticks: { font: letters(14), autoSkip: false, callback: (value: number) => texts.get(value) ?? '' },
          }),
        },
        plugins: {
          ...heading(results, title, notes),
          legend:
            lanes === 1 ? { display: false } : (legendOfDots(heading(results, title, notes).legend, series) as never),
          annotation: {
            annotations: {
              ...rowShades(isMarked),
              ...(low < 0
                ? {
                    zero: {
                      type: 'line',
                      xMin: 0,
                      xMax: 0,
                      borderColor: INK,
                      borderWidth: 1.5,
                      drawTime: 'beforeDatasetsDraw',
                    },
                  }
                : {}),
            },
          },
        },
      },
    },
  };
}

const rowShades = (isMarked: boolean[]): Record<string, AnnotationOptions> =>
  Object.fromEntries(
    isMarked.flatMap((marked, row) =>
      marked || row % 2 === 0
        ? [
            [
              `row-${row}`,
              {
                type: 'box',
                yMin: row - 0.5,
                yMax: row + 0.5,
                backgroundColor: marked ? MARKED_SHADE : SHADE,
                borderWidth: 0,
                drawTime: 'beforeDraw',
              },
            ],
          ]
        : [],
    ),
  );

/** The legend shows each series' own point: its first dot may be an arrow. */
const legendOfDots = (legend: ReturnType<typeof heading>['legend'], series: Frame['series']) => ({
  ...legend,
  labels: {
    ...legend.labels,
    pointStyleWidth: 0,
    generateLabels: () =>
      series.map(({ label, color, point }, datasetIndex) => ({
        text: label,
        fontColor: INK,
        fillStyle: color,
        strokeStyle: color,
        lineWidth: 0,
        pointStyle: point,
        datasetIndex,
      })),
  },
});
