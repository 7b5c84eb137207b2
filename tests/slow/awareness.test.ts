// Over years without policies, customers know as many platforms as at the start, and what is lost at once comes back.
import { describe, expect, it } from 'vitest';
import { isForgotten } from '../../src/engine/acts/known-platforms.ts';
import { U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import type { World } from '../../src/engine/world.ts';
import { type Changes, small, watch } from '../support/small.ts';

const TOWN: Changes = {
  time: { burn_in_days: 0, pre_days: 0, post_days: 730, tick_min: 60 },
  city: { grid: { columns: 4, rows: 4, population: 240_000, cell_km: 2 } },
  customers: { count: 4000, quit_per_year: 0, initiation_per_year: 0, dormant_share: 0 },
  sites: { count: 3 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 3 },
    { archetype: 'service-quality-bikes', count: 2 },
  ],
  mechanisms: { site_turnover: false, stops: false, violence: false, defection: false },
};

/** Platforms known by a customer on average. */
function knownOf({ customers, platforms }: World, day: number): number {
  let known = 0;
  for (let customer = 0; customer < customers.count; customer++)
    for (let slot = 0; slot < customers.u8[customer * U8_STRIDE + U8.nKnown]; slot++)
      if (!isForgotten(customers, platforms, customer, slot, day)) known++;
  return known / customers.count;
}

/** Platforms known on some days, of which on one half are forgotten if that is told. */
function over(days: number[], halfOn: number, replicate: number): number[] {
  const seen: number[] = [];
  const town = small(TOWN);
  const last = 1440 / town.time.tick_min - 1;
  watch(
    town,
    (world, clock) => {
      if (clock.tick !== last) return;
      if (days.includes(clock.day)) seen.push(knownOf(world, clock.day));
      if (clock.day !== halfOn) return;
      const { customers } = world;
      for (let customer = 0; customer < customers.count; customer++)
        for (let slot = customer % 2; slot < customers.u8[customer * U8_STRIDE + U8.nKnown]; slot += 2)
          customers.u16[customer * U16_STRIDE + U16.forgetDay + slot] = clock.day;
    },
    replicate,
  );
  return seen;
}

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('what customers know', () => {
  it('stays within 5 % of what it is at the start, and of what is lost on one day most is back within a year', () => {
    const days = [0, 364, 729];
    const runs = [1, 2, 3].map((replicate) => over(days, -1, replicate));
    const [start, year, end] = days.map((_, k) => mean(runs.map((known) => known[k])));
    expect(Math.abs(year / start - 1)).toBeLessThan(0.05);
    expect(Math.abs(end / start - 1)).toBeLessThan(0.05);
    const lost = [1, 2, 3].map((replicate) => over([365, 729], 364, replicate));
    const [after, later] = [0, 1].map((k) => mean(lost.map((known) => known[k])));
    expect(after / year).toBeLessThan(0.6);
    const back = (later - after) / (year - after);
    expect(back).toBeGreaterThan(0.55);
    expect(back).toBeLessThan(1);
  });
});
