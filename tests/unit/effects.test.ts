import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EffectOptions, effectsOf, MOST_SECONDARY, secondaryOf } from '../../src/experiment/effects.ts';
import { seedsNeeded } from '../../src/experiment/precision.ts';
import { warningsOf } from '../../src/experiment/warnings.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { pairedResults, type Values } from '../support/paired-results.ts';

const OPTIONS: EffectOptions = { primary: 'share_delivery', secondary: ['orders', 'site_closures'], interval: 't' };
const BASE = [100, 120, 90, 110, 105, 95, 130, 99];
const ARM = [80, 101, 75, 84, 90, 70, 104, 81];
const OTHER = [90, 100, 88, 92, 99, 80, 110, 95];
const BOTH = ['t', 'bootstrap'] as const;

describe('the effect of an arm', () => {
  it('is its mean paired difference to the reference, with all that is said of it', () => {
    const { pressure } = effectsOf(pairedResults({ baseline: { orders: BASE }, pressure: { orders: ARM } }), OPTIONS);
    const effect = pressure!.orders!;
    expect(effect).toMatchObject({ label: 'Orders', unit: 'orders', better: 'lower', n: 8, reference_mean: 106.125 });
    expect(effect).toMatchObject({ arm_mean: 85.625, diff: -20.5, values: BASE.map((base, i) => ARM[i]! - base) });
    // scipy 1.17: ttest_rel, pearsonr.
    expect(effect.ci95![0]).toBeCloseTo(-24.3700249, 7);
    expect(effect.ci95![1]).toBeCloseTo(-16.6299751, 7);
    expect(effect.p! * 1e6).toBeCloseTo(4.766029, 6);
    expect(effect.correlation).toBeCloseTo(0.9390831, 7);
    expect(effect.ratio).toBeCloseTo(85.625 / 106.125, 12);
    expect(effect.p_better!.baseline).toBeCloseTo(1 - effect.p! / 2, 12);
  });

  it('has the keys of comparison.json in their order, arms by name without the reference', () => {
    const effects = effectsOf(
      pairedResults({ zeal: { orders: OTHER }, baseline: { orders: BASE }, hands: { orders: ARM } }),
      OPTIONS,
    );
    expect(Object.keys(effects)).toEqual(['hands', 'zeal']);
    expect(Object.keys(effects.hands!.orders!.p_better!)).toEqual(['baseline', 'zeal']);
    expect(Object.keys(effects.hands!.orders!)).toEqual(
      'label unit better n reference_mean arm_mean diff sd ci95 ratio ratio_ci95 p p_adjusted p_better correlation variance_reduction variance_reduction_ci95 values'.split(
        ' ',
      ),
    );
  });

  it('is measured against the arm that results name as their baseline', () => {
    const arms = { baseline: { orders: BASE }, hands: { orders: ARM }, zeal: { orders: OTHER } };
    const effects = effectsOf(pairedResults(arms, {}, 'zeal'), OPTIONS);
    expect(Object.keys(effects)).toEqual(['baseline', 'hands']);
    expect(effects.hands!.orders!.reference_mean).toBe(94.25);
  });

  it('has a ratio for counts and for nothing else', () => {
    const both = (values: number[]) => ({ orders: values, grams: values, wait_mean_min: values });
    const { pressure } = effectsOf(pairedResults({ baseline: both(BASE), pressure: both(ARM) }), OPTIONS);
    expect(pressure!.orders!.ratio_ci95).not.toBeNull();
    expect([pressure!.grams!.ratio, pressure!.wait_mean_min!.ratio]).toEqual([null, null]);
  });

  it.each(BOTH)('of no policy is exactly nothing, without a number that is none (%s)', (interval) => {
    const outcomes = {
      orders: BASE,
      share_delivery: BASE.map((value) => value / 300),
      site_closures: BASE.map(() => 0),
    };
    const { same } = effectsOf(pairedResults({ baseline: outcomes, same: outcomes }), { ...OPTIONS, interval });
    for (const effect of Object.values(same!)) {
      expect(effect).toMatchObject({
        diff: 0,
        sd: 0,
        ci95: [0, 0],
        p: null,
        p_adjusted: null,
        variance_reduction: null,
      });
      expect(effect.values).toEqual(BASE.map(() => 0));
    }
    expect(same!.orders).toMatchObject({ ratio: 1, ratio_ci95: [1, 1], p_better: { baseline: 0.5 } });
    expect(same!.site_closures).toMatchObject({ ratio: null, ratio_ci95: null, correlation: null, p_better: null });
    expect(JSON.parse(JSON.stringify(same))).toEqual(same);
  });

  it.each(BOTH)('is exactly the opposite when arm and reference are exchanged (%s)', (interval) => {
    const count = fc.option(fc.integer({ min: 1, max: 5000 }), { freq: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 20 }), (pairs) => {
        const arms = { a: { orders: pairs.map(([a]) => a) }, b: { orders: pairs.map(([, b]) => b) } };
        const there = effectsOf(pairedResults(arms, {}, 'a'), { ...OPTIONS, interval }).b!.orders!;
        const back = effectsOf(pairedResults(arms, {}, 'b'), { ...OPTIONS, interval }).a!.orders!;
        expect(back.diff === (there.diff === null ? null : -there.diff)).toBe(true);
        expect([back.n, back.sd, back.p, back.variance_reduction]).toEqual([
          there.n,
          there.sd,
          there.p,
          there.variance_reduction,
        ]);
        if (there.ci95) expect(back.ci95!.map((limit) => -limit + 0)).toEqual([there.ci95[1] + 0, there.ci95[0] + 0]);
        if (there.ratio !== null) expect(Math.log(back.ratio!)).toBeCloseTo(-Math.log(there.ratio), 13);
        if (interval === 't') expect(back.ratio_ci95 === null).toBe(there.ratio_ci95 === null);
        // Where resamples are few, what is inverted may have no end in one of the directions.
        if (there.ratio_ci95 && back.ratio_ci95)
          expect(Math.log(back.ratio_ci95[0])).toBeCloseTo(-Math.log(there.ratio_ci95[1]), interval === 't' ? 10 : 4);
        const [one, other] = [there.p_better!.a!, back.p_better!.b!];
        if (one !== null) expect(one + other).toBeCloseTo(1, 13);
      }),
      { numRuns: interval === 't' ? 60 : 15 },
    );
  });

  it('of one replicate has a difference and a ratio, and nothing that needs two', () => {
    const { pressure } = effectsOf(pairedResults({ baseline: { orders: [10] }, pressure: { orders: [5] } }), OPTIONS);
    expect(pressure!.orders).toMatchObject({ n: 1, diff: -5, sd: null, ci95: null, ratio_ci95: null, p: null });
    expect(pressure!.orders).toMatchObject({ p_adjusted: null, p_better: { baseline: null }, correlation: null });
    expect(pressure!.orders!.ratio).toBeCloseTo(0.5, 15);
  });

  it('rests on the replicates in which both arms are defined, and is undefined without any', () => {
    const arms = {
      baseline: { orders: [1, null, 3] },
      pressure: { orders: [null, 2, 5] },
      none: { orders: [null, 1, null] },
    };
    const { pressure, none } = effectsOf(pairedResults(arms), OPTIONS);
    expect(pressure!.orders).toMatchObject({ n: 1, diff: 2, reference_mean: 3, arm_mean: 5, values: [null, null, 2] });
    expect(none!.orders).toMatchObject({
      n: 0,
      diff: null,
      reference_mean: null,
      ratio: null,
      values: [null, null, null],
    });
    expect(none!.orders!.p_better).toEqual({ baseline: null, pressure: null });
  });

  it('is the same to the last bit when made again', () => {
    const results = pairedResults({ baseline: { orders: BASE }, pressure: { orders: ARM } });
    const options: EffectOptions = { ...OPTIONS, interval: 'bootstrap' };
    expect(JSON.stringify(effectsOf(results, options))).toBe(JSON.stringify(effectsOf(results, options)));
  });
});

