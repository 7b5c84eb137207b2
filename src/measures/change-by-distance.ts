// Orders gained and lost by distance from the target area, replicate by replicate.
import { type ArmRecord, DAYS_PER_MONTH, GROUPS } from '../engine/kernel/record.ts';
import { tInterval95 } from '../stats/intervals.ts';
import { zoneOrders } from './series.ts';

/** Zones at about the same distance from the target. */
export interface DistanceBand {
  /** Least, mean and largest distance, km; all 0 for the target itself. */
  fromKm: number;
  km: number;
  toKm: number;
  /** Change in orders per month and 1,000 residents of the band: mean over replicates and its 95 % t interval. */
  mean: number;
  ci95: [number, number] | null;
}

/** Bands outside the target, each with about as many residents. */
const N_BANDS = 6;
const TARGET = GROUPS.indexOf('target');

/**
 * Distance in km of every zone to the nearest zone of the target: 0 inside it, Infinity where its city has no target.
 * `distanceKm` is [from * nZones + to].
 */
export function distanceToTarget(
  { nZones, zoneGroup }: Pick<ArmRecord, 'nZones' | 'zoneGroup'>,
  distanceKm: ArrayLike<number>,
): number[] {
  const target = [...zoneGroup.keys()].filter((zone) => zoneGroup[zone] === TARGET);
  return Array.from({ length: nZones }, (_, zone) =>
    zoneGroup[zone] === TARGET
      ? 0
      : target.reduce((least, from) => Math.min(least, distanceKm[from * nZones + zone]!), Number.POSITIVE_INFINITY),
  );
}

/**
 * Change in orders, all channels, over the days of the map, from the target outwards; bands without residents are left out.
 * All lists run over the same replicates: records of the arm and of the reference, and each zone's distance to the target.
 */
export function changeByDistance(
  arm: readonly ArmRecord[],
  reference: readonly ArmRecord[],
  targetKm: readonly (readonly number[])[],
  population: readonly number[],
): DistanceBand[] {
  const changes = arm.map((record, i) => {
    const base = zoneOrders(reference[i]!);
    return zoneOrders(record).map((orders, zone) => orders - base[zone]!);
  });
  return bandsOf(targetKm, population).flatMap((isWithin) => {
    const all: number[] = [];
    const values = changes.map((change, i) => {
      let [orders, residents] = [0, 0];
      for (const [zone, km] of targetKm[i]!.entries()) {
        if (!isWithin(km)) continue;
        all.push(km);
        orders += change[zone]!;
        residents += population[zone]!;
      }
      return residents > 0 ? (orders * DAYS_PER_MONTH * 1000) / residents : null;
    });
    const { mean, ci95 } = tInterval95(values);
    if (mean === null) return [];
    const km = all.reduce((sum, one) => sum + one, 0) / all.length;
    return [{ fromKm: Math.min(...all), km, toKm: Math.max(...all), mean, ci95 }];
  });
}

/** The target, then bands with equal numbers of residents over all replicates; zones equally far stay together. */
function bandsOf(targetKm: readonly (readonly number[])[], population: readonly number[]): ((km: number) => boolean)[] {
  const outside = targetKm
    .flatMap((list) => list.map((km, zone) => ({ km, residents: population[zone]! })))
    .filter(({ km }) => km > 0 && km < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.km - b.km);
  const total = outside.reduce((sum, { residents }) => sum + residents, 0);
  const edges: number[] = [];
  let sum = 0;
  for (const { km, residents } of outside) {
    sum += residents;
    if (sum >= ((edges.length + 1) * total) / N_BANDS && km !== edges.at(-1)) edges.push(km);
  }
  return [(km) => km === 0, ...edges.map((edge, i) => (km: number) => km > (edges[i - 1] ?? 0) && km <= edge)];
}
