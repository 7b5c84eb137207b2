// Who couriers are: man, woman, minor as the police see them, whether they study or are under an electronic bracelet, and whether they sell on the side.
import { toggle } from '../../fields/kinds.ts';
import type { Streams } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { DAYS_PER_YEAR } from '../../units.ts';
import type { Couriers, CouriersGiven } from '../entities/couriers.ts';

import type { Clock } from '../kernel/clock.ts';
import { type Own, part } from '../kernel/part.ts';
import { type SideSellersNeeds, sellsAside } from './side-sellers.ts';

const switches = {
  courier_circumstances: toggle(
    'Some couriers study, and leave more often; some are under an electronic bracelet, and are held more often.',
    'S direction, A size',
    'MODEL 4, deliver; founding article 2024; sizes assumed',
  ),
};

type Given = CouriersGiven['couriers'];

export type PersonNeeds = SideSellersNeeds & {
  scenario: CouriersGiven & Own<{ switches: typeof switches }>['scenario'];
  clock: Pick<Clock, 'day'>;
  streams: Streams<'courier-traits'>;
  couriers: Pick<Couriers, 'key' | 'profile' | 'circumstance' | 'sellsAside' | 'modeFactor' | 'stopFactor'>;
};

export const PROFILE = { man: 0, woman: 1, minor: 2 } as const;
export const CIRCUMSTANCE = { none: 0, student: 1, bracelet: 2 } as const;

/** Profile of the person drawn by a uniform in a year of the run: minors first, then women, then men. */
function profileOf({ minors_share, women_share, women_rise_per_year }: Given, year: number, u: number): number {
  if (u < minors_share) return PROFILE.minor;
  return u < minors_share + women_share + women_rise_per_year * year ? PROFILE.woman : PROFILE.man;
}

/** Factor of the stop hazard of a PROFILE relative to a man. */
function factorOf({ woman_factor, minor_factor }: Given, profile: number): number {
  if (profile === PROFILE.minor) return minor_factor;
  return profile === PROFILE.woman ? woman_factor : 1;
}

function circumstanceOf({ student_share, bracelet_share }: Given, u: number): number {
  if (u < bracelet_share) return CIRCUMSTANCE.bracelet;
  return u < bracelet_share + student_share ? CIRCUMSTANCE.student : CIRCUMSTANCE.none;
}

/** Draws who the n-th person of a post is, the first one 0: profile, with the factor of the stop hazard, circumstance, and sales on the side. */
export function drawPerson(world: PersonNeeds, post: number, n: number): void {
  const { scenario, clock, streams, couriers } = world;
  const { k0, k1 } = streams['courier-traits'];
  const word = threefry(k0, k1, couriers.key[post], n);
  const other = word1;
  const profile = profileOf(scenario.couriers, clock.day / DAYS_PER_YEAR, uniform(word));
  couriers.circumstance[post] = scenario.mechanisms.courier_circumstances
    ? circumstanceOf(scenario.couriers, uniform(other))
    : CIRCUMSTANCE.none;
  couriers.sellsAside[post] = sellsAside(world, post, n) ? 1 : 0;
  couriers.profile[post] = profile;
  couriers.stopFactor[post] = couriers.modeFactor[post] * factorOf(scenario.couriers, profile);
}

export const profile = part({ switches });
