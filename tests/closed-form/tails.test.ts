// Tails of the normal law and of Student's t: all digits, however small.
import { describe, expect, it } from 'vitest';
import { twoSidedP } from '../../src/stats/normal.ts';
import { tCdf, twoSidedT } from '../../src/stats/student.ts';

const EXACT = 1e-12;

describe('two-sided tails', () => {
  // mpmath 1.3 with 40 digits: erfc(z/√2).
  it.each([
    [1e-8, 0.9999999920211544],
    [0.3, 0.7641771556220948],
    [1, 0.3173105078629141],
    [1.9, 0.0574331196320036],
    [2, 0.04550026389635842],
    [2.1, 0.03572884112563311],
    [5, 5.733031437583878e-7],
    [8, 1.2441921148543568e-15],
    [8.3, 1.041113948978057e-16],
    [12, 3.552964224155358e-33],
    [25, 6.113393412765122e-138],
    [37.5, 9.21070601916391e-308],
  ])('of the normal law at %f are exact to 1e-12 of themselves', (z, p) => {
    expect(Math.abs(twoSidedP(z) / p - 1)).toBeLessThan(EXACT);
    expect(twoSidedP(-z)).toBe(twoSidedP(z));
  });

  // mpmath 1.3 with 40 digits: betainc(df/2, 1/2, 0, df/(df + t²), regularized=True).
  it.each([
    [1e-6, 3, 0.9999992648948061],
    [0.5, 1, 0.7048327646991335],
    [1, 2, 0.4226497308103742],
    [3, 1, 0.20483276469913345],
    [40, 1, 0.015912179824051628],
    [1e5, 1, 6.366197723463607e-6],
    [2.5, 7, 0.040992218585752895],
    [20, 9, 9.079521299916545e-9],
    [60, 19, 3.9760616847072806e-23],
    [1e4, 19, 2.541030933087875e-65],
    [8.5, 29, 2.2980332862819197e-9],
    [30, 199, 8.942928760574414e-76],
    [0.2, 1999, 0.8415009242040379],
    [3, 1000, 0.0027667090442381925],
    [40, 1001, 8.838198963376609e-210],
    [12, 100_000, 3.744505811956351e-33],
  ])('of t at %f with %i degrees of freedom are exact to 1e-12 of themselves', (t, df, p) => {
    expect(Math.abs(twoSidedT(t, df) / p - 1)).toBeLessThan(EXACT);
    expect(tCdf(-t, df)).toBe(twoSidedT(t, df) / 2);
  });

  it('are 1 in the middle, 0 at infinity, and fall all the way between', () => {
    for (const tail of [twoSidedP, (t: number) => twoSidedT(t, 1), (t: number) => twoSidedT(t, 30)]) {
      expect([tail(0), tail(-0), tail(Number.POSITIVE_INFINITY), tail(Number.NEGATIVE_INFINITY)]).toEqual([1, 1, 0, 0]);
      let last = 1;
      for (let t = 0.01; t < 38; t *= 1.01) {
        const p = tail(t);
        expect(p).toBeLessThan(last);
        expect(p).toBeGreaterThan(0);
        last = p;
      }
    }
  });

  it('of t come to those of the normal law', () => {
    for (const z of [0.5, 1.96, 4]) expect(twoSidedT(z, 1e8) / twoSidedP(z)).toBeCloseTo(1, 5);
  });
});
