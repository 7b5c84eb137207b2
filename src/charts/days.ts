// Parts of charts over days: the axis, lines with bands, marks of windows and policies.
import type { ChartDataset, ScaleOptionsByType } from 'chart.js';
import type { Results } from '../experiment/results.ts';
import { armsInFileOrder, type Band, SMOOTHING_DAYS } from '../measures/series.ts';
import {
  type AnnotationOptions,
  armLabel,
  axis,
  bandNote,
  type Chart,
  faded,
  INK,
  letters,
  roundStep,
  SOFT,
  TEXT_PX,
} from './style.ts';

type Line = ChartDataset<'line', { x: number; y: number | null }[]>;

export const DAY_TITLE = 'day (0 = first reported day)';

/** Dashes of the baseline beside an arm. */
export const BASELINE_DASH = [7, 5];

/** A chart of each other arm with the baseline, or of the baseline if it is alone. */
export function againstBaseline(
  results: Results,
  id: string,
  chart: (results: Results, arms: string[], id: string) => Chart,
): Chart[] {
  const [baseline, ...others] = armsInFileOrder(results.scenario, results.baseline) as [string, ...string[]];
  if (others.length === 0) return [chart(results, [baseline], id)];
  return others.map((arm) => chart(results, [arm, baseline], others.length === 1 ? id : `${id}-${arm}`));
}

/** Number of reported days. */
const nDaysOf = ({ scenario: { time } }: Results): number => time.pre_days + time.post_days;

export function dayAxis(results: Results): ScaleOptionsByType<'linear'> {
  const nDays = nDaysOf(results);
  const step = [1, 5, 10, 30, 60, 90, 180, 360].find((days) => nDays / days <= 14) ?? roundStep(nDays, 12);
  return axis(DAY_TITLE, 0, Math.max(1, nDays - 1), {
    ticks: { stepSize: step, includeBounds: false, callback: String },
    grid: { display: false },
  });
}

/** A line and the band around it as three datasets; an empty label keeps it out of the legend. */
export function lineWithBand(
  band: Band,
  x: (i: number) => number,
  look: { label: string; color: string; dash?: number[]; width?: number; scale?: number },
): Line[] {
  const { label, color, dash = [], width = 2.5, scale = 1 } = look;
  const points = (values: (number | null)[]) => values.map((y, i) => ({ x: x(i), y: y === null ? null : y * scale }));
  const plain = { borderColor: color, pointRadius: 0, pointStyle: 'line' as const, tension: 0 };
  const edge = { ...plain, label: '', borderWidth: 0, order: 2 };
  return [
    { ...plain, label, data: points(band.mean), borderWidth: width, borderDash: dash, order: 1 },
    ...(band.low.some((value) => value !== null)
      ? [
          { ...edge, data: points(band.low) },
          { ...edge, data: points(band.high), fill: '-1', backgroundColor: faded(color, 0.2) },
        ]
      : []),
  ];
}

/** Most arms whose bands are drawn; more would hide each other. */
const MOST_BANDS = 2;

/** The band; only its mean if there are many arms. */
export const bandAmong = (band: Band, nArms: number): Band =>
  nArms <= MOST_BANDS ? band : { mean: band.mean, low: band.mean.map(() => null), high: band.mean.map(() => null) };

export const manyBandsNote = (results: Results, nArms: number): string =>
  nArms <= MOST_BANDS || results.replicates.length === 1
    ? bandNote(results)
    : 'Lines: mean over replicates. Levels of arms share their chance: whether they differ is told by differences';

/** A legend entry that stands for a kind of line and draws nothing. */
export const legendOnly = (label: string, color: string, dash: number[], width = 2.5): Line => ({
  label,
  data: [],
  borderColor: color,
  borderDash: dash,
  borderWidth: width,
  pointRadius: 0,
  pointStyle: 'line',
});

export const SMOOTHING_NOTE = `${SMOOTHING_DAYS}-day means: each day with the six before it`;

const MOST_MARKS = 10;
const ROW_PX = 26;
const CHAR_PX = 8.6;
/** Approximate size of the plot, CSS pixels, from which the room for labels is computed. */
const PLOT_PX = { width: 1020, height: 400 };

/** The ends of an axis of values over days, and its step. */
export interface DayRange {
  bottom: number;
  top: number;
  step: number;
}

/** Round ends of an axis from `low`, 0 or less, to `high` that leave the labels of {@link dayMarks} above it. */
export function rangeBelowMarks(results: Results, arms: readonly string[], low: number, high: number): DayRange {
  const rows = Math.max(0, ...placedMarks(results, arms).map(({ row }) => row + 1));
  const span = (high - low) / Math.max(0.3, 1 - (rows * ROW_PX + 8) / PLOT_PX.height);
  if (!(span > 0)) return { bottom: low, top: low + 1, step: 0.5 };
  const step = roundStep(span, 8);
  const bottom = Math.floor(low / step + 1e-9) * step;
  return { bottom, top: Math.ceil((low + span) / step - 1e-9) * step, step };
}

/**
 * Vertical lines where the post window begins and where policies are announced, start and end, with labels at the top
 * of the plot. Labels that would meet stand in lower rows, and a line ends at its label, below those it would cross.
 */
