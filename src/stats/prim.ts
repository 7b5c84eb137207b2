// The patient rule induction method: boxes of few factors in which cases of interest are frequent.
// Friedman & Fisher (1999), Statistics and Computing 9(2):123-143, doi:10.1023/A:1008894516817; Bryant & Lempert (2010),
// Technological Forecasting & Social Change 77(1):34-49, doi:10.1016/j.techfore.2009.08.002.
import type { StreamKey } from '../random/streams.ts';
import { draw } from '../random/streams.ts';
import { binomialTail } from './incomplete-beta.ts';

/** A factor over all cases: numbers with an order, or the places of names in a list. */
export interface PrimColumn {
  kind: 'number' | 'name';
  values: ArrayLike<number>;
}

/** What a box asks of one factor. */
export type Side =
  /** Values from `low` to `high`, both within; infinite where there is no bound. */
  | { column: number; kind: 'number'; low: number; high: number }
  /** One of these names, by their places. */
  | { column: number; kind: 'name'; names: readonly number[] };

export interface Restriction {
  side: Side;
  /**
   * Probability of as many cases of interest among those of the box, if they came as often as in the box without this
   * restriction: the quasi-p-value of Bryant & Lempert, small where the restriction is worth its words.
   */
  quasiP: number;
}

export interface Box {
  restrictions: Restriction[];
  /** Cases in it, and those of interest among them. */
  cases: number;
  ofInterest: number;
  /** Share of all cases of interest that lie in it. */
  coverage: number;
  /** Share of the cases in it that are of interest. */
  density: number;
  /** Share of all cases that lie in it. */
  mass: number;
}

export interface PrimOptions {
  /** Share of a box's cases that is peeled off at a time. */
  peel: number;
  /** Least share of all cases in a box. */
  leastMass: number;
  mostBoxes: number;
}

export const PRIM_DEFAULTS: PrimOptions = { peel: 0.05, leastMass: 0.05, mostBoxes: 3 };

/** Restrictions with a quasi-p-value above it are left out. */
const WORTH_ITS_WORDS = 0.05;

/**
 * Boxes, each found among the cases that those before it leave. A box is peeled from all of them by that slice, low or high of
 * a number or one name, in which the share of interest is farthest below that of the box. From each box on the way those
 * restrictions are left out that are not worth their words, the worst first; of what remains that one is taken whose coverage
 * and density have the greatest harmonic mean. Its ends are then moved: out, which is to paste, or in, as long as that mean
 * rises; and it is peeled anew, or given one restriction more. The search ends with a box without restrictions, or no denser than what it was found in.
 * Coverage and mass are shares of all cases.
 */
export function prim(
  columns: readonly PrimColumn[],
  isOfInterest: ArrayLike<boolean>,
  options: Partial<PrimOptions> = {},
): Box[] {
  const { peel, leastMass, mostBoxes } = { ...PRIM_DEFAULTS, ...options };
  const n = isOfInterest.length;
  const boxes: Box[] = [];
  let left = Array.from({ length: n }, (_, i) => i);
  const total = countOf(left, isOfInterest);
  while (boxes.length < mostBoxes && isMixed(left, isOfInterest)) {
    const least = Math.max(1, Math.ceil(leastMass * n));
    const of = { columns, isOfInterest, peel, least };
    const sides = bestBox(of, left);
    const inside = left.filter((i) => isInside(columns, sides, i));
    const found = countOf(inside, isOfInterest);
    if (sides.length === 0 || found / inside.length <= countOf(left, isOfInterest) / left.length) break;
    boxes.push({
      restrictions: sides.map((side) => ({ side, quasiP: quasiP(of, left, sides, side) })),
      cases: inside.length,
      ofInterest: found,
      coverage: found / total,
      density: found / inside.length,
      mass: inside.length / n,
    });
    left = left.filter((i) => !isInside(columns, sides, i));
  }
  return boxes;
}

/** Whether a case lies within all sides. */
export const isInside = (columns: readonly PrimColumn[], sides: readonly Side[], i: number): boolean =>
  sides.every((side) => {
    const value = columns[side.column].values[i];
    return side.kind === 'number' ? value >= side.low && value <= side.high : side.names.includes(value);
  });

/** Whether some cases are of interest and others are not. */
const isMixed = (cases: readonly number[], isOfInterest: ArrayLike<boolean>): boolean =>
  cases.some((i) => isOfInterest[i]) && cases.some((i) => !isOfInterest[i]);

