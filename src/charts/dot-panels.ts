// Panels of dots with intervals and numbers: one panel per outcome, one lane per arm.
import {
  type Box,
  line,
  type Mark,
  PANELS_WIDTH,
  panelled,
  type Range,
  rangeOf,
  roomFor,
  text,
  ticksBelow,
  titleOf,
  widthOfText,
  xOf,
} from './panels.ts';
import { type AnnotationOptions, type Chart, HEIGHT, type Headed, INK, letters, SOFT, TEXT_PX } from './style.ts';

/** One dot with its interval, in the axis' unit. */
export interface Dot {
  value: number;
  ci95: readonly [number, number] | null;
  text: string;
  /** The interval in brackets, where there is room. */
  interval?: string;
  /** Drawn as a ring. */
  isHollow?: boolean;
}
/** One outcome, with a dot for each lane; null where undefined. */
export interface Panel {
  id: string;
  label: string;
  unit: string;
  better: 'lower' | 'higher' | 'none';
  dots: (Dot | null)[];
}
export interface Lane {
  label: string;
  color: string;
  point: string;
  isReference?: boolean;
}

const TITLE_PX = 54;
const TICKS_PX = 34;
/** Below, fewer rows of panels are drawn. */
const LEAST_LANE_PX = 22;
const MOST_LANE_PX = 44;
const GAP_PX = 30;
const MOST_COLUMNS = 3;
const PARTS = 3;

/** The first of `panels` that have room on a slide; `notes` are about those. `isDifference`: of differences, with a line at zero. */
export function dotPanels(
  results: Headed,
  {
    id,
    title,
    notes: notesOn,
    alt,
  }: { id: string; title: string; notes: (shown: Panel[]) => string[]; alt: (shown: Panel[]) => string },
  lanes: Lane[],
  panels: Panel[],
  isDifference: boolean,
): Chart {
  const leastRoom = roomFor(results, title, notesOn(panels), HEIGHT);
  const mostRows = Math.max(1, Math.floor(leastRoom / (TITLE_PX + lanes.length * LEAST_LANE_PX + TICKS_PX)));
  const columns = Math.min(
    MOST_COLUMNS,
    panels.length <= 2 ? panels.length : panels.length <= 4 && mostRows > 1 ? 2 : MOST_COLUMNS,
  );
  const rows = Math.min(mostRows, Math.ceil(panels.length / columns));
  const shown = panels.slice(0, rows * columns);
  const notes = notesOn(shown);
  const room = roomFor(results, title, notes, HEIGHT);
  const lanePx = Math.min(MOST_LANE_PX, (room / rows - TITLE_PX - TICKS_PX) / lanes.length);
  const panelPx = TITLE_PX + lanes.length * lanePx + TICKS_PX;
  const namesPx = Math.max(...lanes.map(({ label }) => widthOfText(label, TEXT_PX))) + 16;
  const columnPx = (PANELS_WIDTH - namesPx) / columns;
  const numberPx =
    Math.max(...shown.flatMap(({ dots }) => dots.map((dot) => widthOfText(dot?.text ?? '–', TEXT_PX)))) + 14;
  const annotations: Record<string, AnnotationOptions> = {};
  const marks: Mark[][] = lanes.map(() => []);
  for (const [i, { id: key, label, unit, better, dots }] of shown.entries()) {
    const left = namesPx + (i % columns) * columnPx;
    const top = Math.floor(i / columns) * panelPx + TITLE_PX;
    const box = { left, right: left + columnPx - numberPx - GAP_PX, top, bottom: top + lanes.length * lanePx };
    const range = rangeOf(
      endsOfAxis(
        dots.filter((dot) => dot !== null),
        isDifference,
      ),
      PARTS,
      isDifference,
    );
    Object.assign(
      annotations,
      titleOf(key, { ...box, right: left + columnPx - GAP_PX / 2 }, [label, unit], better),
      ticksBelow(key, box, range),
      isDifference ? zeroLine(key, box, range) : {},
    );
    for (const [lane, dot] of dots.entries()) {
      const y = top + (lane + 0.5) * lanePx;
      annotations[`${key}-number-${lane}`] = text(dot?.text ?? '–', box.right + numberPx, y, 'end');
      if (i % columns === 0)
        annotations[`${key}-name-${lane}`] = text(lanes[lane]!.label, left - 16, y, 'end', {
          color: lanes[lane]!.isReference ? SOFT : INK,
          font: letters(TEXT_PX),
        });
      if (dot) marks[lane]!.push(markOf(dot, box, range, y));
    }
  }
  return panelled(
    results,
    { id, title, alt: alt(shown), notes },
    room,
    lanes.map((lane, i) => ({ ...lane, marks: marks[i]! })),
    annotations,
  );
}

/** Whether the interval excludes 0. */
export const isTold = ({ ci95 }: Pick<Dot, 'ci95'>): boolean => ci95 === null || ci95[0] > 0 || ci95[1] < 0;

/** Intervals that include 0 extend an axis to at most this multiple of the furthest dot. */
const MOST_STRETCH = 3;

/**
 * Range of an axis: every dot; intervals of levels, from 0 if no level is negative; of differences, intervals that
 * exclude 0, and if none does, intervals up to a limit beyond the dots.
 */
export function endsOfAxis(dots: readonly Pick<Dot, 'value' | 'ci95'>[], isDifference: boolean): number[] {
  const values = dots.map(({ value }) => value);
  const ends = dots.flatMap(({ ci95 }) => ci95 ?? []);
  if (!isDifference) return [...values, ...(Math.min(...values) >= 0 ? ends.map((end) => Math.max(0, end)) : ends)];
  const told = dots.filter(isTold).flatMap(({ ci95 }) => ci95 ?? []);
  const most = MOST_STRETCH * Math.max(...values.map(Math.abs));
  const open = most > 0 ? ends.map((end) => Math.min(most, Math.max(-most, end))) : ends;
  return [0, ...values, ...(told.length > 0 ? told : open)];
}

const zeroLine = (key: string, box: Box, range: Range): Record<string, AnnotationOptions> => {
  const x = xOf(box, range, 0);
  return { [`${key}-zero`]: line([x, x], [box.top, box.bottom], INK, 1.5) };
};

/** Bars are cut at the ends of the axis. */
function markOf({ value, ci95, isHollow }: Dot, box: Box, range: Range, y: number): Mark {
  const within = (one: number): number => Math.min(range.max, Math.max(range.min, one));
  return {
    x: xOf(box, range, value),
    y,
    ...(ci95 ? { xMin: xOf(box, range, within(ci95[0])), xMax: xOf(box, range, within(ci95[1])) } : {}),
    ...(isHollow ? { isHollow } : {}),
  };
}
