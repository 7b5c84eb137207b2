// Search: ablation of src/engine/mechanisms/seek.ts, who looks, and which platform is found.
import { describe, expect, it, vi } from 'vitest';
import { catchment } from '../../src/engine/acts/catchment.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { NEVER, U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { FATE } from '../../src/engine/entities/occasions.ts';
import { LINE, PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { ablation, some } from '../support/ablation.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const searches = ({ customers, clock }: World): boolean =>
  some(customers.u16, (week, at) => at % U16_STRIDE === U16.searchWeek && week > 0) && clock.day >= 6;

ablation('search', {
  streams: ['search', 'search-platform'],
  zero: { learning: { search_per_week: { low: 0, middle: 0, high: 0 } } },
  event: searches,
});

const COUNT = 20_000;
const P = { low: 0.03, middle: 0.05, high: 0.07 };
const TOWN: Changes = {
  time: { burn_in_days: 0, pre_days: 0, post_days: 400, tick_min: 60 },
  customers: { count: COUNT, dormant_share: 0, aware_share: { low: 0.5, middle: 0.5, high: 0.5 }, known_mean: 1 },
  platforms: [{ archetype: 'three-line-hands-on', count: 4 }],
  learning: { search_per_week: P },
  mechanisms: { forgetting: false },
};

/** A town in which nobody knows a platform, though half did as it was built. */
function townOf(...changes: Changes[]): World {
  const scenario = small(TOWN, ...changes);
  return buildWorld(groundOf(scenario), 'baseline', 1, createClock(scenario.time));
}

/** The phases of search, made while all is as at the start; nobody knows a platform from then on. */
function searchIn(world: World): { seek: () => void; again: () => void } {
  const phases = { seek: phase('seek', world), again: phase('seek-again', world) };
  for (let customer = 0; customer < world.customers.count; customer++)
    world.customers.u8[customer * U8_STRIDE + U8.nKnown] = 0;
  return phases;
}

/** Every customer has an occasion on a day, which failed or not. */
function occasionsOn(world: World, day: number, hasFailed = false): void {
  setDay(world.clock, day);
  const { occasions, customers } = world;
  for (const column of ['customer', 'fate', 'isDisturbed'] as const)
    Object.assign(occasions, { [column]: new Int32Array(customers.count) });
  occasions.count = customers.count;
  for (let i = 0; i < customers.count; i++) occasions.customer[i] = i;
  occasions.fate.fill(hasFailed ? FATE.lost : FATE.fulfilled);
}

const knowOf = ({ customers }: World): number[] =>
  Array.from({ length: customers.count }, (_, c) =>
    customers.u8[c * U8_STRIDE + U8.nKnown] > 0 ? customers.u16[c * U16_STRIDE + U16.known] : -1,
  );
const inErrors = (n: number, of: number, share: number): number =>
  Math.abs(n - of * share) / Math.sqrt(of * share * (1 - share));
const classOf = ({ customers }: World, customer: number): number => customers.u8[customer * U8_STRIDE + U8.income];

describe('who knows fewer platforms than the class did at the start', () => {
  it('hears of one in k weeks with 1 − (1 − ψ·missing)^k, by class, whenever the occasions come', () => {
    const [once, often] = [townOf(), townOf()];
    const [lazy, weekly] = [searchIn(once), searchIn(often)];
    const WEEKS = 6;
    occasionsOn(once, 7 * WEEKS + 3);
    lazy.seek();
    for (let week = 1; week <= WEEKS; week++) {
      occasionsOn(often, 7 * week + (week % 7));
      weekly.seek();
    }
    expect(knowOf(once).map((p) => p >= 0)).toEqual(knowOf(often).map((p) => p >= 0));
    for (const [income, perWeek] of Object.values(P).entries()) {
      const all = knowOf(once).filter((_, customer) => classOf(once, customer) === income);
      const expected = 1 - Math.exp(WEEKS * Math.log(1 - perWeek * 0.5));
      // Half of the class knew one at the start, give or take a draw.
      expect(inErrors(all.filter((p) => p >= 0).length, all.length, expected), `class ${income}`).toBeLessThan(4.5);
    }
  });

  it('looks at most once a week, from the second week, and twice as likely where an occasion failed', () => {
    const [calm, upset, late] = [townOf(), townOf(), townOf()];
    const [one, two, three] = [searchIn(calm), searchIn(upset), searchIn(late)];
    const heard = (world: World): boolean[] => knowOf(world).map((p) => p >= 0);
    occasionsOn(calm, 0);
    one.seek();
    expect(heard(calm).some((is) => is)).toBe(false);
    occasionsOn(calm, 8);
    one.seek();
    one.again();
    const first = heard(calm);
    occasionsOn(calm, 13);
    one.seek();
    one.again();
    expect(heard(calm)).toEqual(first);
    occasionsOn(upset, 8, true);
    two.seek();
    two.again();
    two.again();
    // The failure comes later in the week.
    occasionsOn(late, 8);
    three.seek();
    three.again();
    occasionsOn(late, 12, true);
    three.seek();
    three.again();
    expect(heard(late)).toEqual(heard(upset));
    expect(first.every((is, customer) => !is || heard(upset)[customer])).toBe(true);
    const n = (is: boolean[], income: number): number =>
      is.filter((known, customer) => known && classOf(calm, customer) === income).length;
    for (const [income, perWeek] of Object.values(P).entries()) {
      const all = Array.from({ length: COUNT }).filter((_, customer) => classOf(calm, customer) === income).length;
      expect(inErrors(n(first, income), all, perWeek * 0.5)).toBeLessThan(4.5);
      expect(inErrors(n(heard(upset), income), all, perWeek)).toBeLessThan(4.5);
    }
  });

  it('does not look where as many are known as usual, and does where they are dark', () => {
    const world = townOf({ customers: { aware_share: { low: 1, middle: 1, high: 1 } } });
    const seek = phase('seek', world);
    const before = knowOf(world);
    occasionsOn(world, 70);
    seek();
    expect(knowOf(world)).toEqual(before);
    expect(Math.max(...world.customers.u8.filter((_, at) => at % U8_STRIDE === U8.nKnown))).toBe(1);
    world.platforms.status[0] = PLATFORM_STATUS.dark;
    world.platforms.darkFrom[0] = 75;
    occasionsOn(world, 140);
    seek();
    const found = Array.from({ length: COUNT }, (_, c) => world.customers.u8[c * U8_STRIDE + U8.nKnown] > 1);
    expect(found.some((is) => is)).toBe(true);
    expect(found.every((is, customer) => !is || before[customer] === 0)).toBe(true);
  });

  it('finds platforms in proportion to spare capacity and nearness, none without lines, dark, or in another city', () => {
    const world = townOf({ platforms: [{ archetype: 'three-line-hands-on', count: 6 }] });
    const { platforms, lines, customers } = world;
    // One needs twice the clients for its orders, as it is not open at all hours.
    platforms.fileWeight[1] *= 2;
    const { seek } = searchIn(world);
    const full = lines.recentOrders[0];
    for (let line = 0; line < lines.count; line++) {
      const p = lines.platform[line];
      // 1.2, 0.7 and 0.2 of what it wants to spare; far too many orders; no line up; dark.
      lines.recentOrders[line] = [0, 0.5, 1, 3, 0, 0][p] * full;
      if (p === 4) lines.state[line] = LINE.fallen;
    }
    platforms.status[5] = PLATFORM_STATUS.dark;
    platforms.darkFrom[5] = 0;
    occasionsOn(world, 7 * 8);
    seek();
    const spare = [1.2, 2 * 0.7, 0.2, 0.05];
    const found = [0, 0, 0, 0];
    const expected = [0, 0, 0, 0];
    let all = 0;
    for (const [customer, p] of knowOf(world).entries()) {
      if (p < 0) continue;
      all++;
      found[p]++;
      const zone = customers.u16[customer * U16_STRIDE + U16.zone];
      const weight = spare.map((share, q) => share * catchment(world, platforms, zone, q));
      const sum = weight.reduce((a, b) => a + b);
      for (let q = 0; q < 4; q++) expected[q] += weight[q] / sum;
    }
    expect(all).toBeGreaterThan(2000);
    for (let q = 0; q < 4; q++) expect(inErrors(found[q], all, expected[q] / all), `platform ${q}`).toBeLessThan(4);
  });

  it('forgets what it finds as any other, from the week in which it was found', () => {
    const world = townOf({ mechanisms: { forgetting: true } });
    const { seek } = searchIn(world);
    occasionsOn(world, 7 * 2);
    seek();
    const days = knowOf(world).flatMap((p, c) => (p < 0 ? [] : [world.customers.u16[c * U16_STRIDE + U16.forgetDay]]));
    const mean = days.reduce((a, b) => a + b, 0) / days.length - 11;
    const expected = 365.25 / 12 / 0.07;
    expect(days.every((day) => day < NEVER)).toBe(true);
    expect(Math.abs(mean - expected) / (expected / Math.sqrt(days.length))).toBeLessThan(4);
  });
});
