// Charts over days: the axis, lines with bands, marks of windows and policies. Knows no measure.
import type { ChartDataset, ScaleOptionsByType } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Results } from '../experiment/results.ts';
import type { Band } from '../measures/series.ts';
import { armLabel, axis, faded, INK, letters, roundStep, SOFT } from './house.ts';

type Line = ChartDataset<'line', { x: number; y: number | null }[]>;

/** Number of reported days. */
export const nDaysOf = ({ scenario: { time } }: Results): number => time.pre_days + time.post_days;

export function dayAxis(results: Results): ScaleOptionsByType<'linear'> {
  const nDays = nDaysOf(results);
  const step = [1, 5, 10, 30, 60, 90, 180, 360].find((days) => nDays / days <= 14) ?? roundStep(nDays, 12);
  return axis('day (0 = first reported day)', 0, Math.max(1, nDays - 1), { ticks: { stepSize: step, includeBounds: false }, grid: { display: false } });
}

/** A line and the band around it as three datasets; an empty label keeps it out of the legend. */
export function lineWithBand(band: Band, x: (i: number) => number, look: { label: string; color: string; dash?: number[]; width?: number; scale?: number }): Line[] {
  const { label, color, dash = [], width = 2.5, scale = 1 } = look;
  const points = (values: (number | null)[]) => values.map((y, i) => ({ x: x(i), y: y === null ? null : y * scale }));
  const plain = { borderColor: color, pointRadius: 0, pointStyle: 'line' as const, tension: 0 };
  const edge = { ...plain, label: '', borderWidth: 0, order: 2 };
  return [
    { ...plain, label, data: points(band.mean), borderWidth: width, borderDash: dash, order: 1 },
    ...(band.low.some((value) => value !== null)
      ? [{ ...edge, data: points(band.low) }, { ...edge, data: points(band.high), fill: '-1', backgroundColor: faded(color, 0.2) }]
      : []),
  ];
}

/** A legend entry that stands for a kind of line and draws nothing. */
export const legendOnly = (label: string, color: string, dash: number[], width = 2.5): Line =>
  ({ label, data: [], borderColor: color, borderDash: dash, borderWidth: width, pointRadius: 0, pointStyle: 'line' });

const MOST_MARKS = 8;
const LABEL_SHARE = 0.19;
/** Height of one row of labels, CSS pixels. */
const ROW_PX = 44;

/**
 * Vertical lines where the post window begins and where policies are announced, start and end, with labels below the
 * top of the plot; labels that would meet are set in lower rows.
 */
export function dayMarks(results: Results, arms: readonly string[], yTop: number): Record<string, AnnotationOptions> {
  const nDays = nDaysOf(results);
  const marks: Record<string, AnnotationOptions> = {};
  const rowEnds: number[] = [];
  for (const [index, { day, texts, isPolicy }] of markedDays(results, arms).entries()) {
    marks[`line-${index}`] = {
      type: 'line', xMin: day, xMax: day, borderColor: isPolicy ? INK : SOFT, borderWidth: isPolicy ? 1.5 : 1, borderDash: isPolicy ? [7, 4] : [2, 3], drawTime: 'beforeDatasetsDraw',
    };
    if (index >= MOST_MARKS) continue;
    const isLate = day > nDays * (1 - LABEL_SHARE);
    const [from, to] = isLate ? [day - nDays * LABEL_SHARE, day] : [day, day + nDays * LABEL_SHARE];
    const free = rowEnds.findIndex((end) => end <= from);
    const row = free < 0 ? rowEnds.length : free;
    rowEnds[row] = to;
    marks[`label-${index}`] = {
      type: 'label', xValue: day, yValue: yTop, yAdjust: row * ROW_PX + 2, xAdjust: isLate ? -3 : 3,
      position: { x: isLate ? 'end' : 'start', y: 'start' }, content: [`day ${day}`, ...texts], textAlign: isLate ? 'right' : 'left',
      color: INK, font: letters(13), padding: 3, backgroundColor: '#ffffffcc',
    };
  }
  return marks;
}

function markedDays(results: Results, arms: readonly string[]) {
  const { marks, baseline, scenario: { time } } = results;
  const last = nDaysOf(results) - 1;
  const treated = arms.filter((arm) => arm !== baseline);
  const events = new Map<string, { day: number; what: string; arms: Set<string> }>();
  const add = (day: number | null, what: string, arm: string): void => {
    if (day === null || day < 0 || day > last) return;
    const event = events.get(`${day} ${what}`) ?? { day, what, arms: new Set() };
    events.set(`${day} ${what}`, event);
    event.arms.add(arm);
  };
  for (const { arm, announceDay, startDay, endDay } of marks.filter(({ arm }) => arms.includes(arm))) {
    if (announceDay !== startDay) add(announceDay, 'announced', arm);
    add(startDay, startDay === endDay ? 'announced' : 'starts', arm);
    add(endDay, 'ends', arm);
  }
  const days = new Map<number, { day: number; texts: string[]; isPolicy: boolean }>();
  if (time.pre_days > 0) days.set(time.pre_days, { day: time.pre_days, texts: ['post window begins'], isPolicy: false });
  for (const { day, what, arms: those } of events.values()) {
    const entry = days.get(day) ?? { day, texts: [], isPolicy: true };
    days.set(day, entry);
    entry.isPolicy = true;
    const who = those.size > 1 && treated.every((arm) => those.has(arm)) ? 'policies'
      : those.size > 2 ? `${those.size} arms` : treated.filter((arm) => those.has(arm)).map((arm) => armLabel(results, arm)).join(', ') || 'policy';
    entry.texts.push(`${who}: ${what}`);
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}
