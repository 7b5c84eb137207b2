// Pattern-space exploration: it reaches more than chance does, counts only what replicates agree on, and can be taken up again.
import { describe, expect, it } from 'vitest';
import { draw, openStreams } from '../../src/random/streams.ts';
import { cellOf, cellsOf, type Evaluation, nextPoints, type PatternAxis } from '../../src/stats/pattern-space.ts';

const axis: PatternAxis = { from: 0, to: 1, parts: 10 };
const axes = [axis, axis] as const;
const key = openStreams('pattern', 0, ['pattern']).pattern;

/** Large outcomes come of few points only: products of three coordinates. */
const rare = (u: readonly number[]): Evaluation => ({
  u,
  outcomes: [[u[0]! * u[1]! * u[2]!, u[3]! * u[4]! * u[5]!]],
});
function explored(rounds: number, seed: string): Evaluation[] {
  const evaluations: Evaluation[] = [];
  for (let round = 0; round < rounds; round++)
    evaluations.push(...nextPoints(axes, 6, evaluations, 20, seed).map(rare));
  return evaluations;
}

describe('a cell', () => {
  const at = (...outcomes: Evaluation['outcomes']) => cellOf(axes, { u: [], outcomes });

  it('counts only where replicates agree', () => {
    expect(at([0.11, 0.99])).toEqual([1, 9]);
    expect(at([0.11, 0.5], [0.12, 0.51], [0.13, 0.52], [0.14, 0.53], [0.9, 0.5])).toEqual([1, 5]);
    expect(at([0.11, 0.5], [0.12, 0.51], [0.13, 0.52], [0.9, 0.53])).toBe(null);
    expect(at([0.11, 0.5], null)).toBe(null);
    expect(at()).toBe(null);
  });

  it('holds what lies beyond, if it is an outermost one', () => {
    expect(at([-3, 7])).toEqual([0, 9]);
  });
});

describe('the exploration', () => {
  it('reaches more cells than as many random points', () => {
    const evaluations = explored(30, '1');
    const random = evaluations.map((_, i) => rare([0, 1, 2, 3, 4, 5].map((f) => draw(key, i, f))));
    const [found, byChance] = [cellsOf(axes, evaluations).length, cellsOf(axes, random).length];
    expect(found).toBeGreaterThan(1.5 * byChance);
    for (const { u } of evaluations) expect(u.every((x) => x >= 0 && x <= 1)).toBe(true);
  });

  it('is the same when it is taken up again, and another by another seed', () => {
    const evaluations = explored(4, '1');
    expect(nextPoints(axes, 6, evaluations.slice(0, 60), 20, '1')).toEqual(evaluations.slice(60).map(({ u }) => u));
    expect(explored(4, '2')).not.toEqual(evaluations);
  });
});
