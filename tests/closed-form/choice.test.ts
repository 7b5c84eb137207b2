import { describe, expect, it } from 'vitest';
import { F32, F32_STRIDE, U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import type { World } from '../../src/engine/world.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { chiSquareTail } from '../support/distributions.ts';
import { ALTERNATIVES, alternativeOf, MARKET, NONE, OTHER } from '../support/market.ts';
import { small, watch } from '../support/small.ts';

const CLASSES = ['low', 'middle', 'high'] as const;
/** Nested-logit probabilities of all alternatives for one kind of customer, written anew from the model's text. */
function closedForm(
  world: World,
  customer: number,
  wantsSecond: boolean,
  open: (place: number) => boolean,
): Float64Array {
  const { scenario, customers, sites, platforms, city } = world;
  const { choice, travel, delivery } = scenario;
  const zone = customers.u16[customer * U16_STRIDE + U16.zone];
  const income = CLASSES[customers.u8[customer * U8_STRIDE + U8.income]];
  const mind = (column: number): number => customers.f32[customer * F32_STRIDE + column];
  const eurPerMin = choice.time_value_eur_per_h[income] / 60;
  const utility = (costEur: number, purity: number): number =>
    -choice.cost_weight_per_eur[income] * (costEur - choice.reference_cost_eur) +
    choice.purity_weight_per_point * (purity - delivery.purity_points);

  const odds = new Float64Array(ALTERNATIVES);
  const theta = choice.dissimilarity;
  const [a0, a1, aOther, aNone] = world.utility.alpha;
  const feared = mind(F32.placeRisk) > 0 ? customers.u16[customer * U16_STRIDE + U16.riskPlace] : -1;
  for (let place = 0; place < 5; place++) {
    if (!open(place)) continue;
    const km = 2 * travel.detour_factor * city.distanceKm[zone * city.nZones + sites.zone[place]];
    const costEur =
      scenario.sites.price_eur_per_g +
      eurPerMin * (choice.wait_weight * mind(F32.siteWait) + choice.trip_weight * (km / travel.customer_kmh) * 60) +
      choice.site_rest_risk * choice.loss_eur[income] +
      (1 -
        (1 - mind(F32.siteRisk)) *
          (1 - world.zones.siteRisk[zone]) *
          (place === feared ? 1 - mind(F32.placeRisk) : 1)) *
        choice.loss_eur[income] +
      choice.site_stigma_eur[income];
    const lacks = wantsSecond && sites.hasSecond[place] === 0 ? choice.missing_product_utils : 0;
    const v = utility(costEur, scenario.sites.purity_points) + choice.loyalty_weight * mind(F32.habit) - lacks;
    odds[place] = Math.exp((a0 + v) / theta);
  }
  for (let slot = 0; slot < customers.u8[customer * U8_STRIDE + U8.nKnown]; slot++) {
    const platform = customers.u16[customer * U16_STRIDE + U16.known + slot];
    const costEur =
      delivery.price_eur_per_g +
      eurPerMin * choice.wait_weight * mind(F32.wait + slot) +
      choice.delivery_rest_risk * choice.loss_eur[income];
    const lacks = wantsSecond && platforms.hasSecond[platform] === 0 ? choice.missing_product_utils : 0;
    const v =
      utility(costEur, mind(F32.purity + slot)) +
      choice.loyalty_weight * mind(F32.loyalty + slot) +
      choice.brand_weight * platforms.brand[platform] -
      lacks;
    odds[5 + platform] = Math.exp((a1 + v) / theta);
  }
  const sites1 = odds.subarray(0, 5).reduce((a, b) => a + b, 0);
  const delivery1 = odds.subarray(5, 9).reduce((a, b) => a + b, 0);
  const inclusive = (sum: number): number => (sum > 0 ? Math.exp(theta * Math.log(sum)) : 0);
  const all = inclusive(sites1) + inclusive(delivery1) + Math.exp(aOther) + Math.exp(aNone);
  return odds.map((odd, j) => {
    if (j === OTHER) return Math.exp(aOther) / all;
    if (j === NONE) return Math.exp(aNone) / all;
    const nest = j < 5 ? sites1 : delivery1;
    return odd > 0 ? (inclusive(nest) / all) * (odd / nest) : 0;
  });
}

interface Kind {
  expected: Float64Array;
  counts: Float64Array;
}

/** Final choices by kind of customer (zone, class, known platforms, product wanted) beside their probabilities. */
function chosen(
  scenario: Scenario,
  isShut: (place: number) => boolean,
  shut: (world: World, place: number) => void,
  isGone = isShut,
): { kinds: Kind[]; choices: number[] } {
  const kinds = new Map<string, Kind>();
  const kindOf: Kind[] = [];
  const choices: number[] = [];
  let isFirst = true;
  watch(scenario, (world) => {
    const { occasions: o } = world;
    if (isFirst) {
      // Shut before the second tick; the first is left out.
      for (let place = 0; place < 5; place++) if (isShut(place)) shut(world, place);
      isFirst = false;
      return;
    }
    for (let i = 0; i < o.count; i++) {
      const customer = o.customer[i];
      const alternative = alternativeOf(o.choice[i], o.seller[i]);
      kindOf[customer] ??= findKind(world, customer);
      kindOf[customer].counts[alternative]++;
      choices.push(alternative);
    }
  });
  return { kinds: [...kinds.values()], choices };

  function findKind(world: World, customer: number): Kind {
    const { u8, u16 } = world.customers;
    const wantsSecond = u8[customer * U8_STRIDE + U8.preferred] === 1;
    const at = customer * U16_STRIDE + U16.known;
    const known = u16.slice(at, at + u8[customer * U8_STRIDE + U8.nKnown]).sort();
    const key = [
      u16[customer * U16_STRIDE + U16.zone],
      u8[customer * U8_STRIDE + U8.income],
      known,
      wantsSecond,
    ].join();
    const kind = kinds.get(key) ?? {
      expected: closedForm(world, customer, wantsSecond, (place) => !isGone(place)),
      counts: new Float64Array(ALTERNATIVES),
    };
    kinds.set(key, kind);
    return kind;
  }
}

/** Chi-square over all kinds; alternatives expected fewer than five times go together. */
function goodness(kinds: Kind[]): { n: number; df: number; p: number } {
  let chi = 0;
  let df = 0;
  let n = 0;
  for (const { expected, counts } of kinds) {
    const total = counts.reduce((a, b) => a + b, 0);
    n += total;
    let cells = 0;
    let [restExpected, restCount] = [0, 0];
    for (const [j, p] of expected.entries()) {
      if (p === 0) expect(counts[j], 'chosen though shut or unknown').toBe(0);
      if (p * total < 5) {
        restExpected += p * total;
        restCount += counts[j];
      } else {
        chi += (counts[j] - p * total) ** 2 / (p * total);
        cells++;
      }
    }
    if (restExpected > 5) {
      chi += (restCount - restExpected) ** 2 / restExpected;
      cells++;
    }
    df += Math.max(0, cells - 1);
  }
  return { n, df, p: chiSquareTail(df, chi) };
}

describe('shares of all alternatives over 10^5 occasions', () => {
  const NOTHING = (): void => {};
  const none = (): boolean => false;
  const third = (place: number): boolean => place === 2;
  const close = (world: World, place: number): void => {
    world.sites.isOpen[place] = 0;
  };
  const disrupt = (world: World, place: number): void => {
    world.sites.disruptedFrom[place] = 0;
    world.sites.disruptedUntil[place] = Number.POSITIVE_INFINITY;
  };

  it.each([0.4, 0.95])(
    'are nested-logit, class by class, product by product, zone by zone, with θ = %f',
    (dissimilarity) => {
      const { kinds } = chosen(small(MARKET, { choice: { dissimilarity } }), none, NOTHING);
      const { n, df, p } = goodness(kinds);
      expect(n).toBeGreaterThan(1e5);
      expect(df).toBeGreaterThan(150);
      expect(p).toBeGreaterThan(1e-3);
      expect(p).toBeLessThan(1 - 1e-3);
    },
  );

  it('are nested-logit over those left when a site is closed, and the same one by one when it is found disrupted', () => {
    const scenario = small(MARKET);
    const closed = chosen(scenario, third, close);
    const disrupted = chosen(scenario, third, disrupt);
    expect(goodness(closed.kinds).p).toBeGreaterThan(1e-3);
    expect(disrupted.choices).toEqual(closed.choices);
    const all = chosen(scenario, none, NOTHING).choices;
    const moved = all.filter((alternative, i) => alternative !== closed.choices[i]);
    expect(moved.length).toBeGreaterThan(5000);
    expect(new Set(moved), 'what they had chosen').toEqual(new Set([2]));
  });

  it('are nested-logit with risk raised for one zone, for all sites and for one of them, which costs that one alone', () => {
    const frighten = (world: World, place: number): void => {
      const { customers, zones } = world;
      for (let customer = 0; customer < customers.count; customer++) {
        customers.f32[customer * F32_STRIDE + F32.siteRisk] = 0.02;
        customers.f32[customer * F32_STRIDE + F32.placeRisk] = 0.03;
        customers.u16[customer * U16_STRIDE + U16.riskPlace] = place;
      }
      zones.siteRisk[1] = 0.03;
    };
    const { kinds } = chosen(small(MARKET), third, frighten, none);
    const { n, df, p } = goodness(kinds);
    expect(n).toBeGreaterThan(1e5);
    expect(df).toBeGreaterThan(150);
    expect(p).toBeGreaterThan(1e-3);
    expect(p).toBeLessThan(1 - 1e-3);
  });

  it('are those of the scenario as a whole: 55 % of purchases delivered, 5 % other, 15 % of candidates in nothing', () => {
    const { choices } = chosen(small(MARKET), none, NOTHING);
    const share = (test: (alternative: number) => boolean): number => choices.filter(test).length / choices.length;
    expect(share((j) => j === NONE)).toBeCloseTo(0.15, 2);
    expect(share((j) => j === OTHER)).toBeCloseTo(0.85 * 0.05, 2);
    expect(Math.abs(share((j) => j >= 5 && j < 9) - 0.85 * 0.55)).toBeLessThan(0.015);
  });
});
