// What must hold for every estimator whatever the counts, and the error rates of those that test.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { did } from '../../src/measures/estimators/did.ts';
import { eTestOfTarget } from '../../src/measures/estimators/e-test.ts';
import {
  type AreaCount,
  type EstimateOptions,
  type Estimator,
  ROLES,
} from '../../src/measures/estimators/estimator.ts';
import { generalisedGini } from '../../src/measures/estimators/gini.ts';
import { hhi } from '../../src/measures/estimators/hhi.ts';
import { ESTIMATORS } from '../../src/measures/estimators/registry.ts';
import { sIndex } from '../../src/measures/estimators/s-index.ts';
import { shareTop } from '../../src/measures/estimators/share-top.ts';
import { tne } from '../../src/measures/estimators/tne.ts';
import { wdd } from '../../src/measures/estimators/wdd.ts';
import { wdq } from '../../src/measures/estimators/wdq.ts';
import { poissonLaw } from '../../src/stats/count-laws.ts';
import { eTest } from '../../src/stats/e-test.ts';
import { poissonCounts } from '../support/poisson-counts.ts';

const events = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(60) });
const row = fc.record({ role: fc.constantFrom(...ROLES), before: events, after: events });
const named = (rows: Omit<AreaCount, 'area'>[]): AreaCount[] => rows.map((one, i) => ({ area: `area ${i}`, ...one }));
/** Any areas: roles may be missing, counts may be 0. */
const anyAreas = fc.array(row, { maxLength: 12 }).map(named);
/** At least one area of each role. */
const allRoles = fc
  .tuple(fc.array(row, { maxLength: 8 }), fc.array(fc.tuple(events, events), { minLength: 4, maxLength: 4 }))
  .map(([rows, pairs]) =>
    named([...rows, ...ROLES.map((role, i) => ({ role, before: pairs[i][0], after: pairs[i][1] }))]),
  );

const swapped = (areas: readonly AreaCount[]): AreaCount[] =>
  areas.map((one) => ({ ...one, before: one.after, after: one.before }));
const times = (areas: readonly AreaCount[], k: number): AreaCount[] =>
  areas.map((one) => ({ ...one, before: one.before * k, after: one.after * k }));
const weighted = (areas: readonly AreaCount[], weight: number): AreaCount[] => areas.map((one) => ({ ...one, weight }));
const holds = (areas: typeof anyAreas, promise: (counts: AreaCount[]) => void): void =>
  fc.assert(fc.property(areas, promise), { numRuns: 150 });
const same = (a: number | null, b: number | null): void => {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a)));
};

