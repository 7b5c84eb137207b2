// Curves over days, minutes and zones from records, with their interval over replicates.

import { type CountName, daysOfCount } from '../engine/counts.ts';
import {
  type ArmRecord,
  CHANNELS,
  DAYS_PER_MONTH,
  GROUPS,
  PRODUCTS,
  seriesAt,
  WAIT_BINS,
  WINDOWS,
} from '../engine/kernel/record.ts';
import { tInterval95, within } from '../stats/intervals.ts';
import { pairsOf } from '../stats/pairs.ts';
import type { Channel } from './totals.ts';

/** A curve over replicates, point by point: the mean and its 95 % t interval; null where undefined. */
export interface Band {
  mean: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}

/** Days over which daily curves are averaged. */
export const SMOOTHING_DAYS = 7;

/** Arms in the order of all data files: the baseline, then by name, whatever the order in a scenario. */
export const armOrder = (arms: Iterable<string>, baseline: string): string[] =>
  [...arms].sort((a, b) => Number(b === baseline) - Number(a === baseline) || (a < b ? -1 : Number(a > b)));

/** Arms in the order of charts, pages and the terminal: the baseline, then as in the scenario. */
export const armsInFileOrder = (scenario: { arms: Readonly<Record<string, unknown>> }, baseline: string): string[] => [
  baseline,
  ...Object.keys(scenario.arms).filter((arm) => arm !== baseline),
];

/**
 * Mean and interval over replicates of curves of equal length; NaN in a curve is left out at that point. Intervals are
 * cut at `least` and `most`, the bounds of all values: 0 and 1 for shares, 0 for counts.
 */
export function bandOf(
  curves: readonly Float64Array[],
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): Band {
  const length = curves[0]?.length ?? 0;
  const band: Band = { mean: new Array(length), low: new Array(length), high: new Array(length) };
  for (let i = 0; i < length; i++) {
    const { mean, ci95 } = tInterval95(curves.map((curve) => (Number.isFinite(curve[i]) ? curve[i]! : null)));
    const [low, high] = within(ci95, least, most) ?? [null, null];
    band.mean[i] = mean;
    band.low[i] = low;
    band.high[i] = high;
  }
  return band;
}

/** One of the daily counts, by day. */
export function dailyCurve(record: ArmRecord, measure: CountName): Float64Array {
  return daysOfCount(record, measure).slice();
}

/** Orders by day of one channel, all areas. */
export function ordersCurve(record: ArmRecord, channel: Channel): Float64Array {
  const orders = new Float64Array(record.nDays);
  const c = CHANNELS.indexOf(channel);
  for (let day = 0; day < record.nDays; day++)
    for (let group = 0; group < GROUPS.length; group++) orders[day]! += record.series[seriesAt(day, c, group)]!;
  return orders;
}

/**
 * Mean of each day and the six before it, so that nothing shows before it happens. The first six days, which lack their
 * week, are NaN; so are all in a record shorter than a week.
 */
export function weekMean(daily: Float64Array): Float64Array {
  const means = new Float64Array(daily.length).fill(Number.NaN);
  for (let day = SMOOTHING_DAYS - 1; day < daily.length; day++) {
    let sum = 0;
    for (let back = 0; back < SMOOTHING_DAYS; back++) sum += daily[day - back]!;
    means[day] = sum / SMOOTHING_DAYS;
  }
  return means;
}

/** A channel's share 0..1 of the orders of each day and the six before it; NaN without orders. */
export function weekShare(record: ArmRecord, channel: Channel): Float64Array {
  const weeks = CHANNELS.map((name) => weekMean(ordersCurve(record, name)));
  const own = weeks[CHANNELS.indexOf(channel)]!;
  return own.map((orders, day) => orders / weeks.reduce((sum, week) => sum + week[day]!, 0));
}

/** Share 0..1 of delivered orders handed over within (bin + 1) × WAIT_BIN_MIN minutes; NaN without deliveries. */
export function waitCurve(record: ArmRecord, window: (typeof WINDOWS)[number]): Float64Array {
  const from = WINDOWS.indexOf(window) * WAIT_BINS;
  const cumulative = new Float64Array(WAIT_BINS);
  let sum = 0;
  for (let bin = 0; bin < WAIT_BINS; bin++) cumulative[bin] = sum += record.waits[from + bin]!;
  return cumulative.map((orders) => (sum > 0 ? orders / sum : Number.NaN));
}

/** An arm against the baseline, replicate by replicate. */
export interface Difference {
  /** Replicates in which both are defined. */
  n: number;
  mean: number | null;
  ci95: [number, number] | null;
  /** The same in % of the baseline's mean over those replicates; null when that mean is 0. */
  meanPercent: number | null;
  ci95Percent: [number, number] | null;
}

/** Paired difference of one outcome between arm and baseline; both lists run over the same replicates. */
export function pairedDifference(arm: readonly (number | null)[], baseline: readonly (number | null)[]): Difference {
  const { differences, reference } = pairsOf(arm, baseline);
  const { n, mean, ci95 } = tInterval95(differences);
  const scale = 100 / Math.abs(reference.reduce((sum, base) => sum + base, 0) / n);
  const isDefined = Number.isFinite(scale);
  return {
    n,
    mean,
    ci95,
    meanPercent: isDefined && mean !== null ? mean * scale : null,
    ci95Percent: isDefined && ci95 ? [ci95[0] * scale, ci95[1] * scale] : null,
  };
}

/** The days that {@link zoneOrders} covers: the months whole within the post window, else those that touch it. */
export function zoneDays({ nDays, preDays, nMonths }: ArmRecord): {
  firstMonth: number;
  firstDay: number;
  days: number;
} {
  const whole = Math.ceil(preDays / DAYS_PER_MONTH);
  const firstMonth = whole < nMonths ? whole : nMonths - 1;
  const firstDay = firstMonth * DAYS_PER_MONTH;
  return { firstMonth, firstDay, days: nDays - firstDay };
}

/** Orders per day by zone, all channels, over {@link zoneDays}. */
export function zoneOrders(record: ArmRecord): Float64Array {
  const { firstMonth, days } = zoneDays(record);
  const perZone = CHANNELS.length * 2 * PRODUCTS.length;
  const orders = new Float64Array(record.nZones);
  for (let at = firstMonth * record.nZones * perZone; at < record.cells.length; at++)
    orders[Math.floor(at / perZone) % record.nZones]! += record.cells[at]!;
  return orders.map((sum) => sum / days);
}

/** Mean over replicates of orders per day by zone. */
export function meanZoneOrders(records: readonly ArmRecord[]): Float64Array {
  const total = new Float64Array(records[0]?.nZones ?? 0);
  for (const record of records) {
    const own = zoneOrders(record);
    for (let zone = 0; zone < total.length; zone++) total[zone]! += own[zone]!;
  }
  return total.map((sum) => sum / records.length);
}

/** Change in orders per day by zone, replicate by replicate: the mean and its 95 % t interval. */
export function zoneChanges(
  arm: readonly ArmRecord[],
  baseline: readonly ArmRecord[],
): { mean: number; ci95: [number, number] | null }[] {
  const own = arm.map(zoneOrders);
  const base = baseline.map(zoneOrders);
  return Array.from({ length: arm[0]?.nZones ?? 0 }, (_, zone) => {
    const { mean, ci95 } = tInterval95(own.map((orders, i) => orders[zone]! - base[i]![zone]!));
    return { mean: mean!, ci95 };
  });
}