describe('the probability of being better', () => {
  const arms = { baseline: BASE, hands: ARM, zeal: OTHER };
  const of = (id: string) =>
    effectsOf(
      pairedResults(Object.fromEntries(Object.entries(arms).map(([arm, values]) => [arm, { [id]: values }]))),
      OPTIONS,
    );

  it('is given against each other arm, and adds up to 1 with that of the other', () => {
    const { hands, zeal } = of('orders');
    expect(hands!.orders!.p_better!.zeal).toBeGreaterThan(0.99);
    expect(hands!.orders!.p_better!.zeal! + zeal!.orders!.p_better!.hands!).toBeCloseTo(1, 14);
  });

  it('is null where no side is better', () => {
    expect(of('site_closures').hands!.site_closures!.p_better).toBeNull();
  });
});

describe('adjusted p values', () => {
  const noise = (of: Values, by: number): Values => of.map((value, i) => value! + by * ((i * 7) % 5));
  const outcomes = (values: Values) => ({
    share_delivery: values,
    orders: noise(values, 9),
    violence_expected: noise(values, 30),
    officer_hours: noise(values, 7),
    takedowns: noise(values, 3),
  });
  const arms = { baseline: outcomes(BASE), hands: outcomes(ARM), zeal: outcomes(noise(BASE, -1)) };

  it('treat the primary outcome over arms as one family, the secondary ones as another, and the rest as none', () => {
    const secondary = ['orders', 'violence_expected'];
    const { hands, zeal } = effectsOf(pairedResults(arms), { ...OPTIONS, secondary });
    const [small, large] = [hands!.share_delivery!, zeal!.share_delivery!];
    expect(small.p!).toBeLessThan(large.p!);
    expect(small.p_adjusted).toBe(2 * small.p!);
    expect(large.p_adjusted).toBe(Math.max(large.p!, 2 * small.p!));
    const rest = [hands!.orders!, hands!.violence_expected!, zeal!.orders!, zeal!.violence_expected!];
    const least = Math.min(...rest.map(({ p }) => p!));
    expect(rest.find(({ p }) => p === least)!.p_adjusted).toBeCloseTo(Math.min(1, 4 * least), 15);
    for (const id of ['officer_hours', 'takedowns']) {
      expect(hands![id]!.p).not.toBeNull();
      expect(hands![id]!.p_adjusted).toBeNull();
    }
  });

  it('count no test of what does not vary', () => {
    const still = { ...outcomes(ARM), violence_expected: BASE.map((value) => value + 5) };
    const results = pairedResults({ baseline: { ...outcomes(BASE), violence_expected: BASE }, hands: still });
    const { hands } = effectsOf(results, { ...OPTIONS, secondary: ['orders', 'violence_expected'] });
    expect(hands!.violence_expected).toMatchObject({ diff: 5, sd: 0, p: null, p_adjusted: null });
    expect(hands!.orders!.p_adjusted).toBe(hands!.orders!.p);
  });

  it('are by default of the foremost results, at most ten of them, else of those that the scenario names', () => {
    expect(secondaryOf(pairedResults(arms))).toEqual(['orders', 'violence_expected']);
    expect(secondaryOf(pairedResults(arms, { outcome: 'orders' }))).toEqual(['share_delivery', 'violence_expected']);
    expect(secondaryOf(pairedResults(arms, { secondary: ['violence_expected', 'share_delivery'] }))).toEqual([
      'violence_expected',
    ]);
    const all = Object.fromEntries(OUTCOMES.map(({ id }) => [id, BASE]));
    const chosen = secondaryOf(pairedResults({ baseline: all, hands: all }));
    expect(chosen).toHaveLength(MOST_SECONDARY);
    const roleOf = (id: string) => OUTCOMES.find((outcome) => outcome.id === id)!.role;
    expect(new Set(chosen.map(roleOf))).toEqual(new Set(['result']));
  });
});

