import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/engine/clock.ts';
import { F32, F32_STRIDE, U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/columns/customers.ts';
import type { World } from '../../src/engine/world.ts';
import { assertAddsUp, assertInvariants } from '../support/invariants.ts';
import { against, type Changes, OPERATIONS, run, STOPS, small, watch } from '../support/small.ts';

/** A town where everything happens often: stops, operations, empty lines, queues, late orders, fifth platforms. */
const BUSY: Changes = {
  time: { burn_in_days: 5, pre_days: 5, post_days: 20, tick_min: 15 },
  customers: { light_per_month: 12, known_mean: 3, aware_share: { low: 0.9, middle: 0.9, high: 0.9 } },
  platforms: [
    { archetype: 'three-line-hands-on', count: 3 },
    { archetype: 'service-quality-bikes', count: 2, overrides: { late_gift_g: 0.3 } },
    { archetype: 'three-line-hands-on', count: 1, overrides: { dispatch: 'sector', mode: 'car', leakage: 0.5 } },
  ],
  delivery: { stock_g_per_courier: 6, promise_min: 15, patience_min: 40, closes_h: 27 },
  sites: { count: 4, served_per_10_min: 0.4, patience_min: 10, turnover_per_week: 0.3 },
  couriers: { stop_hazard_per_h: 0.05, kept_share: 0.5, replacement_days: 4 },
  police: { operation_officer_h: 12, disruption_mean_days: 2, closure_probability: 0.2 },
  learning: { referral_probability: 0.3 },
};

describe('a busy town under pressure', () => {
  it('keeps cents, milligrams, people and ranges after every tick of every arm', () => {
    let ticks = 0;
    const both = against({ ...OPERATIONS, where: 'all', announce_day: 4 }, STOPS, {
      kind: 'site-operations',
      start_day: 15,
      hours_per_day: 30,
      where: 'buffer',
      pick: 'random',
    });
    const records = run(
      small(BUSY, both, { policies: [{ kind: 'street-stops', start_day: -5, hours_per_day: 24, where: 'all' }] }),
      {
        afterTick: (world, clock) => {
          ticks++;
          assertInvariants(world, clock);
        },
      },
    );
    expect(ticks).toBe(2 * 30 * 96);
    for (const record of records) assertAddsUp(record);
    // It was a busy town: each thing that could break a sum did happen.
    const [, pressure] = records;
    const total = (row: number): number =>
      pressure.daily.subarray(row * pressure.nDays, (row + 1) * pressure.nDays).reduce((a, b) => a + b, 0);
    const [, closures, entries, operations, arrested, atSites, minutes, lost, , , , delivered] = Array.from(
      { length: 14 },
      (_, row) => total(row),
    );
    for (const [what, count] of Object.entries({
      closures,
      entries,
      operations,
      arrested,
      atSites,
      minutes,
      lost,
      delivered,
    })) {
      expect(count, what).toBeGreaterThan(0);
    }
  });
});

describe('assertInvariants', () => {
  const scenario = small({ customers: { light_per_month: 12 }, time: { burn_in_days: 0, pre_days: 1, post_days: 1 } });
  let world: World | undefined;
  let last: Clock | undefined;
  watch(scenario, (w, clock) => {
    world ??= w;
    last = { ...clock };
  });
  const customer = 7;

  const broken: [string, (w: World) => () => void][] = [
    ['a cent made from nothing', (w) => nudge(w.sites.cashCents, 0)],
    ['a courier paid by nobody', (w) => nudge(w.couriers.earnedCents, 0)],
    ['half a cent', (w) => nudge(w.platforms.cashCents, 0, 0.5)],
    ['a milligram that vanished', (w) => nudge(w.lines.stockMg, 0, -1)],
    ['a person hired but not counted', (w) => nudge(w.couriers.nPersons, 0)],
    ['a courier in custody on shift', (w) => nudge(w.couriers.state, w.couriers.isOn.indexOf(1))],
    ['a shift that the platform does not know of', (w) => nudge(w.platforms.nOnDuty, 0)],
    ['a loyalty above its ceiling', (w) => nudge(w.customers.f32, firstKnowing(w) * F32_STRIDE + F32.loyalty, 2)],
    ['a risk above 1', (w) => nudge(w.customers.f32, customer * F32_STRIDE + F32.siteRisk, 1.5)],
    ['a fifth platform', (w) => nudge(w.customers.u8, customer * U8_STRIDE + U8.nKnown, 5)],
    ['a platform known twice', (w) => knownTwice(w)],
    ['a habit that is no number', (w) => nudge(w.customers.f32, customer * F32_STRIDE + F32.habit, Number.NaN)],
    ['fewer stops than the everyday ones', (w) => nudge(w.zones.stopDensity, 3, -0.5)],
    ['an officer who is nowhere', (w) => nudge(w.effort.stopMin, 0, 10)],
    ['a place that closes without being open', (w) => nudge(w.sites.isClosing, w.sites.isOpen.indexOf(0))],
    ['sales that are no number', (w) => nudge(w.sites.recentSales, 0, Number.NaN)],
  ];

  it.each(broken)('throws at %s', (_, breakIt) => {
    if (!world || !last) throw new Error('the town did not run');
    const [w, clock] = [world, last];
    expect(() => assertInvariants(w, clock)).not.toThrow();
    const mend = breakIt(w);
    expect(() => assertInvariants(w, clock)).toThrow(/broken invariants/);
    mend();
    expect(() => assertInvariants(w, clock)).not.toThrow();
  });
});

/** Adds to one element of a column; gives the way back. */
function nudge(column: { [at: number]: number }, at: number, by = 1): () => void {
  const before = column[at];
  column[at] += by;
  return () => {
    column[at] = before;
  };
}

function firstKnowing({ customers }: World): number {
  let customer = 0;
  while (customers.u8[customer * U8_STRIDE + U8.nKnown] === 0) customer++;
  return customer;
}

function knownTwice(world: World): () => void {
  const { u8, u16 } = world.customers;
  const customer = firstKnowing(world);
  const at8 = customer * U8_STRIDE + U8.nKnown;
  const at16 = customer * U16_STRIDE + U16.known + u8[at8];
  const before = [u8[at8], u16[at16]];
  u16[at16] = u16[customer * U16_STRIDE + U16.known];
  u8[at8]++;
  return () => {
    [u8[at8], u16[at16]] = [before[0], before[1]];
  };
}
