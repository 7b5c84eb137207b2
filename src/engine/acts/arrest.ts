// A courier is arrested, and posts fall vacant. Knows neither who arrests nor why.

import { addDaily, DAILY } from '../daily.ts';
import { COURIER } from '../entities/couriers.ts';
import type { Clock } from '../kernel/clock.ts';
import { REPLACED_WITHIN_DAYS } from '../kernel/record.ts';
import type { World } from '../world.ts';
import { createJustice } from './charge.ts';
import { PROFILE } from './profile.ts';

/** Arrests the courier of a post today: held until trial, as the share given of such couriers is, or back after some days. */
export type Arrest = (post: number, isHeld: boolean, heldShare: number) => void;

export function createArrest(world: World, clock: Clock): Arrest {
  const { couriers, record } = world;
  const { custody_days: custodyDays } = world.scenario.couriers;
  const justice = createJustice(world, clock);
  const remove = createRemoval(world, clock);
  return (post, isHeld, heldShare) => {
    addDaily(record, DAILY.arrests_couriers, clock.reportedDay, 1);
    if (couriers.profile[post] === PROFILE.woman) addDaily(record, DAILY.arrests_women, clock.reportedDay, 1);
    else if (couriers.profile[post] === PROFILE.minor) addDaily(record, DAILY.arrests_minors, clock.reportedDay, 1);
    justice.courier(post, isHeld, heldShare);
    if (isHeld) remove(post);
    else {
      couriers.state[post] = COURIER.custody;
      couriers.untilDay[post] = clock.day + custodyDays;
    }
  };
}

/** Police or justice take the person on a post away today; who comes next takes a removed one's place. */
export function createRemoval(world: World, clock: Clock): (post: number) => void {
  const { couriers } = world;
  const vacate = createVacate(world, clock);
  return (post) => {
    vacate(post);
    couriers.replacesUntil[post] = clock.day + REPLACED_WITHIN_DAYS;
  };
}

/** The person on a post leaves it today: it is vacant until someone else is found. */
export function createVacate(world: World, clock: Clock): (post: number) => void {
  const { couriers, ledger } = world;
  const { replacement_days: replacementDays } = world.scenario.couriers;
  return (post) => {
    couriers.state[post] = COURIER.vacant;
    couriers.untilDay[post] = clock.day + replacementDays;
    ledger.couriersLeft++;
  };
}
