// In which worlds an effect has a sign or a size: boxes of few factors, and how they come out again.
import { openStreams } from '../../random/streams.ts';
import {
  type Box,
  isInside,
  type PrimColumn,
  type PrimOptions,
  prim,
  resampled,
  type Side,
  stabilityOf,
} from '../../stats/prim.ts';
import { type Target, valuesAt } from '../sweep/paired.ts';
import type { Factor, SweepTable, Value } from '../sweep/sweep.ts';

/** Points are of interest where the mean of the target over replicates lies on that side of the limit. */
export interface Question extends Target {
  side: 'above' | 'below';
  limit: number;
}

/** What a box asks of a factor: values from `low` to `high`, where there are such bounds; or one of `values`. */
export type Condition = { factor: Factor; quasiP: number; resamples: number; replicates: number | null } & (
  | { kind: 'range'; low: number | null; high: number | null }
  | { kind: 'values'; values: Value[] }
);

export interface FoundBox extends Omit<Box, 'restrictions'> {
  /** With the share of searches, in resamples and in single replicates, that restrict the factor too. */
  conditions: Condition[];
  /** Mean of the target over the points in it. */
  mean: number;
  /** Mean share of points, of those in this box or in its nearest of another search, that are in both. */
  overlap: { resamples: number; replicates: number | null };
  /** Least and greatest density and coverage where one replicate alone says what is of interest; null with one. */
  byReplicate: { density: [number, number]; coverage: [number, number] } | null;
}

export interface Discovery {
  question: Question;
  points: number;
  /** Points without a value. */
  leftOut: number;
  ofInterest: number;
  replicates: number;
  resamples: number;
  boxes: FoundBox[];
}

/** Searches in resamples of the points. */
const RESAMPLES = 20;

/** Boxes of a sweep of any design, best of lhs or sobol. `seed` is of the resamples alone. */
export function discover(
  table: SweepTable,
  question: Question,
  { seed = '1', resamples = RESAMPLES, ...options }: Partial<PrimOptions> & { seed?: string; resamples?: number } = {},
): Discovery {
  const all = table.points.map(({ values }, point) => ({ values, effects: valuesAt(table, point, question) }));
  const isOf = (value: number): boolean =>
    question.side === 'above' ? value > question.limit : value < question.limit;
  const cases = all.flatMap(({ values, effects }) => {
    const defined = effects.filter((effect) => effect !== null);
    if (defined.length === 0) return [];
    return [{ values, effects, mean: defined.reduce((sum, effect) => sum + effect, 0) / defined.length }];
  });
  const named = table.factors.map((_, f) => levelsOf(cases.map(({ values }) => values[f]!)));
  const columns = named.map(
    (levels, f): PrimColumn => ({
      kind: levels === null ? 'number' : 'name',
      values: cases.map(({ values }) => (levels === null ? (values[f] as number) : levels.indexOf(values[f]!))),
    }),
  );
  const isOfInterest = cases.map(({ mean }) => isOf(mean));

  const boxes = prim(columns, isOfInterest, options);
  const key = openStreams(`discover/${seed}`, 0, ['resample']).resample;
  const again = boxes.length === 0 ? [] : resampled(columns, isOfInterest, resamples, key, options);
  const hasReplicates = table.replicates.length > 1;
  const alone =
    hasReplicates && boxes.length > 0 ? table.replicates.map((_, r) => inReplicate(columns, cases, r, isOf)) : [];
  const searches = alone.map(({ columns: of, isOfInterest: interest }) => prim(of, interest, options));

  return {
    question,
    points: cases.length,
    leftOut: all.length - cases.length,
    ofInterest: isOfInterest.filter(Boolean).length,
    replicates: table.replicates.length,
    resamples,
    boxes: boxes.map(({ restrictions, ...box }): FoundBox => {
      const sides = restrictions.map(({ side }) => side);
      const inResamples = stabilityOf(columns, { restrictions, ...box }, again);
      const inReplicates = hasReplicates ? stabilityOf(columns, { restrictions, ...box }, searches) : null;
      const means = cases.flatMap(({ mean }, i) => (isInside(columns, sides, i) ? [mean] : []));
      const measured = alone.map((of) => densityIn(of, sides)).filter((of) => of !== null);
      return {
        ...box,
        conditions: restrictions.map(
          ({ side, quasiP }, at): Condition => ({
            ...conditionOf(side, named[side.column]!),
            factor: table.factors[side.column]!,
            quasiP,
            resamples: inResamples.restricted[at]!,
            replicates: inReplicates?.restricted[at] ?? null,
          }),
        ),
        mean: means.reduce((sum, mean) => sum + mean, 0) / means.length,
        overlap: { resamples: inResamples.overlap, replicates: inReplicates?.overlap ?? null },
        byReplicate:
          measured.length < 2
            ? null
            : {
                density: spanOf(measured.map(({ density }) => density)),
                coverage: spanOf(measured.map(({ coverage }) => coverage)),
              },
      };
    }),
  };
}

/** Names of a factor in the order in which they appear first; null if all values are numbers. */
const levelsOf = (values: readonly Value[]): Value[] | null =>
  values.every((value) => typeof value === 'number') ? null : [...new Set(values)];

interface Alone {
  columns: PrimColumn[];
  isOfInterest: boolean[];
}

/** Cases as one replicate shows them; those in which it is undefined are left out. */
function inReplicate(
  columns: readonly PrimColumn[],
  cases: readonly { effects: (number | null)[] }[],
  replicate: number,
  isOf: (value: number) => boolean,
): Alone {
  const kept = [...cases.keys()].filter((i) => cases[i]!.effects[replicate] !== null);
  return {
    columns: columns.map(({ kind, values }) => ({ kind, values: kept.map((i) => values[i]!) })),
    isOfInterest: kept.map((i) => isOf(cases[i]!.effects[replicate]!)),
  };
}

function densityIn(
  { columns, isOfInterest }: Alone,
  sides: readonly Side[],
): { density: number; coverage: number } | null {
  const inside = [...isOfInterest.keys()].filter((i) => isInside(columns, sides, i));
  const total = isOfInterest.filter(Boolean).length;
  if (inside.length === 0 || total === 0) return null;
  const found = inside.filter((i) => isOfInterest[i]).length;
  return { density: found / inside.length, coverage: found / total };
}

const spanOf = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

const bound = (value: number): number | null => (Number.isFinite(value) ? value : null);

const conditionOf = (side: Side, levels: readonly Value[] | null) =>
  side.kind === 'number'
    ? ({ kind: 'range', low: bound(side.low), high: bound(side.high) } as const)
    : ({ kind: 'values', values: side.names.map((name) => levels![name]!) } as const);
