// What a sweep is asked about: the level of an outcome in an arm, or its paired effect against the reference.
import type { SweepTable, Values } from './sweep.ts';

export interface Target {
  outcome: string;
  arm: string;
  /** The arm that is subtracted, replicate by replicate; null for the level itself. */
  against: string | null;
}

/** Values of a target at a point, by replicate in the order of the table; null where undefined, missing or failed. */
export function valuesAt(
  { replicates, value }: Pick<SweepTable, 'replicates' | 'value'>,
  point: number,
  { outcome, arm, against }: Target,
): (number | null)[] {
  return replicates.map((_, replicate) => {
    const level = value(point, replicate, arm, outcome);
    if (against === null || level === null) return level;
    const reference = value(point, replicate, against, outcome);
    return reference === null ? null : level - reference;
  });
}

/** The place of each point of the table by its values; undefined for values that no point has. */
export function pointsByValues({ points }: Pick<SweepTable, 'points'>): (values: Values) => number | undefined {
  const places = new Map(points.map(({ values }, place) => [JSON.stringify(values), place]));
  return (values) => places.get(JSON.stringify(values));
}

/** `values` if all are defined. */
export const complete = (values: readonly (number | null)[]): number[] | null =>
  values.length > 0 && values.every((value) => value !== null) ? (values as number[]) : null;