describe('intervals of shares', () => {
  it('stay where shares are, and those of their differences within one', () => {
    const rare = [0, 0, 0, 0.02, 0, 0, 0, 0];
    const results = pairedResults({
      baseline: { share_delivery: rare },
      hands: { share_delivery: [1, 1, 1, 1, 0.9, 1, 1, 1] },
    });
    expect(results.arms.baseline!.outcomes.share_delivery!.ci95![0]).toBe(0);
    expect(results.arms.hands!.outcomes.share_delivery!.ci95![1]).toBe(1);
    const { ci95 } = effectsOf(results, OPTIONS).hands!.share_delivery!;
    expect(ci95![1]).toBeLessThanOrEqual(1);
  });
});

describe('the replicates that a comparison needs', () => {
  const compare = { outcome: 'orders', smallest_effect_percent: 5 };
  const results = pairedResults(
    { baseline: { orders: BASE }, hands: { orders: ARM }, zeal: { orders: OTHER }, same: { orders: BASE } },
    compare,
  );

  it('are counted by arm from the spread of its differences', () => {
    // 5 % of 106.125 is 5.306. By scipy's noncentral t: sd 4.629 needs 9, sd 7.338 needs 18.
    expect(seedsNeeded(results, effectsOf(results, OPTIONS))).toEqual({ hands: 9, same: 2, zeal: 18 });
  });

  it('are unknown from one replicate, without a reference level and for an outcome that is not there', () => {
    const needed = (base: Values, arm: Values, outcome = 'orders') => {
      const some = pairedResults({ baseline: { orders: base }, arm: { orders: arm } }, { ...compare, outcome });
      return seedsNeeded(some, effectsOf(some, OPTIONS)).arm;
    };
    expect(needed([1], [2])).toBeNull();
    expect(needed([0, 0], [1, 2])).toBeNull();
    expect(needed([1, 2], [3, 5], 'grams')).toBeNull();
  });
});

