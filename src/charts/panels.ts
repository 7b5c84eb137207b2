// Draws small panels in one chart, in pixel coordinates: frames, ticks, titles, dots.
import type { Band } from '../measures/series.ts';
import { grouped, signed } from '../numbers.ts';
import {
  type AnnotationOptions,
  axis,
  type Chart,
  GRID,
  type Headed,
  heading,
  headingHeight,
  INK,
  letters,
  PADDING,
  roundStep,
  SOFT,
  TEXT_PX,
  WIDTH,
} from './style.ts';

/** Where dots may stand, in CSS pixels from the top left of what is below the heading. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
/** The ends of a panel's axis, in its unit, and its ticks. */
export interface Range {
  min: number;
  max: number;
  ticks: number[];
  format: (value: number) => string;
}
/** A dot with its bars, in pixels. */
export interface Mark {
  x: number;
  y: number;
  xMin?: number;
  xMax?: number;
  yMin?: number;
  yMax?: number;
  /** Drawn as a ring. */
  isHollow?: boolean;
}

export const PANELS_WIDTH = WIDTH - PADDING.left - PADDING.right;
const TITLE_PX = 17;
const CHAR_PX = 0.58;
const MILLION = 1e6;

/** The chart of `marks`, by arm, and of `annotations`, on a plane that is `height` pixels high below the heading. */
export function panelled(
  results: Headed,
  { id, title, alt, notes }: Pick<Chart, 'id' | 'title' | 'alt'> & { notes: string[] },
  height: number,
  arms: { label: string; color: string; point: string; marks: Mark[]; whiskerPx?: number }[],
  annotations: Record<string, AnnotationOptions>,
  width = WIDTH,
): Chart {
  return {
    id,
    title,
    alt,
    width,
    height: Math.round(PADDING.top + headingHeight(results, title, notes, width) + height + PADDING.bottom),
    configuration: {
      type: 'scatterWithErrorBars',
      data: {
        datasets: arms.map(({ label, color, point, marks, whiskerPx = 9 }) => ({
          label,
          data: marks,
          backgroundColor: marks.map(({ isHollow }) => (isHollow ? '#ffffff' : color)),
          borderColor: color,
          borderWidth: marks.map(({ isHollow }) => (isHollow ? 2 : 0)),
          pointStyle: point,
          radius: 6,
          clip: false,
          errorBarColor: color,
          errorBarWhiskerColor: color,
          errorBarLineWidth: 2,
          errorBarWhiskerLineWidth: 2,
          errorBarWhiskerSize: whiskerPx,
        })) as never,
      },
      options: {
        layout: { padding: PADDING, autoPadding: false },
        scales: {
          x: axis('', 0, width - PADDING.left - PADDING.right, { display: false }),
          y: axis('', 0, height, { display: false, reverse: true }),
        },
        plugins: {
          ...heading(results, title, notes, width),
          legend: { display: false },
          annotation: { clip: false, annotations },
        },
      },
    },
  };
}

/** Height that {@link panelled} has for panels in a picture of `height` pixels. */
export const roomFor = (results: Headed, title: string, notes: string[], height: number, width = WIDTH): number =>
  height - PADDING.top - PADDING.bottom - headingHeight(results, title, notes, width);

/** A round range that holds `values`; it begins at zero where that takes less than half of it. From a million on, ticks are
 * in millions: '1.5 m'. Differences have signs. */
export function rangeOf(values: readonly number[], parts: number, isDifference = false): Range {
  let [low, high] = [Math.min(...values), Math.max(...values)];
  if (low > 0 && low < high / 2) low = 0;
  if (high < 0 && high > low / 2) high = 0;
  const isPoint = low === high;
  if (isPoint && low === 0) return { min: isDifference ? -1 : 0, max: 1, ticks: [0], format: () => '0' };
  if (isPoint) [low, high] = [low - Math.abs(low) * 0.05, high + Math.abs(low) * 0.05];
  const step = roundStep(high - low, parts);
  const [first, last] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const write = isDifference ? signed : grouped;
  const inMillions = Math.max(-low, high) >= MILLION;
  return {
    min: first * step,
    max: last * step,
    ticks: Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step),
    format: (value) =>
      inMillions
        ? `${write(value / MILLION, Math.max(0, decimalsOf(step / MILLION)))} m`
        : write(value, Math.max(0, decimalsOf(step))),
  };
}

