// Small panels of curves in one chart: a grid of panels, a legend above; over days, vertical lines where policies begin.
import type { ChartDataset } from 'chart.js';
import type { Results } from '../experiment/results.ts';
import type { Band } from '../measures/series.ts';
import { DAY_TITLE, lineWithBand } from './days.ts';
import {
  type Box,
  line,
  PANELS_WIDTH,
  type Range,
  roomFor,
  text,
  ticksBeside,
  widthOfText,
  xOf,
  yOf,
} from './panels.ts';
import {
  type AnnotationOptions,
  axis,
  type Chart,
  HEIGHT,
  type Headed,
  heading,
  INK,
  letters,
  PADDING,
  roundStep,
  SOFT,
  TEXT_PX,
  WIDTH,
} from './style.ts';

type Line = ChartDataset<'line', { x: number; y: number | null }[]>;

/** What is drawn on a plane of CSS pixels below the heading. */
export interface Drawing {
  datasets: Line[];
  annotations: Record<string, AnnotationOptions>;
}

/** A curve with its look; point i stands at `days[i]` of the axis below. */
export interface Curve {
  band: Band;
  days: readonly number[];
  /** Where it has dots: which of them are rings. */
  rings?: readonly boolean[];
  color: string;
  dash?: number[];
  width?: number;
}

export interface LinePanel {
  key: string;
  title: string;
  range: Range;
  curves: Curve[];
}

/** An entry of the legend. */
export interface Named {
  label: string;
  color: string;
  dash?: number[];
}

const TITLE_PX = 30;
const LEGEND_PX = 30;
const LEGEND_MIDDLE_PX = 10;
const TICKS_PX = 26;
const AXIS_TITLE_PX = 26;
const ROW_GAP_PX = 14;
const COLUMN_GAP_PX = 26;

/** A chart that is `drawing` on a plane below its heading. */
export function drawnChart(
  results: Headed,
  { id, title, alt, notes }: Pick<Chart, 'id' | 'title' | 'alt'> & { notes: string[] },
  { datasets, annotations }: Drawing,
): Chart {
  return {
    id,
    title,
    alt,
    width: WIDTH,
    height: HEIGHT,
    configuration: {
      type: 'line',
      data: { datasets },
      options: {
        layout: { padding: PADDING, autoPadding: false },
        scales: {
          x: axis('', 0, PANELS_WIDTH, { display: false }),
          y: axis('', 0, roomFor(results, title, notes, HEIGHT), { display: false, reverse: true }),
        },
        plugins: {
          ...heading(results, title, notes),
          legend: { display: false },
          annotation: { clip: false, annotations },
        },
      },
    },
  };
}

/** Days of a run as an axis with at most so many parts. */
export function dayRange({ scenario: { time } }: Results, parts: number): Range {
  const nDays = time.pre_days + time.post_days;
  const step = [1, 5, 10, 30, 60, 90, 180, 360].find((days) => nDays / days <= parts) ?? roundStep(nDays, parts);
  return {
    min: 0,
    max: Math.max(1, nDays - 1),
    ticks: Array.from({ length: Math.floor((nDays - 1) / step) + 1 }, (_, i) => i * step),
    format: String,
  };
}

/** Panels in `columns`, row by row, with one axis of days. */
export function linePanels(
  results: Results,
  head: Pick<Chart, 'id' | 'title' | 'alt'> & { notes: string[] },
  { panels, columns, legend, arms }: { panels: LinePanel[]; columns: number; legend: Named[]; arms: readonly string[] },
): Chart {
  return curvePanels(results, head, {
    panels,
    columns,
    legend,
    x: dayRange(results, columns > 2 ? 6 : 14),
    xTitle: DAY_TITLE,
    marks: (key, box, days) => policyLines(results, arms, key, box, days),
  });
}

