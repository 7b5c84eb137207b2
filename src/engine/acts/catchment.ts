// How near a platform is to those who may come to know it.
import type { City } from '../../city/city.ts';
import { MIN_PER_H } from '../../units.ts';
import type { Platforms, PlatformsGiven } from '../entities/platforms.ts';

export interface CatchmentNeeds {
  city: Pick<City, 'nZones' | 'distanceKm'>;
  scenario: PlatformsGiven;
}

/** The catchment is one of time: its km hold at a scooter's speed, and slower couriers are known nearer home. */
export const catchment = (
  { city, scenario }: CatchmentNeeds,
  platforms: Pick<Platforms, 'homeZone' | 'minPerKm'>,
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
