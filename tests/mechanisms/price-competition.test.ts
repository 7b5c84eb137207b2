// Ablation of src/engine/mechanisms/price-competition.ts, and what it promises: prices relax to c + κm at rate v.
import { describe, expect, it, vi } from 'vitest';
import { createMarketPower } from '../../src/engine/acts/market-power.ts';
import { deliveredCents } from '../../src/engine/acts/order-cost.ts';
import { createUtility } from '../../src/engine/acts/utility.ts';
import { createArm } from '../../src/engine/arm.ts';
import { F32, F32_STRIDE, U8, U8_STRIDE } from '../../src/engine/entities/customers.ts';
import { CHOICE } from '../../src/engine/entities/occasions.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { ablation } from '../support/ablation.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('price_competition', {
  streams: [],
  zero: { prices: { adjustment_per_month: 0 } },
  event: ({ platforms }) => platforms.priceCentsPerG.some((cents) => cents !== 6850),
});

const WEEKS_PER_MONTH = 30.4375 / 7;

/** A town before its first day. */
const town = (...changes: Changes[]): World =>
  createArm(
    groundOf(
      small(
        {
          time: { burn_in_days: 0, pre_days: 0, post_days: 3000 },
          customers: { count: 3000 },
          mechanisms: { forgetting: false, platform_entry: true },
        },
        ...changes,
      ),
    ),
    'baseline',
    1,
    compilePolicy,
  ).world;

/** Weeks of prices alone, while nothing else happens; `pin` runs before each. */
function live(world: World, weeks: number, pin: () => void = () => {}): void {
  const week = phase('price-competition', world);
  const first = world.clock.day / 7 + 1;
  for (let k = first; k < first + weeks; k++) {
    setDay(world.clock, 7 * k);
    pin();
    week();
  }
}

/** Product costs so many times what it did. */
function costs(world: World, factor: number): void {
  const { delivery, sites } = world.scenario;
  world.scenario = {
    ...world.scenario,
    delivery: { ...delivery, product_cost_eur_per_g: delivery.product_cost_eur_per_g * factor },
    sites: { ...sites, product_cost_eur_per_g: sites.product_cost_eur_per_g * factor },
  };
}

describe('prices', () => {
  it('stay where they begin while nothing else moves, and conduct is solved for them', () => {
    const world = town();
    const { power, conduct } = world.prices;
    expect(deliveredCents(world, 0) + 100 * conduct[0] * power[0]).toBeCloseTo(6850, 9);
    expect(conduct[0]).toBeGreaterThan(0.4);
    expect(conduct[0]).toBeLessThan(0.7);
    live(world, 1);
    for (const cents of world.platforms.priceCentsPerG) expect(cents).toBeCloseTo(6850, 6);
    expect(world.prices.siteCents[0]).toBe(5500);
  });

  it('near c + κm by 1 − e^(−v) a month, those of dark platforms too; vacant niches have the price of the market', () => {
    const world = town({ prices: { adjustment_per_month: 0.5 } });
    const { platforms, prices } = world;
    platforms.status[1] = PLATFORM_STATUS.dark;
    platforms.priceCentsPerG[2] = 6000;
    // Nobody of the sample buys, so that m stays what it is.
    const { customers } = world;
    for (let c = 0; c < customers.count; c++) customers.u8[c * U8_STRIDE + U8.nKnown] = 0;
    prices.power[0] *= 1.2;
    const target = deliveredCents(world, 0) + 100 * prices.conduct[0] * prices.power[0];
    live(world, 10);
    const left = Math.exp((-0.5 * 10) / WEEKS_PER_MONTH);
    for (const [p, start] of [
      [0, 6850],
      [1, 6850],
      [2, 6000],
      [platforms.nAtStart, 6850],
    ])
      expect(platforms.priceCentsPerG[p], `platform ${p}`).toBeCloseTo(target + (start - target) * left, 6);
    expect(platforms.status[platforms.nAtStart]).toBe(PLATFORM_STATUS.unborn);
  });

  it('take over what product costs more, at sites one to one, and stay within 0.7 and 1.4 of the start', () => {
    const world = town();
    costs(world, 1.5);
    live(world, 300);
    // At the same m a gram costs 16 EUR more; delivered less often, sellers have a little less power.
    expect(world.prices.siteCents[0]).toBeCloseTo(7100, 3);
    const risen = world.platforms.priceCentsPerG[0] - 6850;
    expect(risen).toBeGreaterThan(1200);
    expect(risen).toBeLessThan(1700);
    const { power, conduct } = world.prices;
    expect(world.platforms.priceCentsPerG[0]).toBeCloseTo(deliveredCents(world, 0) + 100 * conduct[0] * power[0], 0);
    costs(world, 10);
    live(world, 300);
    expect(world.platforms.priceCentsPerG[0]).toBeCloseTo(1.4 * 6850, 3);
    expect(world.prices.siteCents[0]).toBeCloseTo(1.4 * 5500, 3);
  });

  it('reach what customers compare: tables are what they would be, had prices been those from the start', () => {
    const world = town();
    costs(world, 1.3);
    live(world, 20);
    const { scenario, city, nearestLists, sites, platforms, prices, utility } = world;
    const given = { ...scenario, sites: { ...scenario.sites, price_eur_per_g: prices.siteCents[0] / 100 } };
    const fresh = createUtility(given, city, nearestLists, sites, platforms);
    expect(prices.siteCents[0]).toBeGreaterThan(5600);
    expect(utility.siteCost).toEqual(fresh.siteCost);
    expect(utility.platformCost).toEqual(fresh.platformCost);
  });
});

