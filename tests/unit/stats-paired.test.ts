import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapInterval95, MIN_RESAMPLED } from '../../src/stats/bootstrap.ts';
import { holm } from '../../src/stats/holm.ts';
import { tInterval95 } from '../../src/stats/intervals.ts';
import { correlation, pairsOf, worthOfPairing } from '../../src/stats/pairs.ts';
import { ratioOfMeans } from '../../src/stats/ratio-of-means.ts';
import { replicatesNeeded } from '../../src/stats/replicates.ts';
import { tTest } from '../../src/stats/t-test.ts';

/** Hours of additional sleep under two drugs, ten patients. Student (1908), Biometrika 6(1):1-25; `sleep` in R. */
const FIRST_DRUG = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const SECOND_DRUG = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
const SLEEP = pairsOf(FIRST_DRUG, SECOND_DRUG);

const values = (min = MIN_RESAMPLED) =>
  fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: min, maxLength: 40 });

describe('a paired t test', () => {
  it("gives R's published mean, interval and p of Student's sleep data", () => {
    const { mean, ci95 } = tInterval95(SLEEP.differences);
    expect(mean).toBeCloseTo(-1.58, 12);
    expect(ci95![0]).toBeCloseTo(-2.4598858, 7);
    expect(ci95![1]).toBeCloseTo(-0.7001142, 7);
    expect(tTest(SLEEP.differences)!.p).toBeCloseTo(0.002833, 6);
    expect(tTest(SLEEP.differences)!.pPositive).toBeCloseTo(0.002833 / 2, 6);
  });

  it('is none where nothing varies, and silent on a single value', () => {
    expect(tTest([0, 0, 0])).toEqual({ p: null, pPositive: 0.5 });
    expect(tTest([0.1, 0.1, 0.1])).toEqual({ p: null, pPositive: 1 });
    expect(tTest([-0.1, -0.1])).toEqual({ p: null, pPositive: 0 });
    expect([tTest([3]), tTest([])]).toEqual([null, null]);
  });
});

describe('the studentised bootstrap', () => {
  it('gives the same interval for the same values, whatever was asked before', () => {
    const once = bootstrapInterval95(SLEEP.differences);
    bootstrapInterval95([1, 2, 3, 4, 5, 6, 7, 8, 19]);
    expect(bootstrapInterval95(SLEEP.differences)).toEqual(once);
  });

  it('keeps mean and sd, and reaches further to the side of the tail than Student', () => {
    const { mean, sd, ci95 } = bootstrapInterval95(SLEEP.differences);
    const student = tInterval95(SLEEP.differences);
    expect([mean, sd]).toEqual([student.mean, student.sd]);
    expect(ci95![0]).toBeLessThan(student.ci95![0]);
    expect(ci95![1]).toBeLessThan(student.ci95![1]);
  });

  it('gives exactly the opposite interval for the opposite values', () => {
    fc.assert(
      fc.property(values(), (some) => {
        const { ci95 } = bootstrapInterval95(some);
        const opposite = bootstrapInterval95(some.map((value) => -value)).ci95;
        expect(opposite![0] === -ci95![1] && opposite![1] === -ci95![0]).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('moves with its values: a shift shifts it, a scale stretches it', () => {
    const [low, high] = bootstrapInterval95(SLEEP.differences).ci95!;
    const moved = bootstrapInterval95(SLEEP.differences.map((value) => 100 + 4 * value)).ci95!;
    expect(moved[0]).toBeCloseTo(100 + 4 * low, 9);
    expect(moved[1]).toBeCloseTo(100 + 4 * high, 9);
  });

  it('is Student’s with too few values, and where resamples without spread reach its limits', () => {
    const few = SLEEP.differences.slice(0, MIN_RESAMPLED - 1);
    expect(bootstrapInterval95(few)).toEqual(tInterval95(few));
    const oneEvent = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    expect(bootstrapInterval95(oneEvent)).toEqual(tInterval95(oneEvent));
    for (const some of [[], [null], [2], [2, 3]]) expect(bootstrapInterval95(some)).toEqual(tInterval95(some));
  });

  it('has no width without spread, and leaves undefined values out', () => {
    expect(bootstrapInterval95(new Array(12).fill(0))).toEqual({ n: 12, mean: 0, sd: 0, ci95: [0, 0] });
    expect(bootstrapInterval95(new Array(12).fill(0.1)).ci95).toEqual([0.1, 0.1]);
    expect(bootstrapInterval95([null, ...SLEEP.differences, null])).toEqual(bootstrapInterval95(SLEEP.differences));
  });
});

describe("Holm's correction", () => {
  it('gives the published adjusted values', () => {
    // ETH Zürich, Applied Multivariate Statistics, "Multiple testing": of five, Holm rejects two at 5 %, Bonferroni one.
    const adjusted = holm([0.011, 0.02, 0.005, 0.13, 0.04]);
    for (const [i, published] of [0.044, 0.06, 0.025, 0.13, 0.08].entries())
      expect(adjusted[i]).toBeCloseTo(published, 12);
  });

  it('leaves what is no test out of the count, and a single test as it is', () => {
    expect(holm([null, 0.03, null])).toEqual([null, 0.03, null]);
    expect(holm([0.5, 0.75])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });

  it('never lowers a p, keeps their order, never exceeds 1 or Bonferroni', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (p) => {
        const adjusted = holm(p) as number[];
        const order = [...p.keys()].sort((a, b) => p[a]! - p[b]!);
        for (const [rank, i] of order.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p[i]!);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p.length * p[i]!));
          if (rank > 0) expect(adjusted[i]).toBeGreaterThanOrEqual(adjusted[order[rank - 1]!]!);
        }
      }),
    );
  });
});

