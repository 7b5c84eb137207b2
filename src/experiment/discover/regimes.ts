// A map of regimes: which pairs of two outcomes the model shows, and with which values of the factors.
import { median, sampleStandardDeviation } from 'simple-statistics';
import { cellOf, cellsOf, type Evaluation, nextPoints, type PatternAxis, partsOf } from '../../stats/pattern-space.ts';
import { valueAt } from '../sweep/designs/design.ts';
import type { Target } from '../sweep/paired.ts';
import type { Factor, Values } from '../sweep/sweep.ts';

export interface RegimeAxis extends PatternAxis {
  target: Target;
}

export interface Regime {
  /** Its part of each axis. */
  at: readonly [number, number];
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
  /** Where the means of undecided points lie, but for cells that are regimes. */
  open: { at: readonly [number, number]; points: number }[];
}

/** Points of one round; the map does not depend on how they are shared among threads, but it does on this number. */
const PER_ROUND = 12;
/** Parts into which the effects of the first round fall, at most. */
const MOST_PARTS = 8;
/** Standard deviations between replicates in the width of a part: replicates of a point in its middle half agree. */
const SPREADS = 4;

/** Two outcomes by replicate at a point; null where undefined. */
export type Outcomes = Evaluation['outcomes'];

export interface Exploration {
  targets: readonly [Target, Target];
  factors: readonly Factor[];
  nPoints: number;
  seed: string;
}

/**
 * Explores in rounds: the first is uniform and makes the axes, each other one starts from all before it. `run` evaluates points;
 * it gives undefined to stop, and then so does this. More points of the same seed begin with these.
 */
export async function explore(
  { targets, factors, nPoints, seed }: Exploration,
  run: (points: readonly Values[], before: number) => Promise<Outcomes[] | undefined>,
): Promise<{ map: RegimeMap; evaluations: (Evaluation & { values: Values })[] } | undefined> {
  const evaluations: (Evaluation & { values: Values })[] = [];
  let axes = axesOf(targets, []);
  while (evaluations.length < nPoints) {
    const n = Math.min(PER_ROUND, nPoints - evaluations.length);
    const worlds = nextWorlds(axes, factors, evaluations, n, seed);
    const found = await run(
      worlds.map(({ values }) => values),
      evaluations.length,
    );
    if (found === undefined) return undefined;
    const isFirst = evaluations.length === 0;
    evaluations.push(...worlds.map((world, i) => ({ ...world, outcomes: found[i]! })));
    if (isFirst) axes = axesOf(targets, evaluations);
  }
  return { map: regimeMap(axes, factors, evaluations), evaluations };
}

/**
 * Axes for what was found, each with a part more at either end. Parts are of a round width, so wide that replicates can agree,
 * and 0 is an end of two of them: no part holds effects of both signs.
 */
export function axesOf(
  targets: readonly [Target, Target],
  evaluations: readonly Evaluation[],
): readonly [RegimeAxis, RegimeAxis] {
  const axis = (k: 0 | 1): RegimeAxis => {
    const values = evaluations
      .map(({ outcomes }) => outcomes.flatMap((outcome) => (outcome === null ? [] : [outcome[k]])))
      .filter(({ length }) => length > 0);
    const means = [0, ...values.map(meanOf)];
    const spreads = values.filter(({ length }) => length > 1).map((of) => sampleStandardDeviation(of));
    const [least, most] = [Math.min(...means), Math.max(...means)];
    const width = roundWidth(
      Math.max((most - least) / MOST_PARTS, SPREADS * (spreads.length === 0 ? 0 : median(spreads))),
    );
    const [first, last] = [Math.floor(least / width) - 1, Math.ceil(most / width) + 1];
    return { target: targets[k], from: tidy(first * width), to: tidy(last * width), parts: last - first };
  };
  return [axis(0), axis(1)];
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A round number at or above `least`; 1 where that is 0. */
function roundWidth(least: number): number {
  if (least === 0) return 1;
  const power = Number(`1e${Math.floor(Math.log10(least))}`);
  return tidy(power * [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * power >= least * (1 - 1e-9))!);
}

const tidy = (value: number): number => Number(value.toPrecision(12));

/** The map of what was evaluated so far. */
export function regimeMap(
  axes: readonly [RegimeAxis, RegimeAxis],
  factors: readonly Factor[],
  evaluations: readonly Evaluation[],
): RegimeMap {
  const cells = cellsOf(axes, evaluations);
  const range = (axis: PatternAxis, part: number): [number, number] => {
    const ends = edgesOf(axis);
    return [ends[part]!, ends[part + 1]!];
  };
  const reached = new Set(cells.map(({ at }) => at.join()));
  const open = new Map<string, RegimeMap['open'][number]>();
  for (const evaluation of evaluations) {
    const found = evaluation.outcomes.filter((outcome) => outcome !== null);
    if (found.length === 0 || cellOf(axes, evaluation) !== null) continue;
    const at = partsOf(axes, [meanOf(found.map(([one]) => one)), meanOf(found.map(([, other]) => other))]);
    if (reached.has(at.join())) continue;
    const cell = open.get(at.join()) ?? { at, points: 0 };
    cell.points++;
    open.set(at.join(), cell);
  }
  return {
    axes,
    evaluations: evaluations.length,
    undecided: evaluations.length - cells.reduce((sum, cell) => sum + cell.evaluations.length, 0),
    cells: axes[0].parts * axes[1].parts,
    regimes: cells.map(({ at, evaluations: own }) => ({
      at,
      ranges: [range(axes[0], at[0]), range(axes[1], at[1])],
      points: own.length,
      example: valuesOf(factors, evaluations[own[0]!]!.u),
    })),
    open: [...open.values()],
  };
}

/** Ends of all parts, ascending; 0 itself where it is one. */
export const edgesOf = ({ from, to, parts }: PatternAxis): number[] =>
  Array.from({ length: parts + 1 }, (_, k) => {
    const end = from + ((to - from) * k) / parts;
    return Math.abs(end) < ((to - from) / parts) * 1e-6 ? 0 : tidy(end);
  });

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
