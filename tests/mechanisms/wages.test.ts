// Ablation of src/engine/mechanisms/wages.ts, and what it promises: a rate that rests where vacancies do, within a band.
import { describe, expect, it, vi } from 'vitest';
import { easeOf, restShare } from '../../src/engine/acts/vacancies.ts';
import { createArm } from '../../src/engine/arm.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { ablation } from '../support/ablation.ts';
import { type Changes, groundOf, phase, small, watch } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('wages', {
  streams: [],
  zero: { labour: { pay_speed_per_month: 0 } },
  event: ({ pay }, clock) => clock.day > 0 && pay.centsPerOrder[0] !== 1750,
});

/** A town of so many posts before its first day. */
const town = (posts: number, changes: Changes = {}): World =>
  createArm(
    groundOf(
      small(
        {
          customers: { count: 1 },
          platforms: [{ archetype: 'service-quality-bikes', count: posts / 50, overrides: { couriers_per_line: 50 } }],
        },
        changes,
      ),
    ),
    'baseline',
    1,
    compilePolicy,
  ).world;

/** The rate after so many months in which so many posts are unfilled, cents. */
function rateAt(vacant: number, months: number): number {
  const world = town(1000);
  for (let k = 0; k < vacant; k++) world.couriers.state[k] = COURIER.vacant;
  const week = phase('wages', world);
  for (let k = 1; k <= months * 4.348; k++) {
    setDay(world.clock, 7 * (k % 10) + 7);
    week();
  }
  return world.pay.centsPerOrder[0];
}

describe('the piece rate', () => {
  it('rests where vacancies rest: v = q ÷ (q + f·ease)', () => {
    const v = restShare({ unfilled_share: 0.04, fill_per_week: 0.5, leave_per_week: 0.017 });
    expect(v).toBeCloseTo(0.017 / (0.017 + 0.5 * Math.sqrt(0.04 / v)), 12);
    expect(easeOf(0.04, v)).toBeLessThan(1.5);
    expect(Math.abs(rateAt(Math.round(1000 * v), 120) - 1750)).toBeLessThan(5);
    expect(restShare({ unfilled_share: 0.04, fill_per_week: 0.5, leave_per_week: 0 })).toBe(0);
  });

  it('goes a tenth of the way to (U ÷ Ū)^0.2 in a month, and stays between 15 and 20 EUR', () => {
    const v = restShare({ unfilled_share: 0.04, fill_per_week: 0.5, leave_per_week: 0.017 });
    const aim = 1750 * Math.exp(0.2 * Math.log(44 / (1000 * v + 1)));
    const way = (rateAt(43, 12) - 1750) / (aim - 1750);
    expect(way).toBeGreaterThan(0.69);
    expect(way).toBeLessThan(0.715);
    expect(rateAt(400, 60)).toBeCloseTo(1750 * 1.143, 6);
    expect(rateAt(0, 120)).toBeCloseTo(1750 * 0.857, 6);
  });

  it('is what an order pays, in whole cents', () => {
    const scenario = small({ mechanisms: { wages: false, pay_bonus: false, defection: false } });
    const { record } = watch(scenario, ({ pay }) => pay.centsPerOrder.fill(1623.4));
    const sum = (name: CountName): number => daysOfCount(record, name).reduce((a, b) => a + b, 0);
    expect(sum('delivered')).toBeGreaterThan(100);
    expect(sum('courier_pay_cents')).toBe(1623 * sum('delivered'));
  });
});
