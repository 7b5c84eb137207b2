import { describe, expect, it } from 'vitest';
import { buildWorld } from '../../src/engine/build.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { F32, F32_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { createClock } from '../../src/engine/kernel/clock.ts';
import { SERIES_MEASURES } from '../../src/engine/kernel/record.ts';
import type { World } from '../../src/engine/world.ts';
import type { PolicyInput } from '../support/small.ts';
import { against, type Changes, groundOf, NO_FEEDBACK, phase, run, small, watch } from '../support/small.ts';

const DAYS = 120;
const TOWN: Changes = {
  time: { burn_in_days: 0, pre_days: 0, post_days: DAYS },
  customers: { count: 1500 },
  mechanisms: NO_FEEDBACK,
};
const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
const daily = (record: World['record'], measure: CountName): number => sum(daysOfCount(record, measure));
const gramsOf = ({ series }: World['record']): number =>
  sum(series.filter((_, at) => at % SERIES_MEASURES.length === 1)) / 1000;

/** Visits expected of all purchases, before any are drawn. */
function expectedVisits(...changes: Changes[]): { visits: number; record: World['record'] } {
  let visits = 0;
  let day = -1;
  let seen = 0;
  const world = watch(small(TOWN, ...changes), ({ health }, clock) => {
    if (clock.day !== day) {
      day = clock.day;
      seen = 0;
    }
    const now = sum(health.expectedVisits);
    visits += now - seen;
    seen = now;
  });
  return { visits, record: world.record };
}

/** One amount, one channel: only one factor of the equation can move. */
const only = (g: number, channel: 'sites' | 'other'): Changes => ({
  customers: { count: 1500, second_product_share: 0, grams: { sizes_g: [g], shares: [1] } },
  platforms: [],
  sites: { count: channel === 'sites' ? 4 : 0, served_per_10_min: 1000 },
  choice: { share_delivery: 0, share_other: channel === 'sites' ? 0 : 1 },
});
const perOrder = (changes: Changes, more: Changes = {}): number => {
  const { visits, record } = expectedVisits(changes, more);
  return visits / sum(record.byClass);
};

describe('emergency visits', () => {
  it('are 4.6 per 1,000 user-years of 43 g with the default values', () => {
    const { visits, record } = expectedVisits();
    const userYears = gramsOf(record) / 43;
    // Amounts differ by chance: a relative error of about 1 % over some 15,000 orders.
    expect(Math.abs(visits / userYears / 0.0046 - 1)).toBeLessThan(0.04);
  });

  it('grow with the amount to the power 0.85, with purity to the power 0.2, and double where the seller is unknown', () => {
    const one = perOrder(only(1, 'sites'));
    expect(one).toBeCloseTo(96e-6 * Math.exp(0.5 * 0.2), 12);
    expect(perOrder(only(5, 'sites')) / one).toBeCloseTo(Math.exp(0.85 * Math.log(5)), 9);
    const pure = only(1, 'sites');
    expect(perOrder(pure, { sites: { ...pure.sites, purity_points: 80 } }) / one).toBeCloseTo(
      Math.exp(0.2 * Math.log(80 / 64)),
      9,
    );
    expect(perOrder(only(1, 'other')) / one).toBeCloseTo(2, 9);
  });

  it('end in death with its probability, and are recorded with the recorded share', () => {
    const [record] = run(
      small(TOWN, { harm: { visits_per_million: 100_000, death_per_visit: 0.2, recorded_share: 0.7 } }),
    );
    const visits = daily(record, 'emergency_visits');
    expect(visits).toBeGreaterThan(1000);
    const near = (count: number, share: number): void =>
      expect(Math.abs(count - share * visits)).toBeLessThan(4 * Math.sqrt(share * (1 - share) * visits));
    near(daily(record, 'deaths'), 0.2);
    near(daily(record, 'recorded_emergency_visits'), 0.7);
  });

  it('are Poisson about what is expected of the orders', () => {
    const many: Changes = { harm: { visits_per_million: 50_000 } };
    const { visits, record } = expectedVisits(many);
    expect(Math.abs(daily(record, 'emergency_visits') - visits)).toBeLessThan(4 * Math.sqrt(visits));
  });
});

