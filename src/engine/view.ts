// The part of a world that a policy may read when it decides where today's effort goes.
import { draw } from '../random/streams.ts';
import { MIN_PER_DAY } from '../units.ts';
import type { Lines, Platforms } from './entities/platforms.ts';
import type { Sites } from './entities/sites.ts';
import type { Zones } from './entities/zones.ts';
import type { Settings } from './settings.ts';
import type { World } from './world.ts';

export interface WorldView {
  readonly scenario: Settings;
  readonly sites: Readonly<Sites>;
  readonly zones: Readonly<Zones>;
  readonly areaKm2: Float64Array;
  readonly population: Float64Array;
  readonly zoneCity: Uint16Array;
  readonly cityNames: readonly string[];
  readonly platforms: Readonly<Platforms>;
  readonly lines: Readonly<Lines>;
  /** Keyed rank of (entity, day) on (0, 1): the same in all arms. */
  readonly rank: (entity: number, day: number) => number;
  /** Clock minute at which a reported day begins. */
  readonly minuteOfDay: (day: number) => number;
}

export function createView({ clock, scenario, sites, zones, platforms, lines, city, streams }: World): WorldView {
  const { areaKm2, population, zoneCity, cityNames } = city;
  return {
    scenario,
    sites,
    zones,
    areaKm2,
    population,
    zoneCity,
    cityNames,
    platforms,
    lines,
    rank: (entity, day) => draw(streams['policy-rank'], entity, day),
    minuteOfDay: (day) => (day + clock.burnInDays) * MIN_PER_DAY,
  };
}
