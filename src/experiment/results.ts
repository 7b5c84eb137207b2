// The form of results: plain data, from which charts, reports and terminal texts are made.
import type { ArmRecord } from '../engine/kernel/record.ts';
import type { OutcomeSummary } from '../measures/summarise.ts';
import type { Scenario } from '../scenario/schema.ts';

/** A part of a policy's effort: hours, or EUR of a policy paid for in money. */
export interface EffortPart {
  reason: string;
  h?: number;
  eur?: number;
  /** Text after the amount: 'found no open site in the target area'. */
  text: string;
}

/** Use of a policy's effort in the post window, mean over replicates. Offered = spent + all that is unspent. */
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
  /** What the arm sets, and its shocks with those of every arm, a sentence each. */
  changes: string[];
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
  /** Records of the placebo (the reference arm with new draws), in the order of `replicates`; empty after `run`. */
  placebo: ArmRecord[];
  /** Zones for the map; distances to the target area, which is drawn by replicate, [replicate][zone]. */
  map: {
    xKm: number[];
    yKm: number[];
    areaKm2: number[];
    population: number[];
    zoneCode: string[];
    targetKm: number[][];
  };
}
