// Paired effects of a sweep: at a point, over points, and along a factor; what charts, summary and page all read.
import { OUTCOMES } from '../../measures/outcomes.ts';
import { excludesZero, type Interval, tInterval95, within } from '../../stats/intervals.ts';
import { differencesOf } from '../../stats/pairs.ts';
import type { SweepTable, Value } from './sweep.ts';

/** An effect with its 95 % t interval over replicates, in the unit of the outcome. */
export interface SweepEffect extends Interval {
  /** Mean of the reference over the same replicates. */
  reference: number | null;
  /** Difference by replicate; null where it is undefined at one of the points. */
  values: (number | null)[];
}

/** An outcome in words; `scale` and `change` are how a difference is shown: shares in percentage points. */
export interface ShownOutcome {
  id: string;
  label: string;
  unit: string;
  better: 'lower' | 'higher' | 'none';
  scale: number;
  change: string;
}

/** What is known of an outcome; of one that no list has, its id. */
export function outcomeOf(id: string): ShownOutcome {
  const { label, unit, better } = OUTCOMES.find((outcome) => outcome.id === id) ?? {
    label: id,
    unit: '',
    better: 'none',
  };
  const isShare = unit === 'share';
  return { id, label, unit, better, scale: isShare ? 100 : 1, change: isShare ? 'percentage points' : unit };
}

/**
 * arm − reference of an outcome: in each replicate its mean over `points` (places in the table), then mean and interval over
 * replicates. Points of a replicate share its seed, so that the replicate is what repeats. Of shares the interval lies in -1..1.
 */
export function effectOver(table: SweepTable, points: readonly number[], arm: string, outcome: string): SweepEffect {
  const [baseline] = table.arms as [string, ...string[]];
  const byPoint = points.map((point) => {
    const valuesOf = (name: string) =>
      table.replicates.map((_, replicate) => table.value(point, replicate, name, outcome));
    const reference = valuesOf(baseline);
    return { reference, differences: differencesOf(valuesOf(arm), reference) };
  });
  const values = table.replicates.map((_, i) => meanOfAll(byPoint.map(({ differences }) => differences[i]!)));
  const levels = table.replicates.map((_, i) =>
    values[i] === null ? null : meanOfAll(byPoint.map(({ reference }) => reference[i]!)),
  );
  const interval = tInterval95(values);
  return {
    ...interval,
    ci95: outcomeOf(outcome).unit === 'share' ? within(interval.ci95, -1, 1) : interval.ci95,
    reference: tInterval95(levels).mean,
    values,
  };
}

/** How much larger one effect is than another, paired by replicate. */
export const changeBetween = (from: SweepEffect, to: SweepEffect): Interval =>
  tInterval95(differencesOf(to.values, from.values));

/** Where an effect is: its interval above 0, below 0, or on both sides of it; nothing known where there is none. */
export type Side = 'above' | 'below' | 'open' | 'unknown';
export const sideOf = ({ mean, ci95 }: Pick<Interval, 'mean' | 'ci95'>): Side =>
  mean === null || ci95 === null ? 'unknown' : !excludesZero(ci95) ? 'open' : mean > 0 ? 'above' : 'below';

/** Officer-hours of an arm in the post window, mean over replicates and `points`; null where no run has them. */
export const hoursOver = (
  table: SweepTable,
  points: readonly number[],
  arm: string,
  which: 'spent_h' | 'offered_h',
): number | null =>
  tInterval95(points.flatMap((point) => table.replicates.map((_, i) => table.effort(point, i, arm)?.[which] ?? null)))
    .mean;

/** Levels of a factor that occur at points, in their order: as written, else ascending. */
export function levelsOf({ factors, points }: Pick<SweepTable, 'factors' | 'points'>, factor: number): Value[] {
  const found = new Set(points.map(({ values }) => values[factor]!));
  const written = factors[factor]!.levels.filter((level) => found.has(level));
  if (written.length === found.size) return [...new Set(written)];
  return [...found].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
  );
}

/** Places of the points at which each of some factors has a level. */
export const pointsAt = (
  { points }: Pick<SweepTable, 'points'>,
  levels: readonly { factor: number; level: Value }[],
): number[] =>
  points.flatMap(({ values }, i) => (levels.every(({ factor, level }) => values[factor] === level) ? [i] : []));

/**
 * How points lie: every level with every other; most of such a grid; in one row, all factors moving together; or each with
 * values of its own. Means over a factor's levels are fair to the other factors in a whole grid alone.
 */
export type Shape = 'grid' | 'holed' | 'row' | 'cloud';

/** A grid with holes is drawn as long as no cell is a mean over others. */
const MOST_HOLED = 3;

/** What a sweep varies: factors with more than one level, the one with most levels first, and how its points lie. */
export function shapeOf(table: Pick<SweepTable, 'factors' | 'points'>): { shape: Shape; factors: number[] } {
  const varied = table.factors
    .map((_, factor) => ({ factor, n: levelsOf(table, factor).length }))
    .filter(({ n }) => n > 1)
    .sort((a, b) => b.n - a.n);
  const factors = varied.map(({ factor }) => factor);
  const n = table.points.length;
  const product = varied.reduce((all, one) => all * one.n, 1);
  if (product === n) return { shape: 'grid', factors };
  const isRow = varied.every((one) => one.n === n) && factors.every((factor) => isOrdered(table, factor));
  if (isRow) return { shape: 'row', factors: factors.sort((a, b) => a - b) };
  return { shape: product <= 2 * n && factors.length <= MOST_HOLED ? 'holed' : 'cloud', factors };
}

/** Whether a factor only rises, only falls, or is in the order of its texts, as points go. */
function isOrdered({ points }: Pick<SweepTable, 'points'>, factor: number): boolean {
  const values = points.map((point) => point.values[factor]!);
  if (values.some((value) => typeof value !== 'number')) return true;
  const steps = values.slice(1).map((value, i) => Number(value) - Number(values[i]));
  return steps.every((step) => step > 0) || steps.every((step) => step < 0);
}

function meanOfAll(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum / values.length;
}

/** Numbers of runs: planned, failed, and neither done nor failed. */
export function runsOf(table: SweepTable): { planned: number; failed: number; missing: number } {
  const planned = table.points.length * table.replicates.length;
  let absent = 0;
  for (const point of table.points.keys())
    for (const replicate of table.replicates.keys())
      if (table.effort(point, replicate, table.arms[0]!) === null) absent++;
  return { planned, failed: table.failed.length, missing: Math.max(0, absent - table.failed.length) };
}
