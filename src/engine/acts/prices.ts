// Prices of a city's market: what sellers there could charge, how far they go, and what sites take.
import type { City } from '../../city/city.ts';
import { cents, euros } from '../../units.ts';
import { part, type Size } from '../kernel/part.ts';
import { createMarketPower, type MarketPowerNeeds } from './market-power.ts';
import { deliveredCents, type OrderCostNeeds, siteProductCents } from './order-cost.ts';

const columns = ({ nCities }: Size) => ({
  prices: {
    /** Market power of sellers, EUR/g, [city]. Written by build, price-competition. */
    power: new Float64Array(nCities),
    /** The same as it is usual before day 0, EUR/g, [city]. Written by build, price-competition. */
    usual: new Float64Array(nCities),
    /** Conduct κ: the part of that power which sellers take, [city]. Written by build, price-competition. */
    conduct: new Float64Array(nCities),
    /** Price of a gram at which a new platform opens, cents, [city]. Written by build, price-competition. */
    marketCents: new Float64Array(nCities),
    /** Price of a gram at sites, and what of it is beyond the product, cents, [city]. Written by build, price-competition. */
    siteCents: new Float64Array(nCities),
    siteMarkupCents: new Float64Array(nCities),
  },
});

/** Least and most that a price may move to, relative to that at the start. */
export const PRICE_BOUNDS = [0.7, 1.4] as const;

export type Prices = ReturnType<typeof columns>['prices'];

type PricesNeeds = { city: Pick<City, 'nCities'>; prices: Prices } & OrderCostNeeds & MarketPowerNeeds;

/** Conduct at which the market's price of a city is what costs and the usual power ask for (Bresnahan 1982). */
export const conductAt = (world: Pick<PricesNeeds, 'prices'> & OrderCostNeeds, c: number): number =>
  euros(world.prices.marketCents[c] - deliveredCents(world, c)) / world.prices.usual[c];

/** Prices at the start are the scenario's, and conduct is solved for them. Where nobody of the sample knows a platform, m is 1 EUR/g. */
export function settlePrices(world: PricesNeeds): void {
  const { prices, city, scenario } = world;
  const { power, usual, conduct, marketCents, siteCents, siteMarkupCents } = prices;
  power.fill(1);
  createMarketPower(world)(power);
  usual.set(power);
  marketCents.fill(cents(scenario.delivery.price_eur_per_g));
  siteCents.fill(cents(scenario.sites.price_eur_per_g));
  for (let c = 0; c < city.nCities; c++) {
    conduct[c] = conductAt(world, c);
    siteMarkupCents[c] = siteCents[c] - siteProductCents(world);
  }
}

export const prices = part({ columns });
