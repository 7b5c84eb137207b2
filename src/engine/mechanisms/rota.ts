// Rota, daily: couriers come back or begin, and shifts are planned over those present, by the weekday's demand.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { createRemoval, type RemovalNeeds } from '../acts/arrest.ts';
import { type ChargeNeeds, createCharges } from '../acts/charge.ts';
import { drawPerson, type PersonNeeds, PROFILE } from '../acts/profile.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { type Custody, PRIOR_CLASSES } from '../entities/custody.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { NO_DAY } from '../kernel/clock.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';
import type { Tempo } from '../kernel/tempo.ts';

const submodel = {
  section: '6',
  text: 'A platform plans n·duty·S(weekday) shifts a day over the n persons present, fractions carried over; with less than one shift it opens for that share of its hours.',
  grade: 'A',
  source: 'MODEL 6, labour',
};

const fields = {
  justice: {
    reoffending_share: field(share().default(0.3), {
      text: 'Probability that a vacant post is filled by a released person where there is one.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 6, desistance; assumption',
    }),
  },
};

const counts = dailyCounts({
  couriers_on_duty: { text: 'Couriers on shift, a short shift by its share of the hours.', unit: 'couriers' },
  couriers_present: { text: 'Persons on posts of platforms that sell.', unit: 'person-days' },
  couriers_women: { text: 'Women among them.', unit: 'person-days' },
  couriers_minors: { text: 'Minors among them.', unit: 'person-days' },
  couriers_aside: { text: 'Those of them who sell on the side.', unit: 'person-days' },
  posts_vacant: { text: 'Posts of lines that sell on which there is nobody.', unit: 'post-days' },
});

type Needs = Own<{ fields: typeof fields; counts: typeof counts }> &
  ChargeNeeds &
  RemovalNeeds &
  PersonNeeds & {
    tempo: Pick<Tempo, 'dayFactor'>;
    city: Pick<City, 'zoneCity'>;
    custody: Pick<Custody, 'pool'>;
    platforms: Pick<
      Platforms,
      | 'count'
      | 'status'
      | 'homeZone'
      | 'firstLine'
      | 'nLines'
      | 'firstCourier'
      | 'nCouriers'
      | 'dutyShare'
      | 'shiftSum'
      | 'nextOnShift'
      | 'nOnDuty'
      | 'openShare'
    >;
    lines: Pick<Lines, 'state'>;
    couriers: Pick<
      Couriers,
      | 'count'
      | 'platform'
      | 'line'
      | 'key'
      | 'zone'
      | 'isOn'
      | 'state'
      | 'untilDay'
      | 'sellsAside'
      | 'priors'
      | 'prisonFrom'
      | 'nPersons'
      | 'beganOn'
    >;
    ledger: Pick<Ledger, 'couriersHired'>;
  };

/** Event numbers of a new person in the 'justice' stream, below those of the accused and of couriers at the start. */
const eventOfNewPerson = (person: number, n: number): number => -2 - 3 * person - n;

