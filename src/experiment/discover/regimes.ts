// A map of regimes: which pairs of two outcomes the model shows, and with which values of the factors.
import { cellsOf, type Evaluation, nextPoints, type PatternAxis } from '../../stats/pattern-space.ts';
import { valueAt } from '../sweep/designs/design.ts';
import type { Target } from '../sweep/paired.ts';
import type { Factor, Values } from '../sweep/sweep.ts';

export interface RegimeAxis extends PatternAxis {
  target: Target;
}

export interface Regime {
  /** Ends of its part of each axis; an outermost one holds what lies beyond, too. */
  ranges: readonly [[number, number], [number, number]];
  /** Points whose replicates agree on it. */
  points: number;
  /** Values of the point that reached it first. */
  example: Values;
}

export interface RegimeMap {
  axes: readonly [RegimeAxis, RegimeAxis];
  evaluations: number;
  /** Of those, points on which replicates do not agree, or have no value; they count for no regime. */
  undecided: number;
  /** Parts of both axes together. */
  cells: number;
  regimes: Regime[];
}

/** The map of what was evaluated so far. */
export function regimeMap(
  axes: readonly [RegimeAxis, RegimeAxis],
  factors: readonly Factor[],
  evaluations: readonly Evaluation[],
): RegimeMap {
  const cells = cellsOf(axes, evaluations);
  const range = ({ from, to, parts }: PatternAxis, part: number): [number, number] => [
    from + ((to - from) * part) / parts,
    from + ((to - from) * (part + 1)) / parts,
  ];
  return {
    axes,
    evaluations: evaluations.length,
    undecided: evaluations.length - cells.reduce((sum, cell) => sum + cell.evaluations.length, 0),
    cells: axes[0].parts * axes[1].parts,
    regimes: cells.map(({ at, evaluations: reached }) => ({
      ranges: [range(axes[0], at[0]), range(axes[1], at[1])],
      points: reached.length,
      example: valuesOf(factors, evaluations[reached[0]!]!.u),
    })),
  };
}

/** Points to run next, with their places in [0, 1]ⁿ, which their evaluations must name. */
export const nextWorlds = (
  axes: readonly [RegimeAxis, RegimeAxis],
  factors: readonly Factor[],
  evaluations: readonly Evaluation[],
  nPoints: number,
  seed: string,
): { u: number[]; values: Values }[] =>
  nextPoints(axes, factors.length, evaluations, nPoints, seed).map((u) => ({ u, values: valuesOf(factors, u) }));

const valuesOf = (factors: readonly Factor[], u: readonly number[]): Values =>
  factors.map((factor, f) => valueAt(factor, u[f]!));
