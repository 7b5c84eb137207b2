// What an order costs who delivers it, and what product costs a site: what prices follow.
import { cents } from '../../units.ts';

export interface OrderCostNeeds {
  scenario: {
    readonly delivery: {
      readonly product_cost_eur_per_g: number;
      readonly pay_per_order_eur: number;
      readonly other_cost_eur: number;
    };
    readonly sites: { readonly product_cost_eur_per_g: number };
    readonly customers: { readonly grams: { readonly sizes_g: readonly number[]; readonly shares: readonly number[] } };
  };
}

/** What a courier is paid for a delivery in a city now, cents. */
export const payCents = ({ scenario }: OrderCostNeeds, _city: number): number =>
  cents(scenario.delivery.pay_per_order_eur);

/** What product costs platforms and sites of a city now, cents per g. */
export const platformProductCents = ({ scenario }: OrderCostNeeds, _city: number): number =>
  cents(scenario.delivery.product_cost_eur_per_g);
export const siteProductCents = ({ scenario }: OrderCostNeeds, _city: number): number =>
  cents(scenario.sites.product_cost_eur_per_g);

/** Mean amount of an occasion, g. */
export const meanGrams = ({ scenario }: OrderCostNeeds): number => {
  const { sizes_g: sizes, shares } = scenario.customers.grams;
  return sizes.reduce((sum, size, i) => sum + size * shares[i], 0);
};

/** Cost c of a gram delivered in a city now, cents: product, pay and what else the mean order costs. */
export const deliveredCents = (world: OrderCostNeeds, city: number): number =>
  platformProductCents(world, city) +
  (payCents(world, city) + cents(world.scenario.delivery.other_cost_eur)) / meanGrams(world);
