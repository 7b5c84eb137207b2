// Site turnover, weekly: sites close at a constant rate, and new ones open on vacant places at a rate that hardly changes.
import type { City } from '../../city/city.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { DAYS_PER_WEEK, MIN_PER_DAY } from '../../units.ts';
import { type CloseSiteNeeds, closeSite } from '../acts/close-site.ts';
import { type OpeningCashNeeds, openCash } from '../acts/opening-cash.ts';
import { giveSite, type OwnSiteNeeds } from '../acts/own-site.ts';
import { createSiteEntry, type SiteEntryNeeds } from '../acts/site-entry.ts';
import type { Sites } from '../entities/sites.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = {
  section: '6',
  text: 'Each week and city, N sites give up at rate c and others open on vacant places at e·N₀·max(m, (N ÷ N₀)^x), e being c and what the background closes, so that their number stays near N₀.',
  grade: 'A',
  source: 'assumption; MODEL 6, sites',
};

const streams = ['site-turnover'] as const;

const counts = dailyCounts({
  site_entries: { text: 'Fixed sites that opened.', unit: 'sites' },
});

type Needs = Own<{ streams: typeof streams; counts: typeof counts }> &
  CloseSiteNeeds &
  OpeningCashNeeds &
  OwnSiteNeeds &
  SiteEntryNeeds & {
    clock: Clock;
    scenario: { audit: { readonly replaced_within_days: number } };
    city: Pick<City, 'zoneCity'>;
    sites: Pick<
      Sites,
      | 'nPlaces'
      | 'zone'
      | 'isOpen'
      | 'isClosing'
      | 'freeAt'
      | 'disruptedFrom'
      | 'disruptedUntil'
      | 'removedOn'
      | 'replacesUntil'
      | 'cashCents'
      | 'takingsCents'
    >;
  };

/**
 * Per week and city: exit c·N, entry e·N₀·max(m, (N/N₀)^x), spread over that city's vacant places. Each place has its own
 * draw a week, so that arms differ only where policing changed something; an arm that has a part of another's sites has
 * a smaller chance of entry on each place vacant in both, so that it never gets ahead of it.
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, sites, city, scenario } = world;
  const { k0, k1 } = world.streams['site-turnover'];
  const { replaced_within_days: replacedWithin } = scenario.audit;
  const rate = scenario.sites.turnover_per_week;
  const isOn = scenario.mechanisms.site_turnover;
  const { count, chanceAt } = createSiteEntry(world);

  return () => {
    if (!isOn) return;
    count();
    const week = Math.floor(clock.day / DAYS_PER_WEEK);
    for (let place = 0; place < sites.nPlaces; place++) {
      const word = threefry(k0, k1, place, week);
      if (sites.isOpen[place] === 1) {
        // A site that the police closed yesterday counts as closed by the police.
        if (sites.isClosing[place] === 1 || uniform(word) >= rate) continue;
        closeSite(world, place);
      } else {
        if (uniform(word1) >= chanceAt(place)) continue;
        sites.isOpen[place] = 1;
        openCash(world, sites, place);
        giveSite(world, place);
        sites.freeAt[place] = clock.day * MIN_PER_DAY;
        sites.disruptedFrom[place] = Number.POSITIVE_INFINITY;
        sites.disruptedUntil[place] = Number.NEGATIVE_INFINITY;
        const removed = longestVacant(city.zoneCity[sites.zone[place]]);
        if (removed >= 0) {
          sites.replacesUntil[place] = sites.removedOn[removed] + replacedWithin;
          sites.removedOn[removed] = -1;
        }
        add(counts.site_entries, clock.reportedDay, 1);
      }
    }
  };

  /** The place of a city whose site was removed first and not yet replaced in time; -1 if there is none. */
  function longestVacant(c: number): number {
    let found = -1;
    for (let place = 0; place < sites.nPlaces; place++) {
      const day = sites.removedOn[place];
      if (day < 0 || clock.day - day >= replacedWithin || city.zoneCity[sites.zone[place]] !== c) continue;
      if (found < 0 || day < sites.removedOn[found]) found = place;
    }
    return found;
  }
};

export const siteTurnover = mechanism({
  submodel,
  streams,
  counts,
  phases: {
    'site-turnover': { when: 'week', text: 'Sites give up, and others open on vacant places.', run },
  },
});
