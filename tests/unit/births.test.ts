// Platforms that close and open: who they are in every arm, what stays conserved, and who knows them.
import { describe, expect, it } from 'vitest';
import { createClosePlatform } from '../../src/engine/acts/close-platform.ts';
import { slotOf } from '../../src/engine/acts/known-platforms.ts';
import { openPlatform } from '../../src/engine/acts/open-platform.ts';
import { createTakedown } from '../../src/engine/acts/takedown.ts';
import { createArm } from '../../src/engine/arm.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import type { Tape } from '../../src/engine/kernel/tape.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { assertInvariants } from '../support/invariants.ts';
import { against, CHEAP, type Changes, groundOf, phase, run, small } from '../support/small.ts';

const TOWN: Changes = {
  time: { burn_in_days: 0, pre_days: 7, post_days: 70, tick_min: 60 },
  customers: { count: 400, light_per_month: 8 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 4, overrides: CHEAP },
    { archetype: 'family-micro', count: 6, overrides: CHEAP },
  ],
  delivery: { product_cost_eur_per_g: 10, stock_g_per_courier: 10 },
  mechanisms: { running_costs: true, platform_exit: true, platform_entry: true },
};

/** A world as built, on a day of its run. */
function worldOn(day: number, changes: Changes = {}): World {
  const { world } = createArm(groundOf(small(TOWN, changes)), 'baseline', 1, compilePolicy);
  setDay(world.clock, day);
  return world;
}

/** Keys of a platform, its lines and its posts, and who is on these at first. */
function identityOf({ platforms, lines, couriers }: World, p: number): { keys: number[]; profiles: number[] } {
  const [line, post] = [platforms.firstLine[p], platforms.firstCourier[p]];
  const posts = [post, post + platforms.nCouriers[p]] as const;
  return {
    keys: [platforms.key[p], ...lines.key.slice(line, line + platforms.nLines[p]), ...couriers.key.slice(...posts)],
    profiles: [...couriers.profile.slice(...posts)],
  };
}

/** Closes the platform of a niche on the first day and opens the next on the second, and so on. */
function identities(world: World, p: number, days: readonly number[]): ReturnType<typeof identityOf>[] {
  const close = createClosePlatform(world);
  const found = [identityOf(world, p)];
  for (const [k, day] of days.entries()) {
    setDay(world.clock, day);
    if (k % 2 === 0) close(p, 'with_cash');
    else {
      openPlatform(world, p, 'niche');
      found.push(identityOf(world, p));
    }
  }
  return found;
}

const clientsOf = ({ customers }: World, p: number): number[] =>
  Array.from({ length: customers.count }, (_, c) => c).filter((c) => slotOf(customers, c, p) >= 0);
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const centsOf = ({ ledger, sites, platforms, couriers }: World): number =>
  ledger.stateCents +
  ledger.outsideCents +
  ledger.seizedCents +
  sum(sites.cashCents) +
  sum(platforms.cashCents) +
  sum(couriers.earnedCents);
const milligramsOf = ({ ledger, lines }: World): number => ledger.outsideMg + ledger.seizedMg + sum(lines.stockMg);

