// Nearness of a platform to a zone, for who comes to know it.
import type { City } from '../../city/city.ts';
import type { Platforms } from '../entities/platforms.ts';

export interface CatchmentNeeds {
  city: Pick<City, 'nZones' | 'distanceKm'>;
}

/** exp(−km ÷ the platform's catchment), 0..1. */
export const catchment = (
  { city }: CatchmentNeeds,
  platforms: Pick<Platforms, 'homeZone' | 'catchmentKm'>,
  zone: number,
  p: number,
): number => Math.exp(-city.distanceKm[platforms.homeZone[p] * city.nZones + zone] / platforms.catchmentKm[p]);
