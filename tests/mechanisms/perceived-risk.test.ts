// Perceived risk: ablation, who hears of an operation, what is feared, and which occasions it turned away.
import { describe, expect, it, vi } from 'vitest';
import { createChooser } from '../../src/engine/acts/chooser.ts';
import { F32, F32_STRIDE, NO_SITE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { CHOICE } from '../../src/engine/entities/occasions.ts';
import type { World } from '../../src/engine/world.ts';
import { ablation, ofCustomers, some } from '../support/ablation.ts';
import { MARKET } from '../support/market.ts';
import { against, type Changes, NO_FEEDBACK, small, watch } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const isRaised = (offset: number) => ofCustomers(F32_STRIDE, offset, (risk) => risk > 0);

ablation('perceived_risk', {
  streams: ['news'],
  zero: { risk: { visitor_rise: 0, general_rise: 0, fine_rise: 0, stop_rise: 0, zone_rise: 0 } },
  event: ({ customers, zones }, clock) =>
    some(zones.siteRisk, (risk) => risk > 0) ||
    [F32.siteRisk, F32.placeRisk, F32.deliveryRisk].some((offset) => isRaised(offset)(customers.f32, clock)),
});

const OPERATION_DAY = 20;
/** One operation, at the largest of the sites, whose visitors all have another occasion soon. */
const HIT: Changes = {
  ...MARKET,
  time: { burn_in_days: 0, pre_days: 0, post_days: 30, tick_min: 60 },
  mechanisms: { ...NO_FEEDBACK, perceived_risk: true },
  police: { closure_probability: 0 },
  baseline: 'pressure',
  ...against({
    kind: 'site-operations',
    start_day: OPERATION_DAY,
    end_day: OPERATION_DAY + 1,
    hours_per_day: 40,
    where: 'all',
  }),
};

interface Minds {
  /** The place of the operation. */
  place: number;
  /** Who had bought there last, within the days in which news reaches a visitor. */
  visitors: Set<number>;
  /** Who fears a place more than others; whom all sites frighten. */
  afraid: Set<number>;
  wary: Set<number>;
}

/** What customers have in mind at the end. */
function mindsAfter(risk: NonNullable<Changes['risk']>): Minds {
  const lastSite: number[] = [];
  const lastDay: number[] = [];
  const minds: Minds = { place: -1, visitors: new Set(), afraid: new Set(), wary: new Set() };
  const { customers } = watch(small(HIT, { risk }), ({ customers, sites, occasions: o }, clock) => {
    const operated = sites.lastOperation.findIndex((minute) => minute >= 0);
    if (minds.place < 0 && operated >= 0) {
      minds.place = operated;
      for (const [c, place] of lastSite.entries())
        if (place === operated && clock.day - lastDay[c] <= (risk.visitor_days ?? 28)) minds.visitors.add(c);
    }
    for (let i = 0; i < o.count; i++) {
      if (o.choice[i] !== CHOICE.site || o.fate[i] !== 1) continue;
      lastSite[o.customer[i]] = o.seller[i];
      lastDay[o.customer[i]] = clock.day;
      // Whoever buys there on the day of the operation, before it, is a visitor too.
      if (o.seller[i] === minds.place && o.minute[i] < sites.lastOperation[minds.place])
        minds.visitors.add(o.customer[i]);
    }
    for (let c = 0; c < customers.count; c++) {
      if (customers.f32[c * F32_STRIDE + F32.siteRisk] > 0) minds.wary.add(c);
      if (customers.f32[c * F32_STRIDE + F32.placeRisk] === 0) continue;
      minds.afraid.add(c);
      expect(customers.u16[c * U16_STRIDE + U16.riskPlace]).toBe(minds.place);
    }
  });
  expect(customers.u16.some((place) => place !== NO_SITE)).toBe(true);
  return minds;
}

describe('news of an operation', () => {
  const all = mindsAfter({ news_reach: 1 });
  const few = mindsAfter({ news_reach: 0.3 });

  it('reaches visitors of that site only, and at full reach nearly all of them', () => {
    expect(all.visitors.size).toBeGreaterThan(100);
    expect([...all.afraid].filter((c) => !all.visitors.has(c))).toEqual([]);
    // Who has bought elsewhere since, on the day of the operation, is no longer one.
    expect(all.afraid.size).toBeGreaterThan(0.8 * all.visitors.size);
    expect(all.wary).toEqual(all.afraid);
  });

  it('reaches a share of them, the same at every larger reach', () => {
    expect([...few.afraid].filter((c) => !all.afraid.has(c))).toEqual([]);
    const sd = Math.sqrt(all.afraid.size * 0.3 * 0.7);
    expect(Math.abs(few.afraid.size - 0.3 * all.afraid.size)).toBeLessThan(4 * sd);
  });

  it('reaches nobody at no reach, and only those who came lately', () => {
    expect(mindsAfter({ news_reach: 0 }).afraid.size).toBe(0);
    const lately = mindsAfter({ news_reach: 1, visitor_days: 1 });
    expect(lately.afraid.size).toBeGreaterThan(0);
    expect(lately.afraid.size).toBeLessThan(0.8 * all.afraid.size);
    expect([...lately.afraid].filter((c) => !lately.visitors.has(c))).toEqual([]);
  });
});

describe('an occasion that ended in nothing', () => {
  /** Chooses anew on every occasion of the last tick, with what customers fear as it is; -1 where turned away by fear. */
  function choices(world: World): number[] {
    const { occasions: o } = world;
    const pick = createChooser(world);
    return Array.from({ length: o.count }, (_, i) => {
      o.refused[i] = 0;
      o.isDisturbed[i] = 0;
      pick(i);
      return o.isDisturbed[i] === 1 ? -1 : o.choice[i];
    });
  }

  it('was turned away by fear where without fear it had not ended so, and only there', () => {
    let turnedAway = 0;
    let kept = 0;
    let moved = 0;
    watch(small(MARKET, { time: { burn_in_days: 0, pre_days: 0, post_days: 2, tick_min: 60 } }), (world, { tick }) => {
      if (tick < 12) return;
      const { customers } = world;
      const calm = choices(world);
      for (const [general, own, delivery] of [
        [0, 0.1, 0],
        [0.02, 0.1, 0],
        [0.05, 0, 0.03],
      ]) {
        for (let c = 0; c < customers.count; c++) {
          customers.f32[c * F32_STRIDE + F32.siteRisk] = general;
          customers.f32[c * F32_STRIDE + F32.placeRisk] = own;
          customers.f32[c * F32_STRIDE + F32.deliveryRisk] = delivery;
          customers.u16[c * U16_STRIDE + U16.riskPlace] = c % 5;
        }
        for (const [i, feared] of choices(world).entries()) {
          if (calm[i] === CHOICE.none) expect(feared).toBe(CHOICE.none);
          else expect(feared).not.toBe(CHOICE.none);
          if (feared === -1) turnedAway++;
          else if (feared === calm[i]) kept++;
          else moved++;
        }
      }
      for (const column of [F32.siteRisk, F32.placeRisk, F32.deliveryRisk])
        for (let c = 0; c < customers.count; c++) customers.f32[c * F32_STRIDE + column] = 0;
    });
    expect(turnedAway).toBeGreaterThan(20);
    expect(moved).toBeGreaterThan(100);
    expect(kept).toBeGreaterThan(1000);
  });
});
