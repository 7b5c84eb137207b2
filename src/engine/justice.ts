// What befalls persons after an arrest: days in custody, on remand and in prison, booked ahead. Changes no market but managers' freedom.
import type { Clock } from './clock.ts';
import { PROFILE } from './profile.ts';
import { daysToTrial, EVENTS_PER_ACCUSED, isRemanded, managerDays, sentenceDays } from './sentence.ts';
import type { World } from './world.ts';

/** Roles of the accused, which keep the keys of couriers, managers and persons at sites apart. */
const ROLE = { courier: 0, manager: 1, site: 2 } as const;
const ENTITIES_PER_ROLE = 1 << 24;
/** Persons arrested at one site on one day who may have draws of their own. */
const PERSONS_PER_DAY = 512;

export interface Justice {
  /** A courier was arrested today; `isHeld` if the post is lost and the person held until trial. */
  courier: (post: number, isHeld: boolean) => void;
  /** The manager of a platform was arrested today. */
  manager: (platform: number) => void;
  /** Persons were arrested at a site today. */
  atSite: (place: number, persons: number) => void;
}

export function createJustice(world: World, clock: Clock): Justice {
  const { custody, couriers, platforms, city, scenario } = world;
  const { justice } = scenario;
  const key = world.streams.justice;
  const policeDays = scenario.couriers.custody_days;
  const isOn = scenario.mechanisms.justice;
  const lastDay = custody.change.length - 1;

  /** Books one person's stay from a day to before another. */
  const hold = (from: number, until: number): void => {
    if (until <= from || from > lastDay) return;
    custody.change[from]++;
    if (until <= lastDay) custody.change[until]--;
  };
  const eventOf = (person: number): number => (clock.day * PERSONS_PER_DAY + person) * EVENTS_PER_ACCUSED;

  return {
    courier(post, isHeld) {
      if (!isOn) return;
      const today = clock.day;
      const entity = ROLE.courier * ENTITIES_PER_ROLE + post;
      const event = eventOf(0);
      const charged = today + policeDays;
      const trial = charged + daysToTrial(justice, key, entity, event);
      const firmShare = isHeld || couriers.hasRecord[post] === 1 ? justice.firm_share : justice.first_time_firm_share;
      const factor = couriers.profile[post] === PROFILE.minor ? justice.minor_factor : 1;
      const days = sentenceDays(justice, key, entity, event, firmShare, factor);
      couriers.hasRecord[post] = 1;
      hold(today, charged);
      if (isHeld) hold(charged, trial);
      // Time on remand counts towards the sentence.
      const free = trial + Math.max(0, days - (isHeld ? trial - charged : 0));
      hold(trial, free);
      if (isHeld && free <= lastDay) {
        const home = platforms.homeZone[couriers.platform[post]];
        custody.exits[free * city.nCities + city.zoneCity[home]]++;
      }
    },

    manager(p) {
      if (!isOn) return;
      const today = clock.day;
      const entity = ROLE.manager * ENTITIES_PER_ROLE + p;
      const event = eventOf(0);
      const charged = today + policeDays;
      const isHeld = isRemanded(key, entity, event, justice.manager_remand_share);
      if (platforms.jailUntil[p] <= today) {
        const trial = charged + daysToTrial(justice, key, entity, event);
        const days = managerDays(justice, key, entity, event) - (isHeld ? trial - charged : 0);
        platforms.jailFrom[p] = trial;
        platforms.jailUntil[p] = trial + Math.max(0, days);
        hold(trial, platforms.jailUntil[p]);
      }
      // Who is arrested again before an earlier trial waits for that one.
      platforms.heldUntil[p] = isHeld ? Math.max(charged, platforms.jailFrom[p]) : charged;
      hold(today, Math.min(platforms.heldUntil[p], platforms.jailFrom[p]));
    },

    atSite(place, persons) {
      if (!isOn) return;
      const today = clock.day;
      const entity = ROLE.site * ENTITIES_PER_ROLE + place;
      for (let person = 0; person < persons && person < PERSONS_PER_DAY; person++) {
        const charged = today + policeDays;
        hold(today, charged);
        hold(charged, charged + sentenceDays(justice, key, entity, eventOf(person), justice.site_jailed_share, 1));
      }
    },
  };
}

/** Whether the manager of a platform is neither held nor in prison on a day. */
export const isManagerFree = (
  { heldUntil, jailFrom, jailUntil }: World['platforms'],
  platform: number,
  day: number,
): boolean => day >= heldUntil[platform] && (day < jailFrom[platform] || day >= jailUntil[platform]);
