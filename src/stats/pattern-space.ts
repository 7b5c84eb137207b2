// Pattern-space exploration: which pairs of outcomes a model can show at all, and where it shows them.
// Chérel, Cottineau & Reuillon (2015), PLOS ONE 10(9):e0138212, doi:10.1371/journal.pone.0138212.
import { drawNormal } from '../random/normal.ts';
import { draw, openStreams } from '../random/streams.ts';

/** An outcome, cut into equal parts; what lies outside belongs to the outermost ones. */
export interface PatternAxis {
  from: number;
  to: number;
  parts: number;
}

/** What was found at a point of [0, 1]ⁿ: both outcomes by replicate; null where undefined. */
export interface Evaluation {
  u: readonly number[];
  outcomes: readonly (readonly [number, number] | null)[];
}

export interface PatternCell {
  /** Its part of each axis. */
  at: readonly [number, number];
  /** Evaluations whose replicates agree on it, by their places. */
  evaluations: number[];
}

/** Least share of replicates that lie in one cell, for an evaluation to count. */
export const AGREEING = 0.8;

/**
 * The cell of an evaluation: that in which most replicates lie, if at least {@link AGREEING} of all of them do (undefined ones
 * are of no cell); else null, and the evaluation counts for none. One replicate agrees with itself: it says nothing of chance.
 */
export function cellOf(axes: readonly [PatternAxis, PatternAxis], { outcomes }: Evaluation): [number, number] | null {
  const counts = new Map<string, { at: [number, number]; count: number }>();
  for (const outcome of outcomes) {
    if (outcome === null) continue;
    const at = partsOf(axes, outcome);
    const cell = counts.get(at.join()) ?? { at, count: 0 };
    cell.count++;
    counts.set(at.join(), cell);
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most && most.count >= AGREEING * outcomes.length ? most.at : null;
}

/** The cell of a pair of outcomes. */
export const partsOf = (
  axes: readonly [PatternAxis, PatternAxis],
  outcome: readonly [number, number],
): [number, number] => [partOf(axes[0], outcome[0]), partOf(axes[1], outcome[1])];

const partOf = ({ from, to, parts }: PatternAxis, value: number): number =>
  Math.max(0, Math.min(parts - 1, Math.floor(((value - from) / (to - from)) * parts)));

/** Cells that evaluations count for, in the order in which they were first reached. */
export function cellsOf(axes: readonly [PatternAxis, PatternAxis], evaluations: readonly Evaluation[]): PatternCell[] {
  const cells = new Map<string, PatternCell>();
  for (const [place, evaluation] of evaluations.entries()) {
    const at = cellOf(axes, evaluation);
    if (at === null) continue;
    const cell = cells.get(at.join()) ?? { at, evaluations: [] };
    cell.evaluations.push(place);
    cells.set(at.join(), cell);
  }
  return [...cells.values()];
}

/**
 * The next points of [0, 1]ⁿ to evaluate, from all evaluations so far in their order; so the search has no state but them, and
 * can be taken up where it stopped. A parent is a random point of that one of two random cells that was reached less often;
 * its child takes each coordinate from one of two parents, and one coordinate or more of it is moved by a normal step of
 * 0.3, 0.1 or 0.03, thrown back at the ends. Without cells points are uniform.
 *
 * @param nPoints how many, each with draws of its own by its place in the whole search
 */
export function nextPoints(
  axes: readonly [PatternAxis, PatternAxis],
  nFactors: number,
  evaluations: readonly Evaluation[],
  nPoints: number,
  seed: string,
): number[][] {
  const keys = openStreams(`pattern space/${seed}`, 0, ['choice', 'uniform', 'mixed', 'moved', 'step']);
  const cells = cellsOf(axes, evaluations);
  return Array.from({ length: nPoints }, (_, i) => {
    const place = evaluations.length + i;
    if (cells.length === 0) return Array.from({ length: nFactors }, (_, f) => draw(keys.uniform, place, f));
    const pick = <T>(of: readonly T[], event: number): T => of[Math.floor(draw(keys.choice, place, event) * of.length)];
    const parent = (event: number): readonly number[] => {
      const [one, other] = [pick(cells, event), pick(cells, event + 1)];
      const rarer = other.evaluations.length < one.evaluations.length ? other : one;
      return evaluations[pick(rarer.evaluations, event + 2)].u;
    };
    const [mother, father] = [parent(0), parent(3)];
    const size = pick(STEPS, 6);
    const surely = Math.floor(draw(keys.choice, place, 7) * nFactors);
    return Array.from({ length: nFactors }, (_, f) => {
      const from = draw(keys.mixed, place, f) < 0.5 ? mother[f] : father[f];
      const isMoved = f === surely || draw(keys.moved, place, f) < 1 / nFactors;
      return isMoved ? reflected(from + size * drawNormal(keys.step, place, f)) : from;
    });
  });
}

const STEPS = [0.3, 0.1, 0.03];

/** Into [0, 1], as if its ends were mirrors. */
function reflected(x: number): number {
  const within = Math.abs(x) % 2;
  return within > 1 ? 2 - within : within;
}
