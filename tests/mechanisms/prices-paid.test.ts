// The price index: exactly 1 while no price changes, its closed form when one does. Ablation: prices-paid.ts.
import { describe, expect, it, vi } from 'vitest';
import { buildWorld } from '../../src/engine/build.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { ablation } from '../support/ablation.ts';
import { against, type Changes, EVENTFUL, EVERY_POLICY, groundOf, phase, run, small } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const ELASTICITY = -0.2;
const PRICES: Changes = {
  mechanisms: { price_competition: false },
  sites: { count: 4, price_eur_per_g: 51.37 },
  delivery: { price_eur_per_g: 68.53 },
  choice: { other_price_eur_per_g: 59.99 },
};

/** A town after its burn-in, in which sites sold 3 kg, platforms 1, 2 and 4 kg and others 1 kg. */
function town(): World {
  const clock = createClock({ tick_min: 60, burn_in_days: 7, pre_days: 7, post_days: 7 });
  const world = buildWorld(groundOf(small(PRICES)), 'baseline', 1, clock);
  world.sites.burnInMg.set([1e6, 2e6]);
  world.platforms.burnInMg.set([1e6, 2e6, 4e6]);
  world.otherBurnInMg[0] = 1e6;
  world.burnInValue[0] = 5137 * 3e6 + 6853 * 7e6 + 5999 * 1e6;
  setDay(clock, 7);
  return world;
}
const factorOf = (world: World): number => {
  phase('price-feedback', world)();
  return world.rateFactor[0];
};

describe('the price index', () => {
  it('leaves every rate exactly as it is where no price has changed, whatever moves between sellers and channels', () => {
    const factors = new Set<number>();
    let bought = 0;
    run(small(EVENTFUL, PRICES, against(...EVERY_POLICY)), {
      placebo: true,
      afterTick: ({ rateFactor, burnInValue }) => {
        factors.add(rateFactor[0]);
        bought = burnInValue[0];
      },
    });
    expect([...factors]).toEqual([1]);
    expect(bought).toBeGreaterThan(0);
  });

  it('is what the amounts of the burn-in cost now ÷ what they cost then, and E is its power', () => {
    const world = town();
    expect(factorOf(world)).toBe(1);
    world.platforms.priceCentsPerG[1] = 7538.3;
    const index = (world.burnInValue[0] + (7538.3 - 6853) * 2e6) / world.burnInValue[0];
    expect(factorOf(world)).toBeCloseTo(Math.exp(ELASTICITY * Math.log(index)), 14);
    world.platforms.priceCentsPerG.fill(6853);
    expect(factorOf(world)).toBe(1);
  });

  it('takes a seller that went dark at its last price, and one without trade in the burn-in not at all', () => {
    const world = town();
    world.platforms.priceCentsPerG[2] = 9000;
    const before = factorOf(world);
    expect(before).toBeLessThan(1);
    world.platforms.status[2] = PLATFORM_STATUS.dark;
    expect(factorOf(world)).toBe(before);
    world.platforms.burnInMg[0] = 0;
    world.burnInValue[0] -= 6853 * 1e6;
    const without = factorOf(world);
    world.platforms.priceCentsPerG[0] = 1;
    expect(factorOf(world)).toBe(without);
  });

  it('moves nothing before day 0, nor where nothing was bought in the burn-in', () => {
    const early = town();
    early.platforms.priceCentsPerG.fill(9000);
    setDay(early.clock, 6);
    expect(factorOf(early)).toBe(1);
    const empty = town();
    empty.burnInValue[0] = 0;
    expect(factorOf(empty)).toBe(1);
  });
});

ablation('price_feedback', {
  streams: [],
  given: { time: { burn_in_days: 7, pre_days: 10, post_days: 60, tick_min: 60 } },
  zero: { customers: { price_elasticity: 0 } },
  event: ({ rateFactor }) => rateFactor[0] !== 1,
});
