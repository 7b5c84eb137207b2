// The form of a comparison of arms: plain data, from which charts, reports and terminal texts are made.
import type { AuditRow } from '../measures/audit.ts';
import type { EstimatorId } from '../measures/estimators/ids.ts';
import type { FlowClass } from '../measures/flows.ts';
import type { Channel } from '../measures/totals.ts';
import type { PolicyEffort } from './results.ts';

/** One outcome of one arm against the reference arm, over the replicates in which both are defined. */
export interface Effect {
  label: string;
  unit: string;
  better: 'lower' | 'higher' | 'none';
  /** Replicates in which both arms are defined. */
  n: number;
  /** Means over those replicates. */
  reference_mean: number | null;
  arm_mean: number | null;
  /** Mean of the differences arm − reference, same replicate. */
  diff: number | null;
  /** Their sample standard deviation, and the 95 % interval of their mean; null for one replicate. */
  sd: number | null;
  ci95: [number, number] | null;
  /** Counts only: mean of the arm ÷ mean of the reference, with Fieller's interval; null where either is not above 0. */
  ratio: number | null;
  ratio_ci95: [number, number] | null;
  /**
   * Two-sided p of a paired t test of no difference, null where nothing varies; the same after Holm's correction within its
   * family, null for an outcome that is in none.
   */
  p: number | null;
  p_adjusted: number | null;
  /** Probability that the arm's mean is better than another arm's, by that arm; null for outcomes without a better side. */
  p_better: Record<string, number | null> | null;
  /** Pearson correlation over replicates of arm and reference; null below three replicates or without spread. */
  correlation: number | null;
  /** Factor on replicates for the same interval without pairing; null without spread of differences. */
  variance_reduction: number | null;
  variance_reduction_ci95: [number, number] | null;
  /** Differences by replicate; null where undefined. */
  values: (number | null)[];
}

/** An effect per effort spent beyond that of the reference; null if no more is spent. */
export interface PerEffort {
  per_1000_h: { diff: number; ci95: [number, number] | null } | null;
  per_100000_eur: { diff: number; ci95: [number, number] | null } | null;
}

/** Orders of the post window that moved in one way, per replicate. */
export interface Flow {
  /** Replicates. */
  n: number;
  /** Mean over replicates of orders that moved. */
  gross: number;
  /** The same less those that moved the other way. */
  net: number;
  /** 95 % interval of the mean of `net`; null for one replicate. */
  ci95: [number, number] | null;
  /** Moves of the same class in the placebo arm, which differs by chance only: gross, and net with its interval. */
  floor: number;
  floor_net: number;
  floor_net_ci95: [number, number] | null;
  /** By replicate. */
  gross_values: number[];
  net_values: number[];
}

/** Orders of the post window through one channel, at places inside the target area or outside it. */
export interface TradeChange {
  channel: Channel;
  /** Of the site, else of the customer's home. */
  place: 'target' | 'outside';
  /** Replicates. */
  n: number;
  reference_mean: number;
  arm_mean: number;
  /** Mean of the differences arm − reference, same replicate, with the 95 % interval; null for one replicate. */
  change: number;
  ci95: [number, number] | null;
  /** Differences by replicate. */
  values: number[];
}

export interface ArmComparison {
  label: string;
  /** What the arm sets, and its shocks, a sentence each. */
  changes: string[];
  policies: string[];
  /** Use of effort by policy. */
  effort: PolicyEffort[];
  /** Channels under pressure in the target, in policy hours or, for some, at all hours. */
  channels: Channel[];
  channels_at_all_hours: Channel[];
  /** Whether all policies of the two arms work in the target area and nowhere else, and press a channel there. */
  keeps_to_target: boolean;
  effects: Record<string, Effect>;
  /** Mean difference ÷ mean difference in officer-hours or cost, by outcome but effort itself; empty where the worlds differ. */
  per_effort: Record<string, PerEffort>;
  /** Null, as trade and matrix, where the arm sets other fields than the reference, so that their worlds differ from the first day. */
  flows: Record<FlowClass, Flow> | null;
  /** Change in orders by channel and place, which the moves add up to. */
  trade: TradeChange[] | null;
  /** Mean occasions of the post window over replicates by [cell in the reference][cell in the arm], and the cells' names. */
  matrix: number[][] | null;
  /** Empty where there are no flows. */
  audit: Partial<Record<EstimatorId, AuditRow[]>>;
  /** The flows in plain words, or why there are none. */
  sentence: string;
}

/** An arm whose world differs from the reference's by policies and shocks alone. */
export type ArmWithFlows = ArmComparison & { [K in 'flows' | 'trade' | 'matrix']: NonNullable<ArmComparison[K]> };

export interface Comparison {
  /** The arm that the others are compared with. */
  against: string;
  /** How intervals were made: 'paired t' or 'studentised bootstrap'. */
  interval: 'paired t' | 'studentised bootstrap';
  primary: {
    outcome: string;
    /** The smallest effect that matters, % of the reference's mean. */
    smallest_effect_percent: number;
    /** Replicates needed to find it with 80 % power at 5 %, by arm; null where unknown. */
    seeds_needed: Record<string, number | null>;
  };
  /** Ids of the outcomes that are tested as the second family. */
  secondary: string[];
  multiplicity: string;
  warnings: string[];
  cells: readonly string[];
  /** Arms but the reference, by name. */
  arms: Record<string, ArmComparison>;
}
