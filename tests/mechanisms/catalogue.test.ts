// Products of unknown composition: when they come, who buys them, gifts of them, and the harm that follows.
import { describe, expect, it, vi } from 'vitest';
import { buildWorld } from '../../src/engine/build.ts';
import { daysOfCount } from '../../src/engine/counts.ts';
import { F32, F32_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { createClock } from '../../src/engine/kernel/clock.ts';
import { type ArmRecord, cellsAt, PRODUCT, seriesAt } from '../../src/engine/kernel/record.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { ablation } from '../support/ablation.ts';
import { assertInvariants } from '../support/invariants.ts';
import { type Changes, groundOf, phase, run, small, watch } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

/** A town of 40 reported days from the first of January, with the product from its eleventh day on. */
const ARRIVAL = 10;
const FROM_11TH: NonNullable<Changes['catalogue']> = { unknown_from: '2021-01-11', unknown_platform_share: 0.5 };
const TOWN: Changes = { time: { burn_in_days: 7, pre_days: 10, post_days: 30, tick_min: 60 } };
const town = (catalogue: NonNullable<Changes['catalogue']>, ...changes: Changes[]) =>
  run(small(TOWN, { catalogue }, ...changes))[0];

const total = (record: ArmRecord, count: Parameters<typeof daysOfCount>[1]): number =>
  daysOfCount(record, count).reduce((a, b) => a + b, 0);
/** Orders of a channel by product, all zones and months. */
function byProduct(record: ArmRecord, channel: number): number[] {
  const of = [0, 0, 0];
  for (let month = 0; month < record.nMonths; month++)
    for (let zone = 0; zone < record.nZones; zone++)
      for (const inHours of [0, 1])
        for (const product of of.keys())
          of[product] += record.cells[cellsAt(record, month, zone, channel, inHours, product)];
  return of;
}

describe('a product of unknown composition', () => {
  it('is there from its date, not before, and leaves all before as it was', () => {
    const [never, comes] = [town({}), town({ ...FROM_11TH, unknown_customer_share: 0.5 })];
    expect(total(never, 'orders_unknown')).toBe(0);
    const days = [...daysOfCount(comes, 'orders_unknown')];
    expect(days.slice(0, ARRIVAL)).toEqual(Array(ARRIVAL).fill(0));
    expect(days[ARRIVAL] + days[ARRIVAL + 1]).toBeGreaterThan(0);
    const before = seriesAt(ARRIVAL, 0, 0);
    expect(comes.series.slice(0, before)).toEqual(never.series.slice(0, before));
    expect(comes.series).not.toEqual(never.series);
  });

  it('is delivered and found neither at sites nor elsewhere; its share is an outcome', () => {
    const record = town({ ...FROM_11TH, unknown_customer_share: 0.5 });
    const [site, delivery, other] = [0, 1, 2].map((channel) => byProduct(record, channel)[PRODUCT.unknown]);
    expect([site, delivery, other]).toEqual([0, total(record, 'orders_unknown'), 0]);
    const share = OUTCOMES.find(({ id }) => id === 'unknown_product_share')!.of(record, 'post')!;
    const inPost = (count: 'orders_unknown' | 'side_sales') =>
      daysOfCount(record, count)
        .subarray(10)
        .reduce((a, b) => a + b, 0);
    const orders = OUTCOMES.find(({ id }) => id === 'orders')!.of(record, 'post')!;
    const aside = inPost('side_sales');
    expect(share).toBe((inPost('orders_unknown') + aside) / (orders + aside));
    expect(share).toBeGreaterThan(0.01);
  });

  it('is what all want who know a seller, where all are curious and all platforms have it', () => {
    const record = town(
      { unknown_from: '2020-01-01', unknown_platform_share: 1, unknown_customer_share: 1, unknown_gift_share: 0 },
      { customers: { second_product_share: 0 } },
    );
    const [main, , unknown] = byProduct(record, 1);
    expect(main).toBe(0);
    expect(unknown).toBeGreaterThan(100);
  });

  it('moves no order where nobody minds which product it is', () => {
    const still: Changes = { choice: { missing_product_utils: 0 } };
    const never = town({}, still);
    const comes = town({ ...FROM_11TH, unknown_customer_share: 0.5, unknown_gift_share: 0 }, still);
    expect(total(comes, 'orders_unknown')).toBeGreaterThan(0);
    expect(comes.series).toEqual(never.series);
    expect(comes.waits).toEqual(never.waits);
  });

  it('draws more orders to the platforms that have it, the more it matters', () => {
    const shareAt = (missing_product_utils: number) =>
      OUTCOMES.find(({ id }) => id === 'unknown_product_share')!.of(
        town(
          { ...FROM_11TH, unknown_customer_share: 0.5, unknown_gift_share: 0 },
          { choice: { missing_product_utils } },
        ),
        'post',
      )!;
    expect(shareAt(3)).toBeGreaterThan(shareAt(0));
  });
});

describe('gifts of it', () => {
  it('come with a share of the deliveries of the platforms that have it, and no milligram is lost', () => {
    const world = watch(
      small(TOWN, {
        catalogue: { unknown_from: '2020-01-01', unknown_platform_share: 1, unknown_gift_share: 0.3 },
        customers: { count: 1000 },
      }),
      assertInvariants,
    );
    const delivered = total(world.record, 'delivered');
    const gifts = total(world.record, 'gifts_unknown');
    expect(delivered).toBeGreaterThan(300);
    expect(Math.abs(gifts / delivered - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / delivered));
  });

  it('come from nobody else', () => {
    const record = town({ unknown_from: '2020-01-01', unknown_platform_share: 0, unknown_gift_share: 1 });
    expect(total(record, 'gifts_unknown')).toBe(0);
  });
});

describe('harm of it', () => {
  const PURITY = 64;

  /** Emergency visits expected of a delivery of one gram of a product. */
  function visitsOf(product: number, { isGifted = false, checking = 0, unknown_factor = 2 } = {}): number {
    const scenario = small({ harm: { unknown_factor } });
    const world = buildWorld(groundOf(scenario), 'baseline', 1, createClock(scenario.time));
    const { occasions, platforms, customers, health } = world;
    const customer = 17;
    platforms.purity[1] = PURITY;
    customers.u16[customer * U16_STRIDE + U16.zone] = 5;
    customers.f32[customer * F32_STRIDE + F32.purity] = PURITY;
    health.checking.fill(checking);
    occasions.count = 1;
    occasions.customer[0] = customer;
    occasions.fate[0] = FATE.fulfilled;
    occasions.choice[0] = CHOICE.delivery;
    occasions.seller[0] = 1;
    occasions.slot[0] = 0;
    occasions.amountMg[0] = 1000;
    occasions.product[0] = product;
    occasions.isGifted[0] = isGifted ? 1 : 0;
    phase('harm', world)();
    return health.expectedVisits[5];
  }
  const known = visitsOf(PRODUCT.main);

  it('is z times that of a known product, and the root of z where it is checked', () => {
    expect(visitsOf(PRODUCT.second)).toBe(known);
    expect(visitsOf(PRODUCT.unknown) / known).toBeCloseTo(2, 12);
    expect(visitsOf(PRODUCT.unknown, { unknown_factor: 1 })).toBe(known);
    const checked = visitsOf(PRODUCT.main, { checking: 1 });
    expect(visitsOf(PRODUCT.unknown, { checking: 1 }) / checked).toBeCloseTo(Math.SQRT2, 12);
  });

  it('of a gift is that of its amount, beside the order', () => {
    const gift = 2 * Math.exp(0.85 * Math.log(0.2));
    expect(visitsOf(PRODUCT.main, { isGifted: true }) / known).toBeCloseTo(1 + gift, 12);
  });
});

ablation('new_products', {
  streams: ['new-products', 'unknown-gift'],
  given: { catalogue: { ...FROM_11TH, unknown_customer_share: 0.5, unknown_gift_share: 0.2 } },
  zero: { catalogue: { unknown_platform_share: 0 } },
  event: (_, clock) => clock.reportedDay >= ARRIVAL,
});
