// A late order's gift leaves the line's stock, to the milligram, and goes to the customer.
import { describe, expect, test } from 'vitest';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { type Changes, NO_FEEDBACK, small, watch } from '../support/small.ts';

const GIFT_MG = 300;

/** A market of one archetype whose stock never runs out, so that it only falls by what is handed over. */
const market = (promise_min: number): Changes => ({
  time: { burn_in_days: 0, pre_days: 1, post_days: 10 },
  mechanisms: { ...NO_FEEDBACK, violence: false },
  choice: { share_delivery: 0.6, share_other: 0.03 },
  delivery: {
    service: 'exponential',
    service_mean_min: 20,
    promise_min,
    patience_min: 240,
    stock_g_per_courier: 100_000,
  },
  platforms: [{ archetype: 'three-line-hands-on', count: 2, overrides: { late_gift_g: GIFT_MG / 1000 } }],
});

function handedOver(promise_min: number) {
  const seen = { orders: 0, late: 0, ordered: 0, stockAtFirst: Number.NaN, outsideAtFirst: Number.NaN };
  const sum = (column: Iterable<number>): number => [...column].reduce((total, one) => total + one, 0);
  const tally = ({ occasions, platforms }: Parameters<Parameters<typeof watch>[1]>[0]): void => {
    for (let i = 0; i < occasions.count; i++) {
      if (occasions.choice[i] !== CHOICE.delivery || occasions.fate[i] !== FATE.fulfilled) continue;
      expect(platforms.lateGiftMg[occasions.seller[i]]).toBe(GIFT_MG);
      seen.orders++;
      seen.late += occasions.isLate[i];
      seen.ordered += occasions.amountMg[i];
    }
  };
  const world = watch(small(market(promise_min)), (now) => {
    if (!Number.isNaN(seen.stockAtFirst)) return tally(now);
    // What the first tick sold is out of the stock at its end already.
    seen.stockAtFirst = sum(now.lines.stockMg);
    seen.outsideAtFirst = now.ledger.outsideMg;
  });
  const left = seen.stockAtFirst - sum(world.lines.stockMg);
  return { ...seen, left, received: world.ledger.outsideMg - seen.outsideAtFirst };
}

describe('of every order', () => {
  test('that is late, the stock loses what was ordered and the gift, and the customer has both', () => {
    const { orders, late, ordered, left, received } = handedOver(1);
    expect(late).toBeGreaterThan(100);
    expect(left).toBe(ordered + late * GIFT_MG);
    expect(received).toBe(left);
    expect(late).toBeGreaterThan(orders / 2);
  });

  test('that is in time, the stock loses what was ordered', () => {
    const { orders, late, ordered, left, received } = handedOver(240);
    expect(orders).toBeGreaterThan(100);
    expect(late).toBe(0);
    expect(left).toBe(ordered);
    expect(received).toBe(left);
  });
});
