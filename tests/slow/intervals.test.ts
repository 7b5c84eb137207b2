// Intervals, tests and probabilities of a comparison against laws whose effect is known. Knows no engine.
import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../src/experiment/effects.ts';
import { poissonQuantile } from '../../src/random/poisson.ts';
import { bootstrapInterval95 } from '../../src/stats/bootstrap.ts';
import { holm } from '../../src/stats/holm.ts';
import { type IntervalOf, tInterval95 } from '../../src/stats/intervals.ts';
import { pairsOf, worthOfPairing } from '../../src/stats/pairs.ts';
import { ratioOfMeans } from '../../src/stats/ratio-of-means.ts';
import { replicatesNeeded } from '../../src/stats/replicates.ts';
import { tTest } from '../../src/stats/t-test.ts';
import { ksStatistic } from '../support/distributions.ts';
import { normalsAt, pairedResults, uniformAt } from '../support/paired-results.ts';

const list = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));
const share = (sets: number, holds: (set: number) => boolean): number =>
  list(sets, holds).filter((held) => held).length / sets;
/** Three standard errors of a share that should be p, over so many sets. */
const error = (p: number, sets: number): number => 3 * Math.sqrt((p * (1 - p)) / sets);

/** Paired normals with correlation 0.8, standard deviations 1 and `ratio`, means 10 and 10 + effect. */
function normalArms(set: number, n: number, effect: number, ratio: number): { arm: number[]; reference: number[] } {
  const draws = list(n, (i) => normalsAt(set, i, n));
  return {
    reference: draws.map(([common]) => 10 + common),
    arm: draws.map(([common, own]) => 10 + effect + ratio * (0.8 * common + 0.6 * own)),
  };
}

/** Paired Poisson counts around a level that both arms share, uniform with a coefficient of variation of 0.2. */
function countArms(set: number, n: number, armMean: number, referenceMean: number) {
  const level = list(n, (i) => 1 + 0.2 * Math.sqrt(12) * (uniformAt(set, i, 1) - 0.5));
  const counts = (mean: number, stream: number): number[] =>
    level.map((factor, i) => poissonQuantile(mean * factor, uniformAt(set, i, stream)));
  return { arm: counts(armMean, 2), reference: counts(referenceMean, 3) };
}

const covers = (interval: readonly [number, number] | null, truth: number): boolean =>
  interval !== null && interval[0] <= truth && truth <= interval[1];

