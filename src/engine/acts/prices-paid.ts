// What customers paid over four weeks and over the burn-in, by city, and what their rate of occasions makes of it.
import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import { FOUR_WEEKS } from '../../units.ts';
import type { CustomersGiven } from '../entities/customers.ts';
import type { PlatformsGiven } from '../entities/platforms.ts';
import type { SitesGiven } from '../entities/sites.ts';
import { type Own, part, type Size } from '../kernel/part.ts';
import type { UtilityGiven } from './utility.ts';

const WAKE = 'MODEL 4, wake';

const fields = {
  customers: {
    price_elasticity: field(real(-3, 0).default(-0.2), {
      symbol: 'ε',
      text: 'Elasticity of the rate of occasions to the mean price paid; that of purchases is about -0.84, since more occasions end in nothing.',
      unit: '',
      grade: 'V',
      source: `${WAKE}; total elasticity -0.84 [-0.5, -1.2]`,
    }),
  },
};

const switches = {
  price_feedback: toggle('Prices paid change how often customers want to buy.', 'V', WAKE, { inPilot: true }),
};

/** How rates follow prices, and whether they do. */
export type PriceFeedbackGiven = Own<{ fields: typeof fields; switches: typeof switches }>['scenario'];

export interface PricesPaid {
  /** Money (cents) and amount (mg) bought in a city on each of the last 28 days and over the burn-in, at `paidAt` and `paidBeforeAt`. Written by record, price-feedback. */
  paidCents: Float64Array;
  paidMg: Float64Array;
  /** Factor A·E on candidate occasions, [city]. Written by price-feedback. */
  rateFactor: Float64Array;
}

const ROW = FOUR_WEEKS + 1;

const columns = ({ nCities }: Size): PricesPaid => ({
  paidCents: new Float64Array(nCities * ROW),
  paidMg: new Float64Array(nCities * ROW),
  rateFactor: new Float64Array(nCities).fill(1),
});

/** Position in what was paid of a day of the run, until 28 days later. */
export const paidAt = (city: number, day: number): number => city * ROW + (day % FOUR_WEEKS);

/** Position in what was paid of the burn-in. */
export const paidBeforeAt = (city: number): number => city * ROW + FOUR_WEEKS;

/** E = (price relative to that of the burn-in)^elasticity. */
export const rateAtPrice = (elasticity: number, relative: number): number => Math.exp(elasticity * Math.log(relative));

/** The highest E that a scenario's prices allow: the mean price paid lies between the lowest and the highest price. */
export function mostByPrice({
  customers,
  sites,
  delivery,
  choice,
  mechanisms,
}: PriceFeedbackGiven & CustomersGiven & SitesGiven & PlatformsGiven & UtilityGiven): number {
  if (!mechanisms.price_feedback) return 1;
  const prices = [sites.price_eur_per_g, delivery.price_eur_per_g, choice.other_price_eur_per_g];
  const lowest = Math.min(...prices);
  return lowest === 0 ? customers.rate_ceiling : rateAtPrice(-customers.price_elasticity, Math.max(...prices) / lowest);
}

export const pricesPaid = part({ fields, switches, columns });
