// The one object that charts, reports and the terminal are functions of. Plain data, ready for JSON.
import type { ArmRecord } from '../engine/kernel/record.ts';
import type { OutcomeSummary } from '../measures/summarise.ts';
import type { Scenario } from '../scenario/schema.ts';

/** A part of a policy's effort: hours, or EUR of a policy paid for in money. */
export interface EffortPart {
  reason: string;
  h?: number;
  eur?: number;
  /** What follows the amount: 'found no open site in the target area'. */
  text: string;
}

/** What became of a policy's effort in the post window, mean over replicates. Offered = spent + all that is unspent. */
export interface PolicyEffort {
  /** From its `describe`, and its name. */
  policy: string;
  name: string;
  kind: string;
  /** What it is offered in. */
  unit: 'officer-hours' | 'EUR';
  offered_h: number;
  spent_h: number;
  /** Officer-hours at their price, or money. */
  offered_eur: number;
  spent_eur: number;
  unspent: EffortPart[];
  /** Parts of what was spent. */
  without_effect: EffortPart[];
}

export interface ArmResults {
  /** One sentence per policy, from its `describe`. */
  policies: string[];
  /** By policy, in the same order. */
  effort: PolicyEffort[];
  outcomes: Record<string, OutcomeSummary>;
}

/** A policy's dates as charts mark them: days from day 0. */
export interface PolicyMark {
  arm: string;
  text: string;
  announceDay: number | null;
  startDay: number;
  endDay: number | null;
}

export interface FailedRun {
  replicate: number;
  seed: string;
  error: string;
}

export interface Results {
  scenario: Scenario;
  complete: boolean;
  /** Replicate numbers completed, ascending. */
  replicates: number[];
  failed: FailedRun[];
  baseline: string;
  arms: Record<string, ArmResults>;
  marks: PolicyMark[];
  /** Records by arm, then in the order of `replicates`: what series, cells and charts are made of. */
  records: Record<string, ArmRecord[]>;
  /** Records of the placebo, in the order of `replicates`: the reference arm with other luck on the way; empty after `run`. */
  placebo: ArmRecord[];
  /** Zones as the map needs them; distances to the target area, which chance places, by [replicate][zone]. */
  map: {
    xKm: number[];
    yKm: number[];
    areaKm2: number[];
    population: number[];
    zoneCode: string[];
    targetKm: number[][];
  };
}
