// What a sweep varies of a scenario, and how: factors and designs.

export type Value = number | string | boolean;

/** Something of the scenario that a sweep varies. */
export interface Factor {
  /** Its name in the sweep's file. */
  id: string;
  /** Paths in the scenario that get its value, all of them together: `arms.pressure.policies.0.hours_per_day`. */
  paths: readonly string[];
  /** Of the field at the first path; empty where it is not known. */
  text: string;
  unit: string;
  grade: string;
  /** Values in their order, where they were written or are steps of a range. */
  levels: readonly Value[];
  /** The range that a design draws from, where one was given; `whole` of fields that hold whole numbers only. */
  range: { from: number; to: number; log: boolean; whole?: boolean } | null;
}

/** What a factor's values are at one place of the design, by factor in the order of the file. */
export type Values = readonly Value[];

/** How places are chosen, and what the design needs for it; what is not written is left out. */
export interface DesignChoice {
  kind: (typeof DESIGNS)[number];
  settings: {
    /** From where the design's own chance comes. */
    seed: string;
    draws?: number;
    /** Draws of the first hypercube, which stay what they were when draws are added. */
    first?: number;
    levels?: number;
    /** Factors that are exchanged together, by name of their group. */
    groups?: Readonly<Record<string, readonly string[]>>;
    /** Rows as read. */
    table?: readonly Values[];
  };
}

export const DESIGNS = ['factorial', 'zip', 'lhs', 'sobol', 'morris', 'saltelli', 'table'] as const;
