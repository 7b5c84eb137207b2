// Price competition, weekly: prices move towards cost and a part of the power that sellers have in their city's market.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import { CENTS_PER_EUR, cents, DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, euros } from '../../units.ts';
import { createMarketPower, type MarketPowerNeeds, NEWEST } from '../acts/market-power.ts';
import { deliveredCents, type OrderCostNeeds, siteProductCents } from '../acts/order-cost.ts';
import { conductAt, PRICE_BOUNDS, type Prices } from '../acts/prices.ts';
import { type ValueNeeds, valuePlatform, valueSites } from '../acts/utility.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const PRICE = 'MODEL 6, price';

const submodel = {
  section: '6',
  text: 'A price moves at rate v towards c + κm: what a gram costs to deliver, and the part κ of the market power m that the choice gives sellers of the city; sites follow their product cost one to one.',
  grade: 'A',
  source: `${PRICE}; Bresnahan 1982`,
};

const sections = {
  prices: { text: 'How prices follow costs and the power that sellers have over their clients.' },
};

const fields = {
  prices: {
    adjustment_per_month: field(real(0, 100).default(0.25), {
      symbol: 'v',
      text: 'Rate at which a price nears what costs and competition ask for.',
      unit: 'per month',
      plausible: '0.15-0.5',
      grade: 'S direction, A size',
      source: `${PRICE}; assumption`,
    }),
  },
};

const switches = {
  price_competition: toggle('Prices follow costs and competition.', 'S direction, A size', PRICE),
};

type Needs = Own<{ fields: typeof fields; switches: typeof switches }> &
  OrderCostNeeds &
  MarketPowerNeeds &
  ValueNeeds & {
    clock: Clock;
    city: Pick<City, 'nCities' | 'zoneCity'>;
    platforms: Pick<Platforms, 'count' | 'status' | 'homeZone' | 'priceCentsPerG'>;
    prices: Prices;
  };

const within = (target: number, start: number): number =>
  Math.min(PRICE_BOUNDS[1] * start, Math.max(PRICE_BOUNDS[0] * start, target));

/**
 * Until day 0 prices stand, and conduct is solved again from the power of those weeks, the last four most. A platform
 * opens at the market's price, which vacant niches have: that of one that was there all along.
 */
const run = (world: Needs): (() => void) => {
  const { clock, city, platforms, prices, scenario } = world;
  const { power, usual, conduct, marketCents, siteCents, siteMarkupCents } = prices;
  const { priceCentsPerG } = platforms;
  const v = -Math.expm1((-scenario.prices.adjustment_per_month * DAYS_PER_WEEK) / DAYS_PER_MEAN_MONTH);
  const startCents = cents(scenario.delivery.price_eur_per_g);
  const siteStartCents = cents(scenario.sites.price_eur_per_g);
  const survey = createMarketPower(world);
  const target = new Float64Array(city.nCities);
  const siteMoves = new Uint8Array(city.nCities);

  return () => {
    if (!scenario.mechanisms.price_competition || clock.day === 0) return;
    survey(power);
    if (clock.reportedDay <= 0) {
      for (let c = 0; c < city.nCities; c++) {
        usual[c] += NEWEST * (power[c] - usual[c]);
        conduct[c] = conductAt(world, c);
      }
      return;
    }
    for (let c = 0; c < city.nCities; c++) {
      target[c] = within(deliveredCents(world, c) + CENTS_PER_EUR * conduct[c] * power[c], startCents);
      marketCents[c] += v * (target[c] - marketCents[c]);
      const siteTarget = within(siteProductCents(world) + siteMarkupCents[c], siteStartCents);
      siteMoves[c] = siteTarget === siteCents[c] ? 0 : 1;
      siteCents[c] += v * (siteTarget - siteCents[c]);
    }
    for (let p = 0; p < platforms.count; p++) {
      const c = city.zoneCity[platforms.homeZone[p]];
      if (platforms.status[p] === PLATFORM_STATUS.unborn) priceCentsPerG[p] = marketCents[c];
      else priceCentsPerG[p] += v * (target[c] - priceCentsPerG[p]);
      valuePlatform(world, p);
    }
    for (let zone = 0; zone < city.nZones; zone++)
      if (siteMoves[city.zoneCity[zone]] === 1) valueSites(world, zone, euros(siteCents[city.zoneCity[zone]]));
  };
};

export const priceCompetition = mechanism({
  submodel,
  sections,
  fields,
  switches,
  phases: {
    'price-competition': { when: 'week', text: 'Prices near what costs and competition ask for.', run },
  },
});
