// What a design is: rows of values of the factors, each row made when it is asked for; and how a draw becomes a value.
import type { Factor, Value, Values } from '../sweep.ts';

/** Rows of a design. Any row is made alone, in any order, so that a plan of 10⁶ rows takes no memory. */
export interface Rows {
  readonly length: number;
  /** Values of row 0 … length − 1, by factor. */
  readonly valuesOf: (row: number) => Values;
}

/** What designs ask for; each names what it reads. */
export interface DesignSettings {
  /** Seed of the draws of values; it is no seed of a simulation, and gives none of its draws. */
  seed: string;
  /** Rows of lhs and sobol, trajectories of morris, base rows of saltelli. */
  draws: number;
  /** lhs: rows of its first hypercube; it stays what it was when draws are added. */
  first: number;
  /** morris: values that each factor takes, an even number. */
  levels: number;
  /** saltelli: factors that are varied together, by name of their group; those in none are groups of one. */
  groups: Readonly<Record<string, readonly string[]>>;
  /** table: rows as read, by factor. */
  table: readonly Values[];
}

/** All settings from those that were written. What is kept of a sweep are all of them: then `first` stays when draws grow. */
export function settingsOf(written: Partial<DesignSettings>): DesignSettings {
  const { draws = 64 } = written;
  return { seed: '1', first: draws, levels: 4, groups: {}, table: [], ...written, draws };
}

export interface Design {
  id: string;
  /** What it is, in a sentence. */
  text: string;
  /** Settings that it reads; others are out of place. */
  reads: readonly (keyof DesignSettings)[];
  /** Why it cannot be made of these factors, or null. */
  faultIn: (factors: readonly Factor[], settings: DesignSettings) => string | null;
  /** Of factors without fault. */
  rowsOf: (factors: readonly Factor[], settings: DesignSettings) => Rows;
}

/**
 * The value of a factor at `u` of [0, 1]. On a range it runs from one end to the other, in proportion or, with `log`, by
 * equal ratios; both ends are met exactly. Whole numbers of a range, and levels, take equal parts of [0, 1] each.
 */
export function valueAt({ range, levels }: Factor, u: number): Value {
  if (range === null) return levels[Math.min(levels.length - 1, Math.floor(u * levels.length))]!;
  const { from, to, log, whole = false } = range;
  if (whole) return Math.min(to, Math.floor(between(from, to + 1, u, log)));
  return u === 0 ? from : u === 1 ? to : between(from, to, u, log);
}

const between = (from: number, to: number, u: number, log: boolean): number =>
  log ? from * Math.exp(u * Math.log(to / from)) : from + u * (to - from);

/** Rows of draws from [0, 1], each by factor, as values. */
export const rowsOfDraws = (
  factors: readonly Factor[],
  length: number,
  drawsOf: (row: number) => ArrayLike<number>,
): Rows => ({
  length,
  valuesOf: (row) => {
    const draws = drawsOf(row);
    return factors.map((factor, f) => valueAt(factor, draws[f]!));
  },
});

/** Of designs that draw: each factor has a range, or levels to choose from; and there is something to draw. */
export const faultOfDraws = (factors: readonly Factor[], { draws }: DesignSettings): string | null =>
  !(Number.isInteger(draws) && draws > 0)
    ? `${draws} draws; expected a whole number above 0`
    : faultOfFactors(factors, ({ range, levels }) => range !== null || levels.length > 0, 'neither a range nor values');

/** Of designs on levels. */
export const faultOfLevels = (factors: readonly Factor[]): string | null =>
  faultOfFactors(factors, ({ levels }) => levels.length > 0, 'a range without steps');

function faultOfFactors(factors: readonly Factor[], isGood: (factor: Factor) => boolean, what: string): string | null {
  if (factors.length === 0) return 'there are no factors';
  const bad = factors.find((factor) => !isGood(factor));
  return bad ? `${bad.id} has ${what}` : null;
}
