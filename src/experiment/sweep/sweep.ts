// What a sweep is: factors of a scenario, points that give each a value, and runs of all arms at each point.
import type { Scenario } from '../../scenario/schema.ts';
import type { Factor, Values } from '../../scenario/sweep/factor.ts';

export type { DesignChoice, Factor, Value, Values } from '../../scenario/sweep/factor.ts';

/** One place of the design, with the scenario that stands there. */
export interface Point {
  /** Hash of the model's version and the scenario, without number of replicates and texts. */
  id: string;
  values: Values;
  scenario: Scenario;
}

/** Effort of all policies of an arm in the post window. */
export interface Effort {
  offered_h: number;
  spent_h: number;
  offered_eur: number;
  spent_eur: number;
}

/** What one run leaves: one replicate of all arms at one point. A line of a segment. */
export interface RunRow {
  /** Hash of the point's id and the replicate. */
  id: string;
  point: string;
  replicate: number;
  /** The seed as a reader can repeat it. */
  seed: string;
  values: Values;
  /** Why it failed; absent of a run that did not. */
  error?: string;
  /** By arm, the reference first; outcomes by id, null where undefined. Empty if it failed. */
  arms: Record<string, { outcomes: Record<string, number | null>; effort: Effort }>;
}

/** A collected sweep, as pictures and measures read it. */
export interface SweepTable {
  name: string;
  factors: readonly Factor[];
  outcomes: readonly string[];
  /** The reference first. */
  arms: readonly string[];
  /** Ascending. */
  replicates: readonly number[];
  points: readonly { id: string; values: Values }[];
  /** Of an arm at a point in a replicate (places in the lists above); null where undefined, missing or failed. */
  value: (point: number, replicate: number, arm: string, outcome: string) => number | null;
  effort: (point: number, replicate: number, arm: string) => Effort | null;
  failed: readonly { point: string; replicate: number; error: string }[];
}
