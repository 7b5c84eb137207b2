// Price feedback, weekly: the rate of occasions follows a price index with the weights of the burn-in.
import type { City } from '../../city/city.ts';
import { cents } from '../../units.ts';
import type { Prices } from '../acts/prices.ts';
import { mostByPrices, type PriceFeedbackGiven, type PricesPaid } from '../acts/prices-paid.ts';
import type { UtilityGiven } from '../acts/utility.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism } from '../kernel/part.ts';

const submodel = {
  section: '4',
  text: 'E = I^ε multiplies the rate of occasions of a city, I the Laspeyres price index: what the amounts of the burn-in cost now, ÷ what they cost then.',
  grade: 'V',
  source: 'MODEL 4, wake',
};

type Needs = PricesPaid & {
  scenario: PriceFeedbackGiven & UtilityGiven;
  prices: Pick<Prices, 'siteCents'>;
  clock: Clock;
  city: Pick<City, 'nCities' | 'zoneCity'>;
  sites: Pick<Sites, 'nPlaces' | 'zone' | 'burnInMg'>;
  platforms: Pick<Platforms, 'count' | 'homeZone' | 'priceCentsPerG' | 'burnInMg'>;
};

/**
 * Sums are of products of whole numbers while prices are whole cents: E is exactly 1 where no price has changed. A seller
 * that does not sell counts with its last price, one that opened after the burn-in not at all; nobody sells to another city.
 */
const run = (world: Needs): (() => void) => {
  const { clock, city, sites, platforms, otherBurnInMg, burnInValue, rateFactor, scenario } = world;
  const elasticity = scenario.customers.price_elasticity;
  const { siteCents } = world.prices;
  const most = mostByPrices(scenario);
  const otherCentsPerG = cents(scenario.choice.other_price_eur_per_g);
  const value = new Float64Array(city.nCities);

  return () => {
    if (!scenario.mechanisms.price_feedback || clock.reportedDay < 0) return;
    for (let c = 0; c < city.nCities; c++) value[c] = otherCentsPerG * otherBurnInMg[c];
    for (let place = 0; place < sites.nPlaces; place++)
      value[city.zoneCity[sites.zone[place]]] += siteCents[city.zoneCity[sites.zone[place]]] * sites.burnInMg[place];
    for (let p = 0; p < platforms.count; p++)
      value[city.zoneCity[platforms.homeZone[p]]] += platforms.priceCentsPerG[p] * platforms.burnInMg[p];
    for (let c = 0; c < city.nCities; c++)
      if (burnInValue[c] > 0)
        rateFactor[c] = Math.min(most, Math.exp(elasticity * Math.log(value[c] / burnInValue[c])));
  };
};

export const priceFeedback = mechanism({
  submodel,
  phases: {
    'price-feedback': { when: 'week', text: 'Demand follows the price index.', run },
  },
});
