// The line of a platform to which a customer belongs, by its dispatch rule.
import type { City } from '../../city/city.ts';
import { type Customers, U16, U16_STRIDE } from '../entities/customers.ts';
import { DISPATCH, type Platforms } from '../entities/platforms.ts';

export interface OwnLineNeeds {
  city: Pick<City, 'xKm' | 'yKm'>;
  customers: Pick<Customers, 'u16'>;
  platforms: Pick<Platforms, 'dispatch' | 'homeZone' | 'firstLine' | 'nLines'>;
}

/** A customer's own line, which serves it unless orders are pooled or cross lines. */
export function ownLineOf({ city, customers, platforms }: OwnLineNeeds, platform: number, customer: number): number {
  const nLines = platforms.nLines[platform];
  const zone = customers.u16[customer * U16_STRIDE + U16.zone];
  const own =
    platforms.dispatch[platform] === DISPATCH.sector
      ? sectorOf(city, platforms.homeZone[platform], zone, nLines)
      : customer % nLines;
  return platforms.firstLine[platform] + own;
}

/** Sector, 0..nSectors − 1, of a zone seen from a platform's home zone: equal angles around it. */
export function sectorOf(
  { xKm, yKm }: Pick<City, 'xKm' | 'yKm'>,
  homeZone: number,
  zone: number,
  nSectors: number,
): number {
  const dx = xKm[zone] - xKm[homeZone];
  const dy = yKm[zone] - yKm[homeZone];
  const turn = (Math.atan2(dy, dx) + Math.PI) / (2 * Math.PI);
  return Math.min(nSectors - 1, Math.floor(turn * nSectors));
}
