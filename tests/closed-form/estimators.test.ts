// Estimators of the field against the values that were published with them, and against closed forms.
import { describe, expect, it } from 'vitest';
import { did } from '../../src/measures/estimators/did.ts';
import { eTestOfTarget } from '../../src/measures/estimators/e-test.ts';
import type { AreaCount, AreaRole } from '../../src/measures/estimators/estimator.ts';
import { generalisedGini } from '../../src/measures/estimators/gini.ts';
import { hhi } from '../../src/measures/estimators/hhi.ts';
import { ESTIMATOR_IDS, ESTIMATORS } from '../../src/measures/estimators/registry.ts';
import { sIndex } from '../../src/measures/estimators/s-index.ts';
import { shareTop } from '../../src/measures/estimators/share-top.ts';
import { tne } from '../../src/measures/estimators/tne.ts';
import { wdd } from '../../src/measures/estimators/wdd.ts';
import { wdq } from '../../src/measures/estimators/wdq.ts';
import { poissonLaw } from '../../src/stats/count-laws.ts';
import { eTest } from '../../src/stats/e-test.ts';
import { poissonCounts } from '../support/poisson-counts.ts';

type Pair = readonly [before: number, after: number];

/** One area per role. */
const roles = (pairs: Partial<Record<AreaRole, Pair>>, factors: Partial<Record<AreaRole, number>> = {}): AreaCount[] =>
  Object.entries(pairs).map(([role, [before, after]]) => ({
    area: role,
    role: role as AreaRole,
    before,
    after,
    weight: factors[role as AreaRole] ?? 1,
  }));

/** Areas of no particular role, with a pattern before and one after. */
const pattern = (before: readonly number[], after: readonly number[] = before): AreaCount[] =>
  before.map((count, i) => ({ area: `area ${i}`, role: 'control', before: count, after: after[i] }));

/** The worked example of Wheeler & Ratcliffe (2018). */
const PUBLISHED = {
  control: [308, 318],
  target: [207, 110],
  buffer_control: [150, 140],
  buffer: [178, 157],
} as const;

describe('the registry', () => {
  it('has every id once, in order', () => {
    expect(ESTIMATORS.map(({ id }) => id)).toEqual([...ESTIMATOR_IDS]);
  });
});

describe('weighted displacement difference', () => {
  it('is -118 with standard error 39.60, z -2.98 and interval -196 to -40 (Wheeler & Ratcliffe 2018)', () => {
    const { value, se, ci95, parts, conclusion } = wdd.estimate(roles(PUBLISHED));
    expect(value).toBe(-118);
    expect(se).toBeCloseTo(39.6, 2);
    expect(parts.z).toBeCloseTo(-2.98, 2);
    expect(ci95!.map(Math.round)).toEqual([-196, -40]);
    expect(conclusion).toBe('fall');
    expect(parts).toMatchObject({ local: -107, displacement: -11 });
  });

  it('is -99.694 with standard error 35.428 for areas of 0.9, 1.2, 1.6 and 1.5 (R package ptools)', () => {
    const weights = { control: 1 / 0.9, target: 1 / 1.2, buffer_control: 1 / 1.6, buffer: 1 / 1.5 };
    const { value, se, parts } = wdd.estimate(roles(PUBLISHED, weights));
    expect(value).toBeCloseTo(-99.69444444, 8);
    expect(se).toBeCloseTo(35.4280755, 7);
    expect(parts.z).toBeCloseTo(-2.813995483, 8);
  });

  it('is -20 with variance 115 for two years before and one after (Wheeler 2021)', () => {
    const counts = roles({ control: [100, 50], target: [80, 20] });
    const { value, se } = wdd.estimate(counts, { timeBefore: 2, timeAfter: 1 });
    expect(value).toBe(-20);
    expect(se! * se!).toBeCloseTo(115, 10);
  });

  it('is -1721 with standard error 304.10 for five kinds of crime weighted by harm (R package ptools)', () => {
    const kinds: [harm: number, control: Pair, target: Pair][] = [
      [3, [133, 91], [130, 74]],
      [2, [388, 305], [327, 202]],
      [5, [148, 97], [398, 190]],
      [7, [86, 64], [144, 92]],
      [10, [94, 67], [183, 96]],
    ];
    const counts = kinds.flatMap(([harm, control, target]) =>
      roles({ control, target }).map((one) => ({ ...one, area: `${one.area} ${harm}`, harm })),
    );
    const { value, se, ci95 } = wdd.estimate(counts);
    expect(value).toBe(-1721);
    expect(se).toBeCloseTo(304.1036, 4);
    expect(ci95![0]).toBeCloseTo(-2317.0321, 3);
  });

  it('is undefined with a buffer that has no control', () => {
    const { buffer_control: _, ...others } = PUBLISHED;
    expect(wdd.estimate(roles(others))).toMatchObject({
      value: null,
      undefinedBecause: 'no area has the role buffer_control',
    });
  });

  it('has for truth what target and buffer changed, weights and all, without a control', () => {
    expect(wdd.truth(roles({ target: [100, 60], buffer: [50, 55] }))).toBe(-35);
    expect(wdd.truth(roles({ target: [100, 60], buffer: [50, 55] }, { buffer: 2 }))).toBe(-30);
    expect(wdd.truth(roles({ control: [1, 2] }))).toBeNull();
  });
});

