// Site bans, daily: a site with the effort of a ban closes that day; its operator may open a platform.
import { field } from '../../fields/field.ts';
import { real, share } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { MIN_PER_DAY, wholeMinutes } from '../../units.ts';
import { type IdentityNeeds, identifyNiche, keyFromPlace } from '../acts/identity.ts';
import { ORIGIN } from '../acts/niches.ts';
import type { Effort } from '../entities/effort.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const POLICE = 'MODEL 5';

const submodel = {
  section: '5',
  text: 'A site that drew the officer-hours of one ban closes with the day; its operator opens a platform with a probability.',
  grade: 'S direction, A size',
  source: 'MODEL 5, site ban',
};

const fields = {
  police: {
    ban_officer_h: field(real(0.1, 100_000).default(250), {
      text: 'Officer-hours of one ban of an operator from a site, from its grounds to its enforcement.',
      unit: 'h',
      plausible: '60-600',
      grade: 'A',
      source: `${POLICE}, site ban; assumption`,
    }),
    ban_opens_platform: field(share().default(0.4), {
      text: 'Probability that an operator banned from a site opens a platform.',
      unit: 'probability',
      plausible: '0.2-0.6',
      grade: 'S direction, A size',
      source: `${POLICE}, site ban`,
    }),
  },
};

const streams = ['site-ban'] as const;

const counts = dailyCounts({
  site_bans: {
    role: 'activity',
    label: 'Site bans',
    unit: 'bans',
    better: 'none',
    isCount: true,
    text: 'Operators banned from their fixed site: a measure of activity.',
  },
  operators_to_platforms: { text: 'Banned operators who turn to delivery.', unit: 'persons' },
});

type Needs = Own<{ fields: typeof fields; streams: typeof streams; counts: typeof counts }> &
  IdentityNeeds & {
    clock: Clock;
    sites: Pick<
      Sites,
      | 'nPlaces'
      | 'zone'
      | 'isOpen'
      | 'isClosing'
      | 'closureChance'
      | 'disruptedFrom'
      | 'disruptedUntil'
      | 'nPlatformsFrom'
    >;
    platforms: Pick<Platforms, 'count' | 'nAtStart' | 'origin' | 'homeZone' | 'opensOn'>;
    effort: Pick<Effort, 'banMin'>;
  };

/**
 * The site sells nothing from the morning on and leaves the choice sets with the next day, as after an operation. A
 * platform that its operator opens has its home where the site was, and begins to sell in the next week. Its key depends
 * on the place and on how many came from there before, so that it is the same in every arm.
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, streams, sites, platforms, effort, scenario } = world;
  const { banMin } = effort;
  const key = streams['site-ban'];
  const neededMin = wholeMinutes(scenario.police.ban_officer_h);
  let next = platforms.origin.indexOf(ORIGIN.ban);

  return () => {
    for (let place = 0; place < sites.nPlaces; place++) {
      if (banMin[place] < neededMin || sites.isOpen[place] === 0) continue;
      sites.closureChance[place] = 1;
      if (sites.isClosing[place] === 1) continue;
      sites.disruptedFrom[place] = clock.day * MIN_PER_DAY;
      sites.disruptedUntil[place] = Number.POSITIVE_INFINITY;
      sites.isClosing[place] = 1;
      add(counts.site_bans, clock.reportedDay, 1);
      if (platforms.nAtStart > 0 && draw(key, place, clock.day) < scenario.police.ban_opens_platform)
        openPlatform(place);
    }
  };

  function openPlatform(place: number): void {
    if (next < 0 || next === platforms.count)
      throw new Error('more banned operators open a platform than platforms_at_most of site-bans allows: raise it');
    const p = next++;
    platforms.homeZone[p] = sites.zone[place];
    platforms.opensOn[p] = clock.day + 1;
    identifyNiche(world, p, keyFromPlace(streams, place, sites.nPlatformsFrom[place]++));
    add(counts.operators_to_platforms, clock.reportedDay, 1);
  }
};

export const siteBans = mechanism({
  submodel,
  fields,
  streams,
  counts,
  phases: {
    'site-bans': { when: 'day', text: 'Sites whose operator is banned close; some operators turn to delivery.', run },
  },
});
