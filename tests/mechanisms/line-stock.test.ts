// Stock lent between lines, and what a takedown reaches where product and money go through a circuit apart.
import { describe, expect, it } from 'vitest';
import { createManagerArrest, createTakedown } from '../../src/engine/acts/takedown.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { daysOfCount } from '../../src/engine/counts.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { assertInvariants } from '../support/invariants.ts';
import { type Changes, groundOf, phase, small, watch } from '../support/small.ts';

const threeLines = (overrides: object): Changes => ({
  platforms: [{ archetype: 'three-line-hands-on', count: 1, overrides: { dispatch: 'pooled', ...overrides } }],
  mechanisms: { defection: false },
});

function town(...changes: Changes[]): World {
  const scenario = small(...changes);
  const clock = createClock(scenario.time);
  const world = buildWorld(groundOf(scenario), 'baseline', 1, clock);
  setDay(clock, 1);
  return world;
}

/** A town in which the couriers of the first line alone are on shift, and one of them has delivered its last gram. */
function soldOut(line_stock: 'apart' | 'lent', stockMg: number[]): World {
  const world = town(threeLines({ line_stock }));
  const { occasions, platforms, lines, couriers, clock } = world;
  for (let post = 0; post < couriers.count; post++) couriers.isOn[post] = couriers.line[post] === 0 ? 1 : 0;
  platforms.nOnDuty[0] = 2;
  world.ledger.outsideMg += lines.stockMg.reduce((a, b) => a + b, 0) - stockMg.reduce((a, b) => a + b, 0);
  lines.stockMg.set(stockMg);
  occasions.count = 1;
  occasions.customer[0] = 17;
  occasions.choice[0] = CHOICE.delivery;
  occasions.fate[0] = FATE.pending;
  occasions.seller[0] = 0;
  occasions.minute[0] = clock.day * 1440 + 840;
  occasions.amountMg[0] = 1000;
  phase('deliver', world)();
  expect(occasions.fate[0]).toBe(FATE.fulfilled);
  return world;
}

describe('a line that has sold out', () => {
  it('is lent half of what the sister line that holds most has more, and both are restocked', () => {
    const { lines } = soldOut('lent', [1000, 9001, 5000]);
    expect([...lines.stockMg]).toEqual([4500, 4501, 5000]);
    expect([...lines.restockAt].map(Number.isFinite)).toEqual([true, true, false]);
  });

  it('has nothing to sell where lines keep their stock, or where no sister line has enough for two', () => {
    expect([...soldOut('apart', [1000, 9001, 5000]).lines.stockMg]).toEqual([0, 9001, 5000]);
    expect([...soldOut('lent', [1000, 999, 0]).lines.stockMg]).toEqual([0, 999, 0]);
  });

  it('loses fewer orders for being lent stock; no milligram is lost', () => {
    const lost = (line_stock: 'apart' | 'lent'): number => {
      const scarce: Changes = {
        time: { burn_in_days: 7, pre_days: 0, post_days: 30, tick_min: 60 },
        // So much is sold that lines sell out, and each holds several large orders: of a stock of a few grams, halves serve fewer.
        customers: { count: 900 },
        delivery: { stock_g_per_courier: 40 },
        mechanisms: { background: false, labour_turnover: false },
      };
      const { record } = watch(
        small(scarce, threeLines({ line_stock, dispatch: 'line', leakage: 0 })),
        assertInvariants,
      );
      return daysOfCount(record, 'orders_lost').reduce((a, b) => a + b, 0);
    };
    expect(lost('lent')).toBeLessThan(lost('apart'));
  });
});

describe('a circuit of resupply apart from the manager', () => {
  const fallen = (resupply: 'manager' | 'separate', separate_reach = 0.5): World => {
    const world = town(threeLines({ resupply, leakage: 0 }), { takedown: { separate_reach } });
    world.platforms.cashCents[0] = 600_000;
    world.ledger.outsideCents -= 600_000;
    world.lines.stockMg[0] = 30_001;
    createTakedown(world)(0, false, 0);
    return world;
  };

  it('leaves to a takedown half of the product and of the share of the cash; the rest of the product goes back at cost', () => {
    const [all, half] = [fallen('manager'), fallen('separate')];
    expect([all.ledger.seizedMg, half.ledger.seizedMg]).toEqual([30_001, 15_001]);
    expect([all.lines.stockMg[0], half.lines.stockMg[0]]).toEqual([0, 0]);
    expect([all.ledger.seizedCents, half.ledger.seizedCents]).toEqual([60_000, 30_000]);
    const returned = 15_000 * 3.2;
    expect(half.platforms.cashCents[0]).toBe(600_000 - 30_000 + returned);
    expect(half.ledger.outsideMg - all.ledger.outsideMg).toBe(15_000);
    expect(half.ledger.outsideCents - all.ledger.outsideCents).toBe(-returned);
  });

  it('makes the arrest of the manager less likely, whatever the kind of manager', () => {
    for (const manager of ['hands-on', 'part', 'remote'] as const) {
      const [all, half] = (['manager', 'separate'] as const).map((resupply) =>
        createManagerArrest(town(threeLines({ manager, resupply })))(0),
      );
      expect(half / all).toBeCloseTo(0.5, 12);
    }
  });

  it('that a takedown reaches as well as any other makes no difference', () => {
    const [all, same] = [fallen('manager'), fallen('separate', 1)];
    expect(same.ledger).toEqual(all.ledger);
    expect(same.platforms.cashCents).toEqual(all.platforms.cashCents);
  });
});
