// What was bought in the burn-in, the weights of the price index, and what the rate of occasions makes of the index.
import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import { type Own, part, type Size } from '../kernel/part.ts';
import { PRICE_BOUNDS } from './prices.ts';

const WAKE = 'MODEL 4, wake';

const fields = {
  customers: {
    price_elasticity: field(real(-3, 0).default(-0.2), {
      symbol: 'ε',
      text: 'Elasticity of the rate of occasions to the price index; that of purchases is about -0.84, since more occasions end in nothing.',
      unit: '',
      grade: 'V',
      source: `${WAKE}; total elasticity -0.84 [-0.5, -1.2]`,
    }),
  },
};

const switches = {
  price_feedback: toggle('Prices change how often customers want to buy.', 'V', WAKE, { inPilot: true }),
};

/** How rates follow prices, whether they do, and whether prices move. */
export type PriceFeedbackGiven = Own<{ fields: typeof fields; switches: typeof switches }>['scenario'] & {
  mechanisms: { readonly price_competition: boolean };
  prices: { readonly adjustment_per_month: number };
};

/** Highest factor E: at the lowest price that any seller may come to, in all channels. */
export const mostByPrices = ({ mechanisms, customers, prices }: PriceFeedbackGiven): number =>
  mechanisms.price_feedback && mechanisms.price_competition && prices.adjustment_per_month > 0
    ? Math.exp(customers.price_elasticity * Math.log(PRICE_BOUNDS[0]))
    : 1;

export interface PricesPaid {
  /** Bought from other sources in the burn-in, mg, [city]; what sellers sold then stands in their own columns. Written by record. */
  otherBurnInMg: Float64Array;
  /** Price × amount of all that was bought in the burn-in, cents/g · mg, [city]. Written by record. */
  burnInValue: Float64Array;
  /** Factor A·E on candidate occasions, [city]. Written by price-feedback. */
  rateFactor: Float64Array;
}

const columns = ({ nCities }: Size): PricesPaid => ({
  otherBurnInMg: new Float64Array(nCities),
  burnInValue: new Float64Array(nCities),
  rateFactor: new Float64Array(nCities).fill(1),
});

export const pricesPaid = part({ fields, switches, columns });
