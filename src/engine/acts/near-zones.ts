// Which zones lie near another zone, and what share of each.
import type { City } from '../../city/city.ts';

/** Zones near each zone: `other[i]` with its share `share[i]` that is near, i from `first[zone]` to `first[zone + 1]`. */
export interface NearZones {
  first: Int32Array;
  other: Uint16Array;
  share: Float64Array;
}

/**
 * A zone is taken as a disc of its area. Its part within `nearKm` falls linearly with distance: from all that fits,
 * where one disc contains the other, to nothing where they touch.
 */
export function nearZones(
  { nZones, areaKm2, distanceKm }: Pick<City, 'nZones' | 'areaKm2' | 'distanceKm'>,
  nearKm: number,
): NearZones {
  const first = new Int32Array(nZones + 1);
  const other: number[] = [];
  const share: number[] = [];
  for (let zone = 0; zone < nZones; zone++) {
    for (let to = 0; to < nZones; to++) {
      const radius = Math.sqrt(areaKm2[to] / Math.PI);
      const km = to === zone ? 0 : distanceKm[zone * nZones + to];
      const fits = Math.min(1, (nearKm * nearKm) / (radius * radius));
      const part = fits * Math.min(1, (nearKm + radius - km) / (2 * Math.min(nearKm, radius)));
      if (!(part > 0)) continue;
      other.push(to);
      share.push(part);
    }
    first[zone + 1] = other.length;
  }
  return { first, other: Uint16Array.from(other), share: Float64Array.from(share) };
}
