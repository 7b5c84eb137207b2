// Rent of a client file: of the margin of an order of a client in it, the owner in custody gets a part.
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import type { Customers } from '../entities/customers.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, type Own, part } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';
import { slotOf } from './known-platforms.ts';

const fields = {
  client_files: {
    rent_share: field(share().default(0.4), {
      text: "The owner's part of the margin of orders from a file that is rented out.",
      unit: 'share',
      plausible: '0.25-0.6',
      grade: 'A',
      source: 'MODEL 6, client file',
    }),
  },
};

const counts = dailyCounts({
  orders_of_rented_files: { text: 'Delivered orders of clients in a file that the seller rents.', unit: 'orders' },
  file_rent_cents: { text: 'What owners of rented files were paid.', unit: 'cents' },
});

export type RentNeeds = Own<{ fields: typeof fields; counts: typeof counts }> & {
  clock: Clock;
  customers: Pick<Customers, 'u16' | 'u8'>;
  platforms: Pick<Platforms, 'rentsFrom' | 'isRented' | 'cashCents' | 'marginCents'>;
};

/** A function by which a platform that has delivered to a customer at a margin, in cents, pays the rent of that order. */
export function createRent(world: RentNeeds): (renter: number, customer: number, marginCents: number) => void {
  const { clock, counts, customers, platforms, scenario } = world;
  const part = scenario.client_files.rent_share;
  return (renter, customer, marginCents) => {
    const owner = platforms.rentsFrom[renter];
    if (owner < 0 || platforms.isRented[owner] === 0 || slotOf(customers, customer, owner) < 0) return;
    const rent = Math.round(part * Math.max(0, marginCents));
    platforms.cashCents[renter] -= rent;
    platforms.marginCents[renter] -= rent;
    platforms.cashCents[owner] += rent;
    add(counts.orders_of_rented_files, clock.reportedDay, 1);
    add(counts.file_rent_cents, clock.reportedDay, rent);
  };
}

export const rent = part({ fields, counts });
