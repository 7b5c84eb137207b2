// Own clients of couriers: customers whose last delivery was by the person now on a post.

import type { Couriers } from '../entities/couriers.ts';
import { type Customers, NO_PLATFORM, U16, U16_STRIDE } from '../entities/customers.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';

export interface OwnClientsNeeds {
  customers: Pick<Customers, 'u16'>;
  platforms: Pick<Platforms, 'firstCourier'>;
  couriers: Pick<Couriers, 'beganOn' | 'ownClients'>;
}

/** Post of the person whose own client a customer is; -1 for none, and where that person has left. */
export function ownPostOf({ customers: { u16 }, platforms, couriers }: OwnClientsNeeds, customer: number): number {
  const at = customer * U16_STRIDE;
  const p = u16[at + U16.servedBy];
  if (p === NO_PLATFORM) return -1;
  const post = platforms.firstCourier[p] + u16[at + U16.servedByCourier];
  return u16[at + U16.servedOn] >= couriers.beganOn[post] ? post : -1;
}

/** A function that books a delivery today: the customer is now the own client of the person on that post. */
export function createServe(
  world: OwnClientsNeeds & { clock: Pick<Clock, 'day'> },
): (customer: number, platform: number, post: number) => void {
  const { clock, customers, platforms, couriers } = world;
  const { u16 } = customers;
  return (customer, platform, post) => {
    const before = ownPostOf(world, customer);
    if (before >= 0) couriers.ownClients[before]--;
    couriers.ownClients[post]++;
    const at = customer * U16_STRIDE;
    u16[at + U16.servedBy] = platform;
    u16[at + U16.servedByCourier] = post - platforms.firstCourier[platform];
    u16[at + U16.servedOn] = clock.day;
  };
}
