// Site founding, weekly: now and then the operator of an open site also opens a platform, without a ban.
import { field } from '../../fields/field.ts';
import { share, toggle } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import { ORIGIN } from '../acts/niches.ts';
import { type OpenPlatformNeeds, openPlatform } from '../acts/open-platform.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const FOUNDING = 'MODEL 6, hybrid; founding article 2024';

const submodel = {
  section: '6',
  text: 'The operator of an open site that belongs to no platform opens a hybrid with a probability a week, in the nearest vacant niche of that kind, and keeps the site.',
  grade: 'S direction, A size',
  source: FOUNDING,
};

const fields = {
  organisations: {
    site_founds_per_week: field(share().default(0.0002), {
      text: 'Probability in a week that the operator of an open site opens a hybrid platform beside it, where a niche for one is vacant.',
      unit: 'per week',
      plausible: '0-0.001',
      grade: 'S direction, A size',
      source: FOUNDING,
    }),
  },
};

const switches = {
  site_founding: toggle('Operators of sites now and then open a platform, too.', 'S direction, A size', FOUNDING),
};

const streams = ['site-founding'] as const;

const counts = dailyCounts({
  births_of_sites: { text: 'Platforms that operators of open sites opened beside them.', unit: 'platforms' },
});

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  OpenPlatformNeeds & {
    scenario: { mechanisms: { readonly platform_entry: boolean } };
    platforms: Pick<Platforms, 'origin' | 'nAtStart'>;
  };

const run = (world: Needs): (() => void) => {
  const { city, clock, counts, platforms, sites, streams, scenario } = world;
  const perWeek = scenario.organisations.site_founds_per_week;
  const { site_founding: isOn, platform_entry: hasNiches, hybrids } = scenario.mechanisms;
  if (!isOn || !hasNiches || !hybrids || platforms.nAtStart === 0) return () => {};

  return () => {
    if (clock.day === 0) return;
    for (let place = 0; place < sites.nPlaces; place++) {
      if (sites.isOpen[place] === 0 || sites.platform[place] >= 0) continue;
      if (draw(streams['site-founding'], place, clock.day / DAYS_PER_WEEK) >= perWeek) continue;
      const p = nearestNiche(sites.zone[place]);
      if (p < 0) continue;
      sites.platform[place] = p;
      openPlatform(world, p, 'site');
      add(counts.births_of_sites, clock.reportedDay, 1);
    }
  };

  /** The vacant niche of a hybrid whose home is nearest to a zone, in its city; -1 if there is none. */
  function nearestNiche(zone: number): number {
    let found = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.unborn || platforms.origin[p] !== ORIGIN.niche) continue;
      const home = platforms.homeZone[p];
      const km = city.distanceKm[home * city.nZones + zone];
      if (platforms.siteVisitorsShare[p] === 0 || city.zoneCity[home] !== city.zoneCity[zone] || km >= least) continue;
      found = p;
      least = km;
    }
    return found;
  }
};

export const siteFounding = mechanism({
  submodel,
  fields,
  switches,
  streams,
  counts,
  phases: {
    'site-founding': { when: 'week', text: 'Some operators of sites open a platform beside them.', run },
  },
});