describe.each(ESTIMATORS.map((one) => [one.id, one] as const))('%s', (_, estimator) => {
  it('gives finite numbers or null with a reason, whatever the counts', () => {
    holds(anyAreas, (counts) => {
      const { value, undefinedBecause, se, ci95, p, parts } = estimator.estimate(counts);
      const numbers = [value, se, p, ...(ci95 ?? []), ...Object.values(parts), estimator.truth(counts)];
      for (const one of numbers) expect(one === null || Number.isFinite(one)).toBe(true);
      expect(typeof undefinedBecause).toBe(value === null ? 'string' : 'undefined');
      if (p !== null) expect(p >= 0 && p <= 1).toBe(true);
      if (ci95) expect(ci95[0] <= value! && value! <= ci95[1]).toBe(true);
    });
  });

  it('concludes at 5 %, to the side on which its value lies', () => {
    holds(allRoles, (counts) => {
      const { value, p, conclusion } = estimator.estimate(counts);
      if (value === null || conclusion === null) return;
      expect(conclusion === 'nothing').toBe(p! >= 0.05);
      if (conclusion !== 'nothing') expect(conclusion).toBe(value < estimator.noEffect ? 'fall' : 'rise');
    });
  });

  it('is null for the whole where a role that it needs has no area', () => {
    for (const role of estimator.needs) {
      holds(allRoles, (counts) => {
        expect(estimator.estimate(counts.filter((one) => one.role !== role)).value).toBeNull();
      });
    }
    expect(estimator.estimate([]).value).toBeNull();
  });

  it('does not depend on the order of rows', () => {
    holds(anyAreas, (counts) => {
      expect(estimator.estimate(counts.toReversed())).toEqual(estimator.estimate(counts));
    });
  });

  it('says something in words wherever it has a value', () => {
    holds(allRoles, (counts) => {
      const estimate = estimator.estimate(counts);
      if (estimate.value === null) return;
      expect(estimator.sentence(estimate, counts)).toMatch(/^[A-Z].*\.$/);
      expect(estimator.sentence(estimate, counts)).not.toMatch(/NaN|null|undefined|Infinity/);
    });
  });

  it('takes weights, or leaves them out, as it says', () => {
    const counts = named([
      { role: 'target', before: 40, after: 20, weight: 3 },
      { role: 'buffer', before: 30, after: 31, harm: 2 },
      { role: 'control', before: 50, after: 45 },
      { role: 'buffer_control', before: 20, after: 21 },
    ]);
    const plain = counts.map(({ weight: _, harm: __, ...one }) => one);
    const isSame = estimator.estimate(counts).value === estimator.estimate(plain).value;
    // Difference in differences does not look at the buffer, but the target's weight enters.
    expect(isSame).toBe(estimator.weighs.length === 0);
  });

  it.each([
    ['a negative count', { before: -1 }],
    ['a fraction', { after: 2.5 }],
    ['no number', { before: Number.NaN }],
    ['a weight of 0', { weight: 0 }],
    ['a negative harm', { harm: -1 }],
  ])('refuses %s', (__, wrong) => {
    const counts = [{ area: 'a', role: 'target' as const, before: 1, after: 1, ...wrong }];
    expect(() => estimator.estimate(counts)).toThrow(RangeError);
    expect(() => estimator.truth(counts)).toThrow(RangeError);
  });
});

describe('estimators of differences', () => {
  it('change their sign when before and after change places', () => {
    for (const estimator of [wdd, did, generalisedGini, shareTop, hhi]) {
      holds(anyAreas, (counts) => {
        const { value, se, p } = estimator.estimate(counts);
        const turned = estimator.estimate(swapped(counts));
        same(turned.value, value === null ? null : -value);
        expect([turned.se, turned.p]).toEqual([se, p]);
      });
    }
  });

  it('change their sign when treated and controls change places, in equal groups', () => {
    const other = { target: 'control', control: 'target', buffer: 'buffer_control', buffer_control: 'buffer' } as const;
    const pairs = fc.array(fc.tuple(events, events), { minLength: 4, maxLength: 4 });
    const oneEach = pairs.map((four) =>
      named(ROLES.map((role, i) => ({ role, before: four[i][0], after: four[i][1] }))),
    );
    for (const estimator of [wdd, did]) {
      holds(oneEach, (counts) => {
        const exchanged = counts.map((one) => ({ ...one, role: other[one.role] }));
        same(estimator.estimate(exchanged).value, 0 - estimator.estimate(counts).value!);
      });
    }
  });

  it('grow with the counts, their errors with the root; with weights both grow alike', () => {
    for (const estimator of [wdd, did, tne]) {
      holds(allRoles, (counts) => {
        const { value, se } = estimator.estimate(counts);
        const more = estimator.estimate(times(counts, 4));
        const heavier = estimator.estimate(weighted(counts, 4));
        same(more.value, value === null ? null : 4 * value);
        same(more.se, se === null ? null : 2 * se);
        same(heavier.value, value === null ? null : 4 * value);
        same(heavier.se, se === null ? null : 4 * se);
      });
    }
  });

  it('do not see how the events of a role are cut into areas', () => {
    for (const estimator of [wdd, tne, wdq, eTestOfTarget]) {
      holds(allRoles, (counts) => {
        const summed = ROLES.map((role) => {
          const areas = counts.filter((one) => one.role === role);
          const sum = (column: 'before' | 'after') => areas.reduce((total, one) => total + one[column], 0);
          return { area: role, role, before: sum('before'), after: sum('after') };
        });
        expect(estimator.estimate(summed)).toEqual(estimator.estimate(counts));
      });
    }
  });

  it('have one truth: what is prevented is what WDD takes off, DiD and WDQ being parts of it', () => {
    holds(allRoles, (counts) => {
      const [prevented, weighed, target, quotient] = [tne, wdd, did, wdq].map(({ truth }) => truth(counts));
      same(prevented, -weighed!);
      if (quotient !== null) same(target! * (1 + quotient), weighed);
      expect(quotient === null).toBe(target! >= 0);
    });
  });
});