interface Task {
  columns: readonly PrimColumn[];
  isOfInterest: ArrayLike<boolean>;
  peel: number;
  least: number;
}

const countOf = (cases: readonly number[], isOfInterest: ArrayLike<boolean>): number =>
  cases.reduce((count, i) => count + (isOfInterest[i] ? 1 : 0), 0);

/**
 * Peels all cases, or adds the one restriction that helps most, and moves the ends of what comes of it; then anew from there,
 * as long as the harmonic mean rises.
 */
function bestBox(task: Task, all: readonly number[]): Side[] {
  const total = countOf(all, task.isOfInterest);
  let sides: Side[] = [];
  for (let score = scoreOf(task, total, all, sides); ; ) {
    const [next] = [peeled(task, all, sides), grown(task, all, sides)]
      .map((start) => worthTheirWords(task, all, moved(task, all, start)))
      .map((to) => ({ to, score: scoreOf(task, total, all, to) }))
      .sort((a, b) => b.score - a.score);
    if (next.score <= score) return sides;
    [sides, score] = [next.to, next.score];
  }
}

/** With that restriction of another factor with which the harmonic mean is greatest. */
function grown(task: Task, all: readonly number[], sides: Side[]): Side[] {
  const { columns } = task;
  const total = countOf(all, task.isOfInterest);
  const cases = all.filter((i) => isInside(columns, sides, i));
  const [best] = [...columns.keys()]
    .filter((column) => sides.every((side) => side.column !== column))
    .flatMap((column) => candidates(task, total, cases, unbounded(columns[column], column, all)))
    .map((side) => ({ side, score: scoreOf(task, total, all, [...sides, side]) }))
    .sort((a, b) => b.score - a.score);
  return best ? [...sides, best.side] : sides;
}

