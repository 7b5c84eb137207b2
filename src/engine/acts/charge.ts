// What follows an arrest, booked in advance: police custody, presentation, remand, trial, prison.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { type Complaint, real, share, toggle } from '../../fields/kinds.ts';
import type { Couriers, CouriersGiven } from '../entities/couriers.ts';
import { type Custody, PRIOR_CLASSES } from '../entities/custody.ts';
import type { Platforms } from '../entities/platforms.ts';
import { type Clock, NO_DAY } from '../kernel/clock.ts';
import { dailyCounts, type Own, part, type Values } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';
import { PROFILE } from './profile.ts';
import { daysToTrial, EVENTS_PER_ACCUSED, isPresented, isRemanded, managerDays, sentenceDays } from './sentence.ts';

const JUSTICE = 'MODEL 5, justice';

const sections = {
  justice: {
    text: 'What follows an arrest for a person: presentation, remand, trial, sentence, return.',
    rules: (value: Values<typeof fields>['justice']): Complaint[] => [
      ...ascending(value, 'trial_least_months', 'trial_most_months'),
      ...ascending(value, 'manager_least_months', 'manager_most_months'),
      ...ascending(value, 'site_jailed_share', 'site_presented_share'),
      ...ascending(value, 'fast_track_share', 'presented_share'),
    ],
  },
};

const fields = {
  justice: {
    presented_share: field(share().default(0.5), {
      text: 'Share of arrested couriers who are presented to a judge after police custody; only they can be held or tried at once.',
      unit: 'share',
      plausible: '0.3-0.8',
      grade: 'A',
      source: `${JUSTICE}; assumption`,
    }),
    site_presented_share: field(share().default(0.16), {
      text: 'Share of those arrested at sites who are presented to a judge and sentenced, at once or later; the others are let go.',
      unit: 'share',
      grade: 'P',
      source: 'MODEL 5, site operation',
    }),
    fast_track_share: field(share().default(0.07), {
      text: 'Share of the accused who are tried at once.',
      unit: 'share',
      grade: 'P',
      source: JUSTICE,
    }),
    trial_least_months: field(real(0, 240).default(10), {
      text: 'Shortest time to trial of those who are not tried at once.',
      unit: 'months',
      grade: 'P',
      source: JUSTICE,
    }),
    trial_most_months: field(real(0, 240).default(20), {
      text: 'Longest time to trial of those who are not tried at once.',
      unit: 'months',
      grade: 'P',
      source: JUSTICE,
    }),
    firm_share: field(share().default(0.45), {
      symbol: 'F',
      text: 'Share of firm prison among the sentences of all who are tried under everyday policing: sellers at sites, couriers and managers together. From it follows the share of those for whom no other is given.',
      unit: 'share',
      plausible: '0.35-0.55',
      grade: 'P',
      source: `${JUSTICE}; founding article 2024`,
    }),
    first_time_firm_share: field(share().default(0.1), {
      symbol: 'f₁',
      text: 'Share of sentences that are firm prison for couriers without a record who were not held until trial; the others are suspended.',
      unit: 'share',
      plausible: '0-0.2',
      grade: 'S direction, A size',
      source: `${JUSTICE}; founding article 2024`,
    }),
    sentence_mean_months: field(real(0.1, 600).default(12.5), {
      text: 'Mean length of firm prison.',
      unit: 'months',
      grade: 'P',
      source: JUSTICE,
    }),
    sentence_shape: field(real(0.1, 100).default(1.5), {
      text: 'Gamma shape of the length of firm prison; lower is more unequal.',
      unit: '',
      grade: 'P',
      source: JUSTICE,
    }),
    minor_factor: field(share().default(0.25), {
      text: 'Length of prison of a minor relative to an adult.',
      unit: 'relative',
      grade: 'A',
      source: JUSTICE,
    }),
    manager_remand_share: field(share().default(0.7), {
      text: 'Share of arrested managers who are held until trial.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 5, takedown',
    }),
    manager_least_months: field(real(0, 600).default(24), {
      text: 'Shortest sentence of a manager, always firm.',
      unit: 'months',
      grade: 'A',
      source: JUSTICE,
    }),
    manager_most_months: field(real(0, 600).default(60), {
      text: 'Longest sentence of a manager.',
      unit: 'months',
      grade: 'A',
      source: JUSTICE,
    }),
    site_jailed_share: field(share().default(0.049), {
      text: 'Share of all persons arrested at sites who go to prison at once.',
      unit: 'share',
      grade: 'P',
      source: 'MODEL 5, site operation',
    }),
    record_share: field(share().default(0.3), {
      text: 'Share of newly hired couriers who have been convicted before.',
      unit: 'share',
      grade: 'A',
      source: `${JUSTICE}; assumption`,
    }),
  },
};

