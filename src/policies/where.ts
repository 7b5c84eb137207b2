// The zones of a policy's `where`.

import type { Zones } from '../engine/entities/zones.ts';
import { GROUPS } from '../engine/kernel/record.ts';
import type { WorldView } from '../engine/view.ts';

/** Zones of 'target', 'buffer', 'control', 'all' or 'city:NAME', ascending. */
export function zonesOf(
  where: string,
  view: Pick<WorldView, 'zoneCity' | 'cityNames'> & { zones: Readonly<Pick<Zones, 'group'>> },
): number[] {
  const zones = Array.from(view.zones.group.keys());
  if (where === 'all') return zones;
  if (where.startsWith('city:')) {
    const city = view.cityNames.indexOf(where.slice('city:'.length));
    return zones.filter((zone) => view.zoneCity[zone] === city);
  }
  const group = GROUPS.indexOf(where as (typeof GROUPS)[number]);
  return zones.filter((zone) => view.zones.group[zone] === group);
}
