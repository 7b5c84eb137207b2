// Whom police meet: stops by sex and age, stops and arrests by the income of the zone in which they happen.
import type { Couriers } from '../entities/couriers.ts';
import { THIRD, type Zones } from '../entities/zones.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, type Own, part } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';
import { PROFILE } from './profile.ts';

const activity = { role: 'activity', unit: 'persons', better: 'none', isCount: true } as const;

const counts = dailyCounts({
  stops: {
    ...activity,
    label: 'Couriers stopped',
    text: 'Couriers stopped and arrested on the way: a measure of activity.',
  },
  stops_women: { ...activity, label: 'Women stopped', text: 'Women among the couriers stopped on the way.' },
  stops_minors: { ...activity, label: 'Minors stopped', text: 'Minors among the couriers stopped on the way.' },
  stops_low_income_zones: {
    ...activity,
    label: 'Couriers stopped, poorest third',
    text: 'Couriers stopped in the zones of lowest income, where a third of the residents live.',
  },
  stops_high_income_zones: {
    ...activity,
    label: 'Couriers stopped, richest third',
    text: 'Couriers stopped in the zones of highest income, where a third of the residents live.',
  },
  arrests_low_income_zones: {
    ...activity,
    label: 'Arrests, poorest third',
    text: 'Persons arrested in the zones of lowest income, where a third of the residents live: at sites, on the way, and with a line in the zone of its platform.',
  },
  arrests_high_income_zones: {
    ...activity,
    label: 'Arrests, richest third',
    text: 'Persons arrested in the zones of highest income, where a third of the residents live: at sites, on the way, and with a line in the zone of its platform.',
  },
});

export type WhomItMeetsNeeds = Own<{ counts: typeof counts }> & {
  clock: Pick<Clock, 'reportedDay'>;
  zones: Pick<Zones, 'incomeThird'>;
};

/** Counts persons arrested in a zone today. */
export function createArrestsByZone({
  clock,
  counts,
  zones,
}: WhomItMeetsNeeds): (zone: number, persons: number) => void {
  return (zone, persons) => {
    const third = zones.incomeThird[zone];
    if (third === THIRD.poorest) add(counts.arrests_low_income_zones, clock.reportedDay, persons);
    else if (third === THIRD.richest) add(counts.arrests_high_income_zones, clock.reportedDay, persons);
  };
}

/** Counts the courier of a post as stopped in a zone today. */
export function createStops({
  clock,
  counts,
  zones,
  couriers,
}: WhomItMeetsNeeds & { couriers: Pick<Couriers, 'profile'> }): (post: number, zone: number) => void {
  return (post, zone) => {
    const day = clock.reportedDay;
    add(counts.stops, day, 1);
    if (couriers.profile[post] === PROFILE.woman) add(counts.stops_women, day, 1);
    else if (couriers.profile[post] === PROFILE.minor) add(counts.stops_minors, day, 1);
    const third = zones.incomeThird[zone];
    if (third === THIRD.poorest) add(counts.stops_low_income_zones, day, 1);
    else if (third === THIRD.richest) add(counts.stops_high_income_zones, day, 1);
  };
}

export const whomItMeets = part({ counts });