const switches = {
  justice: toggle('Arrests lead to presentation, remand, trial, prison and return.', 'P', 'MODEL 5, justice'),
};

const streams = ['justice'] as const;

const counts = dailyCounts({
  sentences_couriers: { text: 'Sentences of couriers, by the day of the arrest.', unit: 'sentences' },
  sentences_managers: { text: 'Sentences of managers, by the day of the arrest.', unit: 'sentences' },
  sentences_sites: { text: 'Sentences of persons arrested at sites, by the day of the arrest.', unit: 'sentences' },
  firm_couriers: { text: 'Those of couriers that are firm prison.', unit: 'sentences' },
  firm_managers: { text: 'Those of managers that are firm prison.', unit: 'sentences' },
  firm_sites: { text: 'Those of persons arrested at sites that are firm prison.', unit: 'sentences' },
  firm_days: { text: 'Days of firm prison to which persons arrested on the day are sentenced.', unit: 'days' },
  jailed_at_sites: { text: 'Persons arrested at sites who go to prison at once.', unit: 'persons' },
  arrests_with_priors: { text: 'Couriers arrested who had been arrested or convicted before.', unit: 'persons' },
  persons_presented: {
    role: 'activity',
    label: 'Persons presented to a judge',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Persons arrested who were presented to a judge: a measure of activity as much as of the trade.',
  },
});

/** When the manager of a platform is held and in prison. */
export type ManagerColumns = Pick<Platforms, 'heldUntil' | 'jailFrom' | 'jailUntil'>;

export type ChargeNeeds = Own<{
  fields: typeof fields;
  switches: typeof switches;
  streams: typeof streams;
  counts: typeof counts;
}> & {
  clock: Clock;
  scenario: CouriersGiven;
  city: Pick<City, 'nCities' | 'zoneCity'>;
  custody: Pick<Custody, 'change' | 'policeChange' | 'exits' | 'firmShare'>;
  couriers: Pick<Couriers, 'platform' | 'key' | 'profile' | 'priors' | 'prisonFrom' | 'prisonUntil'>;
  platforms: ManagerColumns & Pick<Platforms, 'key' | 'homeZone'>;
};

/** Roles of the accused, which give couriers, managers and persons at sites separate event numbers. */
const ROLE = { courier: 0, manager: 1, site: 2 } as const;
/** Most persons arrested at one site on one day. */
const PERSONS_PER_DAY = 512;