describe('the replicates that an effect needs', () => {
  it.each([
    // MedCalc manual, after Machin et al. (2009), Sample Size Tables for Clinical Studies: difference 8, sd 12.
    [12, 8, 0.8, 20],
    // Dalgaard (2008), Introductory Statistics with R, 9.3: difference 10, sd 10·√2, power 0.85: 19.97.
    [10 * Math.SQRT2, 10, 0.85, 20],
    // Bonett (2021), size.test.mean.ps(.05, .80, 1.25, .5, .75) in R's statpsych.
    [Math.sqrt(2 * 1.25 * (1 - 0.75)), 0.5, 0.8, 22],
  ])('are the published ones: sd %f, effect %f, power %f', (sd, effect, power, published) => {
    expect(replicatesNeeded(sd, effect, power)).toBe(published);
    expect(replicatesNeeded(sd, -effect, power)).toBe(published);
  });

  it.each([
    [0.2, 199],
    [0.5, 34],
    [0.8, 15],
    [1, 10],
    [1.5, 6],
  ])('are those of the noncentral t distribution at an effect of %f sd', (effect, exact) => {
    expect(replicatesNeeded(1, effect)).toBe(exact);
  });

  it('are two without spread, unknown for no effect, and found at once when they are millions', () => {
    expect(replicatesNeeded(0, 1)).toBe(2);
    expect([replicatesNeeded(1, 0), replicatesNeeded(0, 0), replicatesNeeded(1, Number.NaN)]).toEqual([
      null,
      null,
      null,
    ]);
    // (1.95996 + 0.84162)² = 7.8489, a little more with t.
    expect(replicatesNeeded(1000, 1)! / 7.8489e6).toBeCloseTo(1, 3);
  });
});

describe('pairs of arms', () => {
  it('are the replicates in which both are defined', () => {
    expect(pairsOf([1, null, 3, 4, 5], [2, 2, null, 1])).toEqual({
      arm: [1, 4],
      reference: [2, 1],
      differences: [-1, 3],
    });
  });

  it("correlate as in Anscombe's first data set", () => {
    // Anscombe (1973), The American Statistician 27(1):17-21: r = 0.816 (R: 0.8164205).
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    expect(correlation(pairsOf(x, y))).toBeCloseTo(0.8164205, 7);
  });

  it('have no correlation below three pairs or without spread, and never more than 1', () => {
    expect(correlation(pairsOf([1, 2], [1, 3]))).toBeNull();
    expect(correlation(pairsOf([0.1, 0.1, 0.1], [1, 2, 3]))).toBeNull();
    fc.assert(
      fc.property(values(3), (some) => {
        const same = correlation(pairsOf(some, some));
        expect(same === null || (same > 0.999999 && same <= 1)).toBe(true);
      }),
    );
  });

  it('are worth (var a + var b) / var(a − b): more than 1 for arms that go together, less for those that go apart', () => {
    // Variances 2.5 and 10; differences -1 -2 -3 -4 -5 with variance 2.5.
    expect(worthOfPairing(pairsOf([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]))!.factor).toBeCloseTo(5, 12);
    expect(worthOfPairing(pairsOf([1, 2, 3], [3, 2, 1]))!.factor).toBeCloseTo(0.5, 12);
    expect(worthOfPairing(pairsOf([1, 2, 3], [2, 3, 4]))).toBeNull();
    expect(worthOfPairing(pairsOf([1], [2]))).toBeNull();
  });

  it('are worth as much when exchanged, within an interval of their own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ max: 1000, min: 1 }), fc.integer({ max: 1000, min: 1 })), { minLength: 3 }),
        (pairs) => {
          const [a, b] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
          const [there, back] = [worthOfPairing(pairsOf(a, b)), worthOfPairing(pairsOf(b, a))];
          expect(back).toEqual(there);
          if (!there) return;
          expect(there.ci95![0]).toBeLessThanOrEqual(there.factor * (1 + 1e-12));
          expect(there.ci95![1]).toBeGreaterThanOrEqual(there.factor * (1 - 1e-12));
        },
      ),
    );
    expect(worthOfPairing(pairsOf([1, 2], [1, 3]))!.ci95).toBeNull();
  });
});

