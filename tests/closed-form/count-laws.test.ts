// Laws, functions and corrections that the estimators lean on, against closed forms and published tables.
import { describe, expect, it } from 'vitest';
import { scaledBesselI } from '../../src/stats/bessel.ts';
import { binomialLaw, type CountLaw, hypergeometricLaw, poissonLaw, quantileOf } from '../../src/stats/count-laws.ts';
import { benjaminiYekutieli } from '../../src/stats/false-discovery.ts';
import { twoSidedP, Z_95 } from '../../src/stats/normal.ts';
import { rateRatioInterval95 } from '../../src/stats/rate-ratio.ts';

const at = ({ first, p }: CountLaw, count: number): number => p[count - first] ?? 0;

function moments({ first, p }: CountLaw): { mean: number; variance: number } {
  const mean = p.reduce((sum, one, i) => sum + one * (first + i), 0);
  return { mean, variance: p.reduce((sum, one, i) => sum + one * (first + i - mean) * (first + i - mean), 0) };
}

describe('laws of counts', () => {
  it('give the probabilities of small cases', () => {
    expect(at(poissonLaw(0.7), 0)).toBeCloseTo(Math.exp(-0.7), 14);
    expect(at(binomialLaw(10, 0.5), 5)).toBeCloseTo(252 / 1024, 14);
    expect(at(hypergeometricLaw(9, 2, 8), 1)).toBeCloseTo(2 / 9, 14);
    expect(at(hypergeometricLaw(9, 2, 8), 2)).toBeCloseTo(7 / 9, 14);
  });

  it('have their mean and variance, for a million events as for ten', () => {
    const close = (law: CountLaw, mean: number, variance: number) => {
      const found = moments(law);
      expect(found.mean / mean).toBeCloseTo(1, 10);
      expect(found.variance / variance).toBeCloseTo(1, 8);
    };
    for (const n of [10, 1e6]) {
      close(poissonLaw(n), n, n);
      close(binomialLaw(n, 0.3), n * 0.3, n * 0.21);
      close(hypergeometricLaw(n, n * 0.4, n * 0.8), n * 0.32, (n * 0.32 * 0.6 * 0.2 * n) / (n - 1));
    }
  });

  it('are certain where nothing is left to chance', () => {
    expect(poissonLaw(0)).toEqual({ first: 0, p: Float64Array.of(1) });
    expect(binomialLaw(7, 0)).toEqual({ first: 0, p: Float64Array.of(1) });
    expect(binomialLaw(7, 1)).toEqual({ first: 7, p: Float64Array.of(1) });
    expect(hypergeometricLaw(9, 9, 8)).toEqual({ first: 8, p: Float64Array.of(1) });
  });

  it('have the quantiles of printed tables', () => {
    expect([0.025, 0.975].map((p) => quantileOf(poissonLaw(10), p))).toEqual([4, 17]);
    expect([0.025, 0.975].map((p) => quantileOf(binomialLaw(100, 0.5), p))).toEqual([40, 60]);
    expect(quantileOf(binomialLaw(1, 0.5), 0.5)).toBe(0);
  });
});

describe('the normal law', () => {
  it('leaves 5 % beyond 1.96 standard errors', () => {
    expect(twoSidedP(Z_95)).toBeCloseTo(0.05, 15);
  });
});

describe('scaled Bessel functions', () => {
  // scipy 1.17, special.ive.
  it.each([
    [0, 1, 0],
    [0.02, 0.98029669562461, 0.009802476840573],
    [1, 0.465759607593641, 0.207910415349708],
    [10, 0.127833337163429, 0.121262681384456],
    [29, 0.074407468222226, 0.073113117939388],
    [31, 0.071946496696982, 0.070776392834386],
    [1000, 0.012617240455891, 0.012610930256929],
  ])('are those of another implementation at %f', (x, order0, order1) => {
    expect(scaledBesselI(0, x)).toBeCloseTo(order0, 14);
    expect(scaledBesselI(1, x)).toBeCloseTo(order1, 14);
  });

  it('meet where the series change, and behave as 1/sqrt(2 pi x) far out', () => {
    for (const order of [0, 1] as const) {
      const jump = scaledBesselI(order, 30) / scaledBesselI(order, 30 - 1e-9) - 1;
      expect(Math.abs(jump)).toBeLessThan(1e-10);
      expect(scaledBesselI(order, 1e12) * Math.sqrt(2 * Math.PI * 1e12)).toBeCloseTo(1, 11);
    }
  });
});

describe("Benjamini and Yekutieli's correction", () => {
  it('multiplies by n · (1 + 1/2 + … + 1/n) / rank and never falls with p', () => {
    expect(benjaminiYekutieli([0.5, 0.001])).toEqual([0.75, 0.003]);
    const equal = benjaminiYekutieli([0.01, 0.02, 0.03, 0.04, 0.05]);
    for (const p of equal) expect(p).toBeCloseTo(0.01 * 5 * (137 / 60), 12);
    expect(benjaminiYekutieli([0.9, 0.8])).toEqual([1, 1]);
    expect(benjaminiYekutieli([])).toEqual([]);
  });
});

describe('the interval of a ratio of rates', () => {
  it('ends without an event where half of (1 - share)^k is 2.5 %', () => {
    const share = 1 - Math.cbrt(0.05);
    const [low, high] = rateRatioInterval95({ count: 0, exposure: 2 }, { count: 3, exposure: 1 })!;
    expect(low).toBe(0);
    expect(high).toBeCloseTo(share / (1 - share) / 2, 8);
  });

  it('is turned over when the two change places', () => {
    const one = { count: 12, exposure: 180 };
    const two = { count: 40, exposure: 365 };
    const [low, high] = rateRatioInterval95(one, two)!;
    const [lowest, highest] = rateRatioInterval95(two, one)!;
    expect(low * highest).toBeCloseTo(1, 7);
    expect(high * lowest).toBeCloseTo(1, 7);
  });

  it('is null where nothing bounds it from above', () => {
    expect(rateRatioInterval95({ count: 4, exposure: 1 }, { count: 0, exposure: 1 })).toBeNull();
  });
});
