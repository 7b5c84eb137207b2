// Money and time of every offer turned into utility before the run: tables by zone, class and seller. Draws nothing.
// Random utility and generalised cost: McFadden (1974); effective price of an illegal purchase: Moore (1973).
import type { City } from '../../city/city.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { cents } from '../../units.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import type { NearestLists } from '../ground.ts';

export interface Utility {
  /** Dissimilarity θ of the nests with several alternatives. */
  theta: number;
  /** Constants of site, delivery, other, none; solved once, then the same in all arms. */
  alpha: Float64Array;
  /** −V/θ of each nearest place at rest, [(list * 3 + class) * nearest + slot]. */
  siteCost: Float64Array;
  /** −V of a delivery at rest with neither wait, loyalty nor purity, [platform * 3 + class]. */
  platformCost: Float64Array;
  /** Utility lost per minute of expected wait, [class]. */
  perWaitMin: Float64Array;
  /** Utility lost at certain loss, [class]: multiplied by perceived risk above rest. */
  perRisk: Float64Array;
}

/**
 * The buyer compares offers by the gram: money in G is the price of one gram, whatever the amount
 * (docs/model-notes.md, "Amounts do not enter the choice").
 */
export function createUtility(
  scenario: Scenario,
  city: City,
  lists: NearestLists,
  sites: Sites,
  platforms: Platforms,
): Utility {
  const { choice, travel } = scenario;
  const nearest = scenario.sites.nearest;
  const theta = choice.dissimilarity;
  const classes = ['low', 'middle', 'high'] as const;
  const mu = classes.map((c) => choice.cost_weight_per_eur[c]);
  const siteCost = new Float64Array(lists.place.length * 3);
  const reference = scenario.delivery.purity_points;
  for (let zone = 0; zone < city.nZones; zone++) {
    for (let list = lists.firstList[zone]; list <= lists.firstList[zone] + lists.listMask[zone]; list++) {
      for (let income = 0; income < 3; income++) {
        const name = classes[income];
        for (let slot = 0; slot < nearest; slot++) {
          const place = lists.place[list * nearest + slot];
          if (place < 0) break;
          const km = city.distanceKm[zone * city.nZones + sites.zone[place]] * travel.detour_factor;
          const tripH = (2 * km) / travel.customer_kmh;
          const costEur =
            scenario.sites.price_eur_per_g +
            choice.time_value_eur_per_h[name] * choice.trip_weight * tripH +
            choice.site_rest_risk * choice.loss_eur[name] +
            choice.site_stigma_eur[name];
          const v =
            -mu[income] * (costEur - choice.reference_cost_eur) +
            choice.purity_weight_per_point * (scenario.sites.purity_points - reference);
          siteCost[(list * 3 + income) * nearest + slot] = -v / theta;
        }
      }
    }
  }
  const platformCost = new Float64Array(platforms.count * 3);
  for (let p = 0; p < platforms.count; p++) {
    for (let income = 0; income < 3; income++) {
      const priceEur = platforms.priceCentsPerG[p] / cents(1);
      const costEur = priceEur + choice.delivery_rest_risk * choice.loss_eur[classes[income]];
      platformCost[p * 3 + income] =
        mu[income] * (costEur - choice.reference_cost_eur) - choice.brand_weight * platforms.brand[p];
    }
  }
  return {
    theta,
    alpha: new Float64Array(4),
    siteCost,
    platformCost,
    perWaitMin: Float64Array.from(
      classes,
      (c, i) => (mu[i] * choice.time_value_eur_per_h[c] * choice.wait_weight) / 60,
    ),
    perRisk: Float64Array.from(classes, (c, i) => mu[i] * choice.loss_eur[c]),
  };
}
