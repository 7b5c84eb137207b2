// Ablation of src/engine/acts/appeal.ts, and what it and src/engine/mechanisms/marketing.ts promise.
import { describe, expect, it, vi } from 'vitest';
import { createAppeal } from '../../src/engine/acts/appeal.ts';
import { createArm } from '../../src/engine/arm.ts';
import { daysOfCount } from '../../src/engine/counts.ts';
import { F32, F32_STRIDE } from '../../src/engine/entities/customers.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { ablation } from '../support/ablation.ts';
import { type Changes, groundOf, phase, small, watch } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('marketing', {
  streams: [],
  zero: { marketing: { share_of_margin: 0, effect: 0 } },
  // Who knows a platform buys more often from the first day on.
  event: () => true,
});

/** A town before its first day; platforms spend 0.15 of their margin. */
const town = (...changes: Changes[]): World =>
  createArm(groundOf(small({ customers: { count: 2000 } }, ...changes)), 'baseline', 1, compilePolicy).world;

/** Client-weeks in which a platform has one order: 2.3 orders a month. */
const CLIENT_WEEKS = 30.4375 / 7 / 2.3;

describe('marketing', () => {
  it('begins with the stock of a steady trade, and mean 1 over all occasions', () => {
    const world = town();
    const { platforms, appeal, customers } = world;
    const margin = 36.5 * 1.2 - 27;
    const stock = (0.15 * margin) / CLIENT_WEEKS / 0.35;
    expect(platforms.marketingStock[0]).toBeCloseTo(stock, 6);
    expect(platforms.appeal[0]).toBeCloseTo(1 + 0.05 * Math.log(1 + stock), 9);
    const factorOf = createAppeal(world);
    let [sum, rates] = [0, 0];
    for (let c = 0; c < customers.nFounders; c++) {
      const rate = 1 / customers.f32[c * F32_STRIDE + F32.meanGapMin];
      sum += rate * factorOf(c);
      rates += rate;
    }
    expect(sum / rates).toBeCloseTo(1, 12);
    expect(appeal.lowest).toBeLessThan(1);
    expect(appeal.highest).toBeGreaterThan(1);
  });

  it('spends its part of the margin, keeps 0.65 of the stock, and who loses money spends nothing', () => {
    const world = town({
      platforms: [{ archetype: 'three-line-hands-on', count: 3, overrides: { marketing_factor: 2 } }],
    });
    const { platforms, ledger } = world;
    const [cash, outside] = [platforms.cashCents.slice(), ledger.outsideCents];
    const before = platforms.marketingStock[0];
    platforms.marginCents.set([100_000, -5000, 100_000]);
    platforms.purchases.set([50, 50, 50]);
    platforms.status[2] = PLATFORM_STATUS.dark;
    platforms.marginCents[2] = 0;
    setDay(world.clock, 7);
    phase('marketing', world)();
    expect(platforms.cashCents[0]).toBe(cash[0] - 30_000);
    expect(platforms.marginCents[0]).toBe(70_000);
    expect(platforms.cashCents[1]).toBe(cash[1]);
    expect(ledger.outsideCents - outside).toBe(30_000);
    expect(platforms.marketingStock[0]).toBeCloseTo(0.65 * before + 300 / (50 * CLIENT_WEEKS), 9);
    expect(platforms.marketingStock[2]).toBeCloseTo(0.65 * before, 9);
  });

  it('costs more in the weeks of a yearly offer', () => {
    // Day 0 is 1 January 2021; the offer lasts from 15 January for two weeks, and again a year later.
    const offer = { offer_starts: '01-15', offer_weeks: 2, offer_share: 0.2 };
    const world = town({ time: { burn_in_days: 0, pre_days: 0, post_days: 800 }, marketing: offer });
    const week = phase('marketing', world);
    const { platforms } = world;
    const parts = [7, 21, 28, 35, 364 + 28, 364 + 42].map((day) => {
      setDay(world.clock, day);
      platforms.marginCents[0] = 100_000;
      week();
      return 1 - platforms.marginCents[0] / 100_000;
    });
    for (const [k, part] of [0.15, 0.35, 0.35, 0.15, 0.35, 0.15].entries()) expect(parts[k]).toBeCloseTo(part, 9);
  });

  it('is at most 1.2, which bounds what the list of a day holds', () => {
    const world = town({
      platforms: [{ archetype: 'three-line-hands-on', count: 2, overrides: { marketing_factor: 6 } }],
    });
    world.platforms.marginCents.fill(1e9);
    setDay(world.clock, 7);
    phase('marketing', world)();
    expect(world.platforms.appeal[0]).toBe(1.2);
    expect(world.appeal.highest).toBeLessThanOrEqual(1.2);
    expect(world.rateBound).toBeGreaterThanOrEqual(1.2);
  });

  it('makes those who know a platform buy more often, by its factor', () => {
    const days = { time: { burn_in_days: 0, pre_days: 0, post_days: 180, tick_min: 60 }, customers: { count: 3000 } };
    const still = {
      price_competition: false,
      purity_competition: false,
      platform_exit: false,
      platform_entry: false,
      quitting: false,
      initiation: false,
      background: false,
    };
    const occasions = (effect: number): number[] => {
      const all = [0, 0];
      watch(small(days, { marketing: { effect }, mechanisms: still }), ({ occasions: o, customers }) => {
        for (let i = 0; i < o.count; i++)
          if (o.attempt[i] === 0) all[customers.u8[o.customer[i] * 128 + 46] > 0 ? 1 : 0]++;
      });
      return all;
    };
    const [without, given] = [occasions(0), occasions(0.1)];
    const ratio = given[1] / given[0] / (without[1] / without[0]);
    // A of three-line platforms and bikes at effect 0.1, before churn and search mix who knows them.
    const A = 1 + 0.1 * Math.log(1 + (0.15 * 16.8) / CLIENT_WEEKS / 0.35);
    expect(ratio / A).toBeGreaterThan(0.95);
    expect(ratio / A).toBeLessThan(1.05);
  });

  it('is on record, two-sided', () => {
    let outside = 0;
    const world = watch(small(), ({ ledger }) => {
      outside = ledger.outsideCents;
    });
    expect(daysOfCount(world.record, 'marketing_cents').some((cents) => cents > 0)).toBe(true);
    expect(Number.isSafeInteger(outside)).toBe(true);
  });
});
