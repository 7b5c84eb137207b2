// Ablation of src/engine/mechanisms/purity-competition.ts, and what it promises: closed forms of aim and spread.
import { describe, expect, it, vi } from 'vitest';
import { createArm } from '../../src/engine/arm.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { ablation } from '../support/ablation.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

let purities: Float32Array | undefined;
ablation('purity_competition', {
  streams: ['purity'],
  given: { mechanisms: { platform_exit: false, platform_entry: false }, customers: { drift_per_year: 0 } },
  zero: { purity: { adjustment_per_month: 0, kept_per_week: 1 } },
  event: ({ platforms }, clock) => {
    if (clock.day + clock.tick === 0) purities = platforms.purity.slice();
    return platforms.purity.some((points, p) => points !== purities?.[p]);
  },
});

/** A town of many platforms before its first day. */
const town = (...changes: Changes[]): World =>
  createArm(
    groundOf(
      small(
        {
          time: { burn_in_days: 0, pre_days: 0, post_days: 4000 },
          customers: { count: 1000 },
          platforms: [{ archetype: 'service-quality-bikes', count: 1000 }],
          mechanisms: { forgetting: false, platform_entry: true },
        },
        ...changes,
      ),
    ),
    'baseline',
    1,
    compilePolicy,
  ).world;

/** Weeks of purity alone; every platform has ten purchases a week at the loyalty given. */
function live(world: World, weeks: number, loyaltyOf: (p: number) => number): void {
  const week = phase('purity-competition', world);
  const { platforms } = world;
  const first = world.clock.day / 7 + 1;
  for (let k = first; k < first + weeks; k++) {
    setDay(world.clock, 7 * k);
    for (let p = 0; p < platforms.nAtStart; p++) {
      platforms.purchases[p] = 10;
      platforms.loyaltyAtPurchases[p] = 10 * loyaltyOf(p);
    }
    week();
  }
}

const left = (months: number): number => Math.exp(-0.1 * months);
const MONTH = 30.4375 / 7;

function moments(values: ArrayLike<number>): [mean: number, sd: number] {
  const all = Array.from(values);
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  return [mean, Math.sqrt(all.reduce((a, b) => a + (b - mean) * (b - mean), 0) / all.length)];
}

describe('purity', () => {
  it('stays where it begins, mean and spread, as long as loyalty and choice do', () => {
    const world = town();
    const { platforms } = world;
    live(world, 150, () => 0.6);
    for (let p = 0; p < platforms.count; p++) expect(platforms.purityAim[p]).toBeCloseTo(81, 9);
    const [mean, sd] = moments(platforms.purityNoise.subarray(0, 1000));
    expect(Math.abs(mean)).toBeLessThan((4 * 3) / Math.sqrt(1000));
    // Bikes have half of the spread of others, 6 points.
    expect(Math.abs(sd - 3)).toBeLessThan((4 * 3) / Math.sqrt(2000));
    expect(Math.max(...platforms.purity)).toBeLessThanOrEqual(97);
  });

  it('follows loyalty, of all by six tenths and of the own clients by four', () => {
    const world = town();
    const { platforms } = world;
    live(world, 1, () => 0.6);
    // Half of the platforms gain by a half, the others lose a quarter: all together gain an eighth.
    live(world, 52, (p) => (p % 2 === 0 ? 0.9 : 0.45));
    const asked = (own: number): number => 81 + 17 * (0.6 * 0.125 + 0.4 * own);
    const at = (own: number): number => asked(own) + (81 - asked(own)) * left(52 / MONTH);
    expect(platforms.purityAim[0]).toBeCloseTo(at(0.5), 9);
    expect(platforms.purityAim[1]).toBeCloseTo(at(-0.25), 9);
    expect(platforms.status[1000]).toBe(PLATFORM_STATUS.unborn);
    expect(platforms.purityAim[1000]).toBeCloseTo(at(0.125), 9);
  });

  it('rises where more platforms are known', () => {
    const world = town();
    live(world, 1, () => 0.6);
    const { purityMarket, platforms } = world;
    const known = purityMarket.known[0];
    purityMarket.knownAtStart[0] = 1;
    live(world, 26, () => 0.6);
    const asked = 81 + 10 * (1 - 1 / known);
    expect(known).toBeGreaterThan(1.1);
    expect(platforms.purityAim[0]).toBeCloseTo(asked + (81 - asked) * left(26 / MONTH), 9);
  });

  it('falls to that of sites without learning, and differs four times as much', () => {
    const world = town({ mechanisms: { learning: false } });
    live(world, 520, () => 0.6);
    expect(world.platforms.purityAim[0]).toBeCloseTo(64, 3);
    const [, sd] = moments(world.platforms.purityNoise.subarray(0, 1000));
    expect(Math.abs(sd - 12)).toBeLessThan((4 * 12) / Math.sqrt(2000));
  });

  it('takes what was usual in the weeks before day 0 for the start', () => {
    const world = town({ time: { burn_in_days: 70, pre_days: 0, post_days: 70 } });
    const { purityMarket, platforms } = world;
    live(world, 4, () => 0.3);
    live(world, 6, () => 0.6);
    expect(platforms.purityAim[0]).toBe(81);
    expect(purityMarket.loyaltyAtStart[0]).toBeCloseTo(0.6 - 0.3 * 0.75 ** 6, 12);
    const start = purityMarket.loyaltyAtStart[0];
    live(world, 1, () => 0.9);
    expect(purityMarket.loyaltyAtStart[0]).toBe(start);
    expect(platforms.purityAim[0]).toBeGreaterThan(81);
  });
});
