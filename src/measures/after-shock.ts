// How far a market is from where it would be without a shock: paired relative differences over spans of days.
import { type ArmRecord, CHANNELS } from '../engine/kernel/record.ts';
import { tInterval95 } from '../stats/intervals.ts';
import { ratioOfMeans } from '../stats/ratio-of-means.ts';
import { DAYS_PER_WEEK, FOUR_WEEKS } from '../units.ts';
import { type Band, ordersCurve } from './series.ts';
import { ratio } from './totals.ts';

/** A number of one record over the days `from` until before `to`. */
export type OfDays = (record: ArmRecord, from: number, to: number) => number | null;

/** A difference over days, % of what the reference has in them; its 95 % interval by Fieller. */
export interface Gap {
  from: number;
  to: number;
  percent: number | null;
  ci95: [number, number] | null;
}

/** Orders of all channels. */
export const allOrders: OfDays = (record, from, to) =>
  CHANNELS.reduce((sum, channel) => sum + sumOf(ordersCurve(record, channel), from, to), 0);

/** Share 0..1 of the orders that are delivered; null without orders. */
export const deliveredShare: OfDays = (record, from, to) =>
  ratio(sumOf(ordersCurve(record, 'delivery'), from, to), allOrders(record, from, to) ?? 0);

const sumOf = (curve: Float64Array, from: number, to: number): number =>
  curve.subarray(from, to).reduce((sum, value) => sum + value, 0);

/** An arm less the reference over the days `from` until before `to`. Both lists run over the same replicates. */
export function gapOf(
  arm: readonly ArmRecord[],
  reference: readonly ArmRecord[],
  of: OfDays,
  from: number,
  to: number,
): Gap {
  const there = reference.map((record) => of(record, from, to));
  const differences = arm.map((record, i) => {
    const [own, base] = [of(record, from, to), there[i]!];
    return own === null || base === null ? null : 100 * (own - base);
  });
  const found = ratioOfMeans(differences, there, tInterval95);
  return { from, to, percent: found?.ratio ?? null, ci95: found?.ci95 ?? null };
}

/** The differences in whole spans of four weeks from the first reported day. */
export function gapsByFourWeeks(arm: readonly ArmRecord[], reference: readonly ArmRecord[], of: OfDays): Gap[] {
  const nSpans = Math.floor((arm[0]?.nDays ?? 0) / FOUR_WEEKS);
  return Array.from({ length: nSpans }, (_, k) => gapOf(arm, reference, of, k * FOUR_WEEKS, (k + 1) * FOUR_WEEKS));
}

/** Differences as a curve with its interval, point by point. */
export const bandOfGaps = (gaps: readonly Gap[]): Band => ({
  mean: gaps.map(({ percent }) => percent),
  low: gaps.map(({ ci95 }) => ci95?.[0] ?? null),
  high: gaps.map(({ ci95 }) => ci95?.[1] ?? null),
});

/** Difference from what would have been, %, up to which trade has come back; assumption, design of the experiment. */
export const RETURNED_WITHIN_PERCENT = 5;
const QUARTER_DAYS = 13 * DAYS_PER_WEEK;

/** What became of an arm after a shock at the beginning of the post window. */
export interface Return {
  /** The four weeks in which the mean is lowest, found afterwards. */
  deepest: Gap;
  /** The last quarter of the run. */
  last: Gap;
}

/** The deepest four weeks of the post window, and its last quarter; null where there are no four weeks. */
export function returnAfterShock(
  arm: readonly ArmRecord[],
  reference: readonly ArmRecord[],
  of: OfDays,
): Return | null {
  const [first] = arm;
  if (first === undefined) return null;
  const told = gapsByFourWeeks(arm, reference, of).filter(
    ({ from, percent }) => from >= first.preDays && percent !== null,
  );
  if (told.length === 0) return null;
  return {
    deepest: told.reduce((least, gap) => (gap.percent! < least.percent! ? gap : least)),
    last: gapOf(arm, reference, of, Math.max(first.preDays, first.nDays - QUARTER_DAYS), first.nDays),
  };
}
