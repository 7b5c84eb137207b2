// Shocks: ablation, and what each kind does.
import { describe, expect, it, vi } from 'vitest';
import { createStocking } from '../../src/engine/acts/stocking.ts';
import { createArm } from '../../src/engine/arm.ts';
import { daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { LINE, PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import type { ScenarioFile } from '../../src/scenario/schema.ts';
import { ablation } from '../support/ablation.ts';
import { assertInvariants } from '../support/invariants.ts';
import {
  against,
  type Changes,
  differences,
  expectSame,
  groundOf,
  OPERATIONS,
  phase,
  run,
  small,
  watch,
} from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

type ShockInput = NonNullable<ScenarioFile['shocks']>[number];
const felled = (share: number, day = 15): ShockInput => ({ kind: 'platforms-felled', day, share });

ablation('shocks', {
  streams: ['shock'],
  given: { shocks: [felled(0.5)] },
  zero: {
    shocks: [felled(0), { kind: 'product-cost', from_day: 5, factor: 1 }, { kind: 'labour', from_day: 5, factor: 1 }],
  },
  event: ['platforms_felled'],
});

const MANY: Changes = {
  platforms: [
    { archetype: 'three-line-hands-on', count: 6 },
    { archetype: 'service-quality-bikes', count: 4 },
  ],
  mechanisms: { background: false, investigation: false, platform_exit: false, platform_entry: false },
};

/** Platforms that are dark on the evening of the day of the shock. */
function darkAfter(share: number, changes: Changes = {}): { dark: number[]; world: World } {
  const dark: number[] = [];
  const world = watch(small(MANY, changes, { shocks: [felled(share)] }), ({ platforms, lines }, clock) => {
    if (clock.reportedDay !== 15 || clock.hour !== 23 || dark.length > 0) return;
    for (let p = 0; p < platforms.nAtStart; p++) {
      const own = lines.state.subarray(platforms.firstLine[p], platforms.firstLine[p] + platforms.nLines[p]);
      if (platforms.status[p] !== PLATFORM_STATUS.dark) continue;
      expect([...own].every((state) => state === LINE.fallen)).toBe(true);
      dark.push(p);
    }
  });
  return { dark, world };
}

describe('platforms felled', () => {
  it('are the share of those that sell, rounded, and nobody is arrested', () => {
    for (const [share, n] of [
      [0, 0],
      [0.3, 3],
      [0.54, 5],
      [1, 10],
    ]) {
      const { dark, world } = darkAfter(share, { mechanisms: { ...MANY.mechanisms, stops: false } });
      expect(dark.length).toBe(n);
      expect(daysOfCount(world.record, 'platforms_felled')[15]).toBe(n);
      for (const count of ['takedowns', 'arrests_managers', 'arrests_couriers'] as const)
        expect(daysOfCount(world.record, count).some((sum) => sum > 0)).toBe(false);
    }
  });

  it('at a smaller share are among those at a larger one', () => {
    const more = darkAfter(0.7).dark;
    for (const p of darkAfter(0.3).dark) expect(more).toContain(p);
  });

  it('come back as after a takedown', () => {
    const { world } = darkAfter(1, { rebirth: { hazard_per_week: 1 }, time: { post_days: 120, tick_min: 60 } });
    expect(world.platforms.status.subarray(0, 10).some((status) => status === PLATFORM_STATUS.active)).toBe(true);
    expect(world.platforms.timesDark.subarray(0, 10).every((times) => times >= 1)).toBe(true);
  });

  it('leave cents, milligrams and persons as many as they were', () => {
    watch(small({ ...MANY, mechanisms: {} }, { shocks: [felled(0.5), felled(0.5, 17)] }), assertInvariants);
  });

  it('are the same in an arm with policies elsewhere, and in every arm where all have the shock', () => {
    const shocks = [felled(0.5)];
    const own = run(small(MANY, { arms: { baseline: { shocks }, pressure: { shocks } } }));
    expectSame(own[0], own[1]);
    const all = run(small(MANY, { shocks, arms: { baseline: {}, pressure: { policies: [OPERATIONS] } } }));
    expect(differences(own[0], all[0])).not.toContain('daily');
    const [, fallen] = all.map((record) => daysOfCount(record, 'platforms_felled')[15]);
    expect(fallen).toBe(5);
  });
});

describe('a shock of one arm', () => {
  it('changes nothing before its day', () => {
    const shock: ShockInput[] = [felled(0.5), { kind: 'labour', from_day: 15, factor: 0 }];
    const [baseline, shocked] = run(small(MANY, { arms: { baseline: {}, shocked: { shocks: shock } } }));
    const delivered = [baseline, shocked].map((record) => daysOfCount(record, 'delivered'));
    expect(delivered[1].subarray(0, 15)).toEqual(delivered[0].subarray(0, 15));
    expect(delivered[1].subarray(15)).not.toEqual(delivered[0].subarray(15));
    expect(shocked.flows.some((n) => n > 0)).toBe(true);
  });
});

const worldWith = (shocks: ShockInput[], day: number): World => {
  const scenario = small(MANY, { shocks });
  const { world } = createArm({ ...groundOf(scenario) }, 'baseline', 1, compilePolicy);
  setDay(world.clock, day + world.clock.burnInDays);
  return world;
};

describe('product cost', () => {
  const shocks: ShockInput[] = [
    { kind: 'product-cost', from_day: 5, to_day: 9, factor: 1.5 },
    { kind: 'product-cost', from_day: 8, factor: 2 },
  ];

  it.each([
    [4, 1],
    [5, 1.5],
    [8, 3],
    [9, 2],
  ])('on day %i is %f times as high when a line is filled', (day, factor) => {
    const paid = [[], shocks].map((list) => {
      const world = worldWith(list, day);
      world.lines.stockMg[0] = 0;
      const before = world.platforms.cashCents[0];
      createStocking(world)(0);
      return before - world.platforms.cashCents[0];
    });
    expect(paid[0]).toBeGreaterThan(0);
    expect(paid[1]).toBe(Math.round(paid[0] * factor));
  });

  it('passes into the cash of platforms and sites, and where prices and offers stay into nothing that customers see', () => {
    const quiet: Changes = {
      customers: { light_per_month: 20 },
      delivery: { stock_g_per_courier: 3 },
      mechanisms: {
        ...MANY.mechanisms,
        withdrawals: false,
        site_turnover: false,
        price_competition: false,
        purity_competition: false,
        marketing: false,
      },
    };
    const list: ShockInput[] = [{ kind: 'product-cost', from_day: 0, factor: 2 }];
    const [plain, dear] = [[], list].map((shocks) => watch(small(MANY, quiet, { shocks }), assertInvariants));
    const cash = ({ platforms, sites }: World) =>
      [platforms, sites].map(({ cashCents }) => cashCents.reduce((a, b) => a + b, 0));
    const [[platforms, sites], [dearPlatforms, dearSites]] = [plain, dear].map(cash);
    expect(dearPlatforms).toBeLessThan(platforms);
    expect(dearSites).toBeLessThan(sites);
    expect(daysOfCount(dear.record, 'delivered')).toEqual(daysOfCount(plain.record, 'delivered'));
  });
});

describe('labour', () => {
  /** Posts that found somebody on the weekly day, of all, which are vacant. */
  function filled(factor: number): number {
    const world = worldWith([{ kind: 'labour', from_day: 0, factor }], 4);
    const { couriers, lines, clock } = world;
    lines.state.fill(LINE.up);
    couriers.state.fill(COURIER.vacant);
    couriers.untilDay.fill(1e6);
    phase('labour', world)();
    return couriers.untilDay.filter((day) => day === clock.day).length;
  }

  it('fills no post at 0, fewer at a half, all at a hundred', () => {
    const [none, half, usual, all] = [0, 0.5, 1, 100].map(filled);
    expect(none).toBe(0);
    expect(half).toBeLessThan(usual);
    expect(half).toBeGreaterThan(0);
    expect(usual).toBeLessThan(all);
  });

  it('is no policy: no effort is offered or spent', () => {
    const [, shocked] = run(
      small(against(), { arms: { baseline: {}, shocked: { shocks: [{ kind: 'labour', from_day: 0, factor: 0.1 }] } } }),
    );
    expect(shocked.nPolicies).toBe(0);
    expect(shocked.effort.length).toBe(0);
  });
});