/**
 * A platform plans n·duty·S(weekday) shifts a day, at most n, where n is the number of persons present on its lines that
 * sell. Fractions are carried over to the next days, which keeps the mean; below one shift, one person works for that
 * share of the hours. Posts take turns, lines alternating.
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, streams, platforms, lines, couriers, custody, ledger, tempo, city, scenario } = world;
  const fate = streams.justice;
  const hasJustice = scenario.mechanisms.justice;
  const { reoffending_share: reoffending, record_share: recordShare } = scenario.justice;
  const remove = createRemoval(world);
  const { imprison } = createCharges(world);

  return () => {
    const today = clock.day;
    for (let post = 0; post < couriers.count; post++) {
      couriers.isOn[post] = 0;
      if (couriers.prisonFrom[post] <= today && couriers.state[post] !== COURIER.vacant) {
        imprison(post);
        remove(post);
      }
      const state = couriers.state[post];
      if (state === COURIER.working || couriers.untilDay[post] > today) continue;
      if (state === COURIER.vacant) {
        // Nobody is hired for a line that does not sell.
        if (lines.state[couriers.line[post]] !== LINE.up) continue;
        const person = couriers.nPersons[post]++;
        couriers.beganOn[post] = today;
        ledger.couriersHired++;
        if (hasJustice) couriers.priors[post] = priorsOfNew(post, person);
        couriers.prisonFrom[post] = NO_DAY;
        drawPerson(world, post, person);
      }
      couriers.state[post] = COURIER.working;
    }
    let onDuty = 0;
    let nVacant = 0;
    let nPresent = 0;
    let nWomen = 0;
    let nMinors = 0;
    let nAside = 0;
    for (let p = 0; p < platforms.count; p++) {
      platforms.nOnDuty[p] = 0;
      if (platforms.status[p] !== PLATFORM_STATUS.active) continue;
      const n = platforms.nCouriers[p];
      const nLines = platforms.nLines[p];
      let staff = 0;
      for (let post = platforms.firstCourier[p]; post < platforms.firstCourier[p] + n; post++) {
        if (lines.state[couriers.line[post]] !== LINE.up) continue;
        if (couriers.state[post] === COURIER.working) staff++;
        if (couriers.state[post] === COURIER.vacant) nVacant++;
        else {
          nPresent++;
          nAside += couriers.sellsAside[post];
          if (couriers.profile[post] === PROFILE.woman) nWomen++;
          else if (couriers.profile[post] === PROFILE.minor) nMinors++;
        }
      }
      const shifts = Math.min(staff, staff * platforms.dutyShare[p] * tempo.dayFactor[today]);
      const before = Math.floor(platforms.shiftSum[p]);
      if (shifts >= 1) platforms.shiftSum[p] += shifts;
      const planned = shifts >= 1 ? Math.min(staff, Math.floor(platforms.shiftSum[p]) - before) : Math.ceil(shifts);
      platforms.openShare[p] = Math.min(1, shifts);
      let filled = 0;
      let turn = platforms.nextOnShift[p];
      for (let tried = 0; tried < n && filled < planned; tried++) {
        // Turns alternate between lines: turn t is post ⌊t / lines⌋ of line t mod lines.
        const post = platforms.firstCourier[p] + (turn % nLines) * (n / nLines) + Math.floor(turn / nLines);
        turn = (turn + 1) % n;
        if (couriers.state[post] !== COURIER.working || lines.state[couriers.line[post]] !== LINE.up) continue;
        couriers.isOn[post] = 1;
        couriers.zone[post] = platforms.homeZone[p];
        filled++;
      }
      platforms.nextOnShift[p] = turn;
      platforms.nOnDuty[p] = filled;
      onDuty += filled * platforms.openShare[p];
    }
    add(counts.couriers_present, clock.reportedDay, nPresent);
    add(counts.couriers_women, clock.reportedDay, nWomen);
    add(counts.couriers_minors, clock.reportedDay, nMinors);
    add(counts.couriers_aside, clock.reportedDay, nAside);
    add(counts.posts_vacant, clock.reportedDay, nVacant);
    add(counts.couriers_on_duty, clock.reportedDay, onDuty);
  };

  /** Priors of a new person: by the draw one of those released, if there is any, else by the share with a record. */
  function priorsOfNew(post: number, person: number): number {
    const { pool } = custody;
    const first = city.zoneCity[platforms.homeZone[couriers.platform[post]]] * PRIOR_CLASSES;
    let nReleased = 0;
    for (let k = 0; k < PRIOR_CLASSES; k++) nReleased += pool[first + k];
    const entity = couriers.key[post];
    if (nReleased > 0 && draw(fate, entity, eventOfNewPerson(person, 0)) < reoffending) {
      let rank = draw(fate, entity, eventOfNewPerson(person, 1)) * nReleased;
      let k = 0;
      while (rank >= pool[first + k]) rank -= pool[first + k++];
      pool[first + k]--;
      return k + 1;
    }
    return draw(fate, entity, eventOfNewPerson(person, 2)) < recordShare ? 1 : 0;
  }
};

export const rota = mechanism({
  submodel,
  fields,
  counts,
  phases: {
    rota: { when: 'day', text: 'Couriers come back or begin, and go on shift.', run },
  },
});
