// Side-selling: who does it, what is sold and earned, who is found out, and that the platform sees nothing of it.
import { describe, expect, it, vi } from 'vitest';
import { createArm } from '../../src/engine/arm.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { F32, F32_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import { type ArmRecord, PRODUCT } from '../../src/engine/kernel/record.ts';
import type { World } from '../../src/engine/world.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { ablation } from '../support/ablation.ts';
import { assertInvariants } from '../support/invariants.ts';
import { against, type Changes, EVENTFUL, EVERY_POLICY, groundOf, phase, run, small, watch } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('side_selling', {
  streams: ['side-sellers', 'side-found', 'side-sale'],
  // Found out at once, so that hardly anyone sells on the side before the first who are hired.
  given: { labour: { leave_per_week: 0.1 }, side_selling: { share: 0.5, found_per_month: 100, buys_share: 0.5 } },
  zero: { side_selling: { share: 0, found_per_month: 100, buys_share: 0.5 } },
  event: ['couriers_aside'],
});

const total = (record: ArmRecord, count: CountName): number =>
  daysOfCount(record, count).reduce((sum, value) => sum + value, 0);
const outcome = (record: ArmRecord, id: string): number | null =>
  OUTCOMES.find((one) => one.id === id)!.of(record, 'post');
const sumOf = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0);
/** Distance of a number of successes from its mean, in standard errors. */
const inErrors = (found: number, n: number, p: number): number => Math.abs(found - n * p) / Math.sqrt(n * p * (1 - p));

/** A town where much is sold on the side. */
const MUCH: Changes = { side_selling: { share: 0.5, found_per_month: 0.5, buys_share: 0.3 } };

describe('what is sold on the side', () => {
  it('brings couriers their part to the cent, and neither a cent nor a milligram is lost', () => {
    const scenario = small(EVENTFUL, MUCH, { time: { ...EVENTFUL.time, burn_in_days: 0 } });
    const { record, couriers } = watch(scenario, assertInvariants);
    expect(total(record, 'side_sales')).toBeGreaterThan(50);
    expect(sumOf(couriers.earnedCents)).toBe(total(record, 'courier_pay_cents') + 1500 * total(record, 'side_sales'));
  });

  it('goes with a share of the orders that such couriers deliver, and with no other', () => {
    let [delivered, sold] = [0, 0];
    watch(
      small(MUCH, { side_selling: { share: 0.5, found_per_month: 0, buys_share: 0.3 }, customers: { count: 1000 } }),
      ({ occasions: o, couriers }) => {
        for (let i = 0; i < o.count; i++) {
          if (o.choice[i] !== CHOICE.delivery || o.fate[i] !== FATE.fulfilled) continue;
          if (couriers.sellsAside[o.courier[i]] === 1) delivered++;
          else expect(o.isSoldAside[i]).toBe(0);
          sold += o.isSoldAside[i];
        }
      },
    );
    expect(delivered).toBeGreaterThan(300);
    expect(inErrors(sold, delivered, 0.3)).toBeLessThan(4);
  });

  it('moves no order while nobody is found out, and adds harm', () => {
    const unseen: Changes = {
      ...MUCH,
      side_selling: { share: 0.5, found_per_month: 0, buys_share: 0.3 },
      health: { treatment_share: 0 },
    };
    const [on] = run(small(unseen, { mechanisms: { prosecution: false } }));
    const [off] = run(small(unseen, { mechanisms: { prosecution: false, side_selling: false } }));
    expect(on.series).toEqual(off.series);
    expect(on.waits).toEqual(off.waits);
    expect(total(on, 'side_sales')).toBeGreaterThan(20);
    const visits = (record: ArmRecord): number => total(record, 'emergency_visits_expected');
    expect(visits(on)).toBeGreaterThan(visits(off));
  });

  it('is of unknown composition: a purchase more of such a product, and the harm of its amount beside the order', () => {
    const [record] = run(small(MUCH));
    const aside = daysOfCount(record, 'side_sales')
      .subarray(10)
      .reduce((sum, value) => sum + value, 0);
    expect(outcome(record, 'unknown_product_share')).toBe(aside / (outcome(record, 'orders')! + aside));
    const half = 2 * Math.exp(0.85 * Math.log(0.5));
    expect(visitsOf(1) / visitsOf(0)).toBeCloseTo(1 + half, 12);
  });

  /** Emergency visits expected of a delivery of one gram. */
  function visitsOf(isSoldAside: number): number {
    const scenario = small({});
    const world = buildWorld(groundOf(scenario), 'baseline', 1, createClock(scenario.time));
    const { occasions, platforms, customers, health } = world;
    platforms.purity[1] = 64;
    customers.u16[17 * U16_STRIDE + U16.zone] = 5;
    customers.f32[17 * F32_STRIDE + F32.purity] = 64;
    Object.assign(occasions, { count: 1 });
    occasions.customer[0] = 17;
    occasions.fate[0] = FATE.fulfilled;
    occasions.choice[0] = CHOICE.delivery;
    occasions.seller[0] = 1;
    occasions.amountMg[0] = 1000;
    occasions.product[0] = PRODUCT.main;
    occasions.isSoldAside[0] = isSoldAside;
    phase('harm', world)();
    return health.expectedVisits[5];
  }
});

