// Site bans: a site that drew the effort of one ban closes with the day; its operator may open a platform.
import { draw } from '../../random/streams.ts';
import { MIN_PER_DAY, MIN_PER_H } from '../../units.ts';
import { NO_DAY, PLATFORM_STATUS } from '../columns/platforms.ts';
import { addDaily, DAILY } from '../daily.ts';
import type { Phase } from './phase.ts';

/**
 * The site sells nothing from the morning on and leaves the choice sets with the next day, as after an operation. A
 * platform that its operator opens has its home where the site was, and begins to sell with the next week.
 */
export const siteBans: Phase = (world, clock) => {
  const { sites, platforms, effort, record, scenario } = world;
  const { banMin } = effort;
  const key = world.streams['site-ban'];
  const neededMin = Math.round(scenario.police.ban_officer_h * MIN_PER_H);

  return () => {
    for (let place = 0; place < sites.nPlaces; place++) {
      if (banMin[place] < neededMin || sites.isOpen[place] === 0 || sites.isClosing[place] === 1) continue;
      sites.disruptedFrom[place] = clock.day * MIN_PER_DAY;
      sites.disruptedUntil[place] = Number.POSITIVE_INFINITY;
      sites.isClosing[place] = 1;
      addDaily(record, DAILY.site_bans, clock.reportedDay, 1);
      if (draw(key, place, clock.day) < scenario.police.ban_opens_platform) openPlatform(sites.zone[place]);
    }
  };

  function openPlatform(zone: number): void {
    for (let p = platforms.nAtStart; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.unborn || platforms.opensOn[p] !== NO_DAY) continue;
      platforms.opensOn[p] = clock.day + 1;
      platforms.homeZone[p] = zone;
      addDaily(record, DAILY.operators_to_platforms, clock.reportedDay, 1);
      return;
    }
  }
};
