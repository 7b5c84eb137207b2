// The one object that charts, reports and the terminal are functions of. Plain data, ready for JSON.
import type { ArmRecord } from '../engine/record.ts';
import type { Scenario } from '../scenario/schema.ts';

/** One outcome of one arm over replicates: `values` has one number per completed replicate (null = undefined there). */
export interface OutcomeSummary {
  label: string;
  unit: string;
  better: 'lower' | 'higher' | 'none';
  mean: number | null;
  /** Standard deviation and 95 % t interval of the mean over replicates; null for one replicate. */
  sd: number | null;
  ci95: [number, number] | null;
  values: (number | null)[];
  /** The same outcome in the pre window. */
  pre: { mean: number | null; sd: number | null; ci95: [number, number] | null; values: (number | null)[] };
}

export interface ArmResults {
  /** One sentence per policy, from its `describe`. */
  policies: string[];
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
