// Forest plots: rows of dots with intervals, names on the left, numbers on the right; panels for several arms.
import type { Results } from '../experiment/results.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { type Dot, dotPanels, isTold } from './dot-panels.ts';
import { roomFor } from './panels.ts';
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
  TEXT_PX,
  WIDTH,
} from './style.ts';

export interface Row {
  id: string;
  label: string;
  better: 'lower' | 'higher' | 'none';
  /** One per series; null where undefined. */
  dots: (Dot | null)[];
  isMarked?: boolean;
}

const ROW_PX = 35;
/** Axis with its title. */
const AXIS_PX = 64;
const DOT_PX = 6;
const ARROW_PX = 8;
const SHADE = '#f5f5f5';
const MARKED_SHADE = '#fff3c4';
/** Larger differences are drawn as arrows at the edge, with their number beside. */
const MOST_PERCENT = 500;

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
    text: `${format(value, decimals)} %`,
    ...(ci95 && ci95[0] < ci95[1] ? { interval: `[${format(ci95[0], decimals)}, ${format(ci95[1], decimals)}]` } : {}),
  };
}

/** A dot's number, with its interval where it has one. */
export const wholeText = ({ text, interval }: Dot): string => (interval ? `${text}  ${interval}` : text);

/**
 * Differences of `arms` to the baseline of `results` in % of its level: rows with one arm, else a panel for each outcome
 * with a lane for each arm, as many as a slide has room for. Rows without any dot are named in a note; `notes` stand below
 * what dots and bars are.
 */
export function differencesChart(
  results: Results,
  arms: string[],
  rows: Row[],
  { id, interval, notes }: { id: string; interval: string; notes: string[] },
): Chart {
  const defined = rows.filter(({ dots }) => dots.some((one) => one !== null));
  const undefinedRows = rows.filter(({ dots }) => dots.every((one) => one === null)).map(({ label }) => label);
  const still = defined.filter((row) => row.dots.every(isStill) && !row.isMarked);
  const moved = defined.filter((row) => !still.includes(row));
  const name = armLabel(results, results.baseline);
  const isOne = results.replicates.length === 1;
  const title =
    arms.length === 1
      ? `What changed: ${armLabel(results, arms[0]!)} against ${name}`
      : `What changed in each arm against ${name}`;
  const isCut = moved.some(({ dots }) => dots.some((one) => one !== null && !isTold(one)));
  const all = [
    isOne
      ? `Post window, in % of the level in ${name}. No intervals with a single replicate`
      : `Post window, in % of the level in ${name}, pair by pair. Bars: 95 % ${interval} interval${isCut ? '; those that hold 0 may be cut' : ''}`,
    ...notes,
    ...(still.length > 0 ? [`No difference in any replicate: ${still.map(({ label }) => label).join(', ')}`] : []),
    ...(undefinedRows.length > 0 ? [`No percentage, as ${name} has none: ${undefinedRows.join(', ')}`] : []),
  ];
  const alt = (shown: readonly Pick<Row, 'label' | 'dots'>[]): string =>
    `Dot plot: differences of ${shown.length} outcomes from ${name} in percent; ${
      shown[0]
        ? `${shown[0].label}: ${shown[0].dots.map((one, i) => `${one ? wholeText(one) : 'undefined'} in ${armLabel(results, arms[i]!)}`).join(', ')}`
        : 'none is defined'
    }.`;
  const series = arms.map((arm, i) => ({ label: armLabel(results, arm), ...armLook(i + 1) }));
  if (arms.length > 1 && moved.length > 0)
    return dotPanels(
      results,
      { id, title, notes: () => all, alt },
      series,
      moved.map((row) => ({ ...row, unit: '' })),
      true,
    );
  const shown = moved.slice(0, rowsThatFit(results, title, all));
  return forest(results, shown, {
    id,
    title,
    alt: alt(shown),
    look: series[0]!,
    axisTitle: `difference from ${name}, % of its level`,
    range: rangeOfDifferences(shown.flatMap(({ dots }) => dots[0] ?? [])),
    notes: all,
  });
}

/** Mean and interval are exactly 0. */
const isStill = (dot: Dot | null): boolean =>
  dot === null || [dot.value, ...(dot.ci95 ?? [])].every((value) => value === 0);

/** Of the axis, as far down and up as what is told from 0 reaches, and as all dots where nothing is; never beyond what is most. */
function rangeOfDifferences(dots: Dot[]): [number, number] {
  const told = dots.filter(isTold);
  const ends = [...told.flatMap(({ value, ci95 }) => [value, ...(ci95 ?? [])]), ...dots.map(({ value }) => value)];
  const all = told.length > 0 ? ends : dots.flatMap(({ value, ci95 }) => [value, ...(ci95 ?? [])]);
  const most = Math.min(MOST_PERCENT, largest(all.map(Math.abs)) * 1.05);
  const step = roundStep(2 * most, 10);
  const upTo = (ends: number[]): number => step * Math.max(1, Math.ceil(Math.min(most, largest(ends) * 1.05) / step));
  return [-upTo(all.map((end) => -end)), upTo(all)];
}

const rowsThatFit = (results: Results, title: string, notes: string[]): number =>
  Math.floor((roomFor(results, title, notes, HEIGHT) - AXIS_PX) / ROW_PX);

interface Frame {
  id: string;
  title: string;
  alt: string;
  axisTitle: string;
  notes: string[];
  range: [number, number];
  look: { label: string; color: string; point: string };
}

/** Rows of one dot each from top to bottom; marked ones are shaded and have their name in bold. */
export function forest(
  results: Results,
  rows: Row[],
  { id, title, alt, axisTitle, notes, range, look: { label, color, point } }: Frame,
): Chart {
  const [low, high] = range;
  const clamp = (value: number): number => Math.min(high, Math.max(low, value));
  const isBeyond = ({ value }: Dot): boolean => value < low || value > high;
  const texts = rows.map(({ dots: [one] }) => (one ? wholeText(one) : 'undefined'));
  const dots = rows.flatMap(({ dots: [one] }, row) => (one ? [{ ...one, y: row }] : []));
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
    height: HEIGHT,
    configuration: {
      type: 'scatterWithErrorBars',
      data: {
        datasets: [
          {
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
          },
        ] as never,
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
              font: ({ index }: { index: number }) => letters(TEXT_PX + 1, isMarked[index] ? 'bold' : 'normal'),
              callback: (value: number) => rows[value]?.label ?? '',
            },
          }),
          numbers: axis('', side.min, side.max, {
            ...side,
            position: 'right',
            grid: { display: false },
            ...atTicks(rows.map((_, row) => row)),
            border: { display: false },
            ticks: { font: letters(TEXT_PX), autoSkip: false, callback: (value: number) => texts[value] ?? '' },
          }),
        },
        plugins: {
          ...heading(results, title, notes),
          legend: { display: false },
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