describe('conduct', () => {
  it('is solved again from the weeks before day 0, in which prices stand', () => {
    const world = town({ time: { burn_in_days: 70, pre_days: 0, post_days: 70 } });
    const { power, usual, conduct } = world.prices;
    const [first, before] = [power[0], conduct[0]];
    for (let c = 0; c < world.customers.count; c++) world.customers.u8[c * U8_STRIDE + U8.nKnown] = 0;
    power[0] = 1.2 * first;
    live(world, 10);
    expect(world.platforms.priceCentsPerG.every((cents) => cents === 6850)).toBe(true);
    expect(usual[0]).toBeCloseTo(first * (1.2 - 0.2 * 0.75 ** 10), 9);
    expect(conduct[0]).toBeCloseTo((before * first) / usual[0], 9);
    live(world, 1);
    expect(world.platforms.priceCentsPerG[0]).toBeGreaterThan(6850);
  });
});

describe('market power', () => {
  it('is Σs ÷ −Σ∂s/∂p of the choice itself', () => {
    const world = town({ customers: { count: 400, second_product_share: 0 }, sites: { count: 0 } });
    const { customers, utility, scenario } = world;
    const { f32, u8, u16 } = customers;
    const { theta, alpha, platformCost } = utility;
    const mu = Object.values(scenario.choice.cost_weight_per_eur);
    const [sold, power] = [new Float64Array(2), new Float64Array(1)];
    // Orders of all platforms, and by how much each loses when it alone is a cent a gram dearer, in hours of delivery.
    for (let c = 0; c < customers.nFounders; c++) {
      const [nKnown, income] = [u8[c * U8_STRIDE + U8.nKnown], u8[c * U8_STRIDE + U8.income]];
      const share = (dearer: number, cost: number): number[] => {
        const odds = Array.from({ length: nKnown }, (_, slot) => {
          const at = c * F32_STRIDE + slot;
          const v =
            -platformCost[u16[c * 64 + 48 + slot] * 3 + income] -
            utility.perWaitMin[income] * f32[at + F32.wait] +
            scenario.choice.purity_weight_per_point * (f32[at + F32.purity] - scenario.delivery.purity_points) +
            f32[at + F32.loyalty] -
            (slot === dearer ? mu[income] * cost : 0);
          return Math.exp(v / theta);
        });
        const sum = odds.reduce((a, b) => a + b, 0);
        const delivered = Math.exp(alpha[CHOICE.delivery]) * Math.exp(theta * Math.log(sum));
        const other = Math.exp(alpha[CHOICE.other]) + Math.exp(alpha[CHOICE.none]);
        return odds.map((one) => ((one / sum) * delivered) / (delivered + other));
      };
      for (let slot = 0; slot < nKnown; slot++) {
        const rate = 1 / f32[c * F32_STRIDE + F32.meanGapMin];
        sold[0] += rate * share(-1, 0)[slot];
        sold[1] += (rate * (share(slot, -0.005)[slot] - share(slot, 0.005)[slot])) / 0.01;
      }
    }
    createMarketPower(world)(power);
    expect(power[0]).toBeCloseTo(sold[0] / sold[1], 4);
  });
});
