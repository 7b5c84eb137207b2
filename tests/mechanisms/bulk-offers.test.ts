// Bulk offers: what a large order costs, and whom it draws.
import { describe, expect, it } from 'vitest';
import { createOrderPrice } from '../../src/engine/acts/order-price.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { assertInvariants } from '../support/invariants.ts';
import { type Changes, differences, run, small, watch } from '../support/small.ts';

const offers = (bulk_discount: number): Changes => ({
  platforms: [{ archetype: 'service-quality-bikes', count: 3, overrides: { bulk_discount } }],
  time: { tick_min: 60 },
  customers: { count: 300, grams: { sizes_g: [1, 5], shares: [0.5, 0.5] } },
});
const outcome = (record: ArmRecord, id: string): number => OUTCOMES.find((one) => one.id === id)!.of(record, 'post')!;

describe('bulk offers', () => {
  it('spare a large order part of its price, and no other', () => {
    const price = createOrderPrice({
      scenario: small(),
      platforms: { priceCentsPerG: Float64Array.of(6850, 6850), bulkDiscount: Float64Array.of(0.1, 0) },
    });
    expect([price(0, 5000), price(0, 10_000)]).toEqual([30_825, 61_650]);
    expect([price(0, 2000), price(0, 4999)]).toEqual([13_700, 34_243]);
    expect(price(1, 5000)).toBe(34_250);
  });

  it('draw those who want much, and lower what is taken for a gram; not a cent is lost', () => {
    const [none, some] = [0, 0.3].map((discount) => watch(small(offers(discount)), assertInvariants).record);
    expect(outcome(some, 'share_delivery')).toBeGreaterThan(outcome(none, 'share_delivery'));
    const perGram = (record: ArmRecord): number => outcome(record, 'revenue_eur') / outcome(record, 'grams');
    expect(perGram(some)).toBeLessThan(perGram(none));
  });

  it('of more than anybody wants are none', () => {
    const [none] = run(small(offers(0)));
    const [tooMuch] = run(small(offers(0.3), { delivery: { bulk_from_g: 6 } }));
    expect(differences(tooMuch, none)).toEqual([]);
  });
});
