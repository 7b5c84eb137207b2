// Target, buffer and control zones: fixed per seed, the same in every arm. Knows no policy.
import type { City } from './city.ts';

export interface AreaSpec {
  target: {
    rule: 'most-sites' | 'most-population';
    /** Share of all zones. */
    share: number;
  };
  buffer_km: number;
}

/** Indices into GROUPS of the engine's record. */
const TARGET = 0;
const BUFFER = 1;
const CONTROL = 2;

/**
 * Group of each zone, [zone], over all cities together. The target is the share of zones (at least one if the share is
 * above 0) with most sites or people, ties to the larger population, then the lower index; the buffer is what lies
 * within `buffer_km` of a target zone of the same city; control is the rest.
 */
export function drawAreas(city: City, areas: AreaSpec, siteCountByZone: ArrayLike<number>): Uint8Array {
  const { nZones, population, distanceKm } = city;
  const { rule, share } = areas.target;
  const rank = rule === 'most-sites' ? siteCountByZone : population;
  const order = Array.from({ length: nZones }, (_, zone) => zone).sort(
    (a, b) => rank[b] - rank[a] || population[b] - population[a] || a - b,
  );
  const target = order.slice(0, share > 0 ? Math.max(1, Math.round(share * nZones)) : 0);
  const group = new Uint8Array(nZones).fill(CONTROL);
  for (const from of target) {
    for (let to = 0; to < nZones; to++) if (distanceKm[from * nZones + to] <= areas.buffer_km) group[to] = BUFFER;
  }
  for (const zone of target) group[zone] = TARGET;
  return group;
}
