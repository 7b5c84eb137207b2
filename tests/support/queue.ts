// One platform as a queue of couriers with Poisson orders, and how long orders wait in it. Knows no test.

import { expect } from 'vitest';
import { daysOfCount } from '../../src/engine/counts.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { threefry, uniform } from '../../src/random/threefry.ts';
import { batchMeans, type MeanAndError } from './distributions.ts';
import { type Changes, NO_FEEDBACK, small, watch } from './small.ts';

export const SERVICE_MIN = 20;
export const COURIERS = 6;
const DAYS_PER_MONTH = 365.25 / 12;
const CUSTOMERS = 300;

/** One platform of six couriers on shift day and night, with Poisson orders at a constant rate and nothing else. */
export function queue(ordersPerCourierHour: number, days: number, overrides: object): Changes {
  const perMonth = (ordersPerCourierHour * COURIERS * 24 * DAYS_PER_MONTH) / CUSTOMERS;
  const flat = (n: number): number[] => new Array<number>(n).fill(1);
  return {
    time: { burn_in_days: 5, pre_days: 0, post_days: days, tick_min: 30 },
    city: { grid: { columns: 1, rows: 1, population: 1000 } },
    customers: {
      count: CUSTOMERS,
      heavy_share: 1,
      heavy_min_per_month: perMonth,
      heavy_max_per_month: perMonth,
      hour_profile: flat(24),
      weekday_factor: flat(7),
      aware_share: { low: 1, middle: 1, high: 1 },
      known_mean: 1,
    },
    choice: { share_delivery: 1, share_other: 0, share_none: 0 },
    sites: { count: 0 },
    platforms: [{ archetype: 'three-line-hands-on', count: 1, overrides: { duty_share: 1, ...overrides } }],
    delivery: {
      opens_h: 0,
      closes_h: 24,
      patience_min: 1440,
      stock_g_per_courier: 1e6,
      service: 'exponential',
      service_mean_min: SERVICE_MIN,
    },
    mechanisms: NO_FEEDBACK,
  };
}

/** Mean minutes from the order to the beginning of its service, with its error by batches of five days. */
export function measureWait(changes: Changes): MeanAndError & { orders: number } {
  const sums: number[] = [];
  const counts: number[] = [];
  let services = 0;
  const world = watch(small(changes), ({ occasions, streams: { service } }, clock) => {
    if (clock.reportedDay < 0) return;
    const batch = Math.floor(clock.reportedDay / 5);
    sums[batch] ??= 0;
    counts[batch] ??= 0;
    for (let i = 0; i < occasions.count; i++) {
      if (occasions.choice[i] !== CHOICE.delivery || occasions.fate[i] !== FATE.fulfilled)
        throw new Error('an order was lost');
      // The length of the service is known from its draw; leaving it in would hide short waits behind its variance.
      const draw = uniform(threefry(service.k0, service.k1, occasions.customer[i], occasions.candidate[i] << 4));
      sums[batch] += occasions.waitMin[i] + SERVICE_MIN * Math.log(draw);
      services += -SERVICE_MIN * Math.log(draw);
      counts[batch]++;
    }
  });
  expect(daysOfCount(world.record, 'couriers_on_duty').every((n) => n === COURIERS)).toBe(true);
  const { mean, error } = batchMeans(sums, counts);
  const orders = counts.reduce((a, b) => a + b, 0);
  expect(Math.abs(services / orders - SERVICE_MIN) / (SERVICE_MIN / Math.sqrt(orders)), 'mean service').toBeLessThan(
    3.5,
  );
  return { mean, error, orders };
}

export const POOL = { lines: 1, couriers_per_line: 6, dispatch: 'pooled', leakage: 1 };
export const SILOS = { lines: 3, couriers_per_line: 2, dispatch: 'line', leakage: 0 };