describe('a purchase of other purity than expected', () => {
  const PURITY = 64;
  const ZONE = 5;

  /** Visits expected of one gram from a platform by a customer who expects so pure a product. */
  function visitsOf(expected: number, { checking = 0, surprise_exponent = 0.5 } = {}): number {
    const scenario = small(TOWN, { harm: { surprise_exponent } });
    const clock = createClock(scenario.time);
    const world = buildWorld(groundOf(scenario), 'baseline', 1, null, clock);
    const { occasions, platforms, customers, health } = world;
    const [customer, slot] = [17, 2];
    platforms.purity[1] = PURITY;
    customers.u16[customer * U16_STRIDE + U16.zone] = ZONE;
    customers.f32.fill(PURITY, customer * F32_STRIDE + F32.purity, customer * F32_STRIDE + F32.purity + 4);
    customers.f32[customer * F32_STRIDE + F32.purity + slot] = expected;
    health.checking.fill(checking);
    occasions.count = 1;
    occasions.customer[0] = customer;
    occasions.fate[0] = FATE.fulfilled;
    occasions.choice[0] = CHOICE.delivery;
    occasions.seller[0] = 1;
    occasions.slot[0] = slot;
    occasions.amountMg[0] = 1000;
    phase('harm', world)();
    expect(sum(health.expectedVisits)).toBe(health.expectedVisits[ZONE]);
    return health.expectedVisits[ZONE];
  }

  it('leads to exp(0.5·|ln(q ÷ q̂)|) as many visits, whether purer or not', () => {
    const asExpected = visitsOf(PURITY);
    expect(asExpected).toBeCloseTo(96e-6 * Math.exp(0.5 * 0.2), 12);
    for (const q of [1, 16, 32, 60, 70, 96])
      expect(visitsOf(q) / asExpected, `expected ${q}`).toBeCloseTo(Math.exp(0.5 * Math.abs(Math.log(PURITY / q))), 9);
    expect(visitsOf(16, { surprise_exponent: 0 })).toBe(96e-6);
  });

  it('leads to the root of that for who has it checked, of what is the batch and what is the seller alike', () => {
    expect(visitsOf(16, { checking: 1 })).toBeCloseTo(96e-6 * Math.exp(0.25 * (0.2 + Math.log(4))), 12);
  });
});

describe('drug checking', () => {
  const paid = (eur: number, kind: PolicyInput['kind']): PolicyInput =>
    ({ kind, eur_per_day: eur, where: 'all', start_day: 0 }) as PolicyInput;
  /** Expected visits of the arm relative to the baseline, from counts so large that chance is small. */
  const ratioOf = (policy: PolicyInput, changes: Changes = {}): number => {
    const [baseline, arm] = run(
      small(TOWN, { harm: { visits_per_million: 3e4 }, health: { least_eur_per_day: 10 } }, changes, against(policy)),
    );
    return daily(arm, 'emergency_visits') / daily(baseline, 'emergency_visits');
  };

  it('of everybody halves the exponents of purity and of surprise, and moves no order', () => {
    const half = expectedVisits({
      harm: { purity_exponent: 0.1, surprise_exponent: 0.25 },
      mechanisms: { ...NO_FEEDBACK },
    }).visits;
    const full = expectedVisits().visits;
    // 1,500 persons at 150 EUR a year are 616 EUR a day.
    expect(Math.abs(ratioOf(paid(5000, 'drug-checking')) - half / full)).toBeLessThan(0.02);
    const [baseline, arm] = run(small(TOWN, against(paid(5000, 'drug-checking'))));
    expect(arm.series).toEqual(baseline.series);
    expect(daily(arm, 'cost_cents')).toBe(5000 * 100 * DAYS);
  });

  it('with less a day than the least reaches nobody', () => {
    expect(ratioOf(paid(9, 'drug-checking'))).toBe(1);
    expect(ratioOf(paid(300, 'drug-checking'))).toBeLessThan(1);
  });
});
