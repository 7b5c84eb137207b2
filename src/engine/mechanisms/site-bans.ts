// Site bans: a site that drew the effort of one ban closes with the day; its operator may open a platform.
import { draw } from '../../random/streams.ts';
import { MIN_PER_DAY, MIN_PER_H } from '../../units.ts';
import { identify, keyFromPlace, kindOfNew, mostByBans } from '../acts/identity.ts';
import { addDaily, DAILY } from '../daily.ts';
import type { Phase } from '../kernel/phase.ts';

/**
 * The site sells nothing from the morning on and leaves the choice sets with the next day, as after an operation. A
 * platform that its operator opens has its home where the site was, and begins to sell with the next week. Who it is
 * depends on the place and on how many have come from there, so that it is the same one in every arm.
 */
export const siteBans: Phase = (world, clock) => {
  const { sites, platforms, effort, record, scenario } = world;
  const { banMin } = effort;
  const key = world.streams['site-ban'];
  const neededMin = Math.round(scenario.police.ban_officer_h * MIN_PER_H);
  let nLeft = mostByBans(world, record.arm);
  /** Where a scenario has no platforms there is none of a kind to open. */
  const hasKinds = scenario.platforms.some(({ count }) => count > 0);

  return () => {
    for (let place = 0; place < sites.nPlaces; place++) {
      if (banMin[place] < neededMin || sites.isOpen[place] === 0) continue;
      sites.closureChance[place] = 1;
      if (sites.isClosing[place] === 1) continue;
      sites.disruptedFrom[place] = clock.day * MIN_PER_DAY;
      sites.disruptedUntil[place] = Number.POSITIVE_INFINITY;
      sites.isClosing[place] = 1;
      addDaily(record, DAILY.site_bans, clock.reportedDay, 1);
      if (hasKinds && draw(key, place, clock.day) < scenario.police.ban_opens_platform) openPlatform(place);
    }
  };

  function openPlatform(place: number): void {
    if (nLeft-- === 0)
      throw new Error('more banned operators open a platform than platforms_at_most of site-bans allows: raise it');
    const key = keyFromPlace(world.streams, place, sites.nPlatformsFrom[place]++);
    const p = platforms.kindInWaiting.indexOf(kindOfNew(world, key));
    platforms.kindInWaiting[p] = -1;
    platforms.homeZone[p] = sites.zone[place];
    platforms.opensOn[p] = clock.day + 1;
    identify(world, world, p, key);
    addDaily(record, DAILY.operators_to_platforms, clock.reportedDay, 1);
  }
};
