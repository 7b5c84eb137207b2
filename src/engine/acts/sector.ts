// Sectors of a city for sector dispatch: equal angles around the platform's home zone.
import type { City } from '../../city/city.ts';

/** Sector, 0..nSectors − 1, of a zone seen from a platform's home zone. */
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