const unbounded = ({ kind, values }: PrimColumn, column: number, cases: readonly number[]): Side =>
  kind === 'name'
    ? { column, kind, names: [...new Set(cases.map((i) => values[i]))] }
    : { column, kind, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/**
 * Of all boxes of a peeling from `start`, without what is not worth its words, that with the greatest harmonic mean of coverage
 * and density; `start` itself if none is better.
 */
function peeled(task: Task, all: readonly number[], start: Side[]): Side[] {
  const { columns, isOfInterest, peel, least } = task;
  const total = countOf(all, isOfInterest);
  let inside = all.filter((i) => isInside(columns, start, i));
  let sides = start;
  let best = { sides, score: scoreOf(task, total, all, sides) };
  for (;;) {
    const count = countOf(inside, isOfInterest);
    let next: { side: Side; cases: number[]; gain: number } | null = null;
    for (const column of columns.keys())
      for (const side of slices(columns[column], column, inside, peel, sides)) {
        const cases = inside.filter((i) => isInside(columns, [side], i));
        if (cases.length < least || cases.length === inside.length) continue;
        const lost = inside.length - cases.length;
        const gain = ((countOf(cases, isOfInterest) / cases.length - count / inside.length) * cases.length) / lost;
        if (next === null || gain > next.gain) next = { side, cases, gain };
      }
    if (next === null) return best.sides;
    const { side } = next;
    sides = [...sides.filter((other) => other.column !== side.column), side];
    inside = next.cases;
    const worth = worthTheirWords(task, all, sides);
    const score = scoreOf(task, total, all, worth);
    if (score > best.score) best = { sides: worth, score };
  }
}

/** Sides of a factor after each slice that may be peeled off: a share of the cases, or all that have its outermost value. */
function slices(
  { kind, values }: PrimColumn,
  column: number,
  inside: readonly number[],
  peel: number,
  sides: readonly Side[],
): Side[] {
  const sorted = Float64Array.from(inside, (i) => values[i]).sort();
  const last = sorted.length - 1;
  const [least, most] = [sorted[0], sorted[last]];
  if (least === most) return [];
  if (kind === 'name') {
    const names = [...new Set(sorted)];
    return names.map((gone) => ({ column, kind, names: names.filter((name) => name !== gone) }));
  }
  const old = sides.find((side) => side.column === column && side.kind === 'number');
  const { low, high } =
    old?.kind === 'number' ? old : { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const at = Math.floor(peel * sorted.length);
  const above = sorted[at] > least ? sorted[at] : sorted.find((value) => value > least)!;
  const below = sorted[last - at] < most ? sorted[last - at] : sorted.findLast((value) => value < most)!;
  return [
    { column, kind, low: above, high },
    { column, kind, low, high: below },
  ];
}

/** Sides of which each end was moved in or out, one at a time, to where the harmonic mean is greatest; so with each name. */
function moved(task: Task, all: readonly number[], found: readonly Side[]): Side[] {
  const { columns, isOfInterest } = task;
  const total = countOf(all, isOfInterest);
  let sides = [...found];
  let score = scoreOf(task, total, all, sides);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (const [at, side] of sides.entries()) {
      const others = sides.filter((other) => other !== side);
      const cases = all.filter((i) => isInside(columns, others, i));
      for (const to of candidates(task, total, cases, side)) {
        const next = sides.with(at, to);
        const reached = scoreOf(task, total, all, next);
        if (reached <= score) continue;
        [sides, score, isBetter] = [next, reached, true];
        break;
      }
    }
  }
  return sides;
}

/** A side with its low end where the harmonic mean is greatest, or its high end; or with one name more or less. */
function candidates({ columns, isOfInterest }: Task, total: number, cases: readonly number[], side: Side): Side[] {
  const { values } = columns[side.column];
  if (side.kind === 'name') {
    const names = [...new Set(cases.map((i) => values[i]))].sort((a, b) => a - b);
    return names
      .map((one) => names.filter((name) => (name === one) !== side.names.includes(name)))
      .filter((kept) => kept.length > 0)
      .map((kept) => ({ ...side, names: kept }));
  }
  const { low, high } = side;
  /** The value up to which cases, in their order, give the greatest harmonic mean; null without cases. */
  const bestOf = (ordered: readonly number[]): number | null => {
    let count = 0;
    let best: { value: number; score: number } | null = null;
    for (const [before, i] of ordered.entries()) {
      if (isOfInterest[i]) count++;
      const next = ordered[before + 1];
      if (next !== undefined && values[next] === values[i]) continue;
      const score = harmonic(count, before + 1, total);
      if (best === null || score > best.score) best = { value: values[i], score };
    }
    return best?.value ?? null;
  };
  const downwards = cases.filter((i) => values[i] <= high).sort((a, b) => values[b] - values[a]);
  const upwards = cases.filter((i) => values[i] >= low).sort((a, b) => values[a] - values[b]);
  const [newLow, newHigh] = [bestOf(downwards), bestOf(upwards)];
  return [
    ...(newLow === null ? [] : [{ ...side, low: newLow }]),
    ...(newHigh === null ? [] : [{ ...side, high: newHigh }]),
  ];
}

/** 2·coverage·density/(coverage + density), of `count` of interest among `size` cases, of `total` of interest in all. */
const harmonic = (count: number, size: number, total: number): number => (2 * count) / (total + size);

function scoreOf(
  { columns, isOfInterest, least }: Task,
  total: number,
  all: readonly number[],
  sides: readonly Side[],
): number {
  const cases = all.filter((i) => isInside(columns, sides, i));
  return cases.length < least ? 0 : harmonic(countOf(cases, isOfInterest), cases.length, total);
}

/** Sides without those ends and lists of names that are not worth their words, the worst left out first. */
function worthTheirWords(task: Task, all: readonly number[], found: readonly Side[]): Side[] {
  const { columns, isOfInterest } = task;
  const parts = found.flatMap((side) => ends(columns[side.column], side, all));
  // Of each case, how many parts keep it out, and the sum of their places: if it is one, that is the one.
  const count = new Int32Array(all.length);
  const sum = new Int32Array(all.length);
  const out = parts.map((part) => [...all.keys()].filter((at) => !isInside(columns, [part], all[at])));
  for (const [place, cases] of out.entries())
    for (const at of cases) {
      count[at]++;
      sum[at] += place;
    }
  const kept = new Set(parts.keys());
  for (;;) {
    const inside = { size: 0, found: 0 };
    const only = parts.map(() => ({ size: 0, found: 0 }));
    for (let at = 0; at < all.length; at++) {
      if (count[at] > 1) continue;
      const to = count[at] === 0 ? inside : only[sum[at]];
      to.size++;
      if (isOfInterest[all[at]]) to.found++;
    }
    let worst = { place: -1, p: WORTH_ITS_WORDS };
    for (const place of kept) {
      const { size, found: ofInterest } = only[place];
      const p = binomialTail(inside.found, inside.size, (inside.found + ofInterest) / (inside.size + size));
      if (p > worst.p) worst = { place, p };
    }
    if (worst.place < 0) return joined(parts.filter((_, place) => kept.has(place)));
    kept.delete(worst.place);
    for (const at of out[worst.place]) {
      count[at]--;
      sum[at] -= worst.place;
    }
  }
}

/** The ends of a side that keep a case out, each as a side; or its names. */
function ends({ values }: PrimColumn, side: Side, cases: readonly number[]): Side[] {
  if (side.kind === 'name') return cases.every((i) => side.names.includes(values[i])) ? [] : [side];
  const { low, high } = side;
  return [
    ...(cases.some((i) => values[i] < low) ? [{ ...side, high: Number.POSITIVE_INFINITY }] : []),
    ...(cases.some((i) => values[i] > high) ? [{ ...side, low: Number.NEGATIVE_INFINITY }] : []),
  ];
}

/** One side for both ends of a column, by column. */
function joined(parts: readonly Side[]): Side[] {
  const sides = new Map<number, Side>();
  for (const part of parts) {
    const other = sides.get(part.column);
    sides.set(
      part.column,
      other?.kind === 'number' && part.kind === 'number'
        ? { ...part, low: Math.max(part.low, other.low), high: Math.min(part.high, other.high) }
        : part,
    );
  }
  return [...sides.values()].sort((a, b) => a.column - b.column);
}

function quasiP({ columns, isOfInterest }: Task, all: readonly number[], sides: readonly Side[], side: Side): number {
  const without = all.filter((i) =>
    isInside(
      columns,
      sides.filter((other) => other !== side),
      i,
    ),
  );
  const inside = without.filter((i) => isInside(columns, [side], i));
  return binomialTail(countOf(inside, isOfInterest), inside.length, countOf(without, isOfInterest) / without.length);
}

/** How a box comes out again when it is sought in other cases, or with another word on which are of interest. */
export interface Stability {
  /** Of the searches, those that restrict the factor of each restriction of the box in their nearest box. */
  restricted: number[];
  /** Mean over searches of the share of cases, of those in either box, that are in both: 1 if they are the same. */
  overlap: number;
}

/** Stability of a box against the boxes of other searches, of the same columns. Of each search its nearest box counts. */
export function stabilityOf(
  columns: readonly PrimColumn[],
  box: Box,
  searches: readonly (readonly Box[])[],
): Stability {
  const n = columns[0]?.values.length ?? 0;
  const insideOf = (of: Box): boolean[] => {
    const sides = of.restrictions.map(({ side }) => side);
    return Array.from({ length: n }, (_, i) => isInside(columns, sides, i));
  };
  const own = insideOf(box);
  const nearest = searches.map((boxes) =>
    boxes
      .map((other) => ({ other, overlap: jaccard(own, insideOf(other)) }))
      .reduce<{ other: Box | null; overlap: number }>((a, b) => (b.overlap > a.overlap ? b : a), {
        other: null,
        overlap: 0,
      }),
  );
  return {
    restricted: box.restrictions.map(
      ({ side }) =>
        nearest.filter(({ other }) => other?.restrictions.some((one) => one.side.column === side.column)).length /
        searches.length,
    ),
    overlap: nearest.reduce((sum, { overlap }) => sum + overlap, 0) / searches.length,
  };
}

function jaccard(one: readonly boolean[], other: readonly boolean[]): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < one.length; i++) {
    if (one[i] && other[i]) both++;
    if (one[i] || other[i]) either++;
  }
  return either === 0 ? 0 : both / either;
}

/** Boxes of `times` searches, each among as many cases drawn with replacement, by the key. */
export function resampled(
  columns: readonly PrimColumn[],
  isOfInterest: ArrayLike<boolean>,
  times: number,
  key: StreamKey,
  options: Partial<PrimOptions> = {},
): Box[][] {
  const n = isOfInterest.length;
  return Array.from({ length: times }, (_, time) => {
    const drawn = Int32Array.from({ length: n }, (_, i) => Math.floor(draw(key, time, i) * n));
    return prim(
      columns.map(({ kind, values }) => ({ kind, values: Float64Array.from(drawn, (i) => values[i]) })),
      Array.from(drawn, (i) => isOfInterest[i]),
      options,
    );
  });
}
