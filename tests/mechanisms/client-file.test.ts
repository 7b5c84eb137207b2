// Client files: what a client is worth, who buys and rents, who stays, what is paid, what a lapsed number loses.
import { describe, expect, it } from 'vitest';
import { createPassOn, drawTaker } from '../../src/engine/acts/client-file.ts';
import { clientPriceCents } from '../../src/engine/acts/client-value.ts';
import { learnOf, slotOf } from '../../src/engine/acts/known-platforms.ts';
import { createRent } from '../../src/engine/acts/rent.ts';
import { createSellFile } from '../../src/engine/acts/sell-file.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { daysOfCount } from '../../src/engine/counts.ts';
import { U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { LINE, PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

const MONTH = 365.25 / 12;
const [SELLER, BUYER] = [0, 1];

/** A few platforms and many customers, each of whom knows the first one only and buys. */
function worldOf(nPlatforms = 2, ...changes: Changes[]): World {
  const scenario = small(
    {
      time: { burn_in_days: 0, pre_days: 0, post_days: 60, tick_min: 60 },
      customers: { count: 4000 },
      sites: { count: 0 },
      platforms: [{ archetype: 'relationship-selling', count: nPlatforms }],
      mechanisms: { platform_exit: true, platform_entry: false },
    },
    ...changes,
  );
  const clock = createClock(scenario.time);
  const world = buildWorld(groundOf(scenario), 'baseline', 1, clock);
  setDay(clock, 7);
  const { customers } = world;
  for (let customer = 0; customer < customers.count; customer++) {
    customers.u8[customer * U8_STRIDE + U8.nKnown] = 0;
    learnOf(customers, customer, SELLER, { loyalty: 0, purity: 0, waitMin: 0, forgetDay: 60 });
  }
  world.platforms.clients.fill(300);
  world.platforms.cashCents.fill(1e9);
  return world;
}

const knowers = ({ customers }: World, p: number): number[] =>
  Array.from(Array(customers.nFounders).keys()).filter((customer) => slotOf(customers, customer, p) >= 0);
/** Distance of a count from its share of n, in standard errors. */
const inErrors = (count: number, n: number, share: number): number =>
  Math.abs(count - n * share) / Math.sqrt(n * share * (1 - share));
const cents = ({ platforms }: World): number => platforms.cashCents.reduce((a, b) => a + b, 0);

describe('the price of a client', () => {
  it('is τ times margin of a month ÷ (discount + churn + exit + lapse), about 110 EUR at the figures of the design', () => {
    const world = worldOf(2, {
      platforms: [{ archetype: 'fragile-line-absent-boss', count: 2, overrides: { lapse_per_week: 0.01 } }],
    });
    const perMonth = 16.8 * 2.3 * 100;
    world.profit.startClients[0] = 600;
    world.profit.startMarginCents[0] = (600 * perMonth * 7) / MONTH;
    const weekly = (rate: number): number => (rate * MONTH) / 7;
    const expected = (0.4 * perMonth) / (0.035 + 0.07 + weekly(0.008) + weekly(0.01 * 0.5));
    expect(clientPriceCents(world)).toBeCloseTo(expected, 0);
    world.platforms.lapsePerWeek.fill(0);
    expect(clientPriceCents(world) / 100).toBeCloseTo(110.5, 0);
  });

  it('follows the margins of the last ten weeks, and is nothing where there are none', () => {
    const world = worldOf();
    const before = clientPriceCents(world);
    world.profit.weekClients.fill(600);
    world.profit.weekMarginCents.fill((2 * 600 * world.profit.startMarginCents[0]) / world.profit.startClients[0]);
    expect(clientPriceCents(world)).toBeCloseTo(2 * before, 6);
    world.profit.weekMarginCents.fill(-1);
    expect(clientPriceCents(world)).toBe(0);
  });
});

describe('a sale', () => {
  const OFFERED: Changes = { client_files: { offered_share: 1 } };

  it('moves the price between two accounts, and the share τ of the clients to the buyer', () => {
    const world = worldOf(2, OFFERED);
    const before = cents(world);
    const price = Math.round(300 * clientPriceCents(world));
    createSellFile(world)(SELLER);
    expect(price).toBeGreaterThan(0);
    expect(world.platforms.cashCents[SELLER]).toBe(1e9 + price);
    expect(cents(world)).toBe(before);
    expect(inErrors(knowers(world, BUYER).length, 4000, 0.4)).toBeLessThan(4);
    expect(daysOfCount(world.record, 'file_sales_cents')[7]).toBe(price);
  });

  it('is of one lot, and those who stay where fewer do also stay where more do', () => {
    const [half, all] = [250, 500].map((most_per_lot) => {
      const world = worldOf(2, { client_files: { offered_share: 1, most_per_lot } });
      world.platforms.clients[SELLER] = 500;
      createSellFile(world)(SELLER);
      expect(daysOfCount(world.record, 'file_clients_sold')[7]).toBe(most_per_lot);
      return knowers(world, BUYER);
    });
    expect(inErrors(half.length, 4000, 0.2)).toBeLessThan(4);
    expect(all).toEqual(expect.arrayContaining(half));
  });

  it('needs a buyer who keeps what a platform begins with', () => {
    const world = worldOf(2, OFFERED);
    world.platforms.cashCents[BUYER] = Math.round(300 * clientPriceCents(world));
    createSellFile(world)(SELLER);
    expect(knowers(world, BUYER)).toEqual([]);
    expect(daysOfCount(world.record, 'file_sales')[7]).toBe(0);
  });

  it('goes to a buyer in proportion to clients, whoever else there is', () => {
    const world = worldOf(4);
    world.platforms.clients.set([50, 100, 200, 300]);
    const key = world.streams['file-buyer'];
    const n = 3000;
    const taken = [0, 0, 0, 0];
    for (let number = 0; number < n; number++) taken[drawTaker(world, SELLER, key, number, () => true)]++;
    expect(taken[SELLER]).toBe(0);
    for (const [p, share] of [0, 1 / 6, 2 / 6, 3 / 6].entries())
      if (share > 0) expect(inErrors(taken[p], n, share)).toBeLessThan(4);
    for (let number = 0; number < 50; number++) {
      const first = drawTaker(world, SELLER, key, number, () => true);
      if (first !== 3) expect(drawTaker(world, SELLER, key, number, (p) => p !== 3)).toBe(first);
    }
  });
});

describe('a rented file', () => {
  /** The first platform is dark, its manager held until day 50, its file rented out from day 7 on. */
  function rented(kept_by_renter_share: number): World {
    const world = worldOf(2, { client_files: { kept_by_renter_share } });
    const { platforms } = world;
    platforms.status[SELLER] = PLATFORM_STATUS.dark;
    platforms.darkFrom[SELLER] = 0;
    platforms.fileLeft[SELLER] = 0.5;
    platforms.isRented[SELLER] = 1;
    platforms.heldUntil[SELLER] = 50;
    phase('file-rental', world)();
    return world;
  }

  it('makes a share τ of what is left of it know the renter, who pays a part of the margin of their orders', () => {
    const world = rented(0);
    expect(world.platforms.rentsFrom[BUYER]).toBe(SELLER);
    expect(inErrors(knowers(world, BUYER).length, 4000, 0.4 * 0.5)).toBeLessThan(4);
    const before = cents(world);
    const pay = createRent(world);
    pay(BUYER, 0, 1001);
    pay(BUYER, 1, -500);
    expect(world.platforms.cashCents[SELLER]).toBe(1e9 + 400);
    expect(world.platforms.marginCents[BUYER]).toBe(-400);
    expect(cents(world)).toBe(before);
    world.customers.u8[2 * U8_STRIDE + U8.nKnown] = 0;
    pay(BUYER, 2, 1001);
    expect(world.platforms.cashCents[SELLER]).toBe(1e9 + 400);
  });

  it.each([
    [0, 0.5],
    [1, 0],
  ])('is given back at the release or not: at a share %d not, %d of it is left', (share, left) => {
    const world = rented(share);
    setDay(world.clock, 49);
    phase('file-rental', world)();
    expect(world.platforms.isRented[SELLER]).toBe(1);
    setDay(world.clock, 56);
    phase('file-rental', world)();
    expect(world.platforms.isRented[SELLER]).toBe(0);
    expect(world.platforms.rentsFrom[BUYER]).toBe(-1);
    expect(world.platforms.fileLeft[SELLER]).toBe(left);
  });

  it('passes on nobody who has forgotten its owner', () => {
    const world = worldOf();
    for (let customer = 0; customer < 2000; customer++) world.customers.u16[customer * U16_STRIDE + U16.forgetDay] = 7;
    createPassOn(world)(SELLER, BUYER, 1);
    expect(knowers(world, BUYER).every((customer) => customer >= 2000)).toBe(true);
  });
});

describe('a lapsed number', () => {
  it('is back in ten days, half of the clients are lost and the others are all there', () => {
    const world = worldOf(1, {
      platforms: [{ archetype: 'fragile-line-absent-boss', count: 1, overrides: { lapse_per_week: 1 } }],
    });
    phase('number-lapse', world)();
    const { lines, platforms } = world;
    expect(lines.state[0]).toBe(LINE.cut);
    expect(inErrors(knowers(world, SELLER).length, 4000, 0.5)).toBeLessThan(4);
    const restaff = phase('restaff', world);
    setDay(world.clock, 16);
    restaff();
    expect(lines.state[0]).toBe(LINE.cut);
    setDay(world.clock, 17);
    restaff();
    expect(lines.state[0]).toBe(LINE.up);
    expect(world.clock.day < platforms.contactUntil[SELLER]).toBe(false);
  });
});