describe('weighted displacement quotient', () => {
  it('is what the buffer changed over what the target changed, both by the control', () => {
    const { value, parts } = wdq.estimate(roles({ target: [100, 60], buffer: [50, 55], control: [200, 200] }));
    expect(value).toBeCloseTo(-0.125, 12);
    expect(parts.buffer_displacement).toBeCloseTo(0.025, 12);
    expect(parts.success).toBeCloseTo(-0.2, 12);
    expect(parts.gross_effect).toBe(40);
    expect(parts.net_effect).toBeCloseTo(0.2, 12);
    expect(parts.net_effect_events).toBe(40);
  });

  it.each([
    ['a success measure of 0', { target: [100, 50], buffer: [50, 60], control: [200, 100] }, 'success measure is 0'],
    ['a main effect that failed', { target: [100, 99], buffer: [50, 60], control: [200, 100] }, 'main effect failed'],
    ['no events of the control before', { target: [9, 1], buffer: [5, 6], control: [0, 10] }, 'no events before'],
    ['no events of the control after', { target: [9, 1], buffer: [5, 6], control: [10, 0] }, 'no events after'],
    ['no control', { target: [9, 1], buffer: [5, 6] }, 'no area has the role control'],
    ['a buffer of zeros', { target: [9, 1], buffer: [0, 0], control: [10, 10] }, 'the buffer has no events'],
  ] as [string, Partial<Record<AreaRole, Pair>>, string][])('is undefined, not 0, with %s', (_, pairs, why) => {
    const { value, undefinedBecause } = wdq.estimate(roles(pairs));
    expect(value).toBeNull();
    expect(undefinedBecause).toContain(why);
  });

  it('does not take rounding for success: equal changes stay equal under weights and periods', () => {
    const counts = roles({ target: [30, 10], buffer: [7, 5], control: [60, 20] }, { target: 0.1, control: 0.7 });
    expect(wdq.estimate(counts, { timeBefore: 7, timeAfter: 3 }).undefinedBecause).toContain('success measure is 0');
  });

  it('has for truth the events that the buffer changed for each that the target changed', () => {
    expect(wdq.truth(roles({ target: [100, 60], buffer: [50, 55] }))).toBe(-0.125);
    expect(wdq.truth(roles({ target: [100, 60], buffer: [50, 40] }))).toBe(0.25);
    expect(wdq.truth(roles({ target: [100, 100], buffer: [50, 40] }))).toBeNull();
  });
});

describe('total net effect', () => {
  it('counts events prevented against the trend of the control', () => {
    const { value, parts } = tne.estimate(roles({ target: [100, 60], buffer: [50, 40], control: [200, 180] }));
    expect(value).toBe(35);
    expect(parts).toMatchObject({ target: 30, buffer: 5, control_ratio: 0.9 });
  });

  it('has the standard error of the delta method, which a numerical gradient confirms', () => {
    const counts = { target: [100, 60], buffer: [50, 40], control: [200, 180] } as const;
    const flat = [100, 60, 50, 40, 200, 180];
    const of = ([a, b, c, d, e, f]: number[]): number => ((a + c) * f) / e - b - d;
    const variance = flat.reduce((sum, count, i) => {
      const step = (by: number): number[] => flat.map((one, j) => (i === j ? one + by : one));
      const slope = (of(step(1e-4)) - of(step(-1e-4))) / 2e-4;
      return sum + slope * slope * count;
    }, 0);
    expect(tne.estimate(roles(counts)).se).toBeCloseTo(Math.sqrt(variance), 6);
  });

  it('is undefined where the control has no events before', () => {
    const { value, undefinedBecause } = tne.estimate(roles({ target: [9, 1], buffer: [5, 6], control: [0, 10] }));
    expect(value).toBeNull();
    expect(undefinedBecause).toContain('no events before');
  });

  it('has for truth the events that target and buffer lack', () => {
    expect(tne.truth(roles({ target: [100, 60], buffer: [50, 55] }))).toBe(35);
  });
});

