import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tInterval95 } from '../../src/stats/intervals.ts';
import { tCdf, tQuantile } from '../../src/stats/student.ts';

describe("Student's t", () => {
  it.each([
    [1, 12.7062],
    [2, 4.3027],
    [3, 3.1824],
    [4, 2.7764],
    [7, 2.3646],
    [9, 2.2622],
    [19, 2.093],
    [29, 2.0452],
    [120, 1.9799],
  ])('has its published 0.975 quantile at %i degrees of freedom', (df, published) => {
    expect(tQuantile(0.975, df)).toBeCloseTo(published, 4);
  });

  it('has its published quantiles at other probabilities', () => {
    expect(tQuantile(0.95, 5)).toBeCloseTo(2.015, 3);
    expect(tQuantile(0.995, 10)).toBeCloseTo(3.1693, 4);
    expect(tQuantile(0.9995, 1)).toBeCloseTo(636.619, 3);
    expect(tQuantile(0.75, 2)).toBeCloseTo(0.8165, 5);
  });

  it('agrees with the closed forms at one and two degrees of freedom', () => {
    for (const p of [0.6, 0.9, 0.99]) {
      expect(tQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 9);
      expect(tQuantile(p, 2)).toBeCloseTo((2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 9);
    }
  });

  it('is antisymmetric, 0 in the middle, and normal at many degrees of freedom', () => {
    expect(tQuantile(0.025, 9)).toBe(-tQuantile(0.975, 9));
    expect(Math.abs(tQuantile(0.5, 4))).toBe(0);
    expect(tQuantile(0.975, 9999)).toBeCloseTo(1.9602, 4);
  });

  it.each([
    // Percentage points of the t distribution, Abramowitz & Stegun (1964), table 26.10.
    [6.314, 1, 0.95],
    [2.92, 2, 0.95],
    [2.015, 5, 0.95],
    [1.812, 10, 0.95],
    [3.169, 10, 0.995],
    [2.457, 30, 0.99],
    [1.98, 120, 0.975],
  ])('stays below %f with its published probability at %i degrees of freedom', (t, df, published) => {
    expect(tCdf(t, df)).toBeCloseTo(published, 4);
    expect(tCdf(-t, df)).toBeCloseTo(1 - published, 4);
  });

  it('has a distribution function that undoes the quantile, with 1/2 in the middle and limits at the ends', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 500 }), (p, df) => {
        expect(tCdf(tQuantile(p, df), df)).toBeCloseTo(p, 10);
      }),
    );
    expect([tCdf(0, 7), tCdf(-0, 7)]).toEqual([0.5, 0.5]);
    for (const df of [1, 2, 9, 10]) expect([tCdf(-Infinity, df), tCdf(Infinity, df)]).toEqual([0, 1]);
  });

  it('has a distribution function that never leaves 0 to 1, however far the tail', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.integer({ min: 1, max: 2000 }), (t, df) => {
        const p = tCdf(t, df);
        expect(p >= 0 && p <= 1).toBe(true);
        expect(p + tCdf(-t, df)).toBeCloseTo(1, 14);
      }),
    );
  });

  it('refuses what is no probability or no count', () => {
    expect(() => tQuantile(1, 3)).toThrow(RangeError);
    expect(() => tQuantile(Number.NaN, 3)).toThrow(RangeError);
    expect(() => tQuantile(0.975, 0)).toThrow(RangeError);
    expect(() => tQuantile(0.975, 2.5)).toThrow(RangeError);
    expect(() => tCdf(Number.NaN, 3)).toThrow(RangeError);
    expect(() => tCdf(1, 0)).toThrow(RangeError);
  });
});

describe('an interval over replicates', () => {
  it('is the mean and its t interval', () => {
    const { n, mean, sd, ci95 } = tInterval95([1, 2, 3, 4]);
    expect([n, mean]).toEqual([4, 2.5]);
    expect(sd).toBeCloseTo(Math.sqrt(5 / 3), 12);
    expect(ci95?.[0]).toBeCloseTo(2.5 - 3.182446 * Math.sqrt(5 / 12), 5);
    expect(ci95?.[1]).toBeCloseTo(2.5 + 3.182446 * Math.sqrt(5 / 12), 5);
  });

  it('leaves undefined values out and says how many are left', () => {
    expect(tInterval95([null, 1, null, 3])).toEqual(tInterval95([1, 3]));
    expect(tInterval95([null, 1, null, 3]).n).toBe(2);
  });

  it('has no spread for one value and no mean for none', () => {
    expect(tInterval95([7])).toEqual({ n: 1, mean: 7, sd: null, ci95: null });
    expect(tInterval95([7, null])).toEqual({ n: 1, mean: 7, sd: null, ci95: null });
    expect(tInterval95([null])).toEqual({ n: 0, mean: null, sd: null, ci95: null });
    expect(tInterval95([])).toEqual({ n: 0, mean: null, sd: null, ci95: null });
    expect(tInterval95([5, 5, 5])).toEqual({ n: 3, mean: 5, sd: 0, ci95: [5, 5] });
  });

  it('has exactly no spread for equal values, though three times 0.1 divided by three is not 0.1', () => {
    expect(tInterval95([0.1, 0.1, 0.1])).toEqual({ n: 3, mean: 0.1, sd: 0, ci95: [0.1, 0.1] });
  });
});
