// What must hold for every estimator whatever the counts, and the error rates of those that test.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { did } from '../../src/measures/estimators/did.ts';
import { eTestOfTarget } from '../../src/measures/estimators/e-test.ts';
import { type AreaCount, ROLES } from '../../src/measures/estimators/estimator.ts';
import { generalisedGini } from '../../src/measures/estimators/gini.ts';
import { hhi } from '../../src/measures/estimators/hhi.ts';
import { ESTIMATORS } from '../../src/measures/estimators/registry.ts';
import { sIndex } from '../../src/measures/estimators/s-index.ts';
import { shareTop } from '../../src/measures/estimators/share-top.ts';
import { tne } from '../../src/measures/estimators/tne.ts';
import { wdd } from '../../src/measures/estimators/wdd.ts';
import { wdq } from '../../src/measures/estimators/wdq.ts';

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
