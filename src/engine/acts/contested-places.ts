// How many places are fought over on average: an operated site counts with its chance to close, whether or not it did.
import type { Clock } from '../kernel/clock.ts';
import { entriesPerWeek } from '../mechanisms/site-turnover.ts';
import type { World } from '../world.ts';

/**
 * A daily function, to be called as the day ends: contested places expected, [zone]. A place is contested from the day after
 * the operation or ban for `vacancy_days`, or until a site opens on it, at the chance that a vacant place has each week.
 */
export function createMeanContested({ sites, zones, city, scenario }: World, clock: Clock): () => Float64Array {
  const { nPlaces, zone, isOpen, closureChance } = sites;
  const days = Math.min(scenario.violence.vacancy_days, clock.nDays);
  const reopens = scenario.mechanisms.site_turnover;
  /** Chance that a place came to be contested on a day and still is, [day modulo `days` * places + place]. */
  const stillBy = new Float64Array(days * nPlaces);
  const lastOn = new Int32Array(nPlaces).fill(-days);
  const wasOpen = new Uint8Array(nPlaces);
  const tomorrow = new Float64Array(nPlaces);
  const contested = new Float64Array(zones.count);
  const open = new Int32Array(city.nCities);
  const vacant = new Int32Array(city.nCities);
  count();
  const initial = open.slice();

  return () => {
    const today = (clock.day % days) * nPlaces;
    contested.fill(0);
    for (let place = 0; place < nPlaces; place++) {
      stillBy[today + place] = 0;
      if (clock.day - lastOn[place] < days) {
        const stays = reopens && clock.day % 7 === 0 ? 1 - chanceToReopen(place) : 1;
        for (let at = place; at < stillBy.length; at += nPlaces) contested[zone[place]] += stillBy[at] *= stays;
      }
      if (tomorrow[place] > 0) {
        lastOn[place] = clock.day;
        contested[zone[place]] += stillBy[today + place] = tomorrow[place];
      }
      tomorrow[place] = closureChance[place];
    }
    count();
    return contested;
  };

  /** Sites and vacant places by city as the day ends, which is what the next day begins with. */
  function count(): void {
    wasOpen.set(isOpen);
    open.fill(0);
    vacant.fill(0);
    for (let place = 0; place < nPlaces; place++) {
      if (isOpen[place] === 1) open[city.zoneCity[zone[place]]]++;
      else vacant[city.zoneCity[zone[place]]]++;
    }
  }

  /** Chance that a site opens in this week on the place if it is vacant, as if it were where it is not. */
  function chanceToReopen(place: number): number {
    const c = city.zoneCity[zone[place]];
    const isThere = wasOpen[place];
    return Math.min(1, entriesPerWeek(scenario.sites, open[c] - isThere, initial[c]) / (vacant[c] + isThere));
  }
}
