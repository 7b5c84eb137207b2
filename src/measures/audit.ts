// The audit: bias, coverage and wrong conclusions of each estimator against the counterfactual, over replicates.
import { type ArmRecord, EVENT_KINDS, type EventKind } from '../engine/kernel/record.ts';
import { tInterval95 } from '../stats/intervals.ts';
import type { Conclusion, Estimate, EstimateOptions, Estimator } from './estimators/estimator.ts';
import type { EstimatorId } from './estimators/ids.ts';
import { ESTIMATORS } from './estimators/registry.ts';
import {
  type Area,
  areaCountsOf,
  areasOf,
  type Dimension,
  dimensionsOf,
  hasRecordedEvents,
  patternAreasOf,
  type Tally,
  tallyDays,
  tallyWindow,
  type View,
} from './evaluator.ts';

/** Performance of one estimator over replicates, for one buffer width and one length of window. */
export interface AuditRow {
  /** What was counted: residents' calls, or acts of violence, which have neither channel nor hour. */
  events: EventKind;
  /** Where displacement is looked for: places (target, buffer), channels (site, delivery), hours (in, out). */
  dimension: Dimension;
  /** Null where the buffer is not an area. */
  buffer_km: number | null;
  /** Days before and after; for estimators of patterns, which take the whole windows, those after. */
  window_days: number;
  /** Unit of estimate, truth and bias. */
  unit: string;
  /** Replicates, and those in which the estimator is defined. */
  n: number;
  n_defined: number;
  /** Means over the replicates in which it is defined; null if none. */
  estimate: number | null;
  /** What it estimates, from the counterfactual: of all events, and of the recorded ones. */
  truth: number | null;
  truth_recorded: number | null;
  /** estimate − truth, estimate − truth_recorded, mean over replicates, with the 95 % t interval of the second. */
  bias: number | null;
  bias_recorded: number | null;
  bias_recorded_ci95: [number, number] | null;
  /** Share of replicates in which its 95 % interval covers the recorded truth; null for estimators without interval. */
  coverage: number | null;
  /** Share of replicates with another sign than the recorded truth, of those in which that is not 0. */
  wrong_sign: number | null;
  /** Share of replicates whose conclusion at 5 % (fall, rise, nothing) is not `true_conclusion`. */
  wrong_conclusion: number | null;
  /**
   * Conclusion from the mean recorded truth: its side of no effect, if its 95 % interval over all replicates excludes
   * no effect, else nothing; null for one replicate.
   */
  true_conclusion: 'fall' | 'rise' | 'nothing' | null;
}

export interface AuditOptions {
  /** Outer edges of the records' buffer rings, km, ascending. */
  buffersKm: readonly number[];
  /** Lengths of the periods before and after that are tried, days. */
  windowDays: readonly number[];
}

/**
 * Rows by estimator, over the replicates of `arm`; `reference` holds the same ones in the same order. An evaluator has the
 * recorded events of `arm`, one kind at a time, of the last days before and as many first days after. The truth is what
 * `arm` changed against `reference` on those same days after. Lengths that one of the windows does not hold are left out; if
 * that leaves none, the longest that both hold is taken. Estimators of patterns have the whole windows. A kind of which no
 * record has any event has no rows. {} without days before or after.
 */
export function auditOf(
  reference: readonly ArmRecord[],
  arm: readonly ArmRecord[],
  { buffersKm, windowDays }: AuditOptions,
  estimators: readonly Estimator[] = ESTIMATORS,
): Partial<Record<EstimatorId, AuditRow[]>> {
  if (arm.length === 0) return {};
  const { nDays, preDays } = arm[0];
  const longest = Math.min(preDays, nDays - preDays);
  if (longest === 0) return {};
  const pairs = arm.map((record, i) => ({ reference: reference[i], arm: record }));
  const fitting = windowDays.filter((days) => days <= longest);
  const kinds = EVENT_KINDS.filter((events) =>
    [...reference, ...arm].some((record) => hasRecordedEvents(record, events)),
  );
  const evaluations = kinds.map((events) => ({
    events,
    sums: (fitting.length > 0 ? fitting : [longest]).map((days) => ({
      days,
      worlds: pairs.map((pair) => worldOfDays(pair, events, days)),
    })),
    patterns: [{ days: nDays - preDays, worlds: pairs.map((pair) => worldOfWindows(pair, events)) }],
  }));
  const rows = estimators.map((estimator): [string, AuditRow[]] => [
    estimator.id,
    evaluations.flatMap(({ events, sums, patterns }) =>
      (estimator.isPattern ? patterns : sums).flatMap(({ days, worlds }) =>
        viewsOf(estimator, events, buffersKm.length).map((view) => ({
          events,
          dimension: view.dimension,
          buffer_km: view.nBufferRings > 0 ? buffersKm[view.nBufferRings - 1] : null,
          window_days: days,
          unit: estimator.unit,
          ...fare(
            estimator,
            worlds.map((world) => trialOf(estimator, world, view)),
          ),
        })),
      ),
    ),
  ]);
  return Object.fromEntries(rows);
}

