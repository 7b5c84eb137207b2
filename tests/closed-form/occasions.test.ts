import { beforeAll, describe, expect, it } from 'vitest';
import { F32, F32_STRIDE } from '../../src/engine/entities/customers.ts';
import type { Tempo } from '../../src/engine/kernel/tempo.ts';
import type { World } from '../../src/engine/world.ts';
import { chiSquareTail, ksStatistic } from '../support/distributions.ts';
import { NO_FEEDBACK, small, watch } from '../support/small.ts';

const DAYS = 120;

/** Operational minutes up to a clock minute. */
function operationalAt({ startOfDay, dayFactor, hourShare }: Tempo, minute: number): number {
  const day = Math.floor(minute / 1440);
  const hour = Math.floor((minute - day * 1440) / 60);
  let share = ((minute - day * 1440) / 60 - hour) * hourShare[hour];
  for (let h = 0; h < hour; h++) share += hourShare[h];
  return startOfDay[day] + share * dayFactor[day] * 1440;
}

describe('candidate occasions with all mechanisms off', () => {
  const scenario = small({
    time: { burn_in_days: 0, pre_days: 0, post_days: DAYS, tick_min: 30 },
    customers: { count: 3000, pay_cycle_amplitude: 0.3 },
    // One price everywhere: nothing to thin, so that candidates are occasions.
    sites: { price_eur_per_g: 60 },
    delivery: { price_eur_per_g: 60 },
    mechanisms: NO_FEEDBACK,
  });
  /** Operational minutes of the occasions of each customer, and clock minutes of all. */
  const times: number[][] = Array.from({ length: 3000 }, () => []);
  const minutes: number[] = [];
  let world: World;
  beforeAll(() => {
    world = watch(scenario, ({ occasions, tempo }) => {
      for (let i = 0; i < occasions.count; i++) {
        times[occasions.customer[i]].push(operationalAt(tempo, occasions.minute[i]));
        minutes.push(occasions.minute[i]);
      }
    });
  });
  const rateOf = (customer: number): number => 1 / world.customers.f32[customer * F32_STRIDE + F32.meanGapMin];
  const end = (): number => world.tempo.startOfDay[DAYS];

  it('are as many for each customer as a Poisson count of its own rate: dispersion 1 about the mean', () => {
    let square = 0;
    let variance = 0;
    let expected = 0;
    for (const [customer, own] of times.entries()) {
      const mean = rateOf(customer) * end();
      expected += mean;
      square += ((own.length - mean) * (own.length - mean)) / mean;
      variance += 2 + 1 / mean;
    }
    const dispersion = (square - times.length) / Math.sqrt(variance);
    expect(Math.abs(dispersion), 'standard errors from 1').toBeLessThan(3.5);
    expect(Math.abs(minutes.length - expected) / Math.sqrt(expected), 'standard errors of the total').toBeLessThan(3.5);
  });

  it('leave exponential gaps in operational time', () => {
    // The first eight gaps of those so frequent that hardly any has fewer: a choice that does not depend on the gaps.
    const frequent = [...times.keys()].filter((customer) => rateOf(customer) * end() > 30);
    const gaps = frequent.flatMap((customer) =>
      times[customer].slice(0, 8).map((t, k) => (t - (k === 0 ? 0 : times[customer][k - 1])) * rateOf(customer)),
    );
    expect(gaps.length).toBeGreaterThan(2000);
    expect(ksStatistic(Float64Array.from(gaps), (x) => -Math.expm1(-x))).toBeLessThan(1.95);
    // Neighbouring gaps are independent: their ranks do not go together.
    let product = 0;
    let n = 0;
    for (const customer of frequent) {
      const own = times[customer]
        .slice(0, 9)
        .map((t, k) => (t - (k === 0 ? 0 : times[customer][k - 1])) * rateOf(customer));
      for (let k = 1; k < own.length; k++, n++) product += (Math.exp(-own[k]) - 0.5) * (Math.exp(-own[k - 1]) - 0.5);
    }
    expect(Math.abs(product * 12) / Math.sqrt(n), 'standard errors of the correlation').toBeLessThan(3.5);
  });

  it('lie evenly in operational time, so that clock time follows the hour profile and the weekday', () => {
    expect(ksStatistic(Float64Array.from(times.flat()), (t) => t / end())).toBeLessThan(1.95);
    const { hourShare, dayFactor } = world.tempo;
    const byHour = new Float64Array(24);
    const byDay = new Float64Array(DAYS);
    for (const minute of minutes) {
      byHour[Math.floor(minute / 60) % 24]++;
      byDay[Math.floor(minute / 1440)]++;
    }
    const factors = dayFactor.reduce((a, b) => a + b, 0);
    const chi = (counts: Float64Array, share: (k: number) => number): number =>
      counts.reduce((sum, n, k) => sum + (n - share(k) * minutes.length) ** 2 / (share(k) * minutes.length), 0);
    expect(
      chiSquareTail(
        23,
        chi(byHour, (hour) => hourShare[hour]),
      ),
    ).toBeGreaterThan(1e-3);
    expect(
      chiSquareTail(
        DAYS - 1,
        chi(byDay, (day) => dayFactor[day] / factors),
      ),
    ).toBeGreaterThan(1e-3);
  });

  it('come at the rates of the scenario: light ones gamma with mean 2.3 a month, one in ten from 10 to 19', () => {
    const perMonth = times.map((_, customer) => rateOf(customer) * 1440 * (365.25 / 12));
    const mean = perMonth.reduce((a, b) => a + b, 0) / perMonth.length;
    // Mixture of 0.9 Gamma(1.5, mean 2.3) and 0.1 U(10, 19): mean 3.52, variance 17.6.
    expect(Math.abs(mean - 3.52) / Math.sqrt(17.6 / perMonth.length)).toBeLessThan(3.5);
    expect(perMonth.filter((r) => r > 19).length).toBeLessThan(3);
  });

  it('have amounts and preferences at the shares of the scenario', () => {
    const amounts = new Map<number, number>();
    let second = 0;
    watch(
      small({
        time: { burn_in_days: 0, pre_days: 0, post_days: 60, tick_min: 60 },
        customers: { count: 3000 },
        mechanisms: NO_FEEDBACK,
      }),
      ({ occasions: o, sites }) => {
        for (let i = 0; i < o.count; i++) {
          amounts.set(o.amountMg[i], (amounts.get(o.amountMg[i]) ?? 0) + 1);
          // Of those who chose nothing, who did not yet take another product instead.
          if (o.choice[i] === 3) second += o.product[i] - scenario.customers.second_product_share;
        }
        expect(sites.nPlaces).toBe(8);
      },
    );
    const { sizes_g: sizes, shares } = scenario.customers.grams;
    const n = [...amounts.values()].reduce((a, b) => a + b, 0);
    const chi = sizes.reduce(
      (sum, g, k) => sum + ((amounts.get(g * 1000) ?? 0) - n * shares[k]) ** 2 / (n * shares[k]),
      0,
    );
    expect(amounts.size).toBe(sizes.length);
    expect(chiSquareTail(sizes.length - 1, chi)).toBeGreaterThan(1e-3);
    expect(Math.abs(second)).toBeLessThan(400);
  });
});
