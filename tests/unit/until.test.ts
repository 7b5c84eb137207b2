// Sequential stopping: how many replicates are added, and what it costs to look.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_LOOK, replicatesToAdd, widestHalfPercent } from '../../src/experiment/until.ts';
import { threefry, uniform } from '../../src/random/threefry.ts';
import { tInterval95 } from '../../src/stats/intervals.ts';
import { fakeResults } from '../support/fake-results.ts';

const results = fakeResults({ columns: 3, rows: 2, preDays: 10, postDays: 35, replicates: 6, arms: ['a', 'b'] });
const withValues = (byArm: Record<string, (number | null)[]>) => ({
  ...results,
  arms: Object.fromEntries(
    Object.entries(results.arms).map(([arm, one]) => [
      arm,
      {
        ...one,
        outcomes: {
          ...one.outcomes,
          share_delivery: { ...one.outcomes.share_delivery!, values: byArm[arm] ?? byArm.baseline! },
        },
      },
    ]),
  ),
});

describe('half the interval', () => {
  it('is that of the arm that is known worst, in % of the reference', () => {
    const a = [11, 12, 13, 12, 11, 13];
    const b = [11, 15, 8, 20, 5, 13];
    const { ci95 } = tInterval95(b.map((value) => value - 10));
    const half = (ci95![1] - ci95![0]) / 2;
    const found = widestHalfPercent(withValues({ baseline: new Array(6).fill(10), a, b }));
    expect(found).toBeCloseTo(half * 10, 9);
  });

  it('is 0 where arms do not differ', () => {
    expect(widestHalfPercent(withValues({ baseline: [1, 2, 3, 4, 5, 6] }))).toBe(0);
  });

  it('is undefined with a mean of 0, and with too few replicates to know a spread', () => {
    expect(widestHalfPercent(withValues({ baseline: new Array(6).fill(0), a: [1, 2, 3, 1, 2, 3] }))).toBe(null);
    expect(widestHalfPercent(withValues({ baseline: [1, 2, null, null, null, null] }))).toBe(null);
  });
});

describe('replicates to add', () => {
  it('are none when the interval is narrow enough, unknown, or the bound is reached', () => {
    expect(replicatesToAdd(8, 5, 5, 200)).toBe(0);
    expect(replicatesToAdd(8, null, 5, 200)).toBe(0);
    expect(replicatesToAdd(200, 9, 5, 200)).toBe(0);
  });

  it('are what the spread asks for, as the interval narrows with the root of their number', () => {
    expect(replicatesToAdd(20, 6, 5, 200)).toBe(9);
  });

  it('are at least 4, at most as many again, and never beyond the bound', () => {
    expect(replicatesToAdd(20, 5.01, 5, 200)).toBe(4);
    expect(replicatesToAdd(20, 500, 5, 200)).toBe(20);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, noNaN: true }), (n, half) => {
        const more = replicatesToAdd(n, half, 5, 200);
        expect(more).toBeGreaterThanOrEqual(0);
        expect(more === 0 || n + more <= 200).toBe(true);
        expect(more > 0).toBe(half > 5 && n < 200);
      }),
    );
  });
});

it('an interval at which replicates stop covers 93 to 95 % instead of 95 %', () => {
  const RUNS = 4000;
  for (const sd of [1, 2, 3]) {
    let covering = 0;
    for (let run = 0; run < RUNS; run++) {
      const values: number[] = [];
      let more = FIRST_LOOK;
      let interval: readonly [number, number] = [0, 0];
      while (more > 0) {
        for (let i = 0; i < more; i++) values.push(sd * normal(run, values.length, sd));
        interval = tInterval95(values).ci95!;
        more = replicatesToAdd(values.length, (interval[1] - interval[0]) / 2, 1, 200);
      }
      if (interval[0] <= 0 && interval[1] >= 0) covering++;
    }
    // Four standard errors of a share of 0.94 in 4,000 are 0.015.
    expect(covering / RUNS).toBeGreaterThan(0.92);
    expect(covering / RUNS).toBeLessThan(0.965);
  }
});

/** Box & Muller (1958), by address. */
const normal = (a: number, b: number, c: number): number =>
  Math.sqrt(-2 * Math.log(uniform(threefry(a, b, c, 1)))) * Math.cos(2 * Math.PI * uniform(threefry(a, b, c, 2)));