/** A round range that holds all means, and of wider bands as much as a half of that range beyond them; never below 0. */
export function rangeOfBands(bands: readonly Band[], parts: number, fromZero = false): Range {
  const numbers = (lists: (number | null)[][]): number[] => lists.flat().filter((value) => value !== null);
  const means = numbers(bands.map(({ mean }) => mean));
  if (means.length === 0) return rangeOf([0], parts);
  const [low, high] = [fromZero ? 0 : Math.min(...means), Math.max(...means)];
  const room = Math.max((high - low) / 2, high / 50);
  const ends = numbers(bands.flatMap(({ low, high }) => [low, high]));
  const within = ends.map((end) => Math.min(high + room, Math.max(0, low - room, end)));
  return rangeOf(fromZero ? [0, high, ...within] : [Math.max(0, low - high / 50), high + high / 50, ...within], parts);
}

/** Decimals that tell multiples of a round step apart. */
const decimalsOf = (step: number): number => -Math.floor(Math.log10(step) + 1e-9);

export const xOf = ({ left, right }: Box, { min, max }: Range, value: number): number =>
  left + ((value - min) / (max - min)) * (right - left);
export const yOf = ({ top, bottom }: Box, { min, max }: Range, value: number): number =>
  bottom - ((value - min) / (max - min)) * (bottom - top);

/** About how wide a text is, in pixels; letters are not measured before they are drawn. */
export const widthOfText = (text: string, size: number): number => text.length * size * CHAR_PX;

/** A text that starts or ends at a point, or is centred on it. */
export const text = (
  content: string | string[],
  x: number,
  y: number,
  side: 'start' | 'center' | 'end',
  more: object = {},
): AnnotationOptions => ({
  type: 'label',
  xValue: x,
  yValue: y,
  position: { x: side, y: 'center' },
  content,
  color: INK,
  font: letters(TEXT_PX),
  padding: 0,
  ...more,
});

export const line = (x: [number, number], y: [number, number], color: string, width = 1): AnnotationOptions => ({
  type: 'line',
  xMin: x[0],
  xMax: x[1],
  yMin: y[0],
  yMax: y[1],
  borderColor: color,
  borderWidth: width,
  drawTime: 'beforeDatasetsDraw',
});

/** Above a panel its outcome with the unit, in a softer line below where there is no room beside, and which side is better. */
export function titleOf(
  key: string,
  { left, right, top }: Box,
  [label, ofOutcome]: readonly [string, string],
  better: 'lower' | 'higher' | 'none',
): Record<string, AnnotationOptions> {
  const unit = ofOutcome === 'share' ? '%' : ofOutcome;
  const isSaid = unit === '' || label.toLowerCase().includes(unit.toLowerCase());
  const whole = isSaid ? label : `${label}, ${unit}`;
  const isWide = widthOfText(whole, TITLE_PX) > right - left;
  const below = [isWide && !isSaid ? unit : '', better === 'none' ? '' : `better: ${better}`].filter((part) => part);
  return {
    [`${key}-title`]: text(isWide ? label : whole, left, top - 30, 'start', { font: letters(TITLE_PX, 'bold') }),
    [`${key}-below`]: text(below.join(' · '), left, top - 10, 'start', { color: SOFT }),
  };
}

/** Ticks below a panel and a line up from each; where they have no room beside each other, only those at the ends. */
export function ticksBelow(key: string, box: Box, range: Range): Record<string, AnnotationOptions> {
  const { ticks, format } = range;
  const needed = ticks.reduce((sum, tick) => sum + widthOfText(format(tick), TEXT_PX) + TEXT_PX, 0);
  const isTight = needed > box.right - box.left + TEXT_PX;
  return Object.fromEntries([
    [`${key}-axis`, line([box.left, box.right], [box.bottom, box.bottom], SOFT)],
    ...ticks.flatMap((tick, i) => {
      const x = xOf(box, range, tick);
      const isNamed = !isTight || i === 0 || i === ticks.length - 1;
      return [
        [`${key}-up-${i}`, line([x, x], [box.top, box.bottom], GRID)],
        ...(isNamed ? [[`${key}-x-${i}`, text(format(tick), x, box.bottom + 15, 'center')]] : []),
      ];
    }),
  ]);
}

/** Ticks to the left of a panel and a line across from each. */
export const ticksBeside = (key: string, box: Box, range: Range): Record<string, AnnotationOptions> =>
  Object.fromEntries([
    [`${key}-side`, line([box.left, box.left], [box.top, box.bottom], SOFT)],
    ...range.ticks.flatMap((tick, i) => {
      const y = yOf(box, range, tick);
      return [
        [`${key}-across-${i}`, line([box.left, box.right], [y, y], GRID)],
        [`${key}-y-${i}`, text(range.format(tick), box.left - 8, y, 'end')],
      ];
    }),
  ]);