describe('warnings', () => {
  const eight = (value: number): Values => BASE.map(() => value);
  const hours = (arms: Record<string, number>, more: Record<string, Values> = {}) => {
    const results = pairedResults(
      Object.fromEntries(Object.entries(arms).map(([arm, h]) => [arm, { officer_hours: eight(h), ...more }])),
    );
    return warningsOf(results, effectsOf(results, OPTIONS));
  };

  it('are silent on equal effort and enough replicates', () => {
    expect(hours({ baseline: 1000, hands: 1005, zeal: 1000 })).toEqual([]);
    expect(hours({ baseline: 0, hands: 0 })).toEqual([]);
  });

  it('tell arms that spend unequal hours, by name and amount', () => {
    expect(hours({ baseline: 0, hands: 12_000, zeal: 10_000 })).toEqual([
      'Arms spend unequal officer-hours (hands 12,000, zeal 10,000): differences between them come from how much is spent as well as from how it is used.',
      'The reference, baseline, spends no officer-hours: an effect is that of the hours, not only of how they are used.',
    ]);
  });

  it('tell a reference that spends another amount', () => {
    expect(hours({ baseline: 500, hands: 1000 })).toEqual([
      'The reference spends other officer-hours (baseline 500, hands 1,000) than arms compared with it: an effect against it is also that of the amount.',
    ]);
  });

  it('name money beside hours', () => {
    const arms = (h: number) => ({ officer_hours: eight(h), cost_eur: eight(45 * h) });
    const results = pairedResults({ baseline: arms(0), hands: arms(10), zeal: arms(10) });
    expect(warningsOf(results, effectsOf(results, OPTIONS))).toEqual([
      'The reference, baseline, spends no officer-hours and no EUR: an effect is that of the hours, not only of how they are used.',
    ]);
  });

  it('tell arms with too few replicates for the smallest effect, and how many they need', () => {
    const results = pairedResults(
      { baseline: { orders: BASE }, hands: { orders: ARM }, zeal: { orders: OTHER } },
      { outcome: 'orders' },
    );
    expect(warningsOf(results, effectsOf(results, OPTIONS))).toEqual([
      'Too few replicates (8) to find a change of 5 % in “Orders” with 80 % power at 5 %: hands needs 9, zeal needs 18.',
    ]);
  });

  it('tell few replicates, and that they are too few for the bootstrap', () => {
    const few = (n: number) => {
      const orders = BASE.slice(0, n);
      const results = pairedResults({ baseline: { orders }, same: { orders } }, { interval: 'bootstrap' });
      return warningsOf(results, effectsOf(results, OPTIONS)).map((text) => text.split(':')[0]);
    };
    expect(few(8)).toEqual([]);
    expect(few(7)).toEqual(['Intervals are paired t']);
    expect(few(4)).toEqual(['Only 4 replicates', 'Intervals are paired t']);
    expect(few(1)).toEqual(['One replicate']);
  });
});