/** Views for an estimator. One that does not use the buffer is the same for every buffer, in channels as in places. */
function viewsOf(estimator: Estimator, events: EventKind, nRings: number): View[] {
  const places: View = { events, dimension: 'places', nBufferRings: 0 };
  const channels: View = { events, dimension: 'channels', nBufferRings: 0 };
  const hours: View = { events, dimension: 'hours', nBufferRings: 0 };
  const byRing = Array.from({ length: nRings }, (_, ring) => ({ ...places, nBufferRings: ring + 1 }));
  const all = estimator.isPattern
    ? [places, channels, hours]
    : looksAtBuffer(estimator)
      ? [...byRing, channels, hours]
      : [places, hours];
  return all.filter(({ dimension }) => dimensionsOf(events).includes(dimension));
}

/** Whether its quantity changes if the buffer falls together with the target. */
function looksAtBuffer({ truth }: Estimator): boolean {
  const withBuffer = (after: number) =>
    truth([
      { area: 'target', role: 'target', before: 2, after: 1 },
      { area: 'buffer', role: 'buffer', before: 2, after },
    ]);
  return withBuffer(1) !== withBuffer(2);
}

/** One replicate: what was counted before and after, and what would have been after in the reference arm. */
interface World {
  before: Tally;
  after: Tally;
  without: Tally;
  periods: EstimateOptions;
  areasOf: (view: View) => Area[];
}

interface Pair {
  reference: ArmRecord;
  arm: ArmRecord;
}

const worldOfDays = ({ reference, arm }: Pair, events: EventKind, days: number): World => ({
  before: tallyDays(arm, events, arm.preDays - days, arm.preDays),
  after: tallyDays(arm, events, arm.preDays, arm.preDays + days),
  without: tallyDays(reference, events, arm.preDays, arm.preDays + days),
  periods: { timeBefore: days, timeAfter: days },
  areasOf: (view) => areasOf(arm, view),
});

const worldOfWindows = ({ reference, arm }: Pair, events: EventKind): World => ({
  before: tallyWindow(arm, events, 0),
  after: tallyWindow(arm, events, 1),
  without: tallyWindow(reference, events, 1),
  periods: { timeBefore: arm.preDays, timeAfter: arm.nDays - arm.preDays },
  areasOf: ({ dimension }) => patternAreasOf(arm, events, dimension),
});

/** An estimator's result in one replicate, and the truth. */
interface Trial {
  said: Estimate;
  truth: number | null;
  truthRecorded: number | null;
}

function trialOf(estimator: Estimator, { before, after, without, periods, areasOf }: World, view: View): Trial {
  const areas = areasOf(view);
  return {
    said: estimator.estimate(areaCountsOf(areas, before, after, view.events, 'recorded'), periods),
    truth: estimator.truth(areaCountsOf(areas, without, after, view.events, 'all')),
    truthRecorded: estimator.truth(areaCountsOf(areas, without, after, view.events, 'recorded')),
  };
}

type Fare = Omit<AuditRow, 'events' | 'dimension' | 'buffer_km' | 'window_days' | 'unit'>;

/** The columns of a row that are computed from trials. Truths are of the trials in which the estimator is defined. */
function fare({ noEffect }: Estimator, trials: readonly Trial[]): Fare {
  const defined = trials.filter(({ said }) => said.value !== null);
  const meanOf = (of: (trial: Trial) => number | null) => tInterval95(defined.map(of));
  const biasRecorded = meanOf(({ said, truthRecorded }) => minus(said.value, truthRecorded));
  const trueConclusion = conclusionOf(trials.map(({ truthRecorded }) => minus(truthRecorded, noEffect)));
  return {
    n: trials.length,
    n_defined: defined.length,
    estimate: meanOf(({ said }) => said.value).mean,
    truth: meanOf(({ truth }) => truth).mean,
    truth_recorded: meanOf(({ truthRecorded }) => truthRecorded).mean,
    bias: meanOf(({ said, truth }) => minus(said.value, truth)).mean,
    bias_recorded: biasRecorded.mean,
    bias_recorded_ci95: biasRecorded.ci95,
    coverage: meanOf(({ said, truthRecorded }) => covers(said.ci95, truthRecorded)).mean,
    wrong_sign: meanOf(({ said, truthRecorded }) =>
      hasOtherSign(minus(said.value, noEffect), minus(truthRecorded, noEffect)),
    ).mean,
    wrong_conclusion: meanOf(({ said }) => isOther(said.conclusion, trueConclusion)).mean,
    true_conclusion: trueConclusion,
  };
}

/** The side of the mean if its interval excludes 0, else nothing; null for fewer than two values. */
function conclusionOf(effects: readonly (number | null)[]): Conclusion | null {
  const { ci95 } = tInterval95(effects);
  if (ci95 === null) return null;
  if (ci95[0] > 0) return 'rise';
  return ci95[1] < 0 ? 'fall' : 'nothing';
}

const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

// Shares are means of 1 (true) and 0 (false); null if not applicable.

const covers = (ci95: Estimate['ci95'], truth: number | null): number | null =>
  ci95 === null || truth === null ? null : Number(ci95[0] <= truth && truth <= ci95[1]);

/** Null if the truth is no effect, which has no sign. */
const hasOtherSign = (said: number | null, truth: number | null): number | null =>
  said === null || truth === null || truth === 0 ? null : Number(Math.sign(said) !== Math.sign(truth));

const isOther = (said: Conclusion | null, truth: Conclusion | null): number | null =>
  said === null || truth === null ? null : Number(said !== truth);
