// Lines are filled up with product, which their platform pays for.
import type { Lines, Platforms, PlatformsGiven } from '../entities/platforms.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { createProductCost } from './product-cost.ts';
import type { ShockNeeds } from './shock-factor.ts';

export interface StockingNeeds extends ShockNeeds {
  scenario: Pick<PlatformsGiven, 'delivery'>;
  platforms: Pick<Platforms, 'cashCents'>;
  lines: Pick<Lines, 'platform' | 'stockMg' | 'capacityMg'>;
  ledger: Pick<Ledger, 'outsideMg' | 'outsideCents'>;
}

/** A function that fills a line's stock up and pays for it. */
export function createStocking(world: StockingNeeds): (line: number) => void {
  const { scenario, platforms, lines, ledger } = world;
  const { stockMg, capacityMg, platform } = lines;
  const centsPerMg = createProductCost(world, scenario.delivery.product_cost_eur_per_g);
  return (line) => {
    const amount = capacityMg[line] - stockMg[line];
    stockMg[line] += amount;
    ledger.outsideMg -= amount;
    const paid = Math.round(amount * centsPerMg());
    platforms.cashCents[platform[line]] -= paid;
    ledger.outsideCents += paid;
  };
}
