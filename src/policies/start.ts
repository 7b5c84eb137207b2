// The state at the start, without a run: sites, platforms and areas as each replicate draws them.
import { traitsOf } from '../archetypes/registry.ts';
import type { PlatformTraits } from '../archetypes/traits.ts';
import type { City } from '../city/city.ts';
import { homeOf, keyOfNiche } from '../engine/acts/identity.ts';
import { drawLand } from '../engine/ground.ts';
import { STREAMS } from '../engine/parts.ts';
import type { Settings } from '../engine/settings.ts';
import { openStreams } from '../random/streams.ts';
import type { Land, Start } from './limits.ts';
import { zonesOf } from './where.ts';

/** Means are over so many replicates at most. */
const MOST_REPLICATES = 20;

/** What is there at the start of the first replicates. */
export function startOf(scenario: Settings & { readonly seeds: number }, city: City): Start {
  const kinds = scenario.platforms.flatMap((kind) => Array.from({ length: kind.count }, () => traitsOf(kind)));
  const lands = Array.from({ length: Math.min(scenario.seeds, MOST_REPLICATES) }, (_, i) =>
    landOf(scenario, city, kinds, i + 1),
  );
  return {
    scenario,
    nCouriers: kinds.reduce((sum, { lines, couriers_per_line }) => sum + lines * couriers_per_line, 0),
    mean: (where, of) => {
      let sum = 0;
      for (const land of lands)
        sum += of(zonesOf(where, { zones: land, zoneCity: city.zoneCity, cityNames: city.cityNames }), land);
      return sum / lands.length;
    },
  };
}

function landOf(
  scenario: Settings,
  city: City,
  kinds: readonly PlatformTraits[],
  replicate: number,
): Land & { group: Uint8Array } {
  const streams = openStreams(scenario.seed, replicate, STREAMS);
  const { sitesByZone: sites, zoneGroup: group } = drawLand(scenario, city, streams);
  const lines = new Int32Array(city.nZones);
  const openLines = new Int32Array(city.nZones);
  let people = 0;
  const cumulative = city.population.map((here) => (people += here));
  for (const [n, traits] of kinds.entries()) {
    const home = homeOf(streams, keyOfNiche(streams, n), cumulative);
    lines[home] += traits.lines;
    if (traits.openness === 'open') openLines[home] += traits.lines;
  }
  return { group, population: city.population, sites, lines, openLines };
}
