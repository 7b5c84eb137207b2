// Lines are filled up with product, which their platform pays for.
import { cents, milligrams } from '../../units.ts';
import type { Lines, Platforms, PlatformsGiven } from '../entities/platforms.ts';
import type { Ledger } from '../kernel/ledger.ts';

export interface StockingNeeds {
  scenario: Pick<PlatformsGiven, 'delivery'>;
  platforms: Pick<Platforms, 'cashCents'>;
  lines: Pick<Lines, 'platform' | 'stockMg' | 'capacityMg'>;
  ledger: Pick<Ledger, 'outsideMg' | 'outsideCents'>;
}

/** What product costs a platform, cents per mg. */
export const productCentsPerMg = ({ delivery }: StockingNeeds['scenario']): number =>
  cents(delivery.product_cost_eur_per_g) / milligrams(1);

/** A function that fills a line's stock up and pays for it. */
export function createStocking({ scenario, platforms, lines, ledger }: StockingNeeds): (line: number) => void {
  const { stockMg, capacityMg, platform } = lines;
  const centsPerMg = productCentsPerMg(scenario);
  return (line) => {
    const amount = capacityMg[line] - stockMg[line];
    stockMg[line] += amount;
    ledger.outsideMg -= amount;
    const paid = Math.round(amount * centsPerMg);
    platforms.cashCents[platform[line]] -= paid;
    ledger.outsideCents += paid;
  };
}
