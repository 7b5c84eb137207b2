// Sums of a record over a window, and the quotients made of them.
import { type CountName, daysOfCount } from '../engine/counts.ts';
import {
  type ArmRecord,
  CHANNELS,
  CLASSES,
  EVENT_MEASURES,
  GROUPS,
  SERIES_MEASURES,
  seriesAt,
  WINDOWS,
} from '../engine/kernel/record.ts';

export type Window = (typeof WINDOWS)[number];
export type Channel = (typeof CHANNELS)[number];
export type IncomeClass = (typeof CLASSES)[number];

/** First day of a window and the day after its last. */
export const daysOf = (record: ArmRecord, window: Window): [from: number, to: number] =>
  window === 'pre' ? [0, record.preDays] : [record.preDays, record.nDays];

/** a ÷ b; null where b is 0, for a share of nothing is undefined and not 0. */
export const ratio = (a: number, b: number): number | null => (b === 0 ? null : a / b);

/** Sum of one measure of `series` over days, of one channel and area group or of all. */
export function seriesTotal(
  record: ArmRecord,
  window: Window,
  measure: (typeof SERIES_MEASURES)[number],
  channel?: Channel,
  area?: (typeof GROUPS)[number],
): number {
  const [from, to] = daysOf(record, window);
  const column = SERIES_MEASURES.indexOf(measure);
  let sum = 0;
  for (let day = from; day < to; day++) {
    for (let c = 0; c < CHANNELS.length; c++) {
      if (channel !== undefined && CHANNELS[c] !== channel) continue;
      for (let group = 0; group < GROUPS.length; group++) {
        if (area !== undefined && GROUPS[group] !== area) continue;
        sum += record.series[seriesAt(day, c, group) + column];
      }
    }
  }
  return sum;
}

/** One measure of `daily`, a value for each day of the window. */
export function dailyOf(record: ArmRecord, window: Window, measure: CountName): Float64Array {
  const [from, to] = daysOf(record, window);
  return daysOfCount(record, measure).subarray(from, to);
}

/** Sum of one measure of `daily` over the days of the window. */
export function dailyTotal(record: ArmRecord, window: Window, measure: CountName): number {
  let sum = 0;
  for (const value of dailyOf(record, window, measure)) sum += value;
  return sum;
}

/** Residents' calls of a window, all of them or those on record: sum of one measure of `zoneEvents`. */
export function callsTotal(
  { zoneEvents }: ArmRecord,
  window: Window,
  measure: Exclude<(typeof EVENT_MEASURES)[number], 'orders'>,
): number {
  const half = zoneEvents.length / WINDOWS.length;
  const from = WINDOWS.indexOf(window) * half;
  let sum = 0;
  for (let at = from + EVENT_MEASURES.indexOf(measure); at < from + half; at += EVENT_MEASURES.length)
    sum += zoneEvents[at];
  return sum;
}

/** Share of a class's fulfilled orders that went through a channel. */
export function classShare(record: ArmRecord, window: Window, income: IncomeClass, channel: Channel): number | null {
  const row = (WINDOWS.indexOf(window) * CLASSES.length + CLASSES.indexOf(income)) * CHANNELS.length;
  let orders = 0;
  for (let c = 0; c < CHANNELS.length; c++) orders += record.byClass[row + c];
  return ratio(record.byClass[row + CHANNELS.indexOf(channel)], orders);
}
