import { describe, expect, it } from 'vitest';
import { daysOfCount } from '../../src/engine/counts.ts';
import { CHANNELS } from '../../src/engine/kernel/record.ts';
import { assertAddsUp, assertInvariants, flowMargins } from '../support/invariants.ts';
import { against, type Changes, OPERATIONS, type PolicyInput, run, STOPS, small } from '../support/small.ts';

const BACKGROUND: PolicyInput[] = [
  { kind: 'street-stops', start_day: -4, end_day: 3, ramp_days: 4, hours_per_day: 90, where: 'all', between: [0, 5] },
  { kind: 'site-operations', start_day: -3, hours_per_day: 45, where: 'control', pick: 'random' },
];

/** What a scenario may be at its ends; orders through each channel that there can be. */
const EDGES: [string, Changes, { none?: (typeof CHANNELS)[number][] }][] = [
  ['no platforms', { platforms: [] }, { none: ['delivery'] }],
  ['platforms of which nobody knows', { customers: { aware_share: { low: 0, middle: 0, high: 0 } } }, {}],
  ['no sites', { sites: { count: 0 } }, { none: ['site'] }],
  ['neither sites nor platforms', { sites: { count: 0 }, platforms: [] }, { none: ['site', 'delivery'] }],
  ['one customer', { customers: { count: 1, heavy_share: 1, heavy_max_per_month: 60 } }, {}],
  ['one zone', { city: { grid: { columns: 1, rows: 1, population: 10 } } }, {}],
  ['zones in which nobody lives', { city: { grid: { columns: 5, rows: 5, population: 7 } } }, {}],
  ['no burn-in', { time: { burn_in_days: 0 } }, {}],
  ['no days before', { time: { pre_days: 0 } }, {}],
  ['ticks of an hour', { time: { tick_min: 60 } }, {}],
  ['ticks of a minute', { time: { tick_min: 1, burn_in_days: 0, pre_days: 6, post_days: 1 } }, {}],
  ['hours to six in the morning', { sites: { opens_h: 6, closes_h: 30 }, delivery: { opens_h: 18, closes_h: 30 } }, {}],
  ['hours that hardly meet demand', { sites: { opens_h: 3, closes_h: 4 }, delivery: { opens_h: 4, closes_h: 5 } }, {}],
  ['policies in the background', { policies: BACKGROUND }, {}],
  ['couriers who are stopped all the time', { couriers: { stop_hazard_per_h: 1, kept_share: 1 } }, {}],
  [
    'couriers who are back at once',
    { couriers: { stop_hazard_per_h: 1, kept_share: 0.5, custody_days: 0, replacement_days: 0 } },
    {},
  ],
  ['hardly any stock', { delivery: { stock_g_per_courier: 1.2 }, customers: { light_per_month: 20 } }, {}],
  ['stock below the smallest amount', { delivery: { stock_g_per_courier: 0.2 } }, { none: ['delivery'] }],
  [
    'stock that is ordered only when all is gone',
    { delivery: { restock_at_share: 0, stock_g_per_courier: 4 }, customers: { light_per_month: 20 } },
    {},
  ],
  ['stock that comes at once', { delivery: { restock_after_h: 0, stock_g_per_courier: 3 } }, {}],
  [
    'nobody patient',
    { delivery: { patience_min: 0 }, sites: { patience_min: 0, served_per_10_min: 0.02 } },
    { none: ['delivery'] },
  ],
  ['nobody who has not to buy', { choice: { share_none: 0, share_other: 0 } }, { none: ['other'] }],
  ['nothing to be delivered', { choice: { share_delivery: 0 } }, { none: ['delivery'] }],
  ['only the second product', { customers: { second_product_share: 1 }, sites: { second_product_share: 0 } }, {}],
  ['one near site', { sites: { nearest: 1, places_per_site: 1 } }, {}],
  ['more sites than customers', { sites: { count: 500 } }, {}],
  ['rates of nothing', { customers: { light_per_month: 0, heavy_share: 0 } }, { none: ['site', 'delivery', 'other'] }],
  [
    'days and hours without demand',
    { customers: { weekday_factor: [0, 0, 1, 0, 0, 0, 0], hour_profile: [...Array(23).fill(0), 1] } },
    {},
  ],
  ['prices of nothing', { delivery: { price_eur_per_g: 0 }, sites: { price_eur_per_g: 0 } }, {}],
  ['a strong price response', { customers: { price_elasticity: -3, rate_ceiling: 1 } }, {}],
  ['loyalty of nothing', { learning: { loyalty_max: 0 } }, {}],
  [
    'everyone told of everything and forgetting it',
    {
      learning: { referral_probability: 1 },
      platforms: [{ archetype: 'service-quality-bikes', count: 8, overrides: { churn_per_month: 0.99 } }],
    },
    {},
  ],
  ['sites that all turn over', { sites: { turnover_per_week: 1 } }, {}],
  ['sites that all close', { police: { closure_probability: 1, operation_officer_h: 1 } }, {}],
  [
    'occasions that come back for long',
    { returns: { probability: 1, mean_h: 720, at_most: 10 }, delivery: { patience_min: 0 } },
    { none: ['delivery'] },
  ],
  [
    'very many customers of one minute',
    { customers: { light_per_month: 60 }, returns: { probability: 1, mean_h: 0.01, at_most: 10 } },
    {},
  ],
  ['no target', { areas: { target: { rule: 'most-population', share: 0 } } }, {}],
  ['nothing but target', { areas: { target: { rule: 'most-sites', share: 1 } } }, {}],
  ['days as long as months', { time: { burn_in_days: 1, pre_days: 31, post_days: 31, tick_min: 60 } }, {}],
];