export interface Charges {
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

export function createCharges(world: ChargeNeeds): Charges {
  const { clock, counts, custody, couriers, platforms, city, scenario } = world;
  const { justice } = scenario;
  const key = world.streams.justice;
  const policeDays = scenario.couriers.custody_days;
  const isOn = scenario.mechanisms.justice;
  const lastDay = custody.change.length - 1;

  /** Books one person's stay from a day until before another, as far as it lies in the run; −1 cancels such a booking. */
  const hold = (from: number, until: number, persons: 1 | -1 = 1, change = custody.change): void => {
    if (until <= from || until <= 0 || from > lastDay) return;
    change[Math.max(0, from)] += persons;
    if (until <= lastDay) change[until] -= persons;
  };
  /** Books the stay with the police of somebody arrested today, a part of all custody, and returns the day of its end. */
  const policeHold = (): number => {
    hold(clock.day, clock.day + policeDays, 1, custody.policeChange);
    return clock.day + policeDays;
  };
  /** Counts a sentence by the day of the arrest; one of 0 days is suspended. */
  const sentence = (of: Float64Array, firm: Float64Array, days: number): void => {
    add(of, clock.reportedDay, 1);
    if (days === 0) return;
    add(firm, clock.reportedDay, 1);
    add(counts.firm_days, clock.reportedDay, days);
  };
  /** When a person is tried, and comes out of prison. */
  const term = { trial: 0, free: 0 };
  /**
   * Books what follows an arrest today and sets `term`: police custody, remand if held, and prison, less the time on
   * remand. A trial that is still to come is joined with this one: the earlier date, the sum of both sentences.
   */
  const book = (isHeld: boolean, trial: number, days: number, waitsFrom: number, waitsUntil: number): void => {
    const charged = policeHold();
    term.trial = trial;
    let toServe = days;
    if (waitsFrom !== NO_DAY && waitsFrom >= clock.day && waitsUntil > waitsFrom) {
      hold(waitsFrom, waitsUntil, -1);
      toServe += waitsUntil - waitsFrom;
      term.trial = Math.max(charged, Math.min(trial, waitsFrom));
    }
    hold(clock.day, isHeld ? term.trial : charged);
    term.free = term.trial + Math.max(0, toServe - (isHeld ? term.trial - charged : 0));
    hold(term.trial, term.free);
  };
  /** Event number of a person in a role, by day. */
  const eventOfAccused = (role: number, person = 0): number =>
    (role << 28) + (clock.day * PERSONS_PER_DAY + person) * EVENTS_PER_ACCUSED;
  const present = (): void => add(counts.persons_presented, clock.reportedDay, 1);

  return {
    courier(post, isHeld, heldShare) {
      if (!isOn) return;
      const entity = couriers.key[post];
      // Keyed by priors, so that a second arrest on the same day has its own draws.
      const event = eventOfAccused(ROLE.courier, couriers.priors[post]);
      const presentedShare = Math.max(justice.presented_share, heldShare);
      // All who are held are presented, and as many of the others as make up the share.
      const otherShare = (presentedShare - heldShare) / (1 - heldShare);
      const isBrought = isHeld || isPresented(key, entity, event, otherShare);
      if (isBrought) present();
      const isFirst = couriers.priors[post] === 0;
      if (!isFirst) add(counts.arrests_with_priors, clock.reportedDay, 1);
      if (couriers.priors[post] < 255) couriers.priors[post]++;
      const firmShare = isFirst && !isHeld ? justice.first_time_firm_share : custody.firmShare;
      const factor = couriers.profile[post] === PROFILE.minor ? justice.minor_factor : 1;
      const fastShare = isBrought ? justice.fast_track_share / presentedShare : 0;
      const trial = clock.day + policeDays + daysToTrial(justice, key, entity, event, fastShare);
      const days = sentenceDays(justice, key, entity, event, firmShare, factor);
      sentence(counts.sentences_couriers, counts.firm_couriers, days);
      book(isHeld, trial, days, couriers.prisonFrom[post], couriers.prisonUntil[post]);
      couriers.prisonFrom[post] = isHeld || term.free === term.trial ? NO_DAY : term.trial;
      couriers.prisonUntil[post] = term.free;
      if (isHeld) release(post, term.free);
    },

    manager(p) {
      if (!isOn) return;
      const entity = platforms.key[p];
      const event = eventOfAccused(ROLE.manager);
      present();
      const isHeld = isRemanded(key, entity, event, justice.manager_remand_share);
      const charged = clock.day + policeDays;
      const trial = charged + daysToTrial(justice, key, entity, event, justice.fast_track_share);
      const days = managerDays(justice, key, entity, event);
      sentence(counts.sentences_managers, counts.firm_managers, days);
      book(isHeld, trial, days, platforms.jailFrom[p], platforms.jailUntil[p]);
      platforms.heldUntil[p] = isHeld ? term.trial : charged;
      platforms.jailFrom[p] = term.trial;
      platforms.jailUntil[p] = term.free;
    },

    atSite(place, persons) {
      if (!isOn) return;
      const presentedShare = justice.site_presented_share;
      const jailedShare = presentedShare > 0 ? justice.site_jailed_share / presentedShare : 0;
      for (let person = 0; person < persons && person < PERSONS_PER_DAY; person++) {
        const event = eventOfAccused(ROLE.site, person);
        const charged = policeHold();
        hold(clock.day, charged);
        if (!isPresented(key, place, event, presentedShare)) continue;
        present();
        const isJailed = isRemanded(key, place, event, jailedShare);
        if (isJailed) add(counts.jailed_at_sites, clock.reportedDay, 1);
        const days = sentenceDays(justice, key, place, event, isJailed ? 1 : custody.firmShare, 1);
        sentence(counts.sentences_sites, counts.firm_sites, days);
        const trial = charged + (isJailed ? 0 : daysToTrial(justice, key, place, event, 0));
        hold(trial, trial + days);
      }
    },

    imprison(post) {
      release(post, couriers.prisonUntil[post]);
      couriers.prisonFrom[post] = NO_DAY;
    },
  };

  /** Books a person who leaves a post into the pool of those released, on the day of the release. */
  function release(post: number, day: number): void {
    if (day < 0 || day > lastDay) return;
    const home = city.zoneCity[platforms.homeZone[couriers.platform[post]]];
    custody.exits[(day * city.nCities + home) * PRIOR_CLASSES + priorClass(couriers.priors[post])]++;
  }
}

/** Class of somebody with priors, 0-based: one, two, three or more. */
const priorClass = (priors: number): number => Math.min(priors, PRIOR_CLASSES) - 1;

/** Whether the manager of a platform is neither held nor in prison on a day. */
export const isManagerFree = (
  { heldUntil, jailFrom, jailUntil }: ManagerColumns,
  platform: number,
  day: number,
): boolean => day >= heldUntil[platform] && (day < jailFrom[platform] || day >= jailUntil[platform]);

function ascending<K extends string>(value: Record<K, number>, least: K, most: K): Complaint[] {
  if (value[least] <= value[most]) return [];
  return [{ path: [most], what: `below ${least}`, got: value[most], expected: `at least ${value[least]}` }];
}

export const charge = part({ sections, fields, switches, streams, counts });
