// What a courier is paid for a delivery, by city, and what an order leaves a platform.
import { field } from '../../fields/field.ts';
import { MARGINS } from '../../fields/hours-and-margins.ts';
import { eur } from '../../fields/kinds.ts';
import { cents } from '../../units.ts';
import type { CustomersGiven } from '../entities/customers.ts';
import type { PlatformsGiven } from '../entities/platforms.ts';
import { dailyCounts, type Own, part, type Size, type Values } from '../kernel/part.ts';

const fields = {
  delivery: {
    pay_per_order_eur: field(eur(1000).default(17.5), {
      symbol: 'w₀',
      text: 'What a courier is paid per delivery at the start, and where as many posts are unfilled as leaving and filling come to.',
      unit: 'EUR per order',
      plausible: '15-20',
      grade: 'S',
      source: `${MARGINS}; founding article 2024`,
    }),
    other_cost_eur: field(eur(1000).default(9.5), {
      text: 'Other cost of a delivery.',
      unit: 'EUR per order',
      grade: 'D',
      source: MARGINS,
    }),
  },
};

const counts = dailyCounts({
  courier_pay_cents: { text: 'What couriers are paid: piece rate, bonus and shares.', unit: 'cents' },
});

const columns = ({ nCities }: Size) => ({
  pay: {
    /** Piece rate w, cents per delivery, [city]; what is paid is rounded to whole cents. Written by build, wages. */
    centsPerOrder: new Float64Array(nCities),
  },
});

export type PieceRateGiven = Values<typeof fields>;
export type PieceRateNeeds = Own<{ counts: typeof counts }> & ReturnType<typeof columns>;

/** Margin of a mean order, cents: its amount at the price less product, pay and what else it costs. */
export function marginCents(
  { delivery, customers }: PieceRateGiven & PlatformsGiven & CustomersGiven,
  priceCentsPerG: number,
  payCents: number,
): number {
  const { sizes_g: sizes, shares } = customers.grams;
  const meanG = sizes.reduce((sum, size, i) => sum + size * shares[i], 0);
  const perG = priceCentsPerG - cents(delivery.product_cost_eur_per_g);
  return perG * meanG - payCents - cents(delivery.other_cost_eur);
}

export const pieceRate = part({ fields, counts, columns });
