// Nearness of a platform to a zone, for who comes to know it.
import type { City } from '../../city/city.ts';
import type { Platforms } from '../entities/platforms.ts';

export interface CatchmentNeeds {
  city: Pick<City, 'nZones' | 'distanceKm'>;
}

/** What is less near than this, relative to the nearest, is left out, so that an act costs the same in a larger town. */
export const LEAST_NEAR = 1e-3;

/** exp(−km ÷ the platform's catchment), 0..1. */
export const catchment = (
  { city }: CatchmentNeeds,
  platforms: Pick<Platforms, 'homeZone' | 'catchmentKm'>,
  zone: number,
  p: number,
): number => Math.exp(-city.distanceKm[zone * city.nZones + platforms.homeZone[p]] / platforms.catchmentKm[p]);
