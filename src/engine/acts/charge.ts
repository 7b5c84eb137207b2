// What befalls persons after an arrest: custody, presentation, remand, trial, prison, booked ahead. Knows no market.

import { addDaily, DAILY } from '../daily.ts';
import { PRIOR_CLASSES } from '../entities/custody.ts';
import { type Clock, NO_DAY } from '../kernel/clock.ts';
import type { World } from '../world.ts';
import { PROFILE } from './profile.ts';
import { daysToTrial, EVENTS_PER_ACCUSED, isPresented, isRemanded, managerDays, sentenceDays } from './sentence.ts';

/** Roles of the accused, which keep the events of couriers, managers and persons at sites apart. */
const ROLE = { courier: 0, manager: 1, site: 2 } as const;
/** Persons arrested at one site on one day who may have draws of their own. */
const PERSONS_PER_DAY = 512;

export interface Justice {
  /**
   * A courier was arrested today; `isHeld` if the post is lost and the person held until trial, as a share `heldShare` of
   * such couriers is.
   */
  courier: (post: number, isHeld: boolean, heldShare: number) => void;
  /** The manager of a platform was arrested today. */
  manager: (platform: number) => void;
  /** Persons were arrested at a site today. */
  atSite: (place: number, persons: number) => void;
  /** The courier of a post goes to prison today, as sentenced. */
  imprison: (post: number) => void;
}

export function createJustice(world: World, clock: Clock): Justice {
  const { custody, couriers, platforms, city, record, scenario } = world;
  const { justice } = scenario;
  const key = world.streams.justice;
  const policeDays = scenario.couriers.custody_days;
  const isOn = scenario.mechanisms.justice;
  const lastDay = custody.change.length - 1;

  /** Books one person's stay from a day to before another, or with −1 takes such a booking back. */
  const hold = (from: number, until: number, persons: 1 | -1 = 1): void => {
    if (until <= from || from > lastDay) return;
    custody.change[from] += persons;
    if (until <= lastDay) custody.change[until] -= persons;
  };
  /** When a person is tried, and comes out of prison. */
  const term = { trial: 0, free: 0 };
  /**
   * Books what follows an arrest today into `term`: police custody, remand if held, and prison, on which remand counts. A
   * sentence that waits for an earlier charge is taken back and joined: one trial, the earlier one, and the time of both.
   */
  const book = (isHeld: boolean, trial: number, days: number, waitsFrom: number, waitsUntil: number): void => {
    const charged = clock.day + policeDays;
    term.trial = trial;
    let sentence = days;
    if (waitsFrom !== NO_DAY && waitsFrom >= clock.day && waitsUntil > waitsFrom) {
      hold(waitsFrom, waitsUntil, -1);
      sentence += waitsUntil - waitsFrom;
      term.trial = Math.max(charged, Math.min(trial, waitsFrom));
    }
    hold(clock.day, isHeld ? term.trial : charged);
    term.free = term.trial + Math.max(0, sentence - (isHeld ? term.trial - charged : 0));
    hold(term.trial, term.free);
  };
  /** Event of a person of a role; 20 years of days leave room for all. */
  const eventOf = (role: number, person = 0): number =>
    (role << 28) + (clock.day * PERSONS_PER_DAY + person) * EVENTS_PER_ACCUSED;
  const present = (): void => addDaily(record, DAILY.persons_presented, clock.reportedDay, 1);

  return {
    courier(post, isHeld, heldShare) {
      if (!isOn) return;
      const entity = couriers.key[post];
      // By priors, so that a second arrest on one day has draws of its own.
      const event = eventOf(ROLE.courier, couriers.priors[post]);
      const presentedShare = Math.max(justice.presented_share, heldShare);
      // Those who are held are presented; of the others as many as make up the share.
      const otherShare = (presentedShare - heldShare) / (1 - heldShare);
      const isBrought = isHeld || isPresented(key, entity, event, otherShare);
      if (isBrought) present();
      const isFirst = couriers.priors[post] === 0;
      if (couriers.priors[post] < 255) couriers.priors[post]++;
      const firmShare = isFirst && !isHeld ? justice.first_time_firm_share : justice.firm_share;
      const factor = couriers.profile[post] === PROFILE.minor ? justice.minor_factor : 1;
      const fastShare = isBrought ? justice.fast_track_share / presentedShare : 0;
      const trial = clock.day + policeDays + daysToTrial(justice, key, entity, event, fastShare);
      const days = sentenceDays(justice, key, entity, event, firmShare, factor);
      book(isHeld, trial, days, couriers.prisonFrom[post], couriers.prisonUntil[post]);
      couriers.prisonFrom[post] = isHeld || term.free === term.trial ? NO_DAY : term.trial;
      couriers.prisonUntil[post] = term.free;
      if (isHeld) release(post, term.free);
    },

    manager(p) {
      if (!isOn) return;
      const entity = platforms.key[p];
      const event = eventOf(ROLE.manager);
      present();
      const isHeld = isRemanded(key, entity, event, justice.manager_remand_share);
      const charged = clock.day + policeDays;
      const trial = charged + daysToTrial(justice, key, entity, event, justice.fast_track_share);
      book(isHeld, trial, managerDays(justice, key, entity, event), platforms.jailFrom[p], platforms.jailUntil[p]);
      platforms.heldUntil[p] = isHeld ? term.trial : charged;
      platforms.jailFrom[p] = term.trial;
      platforms.jailUntil[p] = term.free;
    },

    atSite(place, persons) {
      if (!isOn) return;
      const today = clock.day;
      const charged = today + policeDays;
      const presentedShare = justice.site_presented_share;
      const firmShare = justice.site_jailed_share / presentedShare;
      for (let person = 0; person < persons && person < PERSONS_PER_DAY; person++) {
        const event = eventOf(ROLE.site, person);
        hold(today, charged);
        if (!isPresented(key, place, event, presentedShare)) continue;
        present();
        hold(charged, charged + sentenceDays(justice, key, place, event, firmShare, 1));
      }
    },

    imprison(post) {
      release(post, couriers.prisonUntil[post]);
      couriers.prisonFrom[post] = NO_DAY;
    },
  };

  /** Books a person who leaves a post into the pool of those released, on the day of the release. */
  function release(post: number, day: number): void {
    if (day > lastDay) return;
    const home = city.zoneCity[platforms.homeZone[couriers.platform[post]]];
    custody.exits[(day * city.nCities + home) * PRIOR_CLASSES + priorClass(couriers.priors[post])]++;
  }
}

/** Class of somebody with priors, 0-based: one, two, three or more. */
export const priorClass = (priors: number): number => Math.min(priors, PRIOR_CLASSES) - 1;

/** Whether the manager of a platform is neither held nor in prison on a day. */
export const isManagerFree = (
  { heldUntil, jailFrom, jailUntil }: World['platforms'],
  platform: number,
  day: number,
): boolean => day >= heldUntil[platform] && (day < jailFrom[platform] || day >= jailUntil[platform]);
