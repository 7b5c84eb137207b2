// Utility of the money and time of every offer, worked out when a price is set: tables by zone, class and seller.
// Random utility and generalised cost: McFadden (1974); effective price of an illegal purchase: Moore (1973).

import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { byClass, eur, real, share } from '../../fields/kinds.ts';

import { euros, MIN_PER_H } from '../../units.ts';
import type { Platforms, PlatformsGiven } from '../entities/platforms.ts';
import type { NearestLists, Sites, SitesGiven } from '../entities/sites.ts';
import { part, type Values } from '../kernel/part.ts';

const CHOOSE = 'MODEL 4, choose';
const ASSUMED = { grade: 'A', source: 'assumption' } as const;

const sections = {
  choice: { text: 'How a customer chooses among sites, platforms, other sources and not buying.' },
};

const fields = {
  choice: {
    share_delivery: field(share().default(0.55), {
      text: 'Share of purchases delivered at the start, which fixes the constant of delivery.',
      unit: 'share',
      plausible: '0.30-0.70',
      grade: 'P',
      source: `${CHOOSE}; 30-70 %`,
    }),
    share_other: field(share().default(0.05), {
      text: 'Share of purchases from other sources at the start.',
      unit: 'share',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    share_none: field(real(0, 0.99).default(0.15), {
      text: 'Share of candidate occasions that end without a purchase at the start.',
      unit: 'share',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    dissimilarity: field(real(0.05, 0.95).default(0.4), {
      symbol: 'θ',
      text: 'How unlike the sellers of one channel are to a customer; towards 1 the choice nears a plain logit.',
      unit: '',
      plausible: '0.32-0.53',
      grade: 'V',
      source: `${CHOOSE}; nested logit, McFadden; Cardell 1997`,
    }),
    cost_weight_per_eur: byClass(() => real(0, 10), [0.08, 0.07, 0.06], {
      symbol: 'μ',
      text: 'Utility lost per EUR of full cost.',
      unit: 'utils per EUR',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    reference_cost_eur: field(eur().default(70), {
      symbol: 'G₀',
      text: 'Full cost at which a seller has utility 0.',
      unit: 'EUR',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    purity_weight_per_point: field(real(0, 1).default(0.04), {
      symbol: 'β_q',
      text: 'Utility of one point of expected purity.',
      unit: 'utils per point',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    loyalty_weight: field(real(0, 10).default(1), {
      symbol: 'β_L',
      text: 'Utility of one unit of the loyalty stock.',
      unit: 'utils',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    brand_weight: field(real(0, 10).default(0.3), {
      symbol: 'β_B',
      text: 'Utility of a brand of strength 1.',
      unit: 'utils',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    time_value_eur_per_h: byClass(() => eur(1000), [7, 11, 14], {
      symbol: 'v',
      text: 'Value of an hour.',
      unit: 'EUR/h',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    wait_weight: field(real(0, 20).default(0.4), {
      symbol: 'ω_w',
      text: 'Weight of an hour waited, at home or at a site, relative to the value of time.',
      unit: 'relative',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    trip_weight: field(real(0, 20).default(1.5), {
      symbol: 'ω_t',
      text: 'Weight of an hour travelled relative to the value of time.',
      unit: 'relative',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    loss_eur: byClass(() => eur(100_000), [250, 500, 600], {
      text: 'What being caught would cost the customer.',
      unit: 'EUR',
      grade: 'V direction, A size',
      source: `${CHOOSE}; Moore 1973, Kleiman`,
    }),
    site_stigma_eur: byClass(() => eur(10_000), [0, 6, 11], {
      text: 'What being seen at a site costs the customer.',
      unit: 'EUR',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    site_rest_risk: field(share().default(0.02), {
      text: 'Perceived risk of a visit to a site when nothing happens.',
      unit: 'probability',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    delivery_rest_risk: field(share().default(0.003), {
      text: 'Perceived risk of a delivery when nothing happens.',
      unit: 'probability',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    missing_product_utils: field(real(0, 100).default(1.5), {
      text: 'Utility lost at a seller without the preferred product.',
      unit: 'utils',
      grade: 'A',
      source: `${CHOOSE}; assumption`,
    }),
    other_price_eur_per_g: field(eur(1000).default(60), { text: 'Price at other sources.', unit: 'EUR/g', ...ASSUMED }),
  },
};

/** Values of the fields here, as a scenario has them. */
export type UtilityGiven = Values<typeof fields>;

export interface Utility {
  /** Dissimilarity θ of the nests with several alternatives. */
  theta: number;
  /** Constants of site, delivery, other, none; solved once, then the same in all arms. */
  alpha: Float64Array;
  /** −V/θ of each nearest place at rest, [(list * 3 + class) * nearest + slot]. */
  siteCost: Float64Array;
  /** −V of a delivery at rest with neither wait, loyalty nor purity, [platform * 3 + class]. */
  platformCost: Float64Array;
  /** Utility lost per EUR, [class]. */
  perEur: Float64Array;
  /** Utility lost per minute of expected wait, [class]. */
  perWaitMin: Float64Array;
  /** Utility lost if the loss were certain, [class]; it is multiplied by perceived risk above rest. */
  perRisk: Float64Array;
}

/**
 * Customers compare offers by the price of one gram, whatever the amount
 * (docs/model.md 4, "Why amounts do not enter the choice").
 */
export function createUtility(
  scenario: UtilityGiven & SitesGiven & PlatformsGiven,
  city: Pick<City, 'nZones' | 'distanceKm'>,
  lists: NearestLists,
  sites: Pick<Sites, 'zone'>,
  platforms: Pick<Platforms, 'count' | 'priceCentsPerG' | 'brand'>,
): Utility {
  const { choice } = scenario;
  const mu = CLASSES.map((c) => choice.cost_weight_per_eur[c]);
  const tables: UtilityTables = {
    siteCost: new Float64Array(lists.place.length * 3),
    platformCost: new Float64Array(platforms.count * 3),
  };
  const needs = { scenario, city, nearestLists: lists, sites, platforms, utility: tables };
  for (let zone = 0; zone < city.nZones; zone++) valueSites(needs, zone, scenario.sites.price_eur_per_g);
  for (let p = 0; p < platforms.count; p++) valuePlatform(needs, p);
  return {
    theta: choice.dissimilarity,
    alpha: new Float64Array(4),
    ...tables,
    perEur: Float64Array.from(mu),
    perWaitMin: Float64Array.from(
      CLASSES,
      (c, i) => (mu[i] * choice.time_value_eur_per_h[c] * choice.wait_weight) / MIN_PER_H,
    ),
    perRisk: Float64Array.from(CLASSES, (c, i) => mu[i] * choice.loss_eur[c]),
  };
}

const CLASSES = ['low', 'middle', 'high'] as const;

type UtilityTables = Pick<Utility, 'siteCost' | 'platformCost'>;

export interface ValueNeeds {
  scenario: UtilityGiven & SitesGiven & PlatformsGiven;
  city: Pick<City, 'nZones' | 'distanceKm'>;
  nearestLists: NearestLists;
  sites: Pick<Sites, 'zone'>;
  platforms: Pick<Platforms, 'priceCentsPerG' | 'brand'>;
  utility: UtilityTables;
}

/** Works out what sites near a zone cost its customers, at a price at sites. */
export function valueSites(
  { scenario, city, nearestLists: lists, sites, utility }: ValueNeeds,
  zone: number,
  priceEur: number,
): void {
  const { choice, travel } = scenario;
  const nearest = scenario.sites.nearest;
  const reference = scenario.delivery.purity_points;
  for (let list = lists.firstList[zone]; list <= lists.firstList[zone] + lists.listMask[zone]; list++) {
    for (let income = 0; income < 3; income++) {
      const name = CLASSES[income];
      for (let slot = 0; slot < nearest; slot++) {
        const place = lists.place[list * nearest + slot];
        if (place < 0) break;
        const km = city.distanceKm[zone * city.nZones + sites.zone[place]] * travel.detour_factor;
        const tripH = (2 * km) / travel.customer_kmh;
        const costEur =
          priceEur +
          choice.time_value_eur_per_h[name] * choice.trip_weight * tripH +
          choice.site_rest_risk * choice.loss_eur[name] +
          choice.site_stigma_eur[name];
        const v =
          -choice.cost_weight_per_eur[name] * (costEur - choice.reference_cost_eur) +
          choice.purity_weight_per_point * (scenario.sites.purity_points - reference);
        utility.siteCost[(list * 3 + income) * nearest + slot] = -v / choice.dissimilarity;
      }
    }
  }
}

/** Works out what a platform costs its customers, at its price. */
export function valuePlatform(
  { scenario, platforms, utility }: Omit<ValueNeeds, 'city' | 'nearestLists' | 'sites'>,
  p: number,
): void {
  const { choice } = scenario;
  const priceEur = euros(platforms.priceCentsPerG[p]);
  for (let income = 0; income < 3; income++) {
    const name = CLASSES[income];
    const costEur = priceEur + choice.delivery_rest_risk * choice.loss_eur[name];
    utility.platformCost[p * 3 + income] =
      choice.cost_weight_per_eur[name] * (costEur - choice.reference_cost_eur) -
      choice.brand_weight * platforms.brand[p];
  }
}

export const utility = part({ sections, fields });