describe('a scenario with', () => {
  it.each(EDGES)('%s runs, and its sums hold', (_, changes, { none = [] }) => {
    const pressure = against({ ...OPERATIONS, start_day: 4, where: 'all' }, { ...STOPS, start_day: 5 });
    const scenario = small({ time: { burn_in_days: 4, pre_days: 4, post_days: 8, tick_min: 30 } }, pressure, changes);
    const records = run(scenario, {
      afterTick: (world, clock) => {
        if (clock.tick % 4 === 0 || clock.tickMin === 60) assertInvariants(world, clock);
      },
    });
    expect(records.length).toBe(2);
    for (const record of records) {
      assertAddsUp(record);
      expect(flowMargins(record).from).toEqual(flowMargins(records[0]).to);
      for (const [channel, name] of CHANNELS.entries()) {
        let orders = 0;
        for (let at = channel * 9; at < record.series.length; at += 27)
          orders += record.series[at] + record.series[at + 3] + record.series[at + 6];
        if (none.includes(name)) expect(orders, name).toBe(0);
      }
    }
  });

  it('lines that run empty sells again when the stock has come, whatever is left of it and however late it is ordered', () => {
    for (const restock_at_share of [0, 0.05, 0.2]) {
      const [record] = run(
        small({
          time: { burn_in_days: 0, pre_days: 0, post_days: 40, tick_min: 60 },
          customers: { light_per_month: 20 },
          platforms: [{ archetype: 'service-quality-bikes', count: 2 }],
          delivery: { restock_at_share, stock_g_per_courier: 20 },
        }),
      );
      const lastWeek = daysOfCount(record, 'delivered')
        .subarray(33, 40)
        .reduce((a, b) => a + b, 0);
      expect(lastWeek, `restocked at ${restock_at_share}`).toBeGreaterThan(0);
    }
  });

  it('more failures than ever wait in practice neither throws nor drops any of those that come back', () => {
    const scenario = small({
      customers: { count: 3000, light_per_month: 30 },
      returns: { probability: 1, mean_h: 400, at_most: 2 },
      delivery: { patience_min: 0 },
      time: { burn_in_days: 0, pre_days: 0, post_days: 20, tick_min: 60 },
    });
    expect(() => run(scenario)).not.toThrow();
  });
});