describe('difference in differences', () => {
  it('brings the control to as many areas as the target has', () => {
    const counts: AreaCount[] = [
      ...[30, 34].map((before, i) => ({ area: `t${i}`, role: 'target' as const, before, after: 20 })),
      ...[10, 20, 30, 40].map((before, i) => ({ area: `c${i}`, role: 'control' as const, before, after: before + 5 })),
    ];
    const { value, se, parts } = did.estimate(counts);
    expect(value).toBe(40 - 64 - (2 / 4) * 20);
    expect(se).toBeCloseTo(Math.sqrt(104 + 0.25 * 220), 12);
    expect(parts).toMatchObject({ change_target: -24, change_control: 10, control_scale: 0.5, expected_after: 74 });
  });

  it('is the same with the areas of a role summed and the ratio as weight of the control', () => {
    const apart = did.estimate([
      ...[30, 34].map((before, i) => ({ area: `t${i}`, role: 'target' as const, before, after: 20 })),
      ...[10, 20, 30, 40].map((before, i) => ({ area: `c${i}`, role: 'control' as const, before, after: 25 })),
    ]);
    const summed = did.estimate(roles({ target: [64, 40], control: [100, 100] }, { control: 2 / 4 }));
    expect([summed.value, summed.se]).toEqual([apart.value, apart.se]);
  });

  it('has for truth what the target changed', () => {
    expect(did.truth(roles({ target: [100, 60], buffer: [50, 55] }))).toBe(-40);
  });
});

describe('the E-test', () => {
  it('gives p = 0.1749 for 6 against 2 and 0.0884 for 0 against 3 (Krishnamoorthy & Thomson 2004)', () => {
    expect(eTestOfTarget.estimate(roles({ target: [6, 2] })).p).toBeCloseTo(0.1749, 4);
    expect(eTestOfTarget.estimate(roles({ target: [2, 6] })).p).toBeCloseTo(0.1749, 4);
    expect(eTestOfTarget.estimate(roles({ target: [3, 0] })).p).toBeCloseTo(0.0884, 4);
  });

  // scipy 1.17, poisson_means_test.
  it.each([
    [12, 180, 40, 365, 0.10031965],
    [5, 1, 40, 3, 0.01261322],
    [60, 514.775, 30, 543.087, 0.00064314],
    [300, 30, 380, 30, 0.00215081],
  ])('agrees with another implementation on %i in %f against %i in %f', (k1, n1, k2, n2, p) => {
    expect(eTest({ count: k1, exposure: n1 }, { count: k2, exposure: n2 })).toBeCloseTo(p, 8);
  });

  it('is the plain double sum where that can be done', () => {
    const pivot = (x1: number, x2: number): number => (x1 / 2 - x2) / Math.sqrt(x1 / 4 + x2);
    const [a, b] = [poissonLaw(8), poissonLaw(4)];
    let p = 0;
    for (const [i, pa] of a.p.entries()) {
      for (const [j, pb] of b.p.entries())
        if (Math.abs(pivot(a.first + i, b.first + j)) >= Math.abs(pivot(9, 3)) - 1e-12) p += pa * pb;
    }
    expect(eTest({ count: 9, exposure: 2 }, { count: 3, exposure: 1 })).toBeCloseTo(p, 12);
  });

  it('says the ratio of rates, and undefined where nothing stands below the line', () => {
    expect(eTestOfTarget.estimate(roles({ target: [30, 10] }), { timeBefore: 3, timeAfter: 2 }).value).toBeCloseTo(0.5);
    expect(eTestOfTarget.estimate(roles({ target: [0, 9] }))).toMatchObject({ value: null, conclusion: 'rise' });
    expect(eTestOfTarget.estimate(roles({ target: [0, 0] }))).toMatchObject({ value: null, p: null });
  });
});

