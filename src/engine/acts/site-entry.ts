// The number of sites that open in a week, and the rates of turnover.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { share, toggle } from '../../fields/kinds.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK } from '../../units.ts';
import type { Sites } from '../entities/sites.ts';
import { type Own, part } from '../kernel/part.ts';
import { type BackgroundGiven, backgroundOf } from './background-rates.ts';

const fields = {
  sites: {
    turnover_per_week: field(share().default(0.01), {
      symbol: 'c',
      text: 'Share of sites that give up in a week without police; as many open, and as many more as the background closes.',
      unit: 'share per week',
      plausible: '0.005-0.02',
      grade: 'A',
      source:
        'MODEL 6, sites; assumption, checked against 25 % fewer sites in 36 months at 0.28 operations per site-month',
    }),
    entry_exponent: field(share().default(0.2), {
      symbol: 'x',
      text: 'Power of the share of sites left by which entry falls with them: 0 for entry at a constant rate, 1 for entry in proportion to sites.',
      unit: '',
      plausible: '0-0.5',
      grade: 'A',
      source: 'MODEL 6, sites; assumption',
    }),
    entry_floor: field(share().default(0.1), {
      symbol: 'm',
      text: 'Least entry, as a share of that at the start: sites open even where none is left.',
      unit: 'share',
      plausible: '0.02-0.3',
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
  scenario: BackgroundGiven & { police: { readonly closure_probability: number } };
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
  const { turnover_per_week: exit, entry_exponent: exponent, entry_floor: floor } = scenario.sites;
  const rate = exit + backgroundClosuresPerSiteWeek(scenario);
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
      return Math.min(1, entriesPerWeek(open[c] - isThere, initial[c]) / (vacant[c] + isThere));
    },
  };

  /** Sites expected to open in a city within a week, given how many are open now and were open at the start. */
  function entriesPerWeek(now: number, atStart: number): number {
    if (atStart === 0) return 0;
    const left = exponent === 0 ? 1 : now > 0 ? Math.exp(exponent * Math.log(now / atStart)) : 0;
    return rate * atStart * Math.max(floor, left);
  }

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

/** Share of sites that the background's operations close in a week. */
const backgroundClosuresPerSiteWeek = (scenario: SiteEntryNeeds['scenario']): number =>
  (backgroundOf(scenario).operations_per_site_month * scenario.police.closure_probability * DAYS_PER_WEEK) /
  DAYS_PER_MEAN_MONTH;

export const siteEntry = part({ fields, switches });
