// Quantile tables, gamma draws and Poisson counts against their laws.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawGamma } from '../../src/random/gamma.ts';
import { poissonQuantile } from '../../src/random/poisson.ts';
import { logExponentialTable, quantile } from '../../src/random/quantiles.ts';
import { logStableTable } from '../../src/random/stable.ts';
import { openStreams } from '../../src/random/streams.ts';
import { threefry, uniform, word1 } from '../../src/random/threefry.ts';
import { ksStatistic, regularizedGamma } from '../support/distributions.ts';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('quantile tables', () => {
  const exponential = logExponentialTable();

  it('give the logarithm of a unit exponential within 2e-5, 1e-4 in the last octaves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31 }), word, fc.boolean(), (octave, w, isAbove) => {
        // Steps from the nearer end, as many in each octave; the table stands for the probability of one step more.
        const steps = (w >>> 1) >>> octave;
        const p = (steps + 1) / 2 ** 32;
        const exact = isAbove ? Math.log(-Math.log1p(-p)) : Math.log(-Math.log(p));
        const found = quantile(exponential, isAbove ? ~steps : steps);
        expect(Math.abs(found - exact)).toBeLessThan(steps > 1000 ? 2e-5 : 1e-4);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([0.32, 0.4, 0.53])('are monotone and finite to both ends, θ = %f', (theta) => {
    for (const [table, sign] of [
      [exponential, -1],
      [logStableTable(theta), 1],
    ] as const) {
      let last = -Infinity;
      // From the lowest word to the highest, denser towards both ends.
      const ends = Array.from({ length: 3100 }, (_, i) => Math.floor(Math.exp(((i + 1) / 3100) * 31 * Math.LN2)) - 1);
      const rising = [...ends, ...ends.map((steps) => 2 ** 32 - 1 - steps).reverse()];
      for (const w of rising) {
        const x = sign * quantile(table, w | 0);
        expect(Number.isFinite(x)).toBe(true);
        // The two halves meet at the median to the error of the table.
        expect(x).toBeGreaterThanOrEqual(last - 2e-4);
        last = x;
      }
    }
  });

  it.each([0.32, 0.4, 0.53, 0.7])('give a positive stable law with Laplace transform exp(−t^θ), θ = %f', (theta) => {
    const table = logStableTable(theta);
    const n = 2 ** 17;
    for (const t of [0.01, 0.1, 0.5, 1, 3, 10]) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += Math.exp(-t * Math.exp(quantile(table, ((i + 0.5) * (2 ** 32 / n)) | 0)));
      expect(sum / n).toBeCloseTo(Math.exp(-Math.exp(theta * Math.log(t))), 3);
    }
  });

  it.each([0.05, 0.95])('give the same law at the ends of the range a scenario may name, θ = %f', (theta) => {
    const table = logStableTable(theta);
    const n = 2 ** 16;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Math.exp(-Math.exp(quantile(table, ((i + 0.5) * (2 ** 32 / n)) | 0)));
    expect(sum / n).toBeCloseTo(Math.exp(-1), 2);
  });

  it('make θ·(log S − log E) a standard Gumbel draw: the noise of one alternative alone', () => {
    const theta = 0.4;
    const stable = logStableTable(theta);
    const { choice } = openStreams('gumbel', 1, ['choice']);
    const noise = Float64Array.from({ length: 40_000 }, (_, i) => {
      const first = threefry(choice.k0, choice.k1, i, 0);
      return theta * (quantile(stable, first) - quantile(exponential, word1));
    });
    expect(ksStatistic(noise, (x) => Math.exp(-Math.exp(-x)))).toBeLessThan(1.95);
  });
});

describe('gamma draws', () => {
  it.each([0.3, 1, 1.5, 6])('have the mean, variance and distribution of shape %f', (shape) => {
    const key = openStreams('gamma', 1, ['traits']).traits;
    const x = Float64Array.from({ length: 20_000 }, (_, entity) => drawGamma(key, entity, 1, shape));
    const mean = x.reduce((a, b) => a + b, 0) / x.length;
    const variance = x.reduce((a, b) => a + (b - mean) * (b - mean), 0) / x.length;
    expect(Math.abs(mean - shape)).toBeLessThan(4 * Math.sqrt(shape / x.length));
    // Var of the sample variance of Gamma(k): (2k² + 6k)/n.
    expect(Math.abs(variance - shape)).toBeLessThan(4 * Math.sqrt((2 * shape * shape + 6 * shape) / x.length));
    expect(ksStatistic(x, (v) => regularizedGamma(shape, v))).toBeLessThan(1.95);
  });
});

describe('Poisson counts', () => {
  const probability = (mean: number, k: number): number => {
    let logP = -mean + k * Math.log(mean);
    for (let i = 2; i <= k; i++) logP -= Math.log(i);
    return Math.exp(logP);
  };

  it('are the smallest count with at least that probability below or at it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 30, noNaN: true }), word, (mean, w) => {
        const u = uniform(w);
        fc.pre(u > 1e-6 && u < 1 - 1e-6);
        const k = poissonQuantile(mean, u);
        let below = 0;
        for (let i = 0; i < k; i++) below += probability(mean, i);
        expect(below).toBeLessThan(u + 1e-9);
        expect(below + probability(mean, k)).toBeGreaterThan(u - 1e-9);
      }),
    );
  });

  it('are 0 at mean 0, and no word is without a count', () => {
    expect(poissonQuantile(0, uniform(-1))).toBe(0);
    expect(poissonQuantile(3, uniform(0))).toBe(0);
    expect(poissonQuantile(3, uniform(-1))).toBeLessThan(60);
  });
});