/** Panels with one axis `x` below each; `marks` are drawn in each panel. */
export function curvePanels(
  results: Headed,
  head: Pick<Chart, 'id' | 'title' | 'alt'> & { notes: string[] },
  {
    panels,
    columns,
    legend,
    x,
    xTitle,
    marks,
  }: {
    panels: LinePanel[];
    columns: number;
    legend: Named[];
    x: Range;
    xTitle: string;
    marks: (key: string, box: Box, x: Range, y: Range) => Record<string, AnnotationOptions>;
  },
): Chart {
  const room = roomFor(results, head.title, head.notes, HEIGHT);
  const rows = Math.ceil(panels.length / columns);
  const entries = placed(legend);
  const top = entries.length > 0 ? entries.at(-1)!.y + LEGEND_PX - LEGEND_MIDDLE_PX : 0;
  const bottom = room - TICKS_PX - AXIS_TITLE_PX;
  const rowPx = (bottom - top + ROW_GAP_PX) / rows;
  const ticksPx =
    8 + Math.max(...panels.flatMap(({ range }) => range.ticks.map((tick) => widthOfText(range.format(tick), TEXT_PX))));
  const columnPx = (PANELS_WIDTH + COLUMN_GAP_PX) / columns;
  const datasets: Line[] = [];
  const annotations: Record<string, AnnotationOptions> = { ...legendOf(entries) };
  for (const [i, { key, title, range, curves }] of panels.entries()) {
    const column = i % columns;
    const row = Math.floor(i / columns);
    const box: Box = {
      left: column * columnPx + ticksPx,
      right: (column + 1) * columnPx - COLUMN_GAP_PX,
      top: top + row * rowPx + TITLE_PX,
      bottom: top + (row + 1) * rowPx - ROW_GAP_PX,
    };
    const isLowest = i + columns >= panels.length;
    Object.assign(
      annotations,
      { [`${key}-title`]: text(title, box.left, box.top - 14, 'start', { font: letters(TEXT_PX, 'bold') }) },
      ticksBeside(key, box, range),
      daysBelow(key, box, x, isLowest),
      marks(key, box, x, range),
    );
    for (const { band, days: at, rings, color, dash, width } of curves) {
      const [mean, ...edges] = lineWithBand(inBox(band, box, range), (n) => xOf(box, x, at[n]!), {
        label: '',
        color,
        ...(dash && { dash }),
        ...(width && { width }),
      });
      datasets.push({ ...mean!, ...(rings && dotsOf(rings, color)) }, ...edges);
    }
  }
  annotations['axis-title'] = text(xTitle, PANELS_WIDTH / 2, room - 12, 'center', {
    font: letters(TEXT_PX + 1),
  });
  return drawnChart(results, head, { datasets, annotations });
}

const dotsOf = (rings: readonly boolean[], color: string) => ({
  pointRadius: 5,
  pointStyle: 'circle' as const,
  pointBackgroundColor: rings.map((isRing) => (isRing ? '#ffffff' : color)),
  pointBorderColor: color,
  pointBorderWidth: 2,
  clip: false as const,
});

/** A line at the bottom of a panel, with its days where they are named. */
export function daysBelow(key: string, box: Box, days: Range, isNamed: boolean): Record<string, AnnotationOptions> {
  return Object.fromEntries([
    [`${key}-axis`, line([box.left, box.right], [box.bottom, box.bottom], SOFT)],
    ...days.ticks.flatMap((tick, i) => {
      const x = xOf(box, days, tick);
      return [
        [`${key}-tick-${i}`, line([x, x], [box.bottom, box.bottom + 5], SOFT)],
        ...(isNamed ? [[`${key}-day-${i}`, text(days.format(tick), x, box.bottom + 17, 'center')]] : []),
      ];
    }),
  ]);
}

/** A dashed line on each day on which a policy of one of the arms begins or ends. */
export function policyLines(
  { marks }: Results,
  arms: readonly string[],
  key: string,
  box: Box,
  days: Range,
): Record<string, AnnotationOptions> {
  const dates = new Set(
    marks.filter(({ arm }) => arms.includes(arm)).flatMap(({ startDay, endDay }) => [startDay, endDay ?? -1]),
  );
  return Object.fromEntries(
    [...dates]
      .filter((day) => day >= 0 && day <= days.max)
      .map((day) => [
        `${key}-policy-${day}`,
        {
          ...line([xOf(box, days, day), xOf(box, days, day)], [box.top, box.bottom], INK, 1.5),
          borderDash: [7, 4],
        },
      ]),
  );
}

/** Says what {@link policyLines} are, where there are any. */
export const policyNote = ({ marks }: Results, arms: readonly string[]): string =>
  marks.some(({ arm }) => arms.includes(arm)) ? '. Dashed vertical lines: policies begin or end' : '';

/** Entries side by side, in as many rows as they need. */
function placed(legend: readonly Named[]): (Named & { x: number; y: number })[] {
  let [x, y] = [0, LEGEND_MIDDLE_PX];
  return legend.map((entry) => {
    const width = 44 + widthOfText(entry.label, TEXT_PX);
    if (x > 0 && x + width > PANELS_WIDTH) [x, y] = [0, y + LEGEND_PX];
    const at = { ...entry, x, y };
    x += width + 24;
    return at;
  });
}

function legendOf(entries: ReturnType<typeof placed>): Record<string, AnnotationOptions> {
  const annotations: Record<string, AnnotationOptions> = {};
  for (const [i, { label, color, dash = [], x, y }] of entries.entries()) {
    annotations[`legend-line-${i}`] = { ...line([x, x + 36], [y, y], color, 3), borderDash: dash };
    annotations[`legend-${i}`] = text(label, x + 44, y, 'start');
  }
  return annotations;
}

const inBox = ({ mean, low, high }: Band, box: Box, range: Range): Band => {
  const at = (values: (number | null)[]): (number | null)[] =>
    values.map((value) => (value === null ? null : yOf(box, range, Math.min(range.max, Math.max(range.min, value)))));
  return { mean: at(mean), low: at(low), high: at(high) };
};
