// The number of sites that open in a week, and the rates of turnover.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import type { Sites } from '../entities/sites.ts';
import { type Own, part, type Values } from '../kernel/part.ts';

const fields = {
  sites: {
    turnover_per_week: field(share().default(0.05), {
      symbol: 'c',
      text: 'Share of sites that give up in a week without police; about as many open.',
      unit: 'share per week',
      grade: 'A',
      source: 'MODEL 6, sites; assumption',
    }),
    crowding_exponent: field(real(0, 5).default(0.2), {
      symbol: 'x',
      text: 'Power by which entry falls as there are more sites than at the start.',
      unit: '',
      grade: 'A',
      source: 'MODEL 6, sites; assumption',
    }),
  },
};

const switches = {
  site_turnover: toggle('Sites open and close by themselves.', 'A', 'MODEL 6, sites', { inPilot: true }),
};

/** Rates of entry and exit, whether the mechanism is on, and the places there are. */
export type SiteEntryNeeds = Own<{ fields: typeof fields; switches: typeof switches }> & {
  city: Pick<City, 'nCities' | 'zoneCity'>;
  sites: Pick<Sites, 'nPlaces' | 'zone' | 'isOpen'>;
};

export interface SiteEntry {
  /** Takes open sites and vacant places by city as they are now. */
  count: () => void;
  /** Chance that a site opens within a week on a place, as if the place had been vacant at the last count. */
  chanceAt: (place: number) => number;
}

/** To be made before the first day: sites open then are those at the start. */
export function createSiteEntry({ city, sites, scenario }: SiteEntryNeeds): SiteEntry {
  const { nPlaces, zone, isOpen } = sites;
  const wasOpen = new Uint8Array(nPlaces);
  const open = new Int32Array(city.nCities);
  const vacant = new Int32Array(city.nCities);
  count();
  const initial = open.slice();
  return {
    count,
    chanceAt(place) {
      const c = city.zoneCity[zone[place]];
      const isThere = wasOpen[place];
      return Math.min(1, entriesPerWeek(scenario.sites, open[c] - isThere, initial[c]) / (vacant[c] + isThere));
    },
  };

  function count(): void {
    wasOpen.set(isOpen);
    open.fill(0);
    vacant.fill(0);
    for (let place = 0; place < nPlaces; place++) {
      if (isOpen[place] === 1) open[city.zoneCity[zone[place]]]++;
      else vacant[city.zoneCity[zone[place]]]++;
    }
  }
}

/** Sites expected to open in a city within a week, given how many are open now and were open at the start. */
const entriesPerWeek = (
  { turnover_per_week: rate, crowding_exponent: exponent }: Values<typeof fields>['sites'],
  open: number,
  initial: number,
): number => (open > 0 ? rate * open * Math.exp(-exponent * Math.log(open / initial)) : 0);

export const siteEntry = part({ fields, switches });
