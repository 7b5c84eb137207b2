// Whether a baseline stays where it begins: the trend of each outcome over the years of a run, and the number of each kind.
import { linearRegression, mean as meanOf, sampleStandardDeviation, sum } from 'simple-statistics';
import { daysOfCount } from '../engine/counts.ts';
import { type ArmRecord, CHANNELS, GROUPS, SERIES_MEASURES } from '../engine/kernel/record.ts';
import { tQuantile } from '../stats/student.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { archetypesIn, isActiveOn, livesOf, type PlatformLife } from './platforms.ts';

/** A year of 52 weeks, so that all have the same weekdays. */
export const YEAR_DAYS = 364;

/** A change over all years that is no drift, % of the mean. */
export const TOLERATED_PERCENT = 8;
/** Confidence of the intervals. */
export const DRIFT_CONFIDENCE = 0.9;

/** Standard errors between the mean number of a kind and its start that are within chance. */
export const TOLERATED_ERRORS = 2.5;
/** Share of its start that the number of a kind keeps in every year. */
export const LEAST_OF_KIND = 0.5;

/** `steady`: the interval of the change holds 0. `slight`: it does not, but the change is tolerated. `drifts`: neither. */
export type DriftVerdict = 'steady' | 'slight' | 'drifts';

interface Trend {
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

export interface Drift extends Trend {
  id: string;
  label: string;
  unit: string;
  role: Outcome['role'];
}

export interface KindDrift {
  archetype: string;
  /** Platforms of this kind at the start. */
  start: number;
  /** Those that sell, on the mean of all years and replicates, and its standard error over replicates. */
  mean: number;
  standard_error: number;
  /** The same of each year. */
  by_year: number[];
  /**
   * `steady`: the mean is within so many standard errors of the start. `slight`: it is not, but the difference is
   * tolerated. `drifts`: neither, or a year has less than half of the start.
   */
  verdict: DriftVerdict;
  /** Share of this kind among all platforms that sell. */
  share: Trend;
}

/**
 * The trend of each outcome that has a value in each year of each record, in the order of `OUTCOMES`. Records are of one
 * arm and have at least two whole years; days after the last whole year are left out. At least two records.
 */
export function driftOf(records: readonly ArmRecord[]): Drift[] {
  const years = records.map((record) => Array.from({ length: nYearsOf(record) }, (_, year) => yearOf(record, year)));
  return OUTCOMES.flatMap((outcome) => {
    const { id, label, unit, role } = outcome;
    if (outcome.isWhole || role === 'check' || role === 'input') return [];
    const values = years.map((list) => list.map((year) => valueIn(outcome, year)));
    if (!values.every((list) => list.every((value) => value !== null))) return [];
    const trend = trendOf(values as number[][]);
    return trend.mean === 0 ? [] : [{ id, label, unit, role, ...trend }];
  });
}

/** The number of platforms of each kind that there is at the start, for the same records, in the order of the archetypes. */
export function kindDriftOf(records: readonly ArmRecord[]): KindDrift[] {
  const lives = records.map(livesOf);
  const selling = records.map((record, r) =>
    Array.from({ length: nYearsOf(record) }, (_, year) => sellingIn(lives[r], record.preDays + year * YEAR_DAYS)),
  );
  return archetypesIn(records).flatMap((archetype) => {
    const starts = lives.map((all) => all.filter((one) => one.archetype === archetype && one.cause === 'start').length);
    const start = meanOf(starts);
    if (start === 0) return [];
    const numbers = selling.map((list) => list.map((kinds) => kinds.get(archetype) ?? 0));
    const shares = selling.map((list) => list.map((kinds) => (kinds.get(archetype) ?? 0) / sum([...kinds.values()])));
    const means = numbers.map(meanOf);
    const mean = meanOf(means);
    const error = sampleStandardDeviation(means) / Math.sqrt(means.length);
    const byYear = meansByYear(numbers);
    const isHalved = Math.min(...byYear) < LEAST_OF_KIND * start;
    const off = Math.abs(mean - start);
    const isTolerated = 100 * off <= TOLERATED_PERCENT * start;
    const verdict = isHalved
      ? 'drifts'
      : off <= TOLERATED_ERRORS * error
        ? 'steady'
        : isTolerated
          ? 'slight'
          : 'drifts';
    return [{ archetype, start, mean, standard_error: error, by_year: byYear, verdict, share: trendOf(shares) }];
  });
}

const nYearsOf = ({ nDays, preDays }: ArmRecord): number => Math.floor((nDays - preDays) / YEAR_DAYS);

/** Platforms that sell by archetype, on the mean of the year that begins on a day. */
function sellingIn(lives: readonly PlatformLife[], from: number): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const life of lives) {
    let days = 0;
    for (let day = from; day < from + YEAR_DAYS; day++) if (isActiveOn(life, day)) days++;
    kinds.set(life.archetype, (kinds.get(life.archetype) ?? 0) + days / YEAR_DAYS);
  }
  return kinds;
}

/** The trend of yearly values, [replicate][year]. */
function trendOf(values: readonly number[][]): Trend {
  const mean = meanOf(values.map(meanOf));
  const changes = values.map((list) => (100 * list.length * slopeOf(list)) / mean);
  const change = meanOf(changes);
  const half = halfWidth(changes);
  const [low, high] = [change - half, change + half];
  const verdict = low <= 0 && high >= 0 ? 'steady' : Math.abs(change) <= TOLERATED_PERCENT ? 'slight' : 'drifts';
  return { mean, by_year: meansByYear(values), change_percent: change, ci90_percent: [low, high], verdict };
}

const meansByYear = (values: readonly number[][]): number[] =>
  values[0].map((_, year) => meanOf(values.map((list) => list[year])));

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
