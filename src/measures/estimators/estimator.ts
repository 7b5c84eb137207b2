// The form of an estimator: a pure function of counts of areas before and after an intervention.

/** Role of an area in an evaluation. `control` is compared with the target, `buffer_control` with the buffer. */
export const ROLES = ['target', 'buffer', 'control', 'buffer_control'] as const;
export type AreaRole = (typeof ROLES)[number];

/** Events counted in one area before and after an intervention: whole numbers from 0. */
export interface AreaCount {
  area: string;
  role: AreaRole;
  before: number;
  after: number;
  /** Area weight, by which counts are multiplied, such as 0.25 for four control areas against one; 1 when not given. */
  weight?: number;
  /** Harm of one event; 1 when not given. */
  harm?: number;
}

export interface EstimateOptions {
  /** Lengths of the two periods, in one unit; equal when not given. */
  timeBefore?: number;
  timeAfter?: number;
}

export type Conclusion = 'fall' | 'rise' | 'nothing';

export interface Estimate {
  /** Null where the estimator is undefined: a quotient with a zero, a failed main effect, a role without areas. */
  value: number | null;
  /** Why `value` is null. */
  undefinedBecause?: string;
  /** Standard error and 95 % interval; null for estimators without one. */
  se: number | null;
  ci95: [number, number] | null;
  /** Two-sided p of no effect; null for estimators without a test. */
  p: number | null;
  /** The conclusion at 5 %; null for estimators without one. */
  conclusion: Conclusion | null;
  /** Parts of the estimate by name, such as gross, net, success. */
  parts: Record<string, number | null>;
}

export interface Estimator {
  /** Key in files and on the command line. */
  id: string;
  label: string;
  /** Unit for plain counts; with weights or harm, `counted` says what events are. */
  unit: string;
  /** What it measures, in one sentence for a reader who does not know it. */
  text: string;
  /** Author and year, journal, doi. */
  source: string;
  /** Roles without which it is undefined. */
  needs: readonly AreaRole[];
  /** Whether it uses the pattern over areas, so that areas of a role must not be summed. */
  isPattern: boolean;
  /** Roles whose weights and harm are used; none for estimators that need whole counts. */
  weighs: readonly AreaRole[];
  /** The value of no effect: 0 for differences, 1 for ratios and for shares of similar areas. */
  noEffect: 0 | 1;
  /**
   * The estimate, and everything that is reported with it. Throws a RangeError on counts that are not whole numbers from
   * 0, and on weights, harms or periods that are not above 0.
   */
  estimate: (counts: readonly AreaCount[], options?: EstimateOptions) => Estimate;
  /** The estimate of these counts in one sentence; called only if its value is not null. */
  sentence: (estimate: Estimate, counts: readonly AreaCount[]) => string;
  /** The true quantity: `before` is the world without the intervention, `after` the same days with it. */
  truth: (counts: readonly AreaCount[]) => number | null;
}
