// Profiles of couriers as the police see them: man, woman, minor.
import { draw, type Streams } from '../../random/streams.ts';
import type { Couriers, CouriersGiven } from '../entities/couriers.ts';

type Given = CouriersGiven['couriers'];

export interface PersonNeeds {
  scenario: CouriersGiven;
  streams: Streams<'courier-traits'>;
  couriers: Pick<Couriers, 'key' | 'profile' | 'modeFactor' | 'stopFactor'>;
}

export const PROFILE = { man: 0, woman: 1, minor: 2 } as const;

/** Profile of the person drawn by a uniform: minors first, then women, then men. */
function profileOf({ minors_share, women_share }: Given, u: number): number {
  if (u < minors_share) return PROFILE.minor;
  return u < minors_share + women_share ? PROFILE.woman : PROFILE.man;
}

/** Factor of the stop hazard of a PROFILE relative to a man. */
function factorOf({ woman_factor, minor_factor }: Given, profile: number): number {
  if (profile === PROFILE.minor) return minor_factor;
  return profile === PROFILE.woman ? woman_factor : 1;
}

/** Draws who the n-th person of a post is, the first one 0: profile, and with it the factor of the stop hazard. */
export function drawPerson({ scenario, streams, couriers }: PersonNeeds, post: number, n: number): void {
  const profile = profileOf(scenario.couriers, draw(streams['courier-traits'], couriers.key[post], n));
  couriers.profile[post] = profile;
  couriers.stopFactor[post] = couriers.modeFactor[post] * factorOf(scenario.couriers, profile);
}