export function dayMarks(
  results: Results,
  arms: readonly string[],
  { bottom, top }: DayRange,
): Record<string, AnnotationOptions> {
  const marks: Record<string, AnnotationOptions> = {};
  for (const [index, { day, text, isPolicy, isLate, row }] of placedMarks(results, arms).entries()) {
    const yMax = top - ((top - bottom) * row * ROW_PX) / PLOT_PX.height;
    marks[`line-${index}`] = {
      type: 'line',
      xMin: day,
      xMax: day,
      yMin: bottom,
      yMax,
      drawTime: 'beforeDatasetsDraw',
      borderColor: isPolicy ? INK : SOFT,
      borderWidth: isPolicy ? 1.5 : 1,
      borderDash: isPolicy ? [7, 4] : [2, 3],
    };
    marks[`label-${index}`] = {
      type: 'label',
      xValue: day,
      yValue: yMax,
      xAdjust: isLate ? -4 : 4,
      yAdjust: 1,
      position: { x: isLate ? 'end' : 'start', y: 'start' },
      content: text,
      color: INK,
      font: letters(TEXT_PX),
      padding: { x: 3, y: 2 },
      backgroundColor: '#ffffffdd',
    };
  }
  return marks;
}

/** Room for {@link endLabels} to the right of the plot, CSS pixels. */
export const END_LABELS_PX = 145;
/** Least distance of such labels, as a share of the axis. */
const LABEL_GAP = 0.06;

/** Names of lines at their right ends, at height `y` of the axis or, where they would meet, around it. */
export function endLabels(
  results: Results,
  lines: { label: string; color: string; y: number }[],
  { bottom, top }: DayRange,
): Record<string, AnnotationOptions> {
  const ends = [...lines].sort((a, b) => a.y - b.y);
  const heights = keptApart(
    ends.map(({ y }) => y),
    LABEL_GAP * (top - bottom),
  );
  return Object.fromEntries(
    ends.map(({ label, color }, i) => [
      `end-${i}`,
      {
        type: 'label',
        xValue: nDaysOf(results) - 1,
        yValue: heights[i],
        position: { x: 'start', y: 'center' },
        xAdjust: 6,
        padding: 0,
        content: label,
        color,
        font: letters(TEXT_PX + 1, 'bold'),
      },
    ]),
  );
}

/** Heights at least `gap` apart, nearest to the given ascending ones by least squares (pooling of neighbours). */
export function keptApart(heights: number[], gap: number): number[] {
  const pools: { middle: number; size: number }[] = [];
  for (const [i, height] of heights.entries()) {
    let pool = { middle: height - i * gap, size: 1 };
    for (let below = pools.at(-1); below && below.middle > pool.middle; below = pools.at(-1)) {
      const size = below.size + pool.size;
      pool = { middle: (below.middle * below.size + pool.middle * pool.size) / size, size };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ middle, size }) => Array<number>(size).fill(middle)).map((middle, i) => middle + i * gap);
}

function placedMarks(results: Results, arms: readonly string[]) {
  const daysPerPx = nDaysOf(results) / PLOT_PX.width;
  const rowEnds: number[] = [];
  return markedDays(results, arms)
    .slice(0, MOST_MARKS)
    .map((mark) => {
      const width = (mark.text.length * CHAR_PX + 10) * daysPerPx;
      const isLate = mark.day + width > nDaysOf(results);
      const from = isLate ? mark.day - width : mark.day;
      const row = rowEnds.findLastIndex((end) => end > from) + 1;
      rowEnds[row] = from + width;
      return { ...mark, isLate, row };
    });
}

function markedDays(results: Results, arms: readonly string[]): { day: number; text: string; isPolicy: boolean }[] {
  const {
    marks,
    baseline,
    scenario: { time },
  } = results;
  const last = nDaysOf(results) - 1;
  const treated = arms.filter((arm) => arm !== baseline);
  const events = new Map<string, { day: number; what: string; arms: Set<string> }>();
  const add = (day: number | null, what: string, arm: string): void => {
    if (day === null || day < 0 || day > last) return;
    const event = events.get(`${day} ${what}`) ?? { day, what, arms: new Set() };
    events.set(`${day} ${what}`, event);
    event.arms.add(arm);
  };
  for (const { arm, announceDay, startDay, endDay } of arms.flatMap((name) =>
    marks.filter(({ arm }) => arm === name),
  )) {
    if (announceDay !== startDay) add(announceDay, 'announced', arm);
    add(startDay, 'in force', arm);
    add(endDay, 'ended', arm);
  }
  const who = (those: Set<string>): string => {
    if (those.size > 1 && treated.every((arm) => those.has(arm))) return 'policies';
    if (those.size > 2) return `${those.size} arms`;
    return [...those].map((arm) => armLabel(results, arm)).join(', ');
  };
  const window = { day: time.pre_days, text: `day ${time.pre_days}: post window begins`, isPolicy: false };
  return [
    ...(time.pre_days > 0 ? [window] : []),
    ...[...events.values()].map(({ day, what, arms: those }) => ({
      day,
      text: `day ${day}: ${who(those)} ${what}`,
      isPolicy: true,
    })),
  ].sort((a, b) => a.day - b.day);
}