/** A world of many posts from its first day on, and its people day by day without any trade. */
function people(changes: Changes, oversight = 1): { world: World; live: (weeks: number, each?: () => void) => void } {
  const scenario = small(
    {
      time: { burn_in_days: 0, pre_days: 0, post_days: 3000 },
      customers: { count: 1 },
      labour: { unfilled_share: 1 },
      platforms: [{ archetype: 'service-quality-bikes', count: 100, overrides: { couriers_per_line: 50, oversight } }],
      mechanisms: { labour_dip: false, courier_circumstances: false, stops: false },
    },
    changes,
  );
  const { world } = createArm(groundOf(scenario), 'baseline', 1, compilePolicy);
  const [leave, find, hire] = [phase('labour', world), phase('side-selling', world), phase('rota', world)];
  return {
    world,
    live(weeks, each) {
      for (let week = 0; week < weeks; week++) {
        leave();
        find();
        for (let day = 0; day < 7; day++) {
          hire();
          setDay(world.clock, world.clock.day + 1);
        }
        each?.();
      }
    },
  };
}

describe('who sells on the side', () => {
  it('is found out, before leaving in another way, as the hazards have it', () => {
    for (const [found_per_month, leave_per_week] of [
      [0.02, 0.017],
      [0.1, 0.01],
    ]) {
      const { world, live } = people({
        side_selling: { found_per_month },
        labour: { unfilled_share: 1, leave_per_week },
      });
      live(150);
      const [found, left] = [total(world.record, 'side_sellers_found'), total(world.record, 'side_sellers_left')];
      // In a week people leave first, and of those who stay some are found out.
      const perWeek = (1 - leave_per_week!) * -Math.expm1((-found_per_month! * 7) / (365.25 / 12));
      expect(left).toBeGreaterThan(500);
      expect(inErrors(found, left, perWeek / (leave_per_week! + perWeek))).toBeLessThan(4);
      expect(outcome(world.record, 'side_sellers_found_share')).toBe(found / left);
    }
  });

  it('is as large a part of couriers at the start as later', () => {
    const { world, live } = people({ side_selling: { share: 0.2, found_per_month: 0.1 } });
    const present = (): number[] =>
      [...world.couriers.state.keys()].filter((post) => world.couriers.state[post] !== COURIER.vacant);
    const selling = (): number => present().filter((post) => world.couriers.sellsAside[post] === 1).length;
    // s·ℓ ÷ (ℓ + (1 − s)·h)
    const h = (0.1 * 7) / (365.25 / 12);
    const part = (0.2 * 0.017) / (0.017 + 0.8 * h);
    live(1);
    expect(inErrors(selling(), present().length, part)).toBeLessThan(4);
    let [all, some] = [0, 0];
    live(200, () => {
      all += present().length;
      some += selling();
    });
    expect(some / all / part).toBeGreaterThan(0.93);
    expect(some / all / part).toBeLessThan(1.07);
  });

  it('goes unnoticed where nobody looks, and is then a fifth of all', () => {
    const { world, live } = people({}, 0);
    live(100);
    expect(total(world.record, 'side_sellers_found')).toBe(0);
    expect(total(world.record, 'side_sellers_left')).toBeGreaterThan(500);
    expect(inErrors(sumOf(Float64Array.from(world.couriers.sellsAside)), 4860, 0.2)).toBeLessThan(4);
  });

  it('is the same person in every arm, whatever happens there', () => {
    const arms = new Map<World, Map<string, number>>();
    run(small(EVENTFUL, MUCH, against(...EVERY_POLICY)), {
      afterTick: (world) => {
        const seen = arms.get(world) ?? new Map<string, number>();
        arms.set(world, seen);
        const { couriers: c } = world;
        for (let post = 0; post < c.count; post++)
          if (c.state[post] === COURIER.working) seen.set(`${c.key[post]} ${c.nPersons[post]}`, c.sellsAside[post]!);
      },
    });
    expect(arms.size).toBe(2);
    const [baseline, pressure] = [...arms.values()];
    const both = [...baseline!].filter(([person]) => pressure!.has(person));
    expect(both.length).toBeGreaterThan(20);
    expect(pressure!.size).not.toBe(baseline!.size);
    for (const [person, sells] of both) expect(pressure!.get(person), person).toBe(sells);
  });
});