describe.each([10, 30])('with %i replicates', (n) => {
  it('t intervals of paired normals cover a known effect at 95 %, whatever their variances', () => {
    for (const ratio of [1, 3]) {
      const covered = share(4000, (set) => {
        const { differences } = pairsOf(...inOrder(normalArms(set, n, 0.5, ratio)));
        return covers(tInterval95(differences).ci95, 0.5);
      });
      expect(Math.abs(covered - 0.95)).toBeLessThan(error(0.95, 4000));
    }
  });

  it('t intervals of paired counts cover a known difference and a known ratio at 95 %', () => {
    const pairs = list(4000, (set) => pairsOf(...inOrder(countArms(set, n, 15, 20))));
    const difference = share(4000, (set) => covers(tInterval95(pairs[set]!.differences).ci95, -5));
    const ratio = share(4000, (set) =>
      covers(ratioOfMeans(pairs[set]!.arm, pairs[set]!.reference, tInterval95)!.ci95, 0.75),
    );
    expect(Math.abs(difference - 0.95)).toBeLessThan(error(0.95, 4000));
    expect(Math.abs(ratio - 0.95)).toBeLessThan(error(0.95, 4000));
  });

  it('intervals of what pairing is worth cover it at 95 %', () => {
    // Variances 1 and 9, correlation 0.8: (1 + 9)/(1 + 9 − 2·0.8·3).
    const covered = share(4000, (set) => {
      const { ci95 } = worthOfPairing(pairsOf(...inOrder(normalArms(set, n, 0, 3))))!;
      return covers(ci95, 10 / 5.2);
    });
    expect(Math.abs(covered - 0.95)).toBeLessThan(error(0.95, 4000));
  });

  it('studentised bootstrap intervals cover a known effect at 93 to 97 %, on normal and on skewed differences', () => {
    const sets = 2000;
    const normal = share(sets, (set) => {
      const { differences } = pairsOf(...inOrder(normalArms(set, n, 0.5, 3)));
      return covers(bootstrapInterval95(differences).ci95, 0.5);
    });
    const skewed = share(sets, (set) => covers(bootstrapInterval95(exponentials(set, n)).ci95, 1));
    for (const covered of [normal, skewed]) {
      expect(covered).toBeGreaterThan(0.93);
      expect(covered).toBeLessThan(0.97);
    }
  });

  it('on skewed differences Student misses on one side, and the bootstrap sides are less unequal (Hall 1988)', () => {
    const lopsided = (interval: IntervalOf): number => {
      const intervals = list(600, (set) => interval(exponentials(set, n)).ci95!);
      const below = intervals.filter(([, high]) => high < 1).length;
      const above = intervals.filter(([low]) => low > 1).length;
      return (below - above) / intervals.length;
    };
    const student = lopsided(tInterval95);
    expect(student).toBeGreaterThan(error(0.025, 600));
    expect(Math.abs(lopsided(bootstrapInterval95))).toBeLessThan(student);
  });

  it('a true null is rejected at 5 %, with unequal variances, correlated pairs and undefined replicates', () => {
    const p = list(4000, (set) => {
      const { arm, reference } = normalArms(set, n + 2, 0, 3);
      const values = arm.map((value, i) => (i === 3 ? null : value));
      const base = reference.map((value, i) => (i === 5 ? null : value));
      return effectOf(values, base).p!;
    });
    expect(Math.abs(share(4000, (set) => p[set]! < 0.05) - 0.05)).toBeLessThan(error(0.05, 4000));
    expect(ksStatistic(Float64Array.from(p), (x) => x)).toBeLessThan(1.63);
  });

  it('a true null of counts is rejected at 5 %, one arm more scattered than the other', () => {
    const rejected = share(4000, (set) => {
      const { arm, reference } = countArms(set, n, 20, 20);
      const scattered = arm.map((count, i) => count * (uniformAt(set, i, 4) < 0.5 ? 0.7 : 1.3));
      return effectOf(scattered, reference).p! < 0.05;
    });
    expect(Math.abs(rejected - 0.05)).toBeLessThan(error(0.05, 4000));
  });

  it('under a true null the probability of being better is uniform', () => {
    const probabilities = list(4000, (set) => {
      const { arm, reference } = normalArms(set, n, 0, 3);
      return effectOf(arm, reference).p_better!.baseline!;
    });
    expect(ksStatistic(Float64Array.from(probabilities), (x) => x)).toBeLessThan(1.63);
  });
});

describe('Holm', () => {
  it('rejects any of ten true nulls in 5 % of families', () => {
    // Independent nulls: 1 − (1 − 0.05/10)^10.
    const expected = 1 - Math.exp(10 * Math.log1p(-0.005));
    const rejected = share(4000, (set) => holm(list(10, (i) => uniformAt(set, i))).some((p) => p! < 0.05));
    expect(Math.abs(rejected - expected)).toBeLessThan(error(expected, 4000));
  });
});

describe('the number of replicates needed', () => {
  it.each([0.5, 0.8, 1.2])('finds an effect of %f standard deviations with 80 % power', (effect) => {
    const n = replicatesNeeded(1, effect)!;
    const found = share(4000, (set) => {
      const draws = list(n, (i) => effect + normalsAt(set, i, 5)[0]);
      return tTest(draws)!.p! < 0.05;
    });
    expect(found).toBeGreaterThan(0.8 - error(0.8, 4000));
    expect(found).toBeLessThan(0.86);
  });

  it('falls by the variance-reduction factor, 1/(1 − ρ) for equal variances', () => {
    const { arm, reference } = normalArms(1, 20_000, 0, 1);
    expect(worthOfPairing(pairsOf(arm, reference))!.factor * (1 - 0.8)).toBeCloseTo(1, 1);
    const independent = replicatesNeeded(Math.sqrt(2), 0.1)!;
    const paired = replicatesNeeded(Math.sqrt(2 * (1 - 0.8)), 0.1)!;
    expect(independent / paired).toBeCloseTo(5, 0);
  });
});

const inOrder = ({ arm, reference }: { arm: number[]; reference: number[] }) => [arm, reference] as const;

const exponentials = (set: number, n: number): number[] => list(n, (i) => -Math.log(uniformAt(set, i, n)));

const effectOf = (arm: (number | null)[], reference: (number | null)[]) =>
  effectsOf(pairedResults({ baseline: { orders: reference }, pressure: { orders: arm } }), {
    primary: 'orders',
    secondary: [],
    interval: 't',
  }).pressure!.orders!;