describe("Andresen's S", () => {
  const base = [2, 2, 2, 1, 0, 1];
  const test = [2, 1, 2, 2, 1, 1];

  it('is 0.8333 for the example of the R package sppt, by the original sampling, standard and robust', () => {
    const { parts } = sIndex.estimate(pattern(base, test));
    expect(parts.subsample).toBeCloseTo(0.8333, 4);
    expect(parts.subsample_robust).toBeCloseTo(0.8333, 4);
  });

  it('is 1 for it by the variants that know how little nine events say', () => {
    const { value, parts } = sIndex.estimate(pattern(base, test));
    expect(parts).toMatchObject({ bootstrap: 1, difference: 1, difference_robust: 1 });
    expect(value).toBe(1);
  });

  it('leaves out of robust S the areas without events in both', () => {
    const { parts } = sIndex.estimate(pattern([...base, 0, 0], [...test, 0, 0]));
    expect(parts.subsample).toBe(7 / 8);
    expect(parts.subsample_robust).toBe(5 / 6);
    expect(parts).toMatchObject({ areas: 8, areas_with_events: 6 });
  });

  it('tests shares by the N − 1 chi-squared: 40 of 100 against 60 of 100', () => {
    // Chi-squared 200·(40·40 − 60·60)²/100⁴ = 8, times 199/200, in two areas: both times 2·(1 + 1/2)/2.
    const { p, value } = sIndex.estimate(pattern([40, 60], [60, 40]));
    expect(p).toBeCloseTo(1.5 * 0.00481, 4);
    expect(value).toBe(0);
    // Chi-squared 3.92 · 199/200, p = 0.048: significant without the correction, not with it.
    const corrected = sIndex.estimate(pattern([43, 57], [57, 43]));
    expect(corrected.p).toBeCloseTo(1.5 * 0.0483, 3);
    expect(corrected.value).toBe(1);
  });

  it('is undefined without events in one of the periods', () => {
    expect(sIndex.estimate(pattern([0, 0], [1, 2])).undefinedBecause).toContain('no events before');
  });
});

describe('the generalised Gini', () => {
  it('is 0.75 where the plain one is 0.80 (Bernasco & Steenbeek 2017)', () => {
    const { parts } = generalisedGini.estimate(pattern([5, 2, 1, 0, 0, 0, 0, 0, 0, 0]));
    expect(parts.generalised_before).toBeCloseTo(0.75, 12);
    expect(parts.plain_before).toBeCloseTo(0.8, 12);
  });

  it('is 0 for the most even pattern, with more areas than events as with fewer', () => {
    const { parts } = generalisedGini.estimate(pattern([1, 1, 0, 0, 0], [3, 3, 3, 3, 3]));
    expect(parts).toMatchObject({ generalised_before: 0, generalised_after: 0, plain_after: 0 });
    expect(parts.plain_before).toBeCloseTo(0.6, 12);
  });

  it('has for baseline the mean difference of two Poisson counts over twice their mean', () => {
    for (const mean of [1, 3, 40, 500, 10_000]) {
      const { p } = poissonLaw(mean);
      let below = 0;
      let difference = 0;
      for (const one of p) {
        below += one;
        difference += 2 * below * (1 - below);
      }
      const { parts } = generalisedGini.estimate(pattern([mean, mean]));
      expect(parts.poisson_plain_before! / (difference / (2 * mean))).toBeCloseTo(1, 9);
    }
  });

  it.each([0.2, 2, 30])('of 40,000 areas with Poisson counts of mean %f is at its baseline', (mean) => {
    const draw = poissonCounts(17);
    const counts = Array.from({ length: 40_000 }, () => draw(mean));
    const { parts } = generalisedGini.estimate(pattern(counts));
    expect(parts.plain_before! / parts.poisson_plain_before!).toBeCloseTo(1, 2);
    expect(Math.abs(parts.generalised_before! - parts.poisson_generalised_before!)).toBeLessThan(0.02);
  });
});

describe('shares of the top', () => {
  it('are read from the areas with most events, the last one in part', () => {
    const { parts, value } = shareTop.estimate(pattern([50, 20, 10, 5, 5, 5, 5, 0, 0, 0], Array(10).fill(3)));
    expect(parts).toMatchObject({ top_5_before: 0.25, top_10_before: 0.5, top_20_before: 0.7, top_50_before: 0.9 });
    expect(parts).toMatchObject({ half_before: 0.1, half_after: 0.5, top_50_after: 0.5 });
    expect(value).toBeCloseTo(-0.4, 12);
  });
});

describe('the Herfindahl-Hirschman index', () => {
  it('is 2600 for shares of 30, 30, 20 and 20 % (US Horizontal Merger Guidelines)', () => {
    expect(hhi.estimate(pattern([30, 30, 20, 20])).parts.before).toBe(2600);
  });

  it('is 10,000 where one area has all, 10,000 / areas where all have the same', () => {
    const { parts } = hhi.estimate(pattern([7, 0, 0, 0], [3, 3, 3, 3]));
    expect(parts).toMatchObject({ before: 10_000, after: 2500, even: 2500 });
  });
});