describe('a ratio of means', () => {
  const counts = fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 })), {
    minLength: 2,
    maxLength: 30,
  });

  it('has the published interval of Fieller', () => {
    // The roots of (11 − 22ρ)² = t²/4·(20/3 − 2ρ·28/3 + ρ²·56/3) with t = 3.182446, by hand.
    const { ratio, ci95 } = ratioOfMeans([8, 12, 10, 14], [20, 22, 18, 28], tInterval95)!;
    expect(ratio).toBe(0.5);
    const k = (3.182446305284263 * 3.182446305284263) / 4;
    for (const rho of ci95!) {
      const variance = 20 / 3 - (2 * rho * 28) / 3 + (rho * rho * 56) / 3;
      expect((11 - 22 * rho) * (11 - 22 * rho)).toBeCloseTo(k * variance, 9);
    }
    expect(ci95![0]).toBeLessThan(0.5);
    expect(ci95![1]).toBeGreaterThan(0.5);
  });

  it.each([
    ['t', tInterval95],
    ['bootstrap', bootstrapInterval95],
  ] as const)('leaves out 1 just when the difference leaves out 0 (%s)', (_, interval) => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const both = pairsOf(
          pairs.map(([one]) => one),
          pairs.map(([, other]) => other),
        );
        const { ci95 } = ratioOfMeans(both.arm, both.reference, interval)!;
        const difference = interval(both.differences).ci95!;
        // A difference of which an end is 0 may fall on either side.
        if (ci95 === null || difference.some((end) => Math.abs(end) < 1e-7)) return;
        expect(ci95[0] > 1).toBe(difference[0] > 0);
        expect(ci95[1] < 1).toBe(difference[1] < 0);
        expect(ci95[0]).toBeLessThanOrEqual(ci95[1]);
      }),
      { numRuns: 200 },
    );
  });

  it('is the reciprocal when the arms are exchanged', () => {
    for (const [interval, digits] of [
      [tInterval95, 12],
      [bootstrapInterval95, 4],
    ] as const)
      fc.assert(
        fc.property(counts, (pairs) => {
          const [a, b] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
          const there = ratioOfMeans(a, b, interval)!;
          const back = ratioOfMeans(b, a, interval)!;
          expect(Math.log(back.ratio)).toBeCloseTo(-Math.log(there.ratio), 12);
          // A mean that is not told from 0 leaves the other way round without an end.
          if (!there.ci95 || !back.ci95 || there.ci95[0] <= 0 || back.ci95[0] <= 0) return;
          expect(Math.log(back.ci95[0])).toBeCloseTo(-Math.log(there.ci95[1]), digits);
          expect(Math.log(back.ci95[1])).toBeCloseTo(-Math.log(there.ci95[0]), digits);
        }),
        { numRuns: 60 },
      );
  });

  it('leaves out 0 just when the amounts do, whatever their sign', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 900, max: 1000 })), {
      minLength: 3,
      maxLength: 20,
    });
    fc.assert(
      fc.property(pairs, (some) => {
        const amounts = some.map(([one]) => one);
        const { ci95 } = ratioOfMeans(
          amounts,
          some.map(([, other]) => other),
          tInterval95,
        )!;
        const around = tInterval95(amounts).ci95!;
        if (ci95 === null || around.some((end) => Math.abs(end) < 1e-6)) return;
        expect([ci95[0] > 0, ci95[1] < 0]).toEqual([around[0] > 0, around[1] < 0]);
      }),
      { numRuns: 200 },
    );
  });

  it('has no width where all pairs have one ratio, whatever rounding makes of them', () => {
    const per = [10.1, 9.7, 31 / 3, 12.3, 14.56, 7.77];
    for (const factor of [-100, 0.3, 0, 1e-7]) {
      const amounts = per.map((unit) => factor * unit);
      const { ratio, ci95 } = ratioOfMeans(amounts, per, tInterval95)!;
      expect(ratio).toBeCloseTo(factor, 12);
      expect(ci95).toEqual([ratio, ratio]);
    }
    const near = ratioOfMeans([1100, 1200, 1300.001], [11, 12, 13], tInterval95)!.ci95!;
    expect(near[1] - near[0]).toBeGreaterThan(1e-5);
  });

  it('is undefined without a mean above 0 below the line, without bounds where that is not told from 0 or there is one pair', () => {
    expect(ratioOfMeans([3, 4], [0, 0], tInterval95)).toBeNull();
    expect(ratioOfMeans([], [], tInterval95)).toBeNull();
    expect(ratioOfMeans([4], [4], tInterval95)).toEqual({ ratio: 1, ci95: null });
    expect(ratioOfMeans([3, 4, 3, 5], [1, 0, 0, 0], tInterval95)!.ci95).toBeNull();
  });
});
