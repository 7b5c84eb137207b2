// Ablation of src/engine/mechanisms/defection.ts, and what it promises: its hazard, and clients who move and are not lost.
import { describe, expect, it, vi } from 'vitest';
import { isForgotten, slotOf } from '../../src/engine/acts/known-platforms.ts';
import { ORIGIN } from '../../src/engine/acts/niches.ts';
import { ownPostOf } from '../../src/engine/acts/own-clients.ts';
import { createArm } from '../../src/engine/arm.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { F32, F32_STRIDE, U8, U8_STRIDE } from '../../src/engine/entities/customers.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import { drawShare, hazardPerYear } from '../../src/engine/mechanisms/defection.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { ablation } from '../support/ablation.ts';
import { CHEAP, type Changes, groundOf, phase, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('defection', {
  streams: ['defection', 'defection-opens', 'defection-price', 'defection-share', 'defection-client'],
  // How often people leave decides who has priors and who sells on the side on the first day.
  given: { defection: { hazard_per_year: 10 }, mechanisms: { justice: false, side_selling: false } },
  zero: { defection: { hazard_per_year: 0 } },
  event: ['defections_opened', 'defections_stopped'],
  atZero: ['couriers_of_weeks'],
});

const DEFAULTS = small({}).defection;

describe('the hazard of defection', () => {
  it('is h·√(2s)·2·logistic(ΔU/u)·b', () => {
    // One of two on the only line, nothing to be gained: s = 1/2.
    expect(hazardPerYear(DEFAULTS, 1, 0.5, 0, 1)).toBeCloseTo(0.15, 12);
    // One of six on three lines has as much; twice the clients, √2 as much.
    expect(hazardPerYear(DEFAULTS, 3, 1 / 6, 0, 1)).toBeCloseTo(0.15, 12);
    expect(hazardPerYear(DEFAULTS, 3, 1 / 3, 0, 1)).toBeCloseTo(0.15 * Math.SQRT2, 12);
    expect(hazardPerYear(DEFAULTS, 1, 0.5, 6000, 0.08)).toBeCloseTo((0.15 * 0.08 * 2 * Math.E) / (1 + Math.E), 12);
    expect(hazardPerYear(DEFAULTS, 1, 0, 1e6, 1)).toBe(0);
  });

  it('has defections as frequent as it says, fewer after a punishment and more where more is to be gained', () => {
    const posts = 5000;
    const defect = (feared: number, orders: number): number => {
      const { world } = createArm(
        groundOf(
          small({
            customers: { count: 1 },
            platforms: [
              { archetype: 'service-quality-bikes', count: posts / 50, overrides: { couriers_per_line: 50 } },
            ],
            defection: { hazard_per_year: 50, opens_share: 0 },
          }),
        ),
        'baseline',
        1,
        compilePolicy,
      );
      setDay(world.clock, 7);
      world.couriers.ownClients.fill(3);
      world.defections.fearedEur.fill(feared);
      world.lines.recentOrders.fill(orders);
      phase('defection', world)();
      return world.couriers.state.filter((state) => state === COURIER.vacant).length;
    };
    const expected = (gain: number): number =>
      -Math.expm1((-7 / 365.25) * 50 * Math.sqrt(2 / 50) * 2 * (1 / (1 + Math.exp(-gain / 6000))));
    const inErrors = (n: number, p: number): number => Math.abs(n - posts * p) / Math.sqrt(posts * p * (1 - p));
    expect(inErrors(defect(0, 0), expected(-1500))).toBeLessThan(4);
    // What is feared fades by a week before it is weighed.
    const fades = Math.exp(-Math.LN2 / 26);
    expect(inErrors(defect(3000, 0), expected(-1500 - 3000 * fades))).toBeLessThan(4);
    expect(defect(1e6, 0)).toBe(0);
    // A fiftieth of 500 orders a day, half of whom go along, at 1.2 g, 10 % off 68.5, 32 for the product and 9.5 beside.
    const each = 1.2 * (0.9 * 68.5 - 32) - 9.5;
    expect(inErrors(defect(0, 500), expected(0.5 * 10 * (365.25 / 12) * each - 1500))).toBeLessThan(4);
  });
});

/** A town that has traded for six weeks, its pilot aside. */
function traded(changes: Changes): World {
  const scenario = small(
    {
      customers: { count: 2000 },
      platforms: [
        { archetype: 'three-line-hands-on', count: 2, overrides: CHEAP },
        { archetype: 'service-quality-bikes', count: 1, overrides: CHEAP },
      ],
      mechanisms: { platform_entry: false },
    },
    changes,
  );
  const { world, day } = createArm(groundOf(scenario), 'baseline', 1, compilePolicy);
  for (let d = 0; d < 35; d++) {
    world.days.advance();
    day();
  }
  return world;
}

/** What customers know and like, over all of them. */
function minds({ customers }: World): { known: number; loyalty: number } {
  let [known, loyalty] = [0, 0];
  for (let c = 0; c < customers.count; c++) {
    const n = customers.u8[c * U8_STRIDE + U8.nKnown];
    known += n;
    for (let slot = 0; slot < n; slot++) loyalty += customers.f32[c * F32_STRIDE + F32.loyalty + slot];
  }
  return { known, loyalty };
}

/** Customers who know a platform on the day of the world. */
const fileOf = ({ customers, platforms, clock }: World, p: number): Set<number> => {
  const file = new Set<number>();
  for (let c = 0; c < customers.count; c++) {
    const slot = slotOf(customers, c, p);
    if (slot >= 0 && !isForgotten(customers, platforms, c, slot, clock.day)) file.add(c);
  }
  return file;
};

describe('a defector', () => {
  it.each([
    [1, 1],
    [0.5, 0.5],
    [0, 0],
  ])('takes along own clients who know the old platform, and nobody else: a mean share of %s', (share, expected) => {
    const world = traded({ defection: { hazard_per_year: 0, opens_share: 1, client_share: share } });
    const { platforms, couriers } = world;
    setDay(world.clock, 35);
    const before = minds(world);
    const files = Array.from({ length: 3 }, (_, p) => fileOf(world, p));
    const own = new Map<number, number>();
    for (let c = 0; c < world.customers.count; c++) {
      const post = ownPostOf(world, c);
      if (post >= 0 && files[couriers.platform[post]].has(c)) own.set(c, post);
    }
    expect(own.size).toBeGreaterThan(300);
    const fierce = {
      ...world,
      scenario: { ...world.scenario, defection: { ...world.scenario.defection, hazard_per_year: 40 } },
    };
    phase('defection', fierce as World)();
    const born = [...platforms.status.keys()].filter(
      (p) => platforms.origin[p] === ORIGIN.defection && platforms.status[p] === PLATFORM_STATUS.active,
    );
    expect(born.length).toBeGreaterThan(3);
    expect(minds(world)).toEqual(before);
    const left = new Set([...own.values()].filter((post) => couriers.state[post] === COURIER.vacant));
    const free = [...own].filter(([, post]) => left.has(post)).map(([c]) => c);
    let moved = 0;
    for (const p of born) {
      for (const c of fileOf(world, p)) {
        moved++;
        expect(free).toContain(c);
      }
      const parent = [0, 1, 2].find(
        (q) => platforms.homeZone[q] === platforms.homeZone[p] && platforms.purity[q] === platforms.purity[p],
      )!;
      const off = 1 - platforms.priceCentsPerG[p] / platforms.priceCentsPerG[parent];
      expect(off).toBeGreaterThan(0.0499);
      expect(off).toBeLessThan(0.1501);
    }
    if (expected === 0.5) {
      expect(moved).toBeGreaterThan(0.2 * free.length);
      expect(moved).toBeLessThan(0.8 * free.length);
    } else expect(moved).toBe(expected * free.length);
    // Whoever opened has left the post, with whom the own clients are gone.
    for (const post of left) expect(couriers.ownClients[post]).toBe(0);
  });

  it('is followed by a Beta-distributed share: mean 0.5 and standard deviation 0.22, or mean 0.3', () => {
    const { streams } = groundOf(small({}));
    for (const mean of [0.5, 0.3]) {
      const shares = Array.from({ length: 4000 }, (_, key) => drawShare(streams, key * 7919, mean));
      const found = shares.reduce((a, b) => a + b, 0) / shares.length;
      const variance = (mean * (1 - mean)) / 5;
      expect(Math.abs(found - mean) / Math.sqrt(variance / shares.length)).toBeLessThan(4);
      const spread = shares.reduce((a, b) => a + (b - mean) * (b - mean), 0) / shares.length;
      expect(spread / variance).toBeGreaterThan(0.9);
      expect(spread / variance).toBeLessThan(1.1);
    }
  });
});