describe('the quotient', () => {
  it('is the same for any control in proportion, and for periods of any length', () => {
    holds(allRoles, (counts) => {
      const { value } = wdq.estimate(counts);
      const larger = counts.map((one) => (one.role === 'control' ? { ...one, weight: 7 } : one));
      same(wdq.estimate(larger).value, value);
      same(wdq.estimate(counts, { timeBefore: 30, timeAfter: 7 }).value, value);
    });
  });

  it('is never 0 for want of a value: defined just where the target fell against the control', () => {
    holds(allRoles, (counts) => {
      const { value, parts } = wdq.estimate(counts);
      expect(value !== null).toBe(parts.success !== undefined && parts.success! < 0);
      if (value !== null) expect(value > 0).toBe(parts.buffer_displacement! < 0);
    });
  });
});

describe('the E-test', () => {
  it('has one p for both orders, and ratios that are each other turned over', () => {
    holds(anyAreas, (counts) => {
      const { value, p, ci95 } = eTestOfTarget.estimate(counts);
      const turned = eTestOfTarget.estimate(swapped(counts));
      same(turned.p, p);
      if (value && turned.value) {
        same(value * turned.value, 1);
        same(Math.log(ci95![0] * turned.ci95![1]), 0);
      }
    });
  });
});

describe('measures of pattern', () => {
  it('stay when all counts are multiplied: the plain Gini, shares of the top and HHI', () => {
    holds(anyAreas, (counts) => {
      const more = times(counts, 5);
      for (const part of ['plain_before', 'plain_after'])
        same(generalisedGini.estimate(more).parts[part], generalisedGini.estimate(counts).parts[part]);
      same(shareTop.estimate(more).value, shareTop.estimate(counts).value);
      same(hhi.estimate(more).value, hhi.estimate(counts).value);
    });
  });

  it('keep their bounds', () => {
    holds(anyAreas, (counts) => {
      const gini = generalisedGini.estimate(counts);
      const top = shareTop.estimate(counts).parts;
      const index = hhi.estimate(counts).parts;
      for (const when of ['before', 'after']) {
        if (index[when] === null) continue;
        expect(index[when]!).toBeGreaterThanOrEqual(index.even! - 1e-9);
        expect(index[when]!).toBeLessThanOrEqual(10_000);
        const [generalised, plain] = [gini.parts[`generalised_${when}`]!, gini.parts[`plain_${when}`]!];
        expect(generalised).toBeGreaterThanOrEqual(0);
        expect(generalised).toBeLessThanOrEqual(plain + 1e-12);
        expect(plain).toBeLessThan(1);
        const shares = [5, 10, 20, 50].map((percent) => top[`top_${percent}_${when}`]!);
        expect(shares).toEqual(shares.toSorted((a, b) => a - b));
        for (const [i, percent] of [5, 10, 20, 50].entries())
          expect(shares[i]).toBeGreaterThanOrEqual(percent / 100 - 1e-12);
        expect(top[`half_${when}`]!).toBeLessThanOrEqual(0.5 + 0.5 / counts.length);
      }
    });
  });

  it('find equal patterns alike in every variant of S, at any level', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 15 }), fc.integer({ min: 1, max: 9 }), (base, k) => {
        fc.pre(base.some((count) => count > 0));
        const counts = named(base.map((before) => ({ role: 'target' as const, before, after: before * k })));
        const { areas: _, areas_with_events: __, ...shares } = sIndex.estimate(counts).parts;
        for (const share of Object.values(shares)) expect(share).toBe(1);
      }),
    );
  });

  it('are the same in both directions for the difference variant of S', () => {
    holds(anyAreas, (counts) => {
      const [there, back] = [sIndex.estimate(counts), sIndex.estimate(swapped(counts))];
      expect(back.value).toBe(there.value);
      same(back.p, there.p);
    });
  });
});

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
