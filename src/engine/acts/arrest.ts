// Arrests of couriers, and posts that become vacant.
import { COURIER, type Couriers, type CouriersGiven } from '../entities/couriers.ts';
import { type Clock, NO_DAY } from '../kernel/clock.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { type Counts, dailyCounts, type Own, part } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';
import { type ChargeNeeds, createCharges } from './charge.ts';
import { PROFILE } from './profile.ts';
import { createArrestsByZone, type WhomItMeetsNeeds } from './whom-it-meets.ts';

const counts = dailyCounts({
  arrests_couriers: {
    role: 'activity',
    label: 'Couriers arrested',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Couriers arrested on the way and in takedowns: a measure of activity as much as of the trade.',
  },
  arrests_couriers_expected: {
    role: 'result',
    label: 'Couriers arrested, expected',
    unit: 'persons',
    better: 'none',
    isCount: true,
    isCertain: true,
    headline: 90,
    text: 'Couriers arrested on the way and in takedowns, as many as were to be expected of the hours spent and of the trade as it went.',
  },
  arrests_women: {
    role: 'activity',
    label: 'Women arrested',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Women among the couriers arrested.',
  },
  arrests_minors: {
    role: 'activity',
    label: 'Minors arrested',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Minors among the couriers arrested.',
  },
  side_sellers_arrested: { text: 'Arrests of couriers who sell on the side.', unit: 'persons' },
  side_sellers_left: {
    text: 'Couriers who sold on the side and have left their post, in whatever way.',
    unit: 'persons',
  },
  seized_cents: {
    role: 'activity',
    label: 'Seized',
    unit: 'EUR',
    better: 'none',
    isCount: false,
    id: 'seized_eur',
    per: 100,
    text: 'Cash seized in takedowns, and product seized there and from couriers at what it cost the seller: a measure of activity.',
  },
});

export interface VacancyNeeds {
  clock: Pick<Clock, 'reportedDay'>;
  counts: Counts<'side_sellers_left'>;
  couriers: Pick<
    Couriers,
    'state' | 'untilDay' | 'beganOn' | 'sellsAside' | 'ownClients' | 'weekCents' | 'recentCents'
  >;
  ledger: Pick<Ledger, 'couriersLeft'>;
}

export type RemovalNeeds = VacancyNeeds & {
  clock: Clock;
  scenario: { audit: { readonly replaced_within_days: number } };
  couriers: Pick<Couriers, 'replacesUntil'>;
};

export type ArrestNeeds = Own<{ counts: typeof counts }> &
  ChargeNeeds &
  RemovalNeeds &
  WhomItMeetsNeeds & { scenario: CouriersGiven; couriers: Pick<Couriers, 'profile'> };

/**
 * Arrests the courier of a post in a zone today: held until trial (`heldShare` of such couriers), or back after some days.
 */
export type Arrest = (post: number, zone: number, isHeld: boolean, heldShare: number) => void;

export function createArrest(world: ArrestNeeds): Arrest {
  const { clock, counts, couriers, scenario } = world;
  const { custody_days: custodyDays } = scenario.couriers;
  const charges = createCharges(world);
  const remove = createRemoval(world);
  const countIn = createArrestsByZone(world);
  return (post, zone, isHeld, heldShare) => {
    countIn(zone, 1);
    add(counts.arrests_couriers, clock.reportedDay, 1);
    if (couriers.profile[post] === PROFILE.woman) add(counts.arrests_women, clock.reportedDay, 1);
    else if (couriers.profile[post] === PROFILE.minor) add(counts.arrests_minors, clock.reportedDay, 1);
    add(counts.side_sellers_arrested, clock.reportedDay, couriers.sellsAside[post]);
    charges.courier(post, isHeld, heldShare);
    if (isHeld) remove(post);
    else {
      couriers.state[post] = COURIER.custody;
      couriers.untilDay[post] = clock.day + custodyDays;
    }
  };
}

/** Police or justice remove the person on a post today; the next person counts as a replacement. */
export function createRemoval(world: RemovalNeeds): (post: number) => void {
  const { clock, couriers, scenario } = world;
  const { replaced_within_days: replacedWithin } = scenario.audit;
  const vacate = createVacate(world);
  return (post) => {
    vacate(post);
    couriers.replacesUntil[post] = clock.day + replacedWithin;
  };
}

/** The person on a post leaves it today: it is vacant until someone else is found. */
export const createVacate =
  ({ clock, counts, couriers, ledger }: VacancyNeeds): ((post: number) => void) =>
  (post) => {
    add(counts.side_sellers_left, clock.reportedDay, couriers.sellsAside[post]);
    couriers.sellsAside[post] = 0;
    couriers.state[post] = COURIER.vacant;
    couriers.untilDay[post] = NO_DAY;
    couriers.beganOn[post] = NO_DAY;
    couriers.ownClients[post] = 0;
    couriers.weekCents[post] = 0;
    couriers.recentCents[post] = 0;
    ledger.couriersLeft++;
  };

export const arrest = part({ counts });
