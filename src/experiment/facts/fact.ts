// What a fact of the field is, and a contrast of an archetype with its foil: quantities with a band, read from studies.
import type { ArmRecord } from '../../engine/kernel/record.ts';
import type { RunOptions } from '../../engine/run.ts';
import type { Scenario } from '../../scenario/schema.ts';

/**
 * `calibrate`: the defaults were chosen with it in view. `direction`: a sign or an order. `identity`: it follows from
 * another fact or from one field by arithmetic. `input`: a field is the figure itself.
 */
export type FactRole = 'calibrate' | 'calibrate; direction' | 'direction' | 'identity' | 'input';

/** What is seen of a run beside its records, by name. */
export type Seen = Record<string, number | null>;

/** Watches one run of a study tick by tick, all its arms side by side. */
export interface Watch {
  afterTick: NonNullable<RunOptions['afterTick']>;
  /** What was seen, at the end. */
  seen: () => Seen;
}

/** A few runs of a shipped scenario, from which several facts are read. All its runs have the same replicates. */
export interface Study {
  id: string;
  /** Name of a file in `scenarios/`. */
  file: string;
  /** What is run, in one sentence. */
  text: string;
  /** Replicates for each one asked for: more where a run is short. */
  each: number;
  /** Changes of the scenario, as after `--set`, by run. */
  runs: Readonly<Record<string, readonly string[]>>;
  /** Watches all arms of each run. */
  watch?: () => Watch;
}

/** One run of a study in one replicate. */
export interface Lived {
  scenario: Scenario;
  /** By arm. */
  records: Readonly<Record<string, ArmRecord>>;
  seen: Seen;
}

/** The runs of a study by name. */
export type Runs = Readonly<Record<string, Lived>>;

/** A number of one replicate, null where it is undefined. */
export type Reading = (runs: Runs) => number | null;

/** A number with the band in which the fact wants it. */
export interface Quantity {
  label: string;
  unit: string;
  /** Lowest and highest value that agree with the fact; null for no end. */
  band: readonly [number | null, number | null];
  study: string;
  /** The value of one replicate; with `per`, what stands above the line. */
  of: Reading;
  /** What stands below the line: the value is then the ratio of the means over replicates. */
  per?: Reading;
  /** The field that sets it, if one does. */
  input?: string;
}

export interface Fact {
  id: string;
  name: string;
  role: FactRole;
  /** The figure as it is known. */
  figure: string;
  /** S, V, P, D, A as in docs/model.md. */
  grade: string;
  source: string;
  quantities: readonly Quantity[];
  /** Why it may be out, in a sentence; shown where it is. */
  ifOut?: string;
}

/** What is known beforehand of an archetype beside its foil. Its scenario has the arms `foil` and `itself`. */
export interface Contrast {
  archetype: string;
  foil: string;
  /** Why the model shows it, in a sentence or two. */
  restsOn: string;
  rows: readonly ContrastRow[];
}

export interface ContrastRow {
  outcome: string;
  /** Sign and least size, as they were fixed beforehand. */
  asked: string;
  /** The trait, or field, on which it rests. */
  trait: string;
  quantity: Quantity;
  /** The same where only that trait is the foil's; null where the foil differs by nothing else. */
  without: Quantity | null;
  /** The field that is the outcome itself; another row then shows what follows from it. */
  input?: string;
  /** Why it does not hold, if that is known. */
  ifNot?: string;
}