describe('the platforms of a niche', () => {
  it('are the same ones, with lines, posts and first people, whenever they open', () => {
    const live = (p: number, from: number, days: number[]): ReturnType<typeof identities> => {
      const world = worldOn(from);
      if (p >= world.platforms.nAtStart) openPlatform(world, p, 'niche');
      return identities(world, p, days);
    };
    // Two that are there at the start, and a vacant niche.
    for (const p of [0, 5, 12]) {
      const [soon, late] = [live(p, 0, [7, 14, 21, 28]), live(p, 35, [49, 49, 63, 70])];
      expect(soon.length).toBe(3);
      expect(late).toEqual(soon);
    }
  });

  it('share no key, of platform, line or post, within a niche or between niches', () => {
    const world = worldOn(0);
    const keys: number[] = [];
    for (let p = 0; p < world.platforms.nAtStart; p++)
      for (const one of identities(world, p, [7, 7, 14, 14, 21, 21, 28, 28])) keys.push(...one.keys);
    expect(keys.length).toBe(5 * (4 * (1 + 3 + 6) + 6 * (1 + 1 + 2)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stand on the tapes of two arms with the same keys in the same order, whatever happened to them', () => {
    const tapes = new Map<string, Tape>();
    const scenario = small(
      TOWN,
      { organisations: { exit_per_week: 0.15, entry_per_week: 0.3 } },
      { investigation: { scale_h: 5, least_hours_per_week: 1, reference_orders_per_day: 1 } },
      against({ kind: 'platform-investigation', start_day: 7, hours_per_day: 400, lines: 8 }),
    );
    run(scenario, { afterTick: ({ record, tape }) => tapes.set(record.arm, tape) });
    const byNiche = [...tapes.values()].map(({ births }) => {
      const keys = new Map<number, number[]>();
      for (const { niche, key } of births) keys.set(niche, [...(keys.get(niche) ?? []), key]);
      return keys;
    });
    const [baseline, pressure] = byNiche;
    let nShared = 0;
    for (const [niche, keys] of baseline!) {
      const other = pressure!.get(niche) ?? [];
      const n = Math.min(keys.length, other.length);
      expect(keys.slice(0, n)).toEqual(other.slice(0, n));
      if (n > 1) nShared++;
    }
    expect(nShared).toBeGreaterThan(3);
    const daysOf = (tape: Tape | undefined): string => JSON.stringify(tape?.births.map(({ from }) => from));
    expect(daysOf(tapes.get('baseline'))).not.toBe(daysOf(tapes.get('pressure')));
  });
});

describe('a platform that closes', () => {
  it.each(['active', 'dark'])(
    '%s leaves cents, milligrams and persons as many as before, and holds none of them',
    (status) => {
      const world = worldOn(14);
      const { platforms, couriers, lines, ledger, clock } = world;
      if (status === 'dark') for (const line of [0, 1, 2]) createTakedown(world)(line, false, 0);
      expect(platforms.status[0]).toBe(PLATFORM_STATUS[status as 'active' | 'dark']);
      couriers.state[0] = COURIER.custody;
      couriers.untilDay[0] = 16;
      const before = [centsOf(world), milligramsOf(world)];
      const people = (): number => sum(couriers.nPersons) + ledger.couriersOfClosed;
      const [persons, left] = [people(), ledger.couriersLeft];
      const present = [...couriers.state.subarray(0, platforms.nCouriers[0])].filter(
        (s) => s !== COURIER.vacant,
      ).length;
      const others = [1, 2, 3].map((p) => clientsOf(world, p));
      expect(clientsOf(world, 0).length).toBeGreaterThan(0);

      createClosePlatform(world)(0, 'with_cash');
      expect([centsOf(world), milligramsOf(world)]).toEqual(before);
      expect(people()).toBe(persons);
      expect(ledger.couriersLeft - left).toBe(present);
      expect([
        platforms.cashCents[0],
        sum(lines.stockMg.subarray(0, 3)),
        sum(couriers.nPersons.subarray(0, 6)),
      ]).toEqual([0, 0, 0]);
      expect(platforms.status[0]).toBe(PLATFORM_STATUS.unborn);
      expect(world.tape.births[0]).toMatchObject({ niche: 0, from: 0, until: clock.day });
      // Nobody knows it, and whoever knew another one does still.
      expect(clientsOf(world, 0)).toEqual([]);
      expect([1, 2, 3].map((p) => clientsOf(world, p))).toEqual(others);
    },
  );

  it('leaves nothing to the next one in its niche, which begins as any other does', () => {
    const world = worldOn(14);
    const { platforms, lines, couriers } = world;
    platforms.heldUntil[0] = 99;
    platforms.withdrawnCents[0] = 1000;
    lines.knowledge[0] = 500;
    lines.workedMin[0] = 6000;
    couriers.prisonFrom[0] = 20;
    createClosePlatform(world)(0, 'with_cash');
    openPlatform(world, 0, 'niche');
    phase('rota', world)();
    const free = world.platforms.nAtStart;
    openPlatform(world, free, 'niche');
    for (const column of [platforms.heldUntil, platforms.withdrawnCents, platforms.timesDark, platforms.darkFrom])
      expect(column[0]).toBe(column[free]);
    expect(platforms.cashCents[0]).toBe(platforms.cashCents[free]);
    for (const column of [lines.knowledge, lines.workedMin, lines.stockMg, lines.recentOrders, lines.state])
      expect(column[platforms.firstLine[0]]).toBe(column[platforms.firstLine[free]]);
    const posts = Array.from({ length: platforms.nCouriers[0] }, (_, c) => platforms.firstCourier[0] + c);
    expect(posts.map((post) => couriers.state[post])).toEqual(posts.map(() => COURIER.working));
    expect(posts.map((post) => couriers.nPersons[post])).toEqual(posts.map(() => 1));
    expect(couriers.prisonFrom[0]).toBe(couriers.prisonFrom[platforms.firstCourier[free]]);
    expect(world.tape.births.at(-2)).toMatchObject({ niche: 0, from: 14, key: platforms.key[0] });
  });

  it('keeps all sums after every tick of a town where platforms close and open all the time', () => {
    let closed = 0;
    let births = 0;
    const scenario = small(TOWN, {
      time: { burn_in_days: 7, pre_days: 0, post_days: 63, tick_min: 60 },
      organisations: { exit_per_week: 0.2, entry_per_week: 0.4 },
      labour: { leave_per_week: 0.1 },
      couriers: { stop_hazard_per_h: 0.01 },
    });
    run(scenario, {
      afterTick: (world, clock) => {
        assertInvariants(world, clock);
        closed = world.ledger.couriersOfClosed;
        births = world.tape.births.length;
      },
    });
    expect(closed).toBeGreaterThan(20);
    expect(births).toBeGreaterThan(25);
  });
});
