// How near a platform is to those who may come to know it. Knows no customer.
import { MIN_PER_H } from '../../units.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Ground } from '../ground.ts';

/** The catchment is one of time: its km hold at a scooter's speed, and slower couriers are known nearer home. */
export const nearness = (
  { city, scenario }: Pick<Ground, 'city' | 'scenario'>,
  platforms: Platforms,
  zone: number,
  p: number,
): number => {
  const kmAtScooterSpeed =
    (city.distanceKm[platforms.homeZone[p] * city.nZones + zone] *
      platforms.minPerKm[p] *
      scenario.travel.scooter_kmh) /
    (scenario.travel.detour_factor * MIN_PER_H);
  return Math.exp(-kmAtScooterSpeed / scenario.delivery.catchment_km);
};
