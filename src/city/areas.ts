// Draws target, buffer and control zones, the same in every arm.
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
  const { nZones, distanceKm } = city;
  const { share } = areas.target;
  const nTargets = share > 0 ? Math.max(1, Math.round(share * nZones)) : 0;
  const target = rankedZones(city, areas, siteCountByZone).slice(0, nTargets);
  const group = new Uint8Array(nZones).fill(CONTROL);
  for (const from of target) {
    for (let to = 0; to < nZones; to++) if (distanceKm[from * nZones + to] <= areas.buffer_km) group[to] = BUFFER;
  }
  for (const zone of target) group[zone] = TARGET;
  return group;
}

/**
 * Role of each zone in an evaluation, [zone]: 0 target; 1 to `buffersKm.length` the ring between one buffer width and
 * the next; then control of the target: of the zones beyond the widest buffer, as many as there are target zones, those
 * that come first by the same ranking; last control of the buffer: the rest. `group` is that of {@link drawAreas}.
 */
export function drawRoles(
  city: City,
  areas: AreaSpec,
  group: Uint8Array,
  buffersKm: readonly number[],
  siteCountByZone: ArrayLike<number>,
): Uint8Array {
  const { nZones, distanceKm } = city;
  const control = buffersKm.length + 1;
  const role = new Uint8Array(nZones).fill(control + 1);
  const targets = Array.from(group.keys()).filter((zone) => group[zone] === TARGET);
  for (let zone = 0; zone < nZones; zone++) {
    if (group[zone] === TARGET) {
      role[zone] = 0;
      continue;
    }
    const km = targets.reduce(
      (least, from) => Math.min(least, distanceKm[from * nZones + zone]),
      Number.POSITIVE_INFINITY,
    );
    const ring = buffersKm.findIndex((width) => km <= width);
    if (ring >= 0) role[zone] = ring + 1;
  }
  const beyond = rankedZones(city, areas, siteCountByZone).filter((zone) => role[zone] > control);
  // Half of the zones for each, if there are too few for both.
  const nControl = Math.min(targets.length, Math.ceil(beyond.length / 2));
  for (const zone of beyond.slice(0, nControl)) role[zone] = control;
  return role;
}

/** All zones, those with most sites or people first, ties to the larger population, then the lower index. */
function rankedZones({ nZones, population }: City, { target }: AreaSpec, siteCountByZone: ArrayLike<number>): number[] {
  const rank = target.rule === 'most-sites' ? siteCountByZone : population;
  return Array.from({ length: nZones }, (_, zone) => zone).sort(
    (a, b) => rank[b] - rank[a] || population[b] - population[a] || a - b,
  );
}
