// What an order costs who delivers it, and what product costs a site: what prices follow.
import { cents } from '../../units.ts';
import { createShockFactor, type ShockNeeds } from './shock-factor.ts';

export interface OrderCostNeeds extends ShockNeeds {
  /** Piece rates, cents, [city]. */
  pay: { centsPerOrder: Float64Array };
  scenario: {
    readonly delivery: {
      readonly product_cost_eur_per_g: number;
      readonly other_cost_eur: number;
    };
    readonly sites: { readonly product_cost_eur_per_g: number };
    readonly customers: { readonly grams: { readonly sizes_g: readonly number[]; readonly shares: readonly number[] } };
  };
}

/** What a courier is paid for a delivery in a city now, cents. */
export const payCents = ({ pay }: Pick<OrderCostNeeds, 'pay'>, city: number): number => pay.centsPerOrder[city];

/** What product costs platforms and sites now, cents per g. */
export const platformProductCents = (world: OrderCostNeeds): number =>
  cents(world.scenario.delivery.product_cost_eur_per_g) * createShockFactor(world, 'product-cost')();
export const siteProductCents = (world: OrderCostNeeds): number =>
  cents(world.scenario.sites.product_cost_eur_per_g) * createShockFactor(world, 'product-cost')();

/** Mean amount of an occasion, g. */
export const meanGrams = ({ scenario }: OrderCostNeeds): number => {
  const { sizes_g: sizes, shares } = scenario.customers.grams;
  return sizes.reduce((sum, size, i) => sum + size * shares[i], 0);
};

/** Cost c of a gram delivered in a city now, cents: product, pay and what else the mean order costs. */
export const deliveredCents = (world: OrderCostNeeds, city: number): number =>
  platformProductCents(world) +
  (payCents(world, city) + cents(world.scenario.delivery.other_cost_eur)) / meanGrams(world);
