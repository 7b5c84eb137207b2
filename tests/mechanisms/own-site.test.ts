// Hybrids: which site is whose, who learns of the platform there, what is left when one of the two closes.
import { describe, expect, it, vi } from 'vitest';
import { createClosePlatform } from '../../src/engine/acts/close-platform.ts';
import { closeSite } from '../../src/engine/acts/close-site.ts';
import { slotOf } from '../../src/engine/acts/known-platforms.ts';
import { createTellVisitors, giveSite } from '../../src/engine/acts/own-site.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { U8, U8_STRIDE } from '../../src/engine/entities/customers.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { ablation, some } from '../support/ablation.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const HYBRIDS: Changes = {
  platforms: [
    { archetype: 'hybrid-site-platform', count: 3 },
    { archetype: 'three-line-hands-on', count: 2 },
  ],
};

function worldOf(...changes: Changes[]): World {
  const scenario = small(
    { time: { burn_in_days: 0, pre_days: 0, post_days: 60, tick_min: 60 }, customers: { count: 6000 } },
    HYBRIDS,
    { sites: { count: 8 } },
    ...changes,
  );
  const clock = createClock(scenario.time);
  const world = buildWorld(groundOf(scenario), 'baseline', 1, clock);
  setDay(clock, 7);
  return world;
}

const km = ({ city, platforms, sites }: World, p: number, place: number): number =>
  city.distanceKm[platforms.homeZone[p] * city.nZones + sites.zone[place]];
const siteOf = ({ sites }: World, p: number): number => sites.platform.indexOf(p);
const knows = ({ customers }: World, customer: number, p: number): boolean => slotOf(customers, customer, p) >= 0;

describe('a hybrid', () => {
  it('has the open site that is nearest to its home and nobody else had before; others have none', () => {
    const world = worldOf();
    const taken = new Set<number>();
    for (let p = 0; p < 3; p++) {
      const place = siteOf(world, p);
      expect(world.sites.isOpen[place]).toBe(1);
      for (let other = 0; other < 8; other++)
        if (!taken.has(other)) expect(km(world, p, place)).toBeLessThanOrEqual(km(world, p, other));
      taken.add(place);
    }
    expect(taken.size).toBe(3);
    expect(world.sites.platform.filter((p) => p >= 0).length).toBe(3);
  });

  it('is known to half of the visitors who come, the same ones each time, until its file is full', () => {
    const world = worldOf();
    const { customers, platforms } = world;
    for (let customer = 0; customer < customers.count; customer++) customers.u8[customer * U8_STRIDE + U8.nKnown] = 0;
    platforms.clients[0] = 0;
    platforms.activeClients[0] = 1e9;
    const tell = createTellVisitors(world);
    const visit = (): number[] => {
      const told: number[] = [];
      for (let customer = 0; customer < 2000; customer++) {
        tell(siteOf(world, 0), customer);
        if (knows(world, customer, 0)) told.push(customer);
      }
      return told;
    };
    const told = visit();
    expect(Math.abs(told.length - 1000)).toBeLessThan(4 * Math.sqrt(500));
    expect(visit()).toEqual(told);
    for (let customer = 0; customer < 2000; customer++) customers.u8[customer * U8_STRIDE + U8.nKnown] = 0;
    platforms.activeClients[0] = 0;
    expect(visit()).toEqual([]);
    platforms.activeClients[0] = 1e9;
    platforms.status[0] = PLATFORM_STATUS.dark;
    expect(visit()).toEqual([]);
  });

  it('is known at the start near its site, and its file is no larger for it', () => {
    const sizes = [true, false].map((hybrids) => {
      const world = worldOf({ mechanisms: { hybrids } });
      let n = 0;
      for (let customer = 0; customer < world.customers.nFounders; customer++)
        for (let p = 0; p < 3; p++) if (knows(world, customer, p)) n++;
      return n;
    });
    expect(Math.abs(sizes[0] / sizes[1] - 1)).toBeLessThan(0.08);
  });

  it('keeps its platform when the site closes, and is given the next site that opens', () => {
    const world = worldOf();
    const place = siteOf(world, 0);
    closeSite(world, place);
    expect(siteOf(world, 0)).toBe(-1);
    expect(world.platforms.status[0]).toBe(PLATFORM_STATUS.active);
    giveSite(world, place);
    expect(siteOf(world, 0)).toBe(place);
    const other = world.sites.platform.indexOf(-1);
    giveSite(world, other);
    expect(world.sites.platform[other]).toBe(-1);
  });

  it('leaves its site open when the platform closes', () => {
    const world = worldOf();
    const place = siteOf(world, 1);
    createClosePlatform(world)(1, 'with_cash');
    expect(world.sites.platform[place]).toBe(-1);
    expect(world.sites.isOpen[place]).toBe(1);
  });
});

describe('the operator of a site', () => {
  it('opens a hybrid in a vacant niche and keeps the site', () => {
    const world = worldOf({ organisations: { site_founds_per_week: 1 }, mechanisms: { platform_entry: true } });
    const { platforms, sites } = world;
    const before = sites.platform.slice();
    phase('site-founding', world)();
    // Three niches of hybrids are vacant at the start.
    expect(platforms.status.filter((status) => status === PLATFORM_STATUS.active).length).toBe(8);
    const founded = Array.from(sites.platform.keys()).filter(
      (place) => before[place] < 0 && sites.platform[place] >= 0,
    );
    expect(founded.length).toBe(3);
    for (const place of founded) {
      expect(sites.isOpen[place]).toBe(1);
      expect(platforms.siteVisitorsShare[sites.platform[place]]).toBe(0.5);
    }
  });
});

ablation('hybrids', {
  streams: ['own-site', 'site-visitors'],
  given: HYBRIDS,
  zero: {
    platforms: [
      { archetype: 'hybrid-site-platform', count: 3, overrides: { site_visitors_share: 0 } },
      { archetype: 'three-line-hands-on', count: 2 },
    ],
  },
  event: ({ sites }) => some(sites.platform, (p) => p >= 0),
});
