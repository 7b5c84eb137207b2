// Ablations of src/engine/mechanisms/labour.ts, and what it promises: vacancies of a known mean, keyed by person and post.
import { describe, expect, it, vi } from 'vitest';
import { createArm } from '../../src/engine/arm.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { ablation, some } from '../support/ablation.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('labour_turnover', {
  streams: ['labour-leave'],
  // Who left in the years before the run decides who has priors, with justice, and who sells on the side on its first day;
  // wages rest where vacancies do.
  given: {
    labour: { vacant_at_start: 0, leave_per_week: 0.1 },
    mechanisms: { justice: false, wages: false, side_selling: false },
  },
  zero: { labour: { vacant_at_start: 0, leave_per_week: 0 } },
  event: ['couriers_leaving'],
});
ablation('labour_dip', {
  streams: ['labour-dip'],
  given: { labour: { dip_starts: '01-15', dip_share: 0.6 } },
  zero: { labour: { dip_starts: '01-15', dip_share: 0 } },
  event: ({ couriers }) => some(couriers.state, (state) => state === COURIER.away),
});

/** A world of many posts before its first day, and its people day by day without any trade. */
function people(changes: Changes, posts = 5000): { world: World; live: (days: number, each?: () => void) => void } {
  const scenario = small(
    {
      time: { burn_in_days: 0, pre_days: 0, post_days: 2000 },
      customers: { count: 1 },
      platforms: [{ archetype: 'service-quality-bikes', count: posts / 50, overrides: { couriers_per_line: 50 } }],
      mechanisms: { labour_dip: false, defection: false },
    },
    changes,
  );
  const { world } = createArm(groundOf(scenario), 'baseline', 1, compilePolicy);
  const [week, dip, day] = [phase('labour', world), phase('labour-dip', world), phase('rota', world)];
  return {
    world,
    live(days, each) {
      for (const end = world.clock.day + days; world.clock.day < end; setDay(world.clock, world.clock.day + 1)) {
        if (world.clock.day % 7 === 0) week();
        dip();
        day();
        each?.();
      }
    },
  };
}

const count = ({ couriers }: World, state: number): number => couriers.state.filter((s) => s === state).length;
/** Distance of a number of successes from its mean, in standard errors. */
const inErrors = (found: number, n: number, p: number): number => Math.abs(found - n * p) / Math.sqrt(n * p * (1 - p));

describe('posts', () => {
  it('are vacant at the start by their share, and later as leaving and filling balance', () => {
    const { world, live } = people({});
    live(1);
    expect(inErrors(count(world, COURIER.vacant), 5000, 0.035)).toBeLessThan(4);
    let [days, vacant] = [0, 0];
    live(1400, () => {
      if (world.clock.day < 350) return;
      days++;
      vacant += count(world, COURIER.vacant);
    });
    // v = q ÷ (q + f), f = 0.5·√(0.04 ÷ v), q = 0.017: no shocks, many posts.
    let v = 0.035;
    for (let k = 0; k < 50; k++) v = 0.017 / (0.017 + 0.5 * Math.min(1.5, Math.sqrt(0.04 / v)));
    expect(vacant / days / 5000 / v).toBeGreaterThan(0.95);
    expect(vacant / days / 5000 / v).toBeLessThan(1.05);
  });

  it('fill at the usual rate when as many are unfilled as usual, and at half of it with four times as many', () => {
    for (const [vacant, p] of [
      [200, 0.5],
      [800, 0.25],
      [50, 0.75],
    ] as const) {
      let [filled, all] = [0, 0];
      for (let week = 1; week <= 20; week++) {
        const { world } = people({ mechanisms: { labour_turnover: false, labour_dip: false } });
        setDay(world.clock, 7 * week);
        for (let k = 0; k <= vacant; k++) world.couriers.state[(k * 6 + week) % 5000] = COURIER.vacant;
        world.couriers.untilDay.fill(1e6);
        phase('labour', world)();
        filled += world.couriers.untilDay.filter((day) => day === 7 * week).length;
        all += vacant + 1;
      }
      expect(inErrors(filled, all, p), `${vacant} unfilled`).toBeLessThan(4);
    }
  });

  it('that are left cost shifts in proportion', () => {
    const { world, live } = people({ labour: { vacant_at_start: 0.3, fill_per_week: 0 } });
    let [shifts, present] = [0, 0];
    live(7, () => {
      shifts += world.platforms.nOnDuty.reduce((a, b) => a + b, 0);
      present += count(world, COURIER.working);
    });
    expect(present / 7 / 5000).toBeLessThan(0.74);
    expect(shifts / (0.5 * present)).toBeCloseTo(1, 2);
  });
});

describe('the yearly dip', () => {
  it('takes three persons in ten away for six weeks from its date on, others each year, and gives them back', () => {
    const { world, live } = people({ mechanisms: { labour_turnover: false, labour_dip: true } });
    const { couriers } = world;
    const away = (): number[] => [...couriers.state.keys()].filter((post) => couriers.state[post] === COURIER.away);
    // Day 0 is 1 January 2021: 15 July is day 195, and 560 in the next year.
    live(195);
    expect(away()).toEqual([]);
    live(1);
    const first = away();
    expect(inErrors(first.length, 5000, 0.3)).toBeLessThan(4);
    live(41);
    expect(away()).toEqual(first);
    live(1);
    expect(away()).toEqual([]);
    live(560 - 238 + 1);
    const both = away().filter((post) => first.includes(post)).length;
    expect(inErrors(both, first.length, 0.3)).toBeLessThan(4);
    expect(count(world, COURIER.vacant)).toBe(0);
    expect(couriers.nPersons.every((n) => n === 1)).toBe(true);
  });

  it('is under way for a run that begins within it', () => {
    const { world, live } = people({ time: { start_date: '2021-08-01' }, mechanisms: { labour_dip: true } }, 1000);
    live(25);
    expect(count(world, COURIER.away)).toBeGreaterThan(200);
    live(1);
    expect(count(world, COURIER.away)).toBe(0);
  });
});
