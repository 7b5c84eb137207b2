// Chart: which factors matter most, as bars with intervals, the grade of evidence beside each name.
import { decimalsFor, grouped, signed } from '../../numbers.ts';
import { type Drawing, drawnChart } from '../line-panels.ts';
import { line, PANELS_WIDTH, rangeOf, roomFor, text, ticksBelow, widthOfText, xOf } from '../panels.ts';
import {
  type AnnotationOptions,
  type Chart,
  HEIGHT,
  type Headed,
  INK,
  letters,
  OKABE_ITO,
  SOFT,
  TEXT_PX,
} from '../style.ts';

/** A bar from the base line to `value`; `end` says which end of a range it is of, nothing where it is an index. */
export interface TornadoBar {
  value: number | null;
  ci95: readonly [number, number] | null;
  end?: 'low' | 'high';
  /** The level of the factor at that end. */
  level?: string;
}
export interface TornadoRow {
  factor: string;
  grade: string;
  bars: readonly TornadoBar[];
  /** Whether it is told from noise; grey if not, null where that cannot be said. */
  isTold: boolean | null;
}
export interface Tornado {
  id: string;
  title: string;
  notes: string[];
  /** Title of the axis, with its unit. */
  axis: string;
  /** Where bars begin: 0, or the effect with all factors at their defaults. */
  base: number;
  /** Rows in any order; the longest comes first. */
  rows: readonly TornadoRow[];
  /** Multiplies values as they are shown: 100 for shares in percentage points. */
  scale?: number;
  /** Values are differences, shown with their sign. */
  isDifference?: boolean;
}

const ROW_PX = 44;
const LEGEND_PX = 30;
const AXIS_PX = 62;
const GREY = '#bdbdbd';
const ENDS = {
  low: { label: 'low end of the range', color: OKABE_ITO.sky },
  high: { label: 'high end of the range', color: OKABE_ITO.blue },
} as const;

/** As many rows as a slide has room for. */
export function tornado(headed: Headed, about: Tornado): Chart {
  const { id, title, axis, base, scale = 1, isDifference = false } = about;
  const reach = ({ bars }: TornadoRow): number =>
    Math.max(0, ...bars.map(({ value }) => (value === null ? 0 : Math.abs(value - base))));
  const sorted = [...about.rows].sort((a, b) => reach(b) - reach(a));
  const hasEnds = sorted.some(({ bars }) => bars.some(({ end }) => end !== undefined));
  const notes = [
    ...about.notes,
    'Thin lines: 95 % interval; grey: not told from noise. Below each name the grade of evidence: A is an assumption',
  ];
  const room = roomFor(headed, title, notes, HEIGHT);
  const top = hasEnds ? LEGEND_PX : 4;
  const rows = sorted.slice(0, Math.max(1, Math.floor((room - top - AXIS_PX) / ROW_PX)));
  const rowPx = Math.min(ROW_PX * 1.35, (room - top - AXIS_PX) / rows.length);
  const write = isDifference ? signed : grouped;
  const numberOf = ({ bars }: TornadoRow): string =>
    bars
      .map(({ value, ci95 }) =>
        value === null
          ? 'undefined'
          : write(value * scale, decimalsFor(value * scale, ci95 && ((ci95[1] - ci95[0]) / 2) * scale, 2)),
      )
      .join(' / ');
  const namesPx =
    16 + Math.max(...rows.flatMap(({ factor, grade }) => [factor, grade].map((one) => widthOfText(one, TEXT_PX))));
  const numbersPx = 20 + Math.max(...rows.map((row) => widthOfText(numberOf(row), TEXT_PX)));
  const box = { left: namesPx, right: PANELS_WIDTH - numbersPx, top, bottom: top + rows.length * rowPx };
  const all = rows.flatMap(({ bars }) => bars);
  const values = all.flatMap(({ value }) => (value === null ? [] : [value]));
  // An index is a share: only an estimate below 0 needs room there, not an interval.
  const least = isDifference ? Number.NEGATIVE_INFINITY : Math.min(0, ...values);
  const ends = all.flatMap(({ ci95 }) => ci95 ?? []).map((end) => Math.max(least, end));
  const range = rangeOf(
    [base, ...values, ...ends].map((value) => value * scale),
    6,
    isDifference,
  );
  const zero = xOf(box, range, base * scale);
  const annotations: Record<string, AnnotationOptions> = {
    ...ticksBelow('x', box, range),
    base: { ...line([zero, zero], [box.top, box.bottom], INK, 1.5), drawTime: 'afterDatasetsDraw' },
    axis: text(axis, (box.left + box.right) / 2, box.bottom + 42, 'center', { font: letters(TEXT_PX + 1) }),
  };
  if (hasEnds)
    for (const [i, { label, color }] of Object.values(ENDS).entries()) {
      annotations[`legend-${i}`] = bar(i * 230, i * 230 + 26, 4, 18, color);
      annotations[`legend-text-${i}`] = text(label, i * 230 + 34, 11, 'start');
    }
  for (const [r, row] of rows.entries()) {
    const middle = box.top + (r + 0.5) * rowPx;
    annotations[`name-${r}`] = text(row.factor, box.left - 12, middle - 9, 'end');
    annotations[`grade-${r}`] = text(row.grade, box.left - 12, middle + 10, 'end', {
      color: SOFT,
      font: letters(TEXT_PX - 2),
    });
    annotations[`number-${r}`] = text(numberOf(row), PANELS_WIDTH, middle, 'end', {
      color: row.isTold === false ? SOFT : INK,
    });
    const half = Math.min(13, rowPx * 0.3);
    for (const [b, { value, ci95, end }] of row.bars.entries()) {
      if (value === null) continue;
      const x = xOf(box, range, value * scale);
      const color = row.isTold === false ? GREY : end === undefined ? OKABE_ITO.blue : ENDS[end].color;
      const y = row.bars.length === 1 ? middle : middle + (b === 0 ? -half / 2 : half / 2);
      const thick = row.bars.length === 1 ? half : half / 2;
      annotations[`bar-${r}-${b}`] = bar(Math.min(zero, x), Math.max(zero, x), y - thick, y + thick, color);
      if (ci95 && ci95[0] < ci95[1]) {
        const [from, to] = ci95.map((at) => xOf(box, range, Math.max(least, at) * scale)) as [number, number];
        annotations[`interval-${r}-${b}`] = { ...line([from, to], [y, y], INK, 2), drawTime: 'afterDatasetsDraw' };
      }
    }
  }
  const [first] = rows;
  const left = sorted.length - rows.length;
  return drawnChart(
    headed,
    {
      id,
      title,
      notes,
      alt: `Bar chart: ${axis}: ${rows
        .slice(0, 4)
        .map((row) => `${row.factor} ${numberOf(row)}${row.isTold === false ? ' (not told from noise)' : ''}`)
        .join(
          ', ',
        )}${first ? '' : 'no factor'}; ${rows.length} factors${left > 0 ? `, ${left} smaller ones not shown` : ''}.`,
    },
    { datasets: [] as Drawing['datasets'], annotations },
  );
}

const bar = (xMin: number, xMax: number, yMin: number, yMax: number, backgroundColor: string): AnnotationOptions => ({
  type: 'box',
  xMin,
  xMax,
  yMin,
  yMax,
  backgroundColor,
  borderWidth: 0,
  drawTime: 'beforeDatasetsDraw',
});
