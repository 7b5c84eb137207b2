// Whether a baseline stays where it begins: the trend of each outcome over the years of a run.
import { linearRegression, mean as meanOf, sampleStandardDeviation } from 'simple-statistics';
import { daysOfCount } from '../engine/counts.ts';
import { type ArmRecord, CHANNELS, GROUPS, SERIES_MEASURES } from '../engine/kernel/record.ts';
import { tQuantile } from '../stats/student.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';

/** A year of 52 weeks, so that all have the same weekdays. */
export const YEAR_DAYS = 364;

/** A change over all years that is no drift, % of the mean. */
export const TOLERATED_PERCENT = 8;
/** Confidence of the intervals. */
export const DRIFT_CONFIDENCE = 0.9;

/** `steady`: the interval of the change holds 0. `slight`: it does not, but the change is tolerated. `drifts`: neither. */
export type DriftVerdict = 'steady' | 'slight' | 'drifts';

export interface Drift {
  id: string;
  label: string;
  unit: string;
  role: Outcome['role'];
  /** Mean of a year, over years and replicates; of a level (sites open), the mean of its days. */
  mean: number;
  /** Means of each year over replicates. */
  by_year: number[];
  /** Change over all years by the straight line through the yearly values of a replicate, % of `mean`. */
  change_percent: number;
  /** Its interval over replicates. */
  ci90_percent: [number, number];
  verdict: DriftVerdict;
}

/**
 * The trend of each outcome that has a value in each year of each record, in the order of `OUTCOMES`. Records are of one
 * arm and have at least two whole years; days after the last whole year are left out. At least two records.
 */
export function driftOf(records: readonly ArmRecord[]): Drift[] {
  const nYears = Math.floor((records[0].nDays - records[0].preDays) / YEAR_DAYS);
  const years = records.map((record) => Array.from({ length: nYears }, (_, year) => yearOf(record, year)));
  return OUTCOMES.flatMap((outcome) => {
    const { id, label, unit, role } = outcome;
    if (outcome.isWhole || role === 'check' || role === 'input') return [];
    const values = years.map((list) => list.map((year) => valueIn(outcome, year)));
    if (!values.every((list) => list.every((value) => value !== null))) return [];
    const defined = values as number[][];
    const mean = meanOf(defined.map(meanOf));
    if (mean === 0) return [];
    const changes = defined.map((list) => (100 * nYears * slopeOf(list)) / mean);
    const change = meanOf(changes);
    const half = halfWidth(changes);
    const [low, high] = [change - half, change + half];
    const verdict = low <= 0 && high >= 0 ? 'steady' : Math.abs(change) <= TOLERATED_PERCENT ? 'slight' : 'drifts';
    const byYear = defined[0].map((_, year) => meanOf(defined.map((list) => list[year])));
    return [
      { id, label, unit, role, mean, by_year: byYear, change_percent: change, ci90_percent: [low, high], verdict },
    ];
  });
}

const slopeOf = (values: readonly number[]): number => linearRegression(values.map((value, year) => [year, value])).m;

/** Half of Student's interval of the mean. */
const halfWidth = (values: number[]): number =>
  (tQuantile((1 + DRIFT_CONFIDENCE) / 2, values.length - 1) * sampleStandardDeviation(values)) /
  Math.sqrt(values.length);

const valueIn = ({ level, of }: Outcome, year: ArmRecord): number | null => {
  if (level === undefined) return of(year, 'post');
  const days = daysOfCount(year, level);
  // A level may be counted by month: the days before the first count have none.
  const first = Math.max(
    0,
    days.findIndex((value) => value !== 0),
  );
  return meanOf([...days.subarray(first)]);
};

/** A year of the post window as a record of its own; what has no days is that of the whole record. */
function yearOf(record: ArmRecord, year: number): ArmRecord {
  const from = record.preDays + year * YEAR_DAYS;
  const perDay = CHANNELS.length * GROUPS.length * SERIES_MEASURES.length;
  const nCounts = record.daily.length / record.nDays;
  const daily = new Float64Array(nCounts * YEAR_DAYS);
  for (let count = 0; count < nCounts; count++)
    daily.set(
      record.daily.subarray(count * record.nDays + from, count * record.nDays + from + YEAR_DAYS),
      count * YEAR_DAYS,
    );
  return {
    ...record,
    preDays: 0,
    nDays: YEAR_DAYS,
    daily,
    series: record.series.subarray(from * perDay, (from + YEAR_DAYS) * perDay),
  };
}
