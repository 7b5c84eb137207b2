// Cash laundered through companies: how much of it can be found, and by whom.
import { describe, expect, it, vi } from 'vitest';
import { createLaundering, openCompanies } from '../../src/engine/acts/companies.ts';
import { createTakedown } from '../../src/engine/acts/takedown.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { ablation } from '../support/ablation.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

function town(changes: Changes = {}): World {
  const scenario = small(
    { platforms: [{ archetype: 'three-line-hands-on', count: 1, overrides: { leakage: 0 } }] },
    changes,
  );
  const clock = createClock(scenario.time);
  const world = buildWorld(groundOf(scenario), 'baseline', 1, clock);
  setDay(clock, 7);
  return world;
}

describe('cash that was taken out of a platform', () => {
  it('goes through companies in part, where half of it can be found after the half-life', () => {
    const { platforms } = town();
    platforms.companyCents[0] = 0;
    const scenario = small({ cash: { laundered_share: 0.25, companies_half_life_weeks: 2 } });
    const launder = createLaundering({ scenario, platforms });
    expect(launder(0, 1000)).toBe(250);
    launder(0, 0);
    expect(launder(0, 0)).toBe(0);
    expect(platforms.companyCents[0]).toBeCloseTo(125, 9);
  });

  it('at the start is what stays if as much is taken out in every week', () => {
    const world = town();
    openCompanies(world, 0, 70_000);
    const before = world.platforms.companyCents[0];
    createLaundering(world)(0, 70_000);
    expect(world.platforms.companyCents[0]).toBeCloseTo(before, 6);
    openCompanies(world, 0, -70_000);
    expect(world.platforms.companyCents[0]).toBe(0);
  });

  it('is either laundered or not, to the cent', () => {
    const world = town();
    const { platforms } = world;
    platforms.companyCents[0] = 0;
    platforms.withdrawnCents[0] = 0;
    platforms.cashCents[0] = 5e6;
    phase('withdraw', world)();
    const taken = 5e6 - platforms.cashCents[0];
    expect(taken).toBeGreaterThan(0);
    expect(platforms.companyCents[0]).toBeCloseTo(0.2 * taken, 6);
    expect(platforms.withdrawnCents[0] + platforms.companyCents[0]).toBeCloseTo(taken, 6);
  });

  it('is found in companies by work on finances alone, a line’s part of it', () => {
    const seized = (financeH: number): World => {
      const world = town();
      world.platforms.cashCents[0] = 0;
      world.platforms.companyCents[0] = 900_000;
      createTakedown(world)(0, false, financeH * 60);
      return world;
    };
    expect(seized(0).ledger.seizedCents).toBe(0);
    const world = seized(1e6);
    expect([world.ledger.seizedCents, world.platforms.companyCents[0]]).toEqual([240_000, 660_000]);
  });
});

ablation('laundering', {
  streams: [],
  zero: { cash: { laundered_share: 0 } },
  event: ['takedowns'],
});
