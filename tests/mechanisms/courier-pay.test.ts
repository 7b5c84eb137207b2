// Ablations of src/engine/mechanisms/courier-pay.ts, and what it promises: who gets what, and that no cent is lost.
import { describe, expect, it, vi } from 'vitest';
import { createArm } from '../../src/engine/arm.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { ablation, some } from '../support/ablation.ts';
import { CHEAP, type Changes, groundOf, phase, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('pay_bonus', {
  streams: [],
  zero: { labour: { bonus_share: 0 } },
  event: ({ couriers }) => some(couriers.recentCents, (paid) => paid > 0),
});

/** Kin and subcontractors, with whatever else differs. */
const bound = (overrides: object = {}): Changes => ({
  platforms: [
    { archetype: 'family-micro', count: 4, overrides: { ...CHEAP, ...overrides } },
    { archetype: 'subcontracted-fleet', count: 3, overrides: { ...CHEAP, ...overrides } },
    { archetype: 'three-line-hands-on', count: 2, overrides: CHEAP },
  ],
});
ablation('contracts', {
  streams: [],
  given: bound(),
  zero: bound({ contract: 'piece-rate' }),
  event: ({ couriers }) => some(couriers.earnedCents, (paid) => paid > 0),
});

/** One platform of a kind on the day on which its first four weeks end. */
function monthEnd(
  archetype: 'family-micro' | 'subcontracted-fleet' | 'three-line-hands-on',
  changes: Changes = {},
): World {
  const { world } = createArm(
    groundOf(small({ platforms: [{ archetype, count: 1 }] }, changes)),
    'baseline',
    1,
    compilePolicy,
  );
  setDay(world.clock, 28);
  return world;
}
/** Cash and pay before and after pay day. */
function payDay(world: World): { paid: number[]; cost: number } {
  const { couriers, platforms } = world;
  const before = couriers.earnedCents.slice();
  const [cash, margin] = [platforms.cashCents[0], platforms.marginCents[0]];
  phase('courier-pay', world)();
  const paid = [...couriers.earnedCents.subarray(0, platforms.nCouriers[0])].map((now, post) => now - before[post]);
  const cost = cash - platforms.cashCents[0];
  expect(margin - platforms.marginCents[0]).toBe(cost);
  expect(paid.reduce((a, b) => a + b, 0)).toBe(cost);
  return { paid, cost };
}

describe('on pay day', () => {
  it('the third who delivered most get a tenth more; who has left counts no more', () => {
    const world = monthEnd('three-line-hands-on');
    world.couriers.weekCents.set([1000, 5000, 3000, 3000, 2000, 4990]);
    expect(payDay(world).paid).toEqual([0, 500, 0, 0, 0, 499]);
    expect([...world.couriers.weekCents.subarray(0, 6)]).toEqual([0, 0, 0, 0, 0, 0]);
    world.couriers.weekCents.set([1000, 5000, 3000, 3000, 2000, 4990]);
    world.couriers.state.fill(COURIER.vacant, 0, 1);
    world.couriers.state.fill(COURIER.vacant, 2, 5);
    expect(payDay(world).paid).toEqual([0, 500, 0, 0, 0, 0]);
  });

  it('kin share with the manager what the week leaves after its costs, and nothing where it leaves nothing', () => {
    const world = monthEnd('family-micro');
    const costs = 7 * world.platforms.fixedCentsPerDay[0];
    world.platforms.marginCents[0] = costs + 90_000;
    expect(payDay(world).paid).toEqual([30_000, 30_000]);
    world.couriers.state[1] = COURIER.vacant;
    world.platforms.marginCents[0] = costs + 90_000;
    expect(payDay(world).paid).toEqual([45_000, 0]);
    world.platforms.marginCents[0] = costs - 1;
    expect(payDay(world).cost).toBe(0);
  });

  it('the manager of a subcontracted fleet keeps the lesser of the margin and 0.6 of its mean, couriers get the rest', () => {
    const kept = (margin: number): number => {
      const world = monthEnd('subcontracted-fleet');
      const mean = world.platforms.meanMarginCents[0];
      expect(mean).toBe(world.platforms.fullMarginCents[0]);
      world.couriers.recentCents.set([1000, 2000, 0, 1000, 500, 500]);
      world.platforms.cashCents[0] = 1e9;
      world.platforms.marginCents[0] = margin * mean;
      const { cost } = payDay(world);
      expect(world.platforms.meanMarginCents[0]).toBeCloseTo(mean * (1 + (margin - 1) / 13), 4);
      return margin - cost / mean;
    };
    for (const margin of [0.7, 1, 2]) expect(kept(margin)).toBeCloseTo(0.6, 4);
    for (const margin of [0, 0.3, 0.59]) expect(kept(margin)).toBe(margin);
  });

  it('kin are not paid by the order, others are', () => {
    const paidByOrder = (archetype: 'family-micro' | 'subcontracted-fleet'): boolean => {
      const scenario = small({ platforms: [{ archetype, count: 2 }] });
      const { world, day } = createArm(groundOf(scenario), 'baseline', 1, compilePolicy);
      for (let d = 0; d < 5; d++) {
        world.days.advance();
        day();
      }
      return some(world.couriers.weekCents, (paid) => paid > 0);
    };
    expect(paidByOrder('family-micro')).toBe(false);
    expect(paidByOrder('subcontracted-fleet')).toBe(true);
  });
});
