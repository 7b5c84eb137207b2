// What a delivered order costs: the price of a gram, less where a large amount is offered in bulk.
import { costCents, milligrams } from '../../units.ts';
import type { Platforms, PlatformsGiven } from '../entities/platforms.ts';

export interface OrderPriceNeeds {
  scenario: Pick<PlatformsGiven, 'delivery'>;
  platforms: Pick<Platforms, 'priceCentsPerG' | 'bulkDiscount'>;
}

/** A function that says what an amount costs at a platform, whole cents. */
export function createOrderPrice({ scenario, platforms }: OrderPriceNeeds): (p: number, mg: number) => number {
  const bulkMg = milligrams(scenario.delivery.bulk_from_g);
  const { priceCentsPerG, bulkDiscount } = platforms;
  return (p, mg) => costCents(mg, mg < bulkMg ? priceCentsPerG[p] : priceCentsPerG[p] * (1 - bulkDiscount[p]));
}
