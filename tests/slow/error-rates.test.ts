// How often estimators of differences reject a true null, and how often their intervals cover.
import { describe, expect, it } from 'vitest';
import { did } from '../../src/measures/estimators/did.ts';
import { eTestOfTarget } from '../../src/measures/estimators/e-test.ts';
import type { AreaCount, EstimateOptions, Estimator } from '../../src/measures/estimators/estimator.ts';
import { sIndex } from '../../src/measures/estimators/s-index.ts';
import { tne } from '../../src/measures/estimators/tne.ts';
import { wdd } from '../../src/measures/estimators/wdd.ts';
import { poissonLaw } from '../../src/stats/count-laws.ts';
import { eTest } from '../../src/stats/e-test.ts';
import { poissonCounts } from '../support/poisson-counts.ts';

describe('error rates at 5 %, Poisson counts', () => {
  const N = 20_000;
  /** Four standard errors of a rate of 5 % over N draws: 0.0062. */
  const MONTE_CARLO = 4 * Math.sqrt((0.05 * 0.95) / N);

  /** Shares of draws in which the estimator rejects no effect, and in which its interval covers `truth`. */
  function rates(estimator: Estimator, means: AreaCount[], truth: number, options?: EstimateOptions, n = N) {
    const draw = poissonCounts(2003);
    let rejected = 0;
    let covered = 0;
    for (let i = 0; i < n; i++) {
      const counts = means.map((one) => ({ ...one, before: draw(one.before), after: draw(one.after) }));
      const { p, ci95 } = estimator.estimate(counts, options);
      if (p! < 0.05) rejected++;
      if (ci95![0] <= truth && truth <= ci95![1]) covered++;
    }
    return { rejected: rejected / n, covered: covered / n };
  }

  const areas = (role: AreaCount['role'], n: number, before: number, after: number, weight = 1) =>
    Array.from({ length: n }, (_, i) => ({ area: `${role} ${i}`, role, before, after, weight }));

  it.each([
    ['equal groups', [...areas('target', 1, 50, 50), ...areas('control', 1, 50, 50)], undefined],
    [
      'unequal groups, weighted by their areas',
      [
        ...areas('target', 1, 40, 30),
        ...areas('control', 1, 160, 120, 1 / 4),
        ...areas('buffer', 1, 60, 50),
        ...areas('buffer_control', 1, 300, 250, 1 / 5),
      ],
      undefined,
    ],
    [
      'unequal groups and periods',
      [...areas('target', 1, 90, 30), ...areas('control', 1, 360, 120, 1 / 4)],
      { timeBefore: 3, timeAfter: 1 },
    ],
  ])('WDD rejects a true null at its nominal rate: %s', (_, means, options) => {
    expect(Math.abs(rates(wdd, means, 0, options).rejected - 0.05)).toBeLessThan(MONTE_CARLO);
  });

  it.each([
    ['equal groups', [...areas('target', 3, 20, 16), ...areas('control', 3, 20, 16)], undefined],
    ['unequal groups', [...areas('target', 3, 20, 16), ...areas('control', 12, 20, 16)], undefined],
    ['a control smaller than the target', [...areas('target', 8, 20, 25), ...areas('control', 2, 20, 25)], undefined],
    [
      'unequal groups and periods',
      [...areas('target', 3, 40, 16), ...areas('control', 12, 40, 16)],
      { timeBefore: 5, timeAfter: 2 },
    ],
  ])('difference in differences does: %s', (_, means, options) => {
    expect(Math.abs(rates(did, means, 0, options).rejected - 0.05)).toBeLessThan(MONTE_CARLO);
  });

  it('total net effect does, against a control of several hundred events', () => {
    const means = [...areas('target', 1, 50, 40), ...areas('buffer', 1, 50, 40), ...areas('control', 1, 300, 240)];
    expect(Math.abs(rates(tne, means, 0).rejected - 0.05)).toBeLessThan(MONTE_CARLO);
  });

  it('WDD, difference in differences and total net effect cover a known effect as often as they say', () => {
    const both = [
      ...areas('target', 2, 40, 20),
      ...areas('control', 6, 40, 35),
      ...areas('buffer', 2, 30, 34),
      ...areas('buffer_control', 2, 30, 28),
    ];
    const known: [Estimator, AreaCount[], number][] = [
      [wdd, both.map((one) => (one.role === 'control' ? { ...one, weight: 2 / 6 } : one)), 2 * -15 + 2 * 6],
      [did, both, 2 * -15],
      [tne, both, (80 + 60) * (35 / 40) - 40 - 68],
    ];
    for (const [estimator, means, truth] of known)
      expect(Math.abs(rates(estimator, means, truth).covered - 0.95)).toBeLessThan(MONTE_CARLO);
  });

  it.each([
    [3, 1, 1],
    [10, 1, 1],
    [10, 3, 1],
    [10, 1, 4],
    [40, 2, 1],
  ])(
    'the E-test rejects equal rates of %i per unit, over %i and %i units, in 4 to 5.1 cases of a hundred',
    (rate, n1, n2) => {
      const [one, two] = [poissonLaw(rate * n1), poissonLaw(rate * n2)];
      let rejected = 0;
      for (const [i, pOne] of one.p.entries()) {
        for (const [j, pTwo] of two.p.entries()) {
          if (pOne * pTwo < 1e-10) continue;
          const p = eTest({ count: one.first + i, exposure: n1 }, { count: two.first + j, exposure: n2 });
          if (p !== null && p < 0.05) rejected += pOne * pTwo;
        }
      }
      expect(rejected).toBeGreaterThan(0.04);
      expect(rejected).toBeLessThan(0.051);
    },
  );

  it('the interval beside the E-test covers a known ratio of rates', () => {
    const n = 2000;
    const { covered } = rates(eTestOfTarget, areas('target', 1, 60, 12), 0.6, { timeBefore: 3, timeAfter: 1 }, n);
    expect(Math.abs(covered - 0.95)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / n));
  });

  it('S finds a change somewhere in at most 5 % of equal patterns, and its original sampling in half of their areas', () => {
    const draw = poissonCounts(2009);
    const n = 400;
    const nAreas = 30;
    let rejected = 0;
    const alike = { subsample: 0, bootstrap: 0 };
    for (let i = 0; i < n; i++) {
      const counts = areas('control', nAreas, 20, 20).map((one) => ({ ...one, before: draw(20), after: draw(20) }));
      const { p, parts } = sIndex.estimate(counts);
      if (p! < 0.05) rejected++;
      alike.subsample += parts.subsample! / n;
      alike.bootstrap += parts.bootstrap! / n;
    }
    expect(rejected / n).toBeLessThan(0.05);
    expect(alike.subsample).toBeLessThan(0.5);
    expect(alike.bootstrap).toBeGreaterThan(0.8);
  });
});
