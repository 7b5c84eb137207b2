// Wake: candidate occasions fall due, are thinned by the rate factor, and the next one of each customer is filed.

import { MIN_PER_DAY } from '../../units.ts';
import { moveToNext } from '../acts/next-candidate.ts';
import { createOwnRate } from '../acts/own-rate.ts';
import { F32, F32_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { FATE, type Occasions } from '../entities/occasions.ts';
import type { Everything } from '../everything.ts';
import { Calendar } from '../kernel/calendar.ts';
import { mechanism } from '../kernel/part.ts';
import { add, NOTHING } from '../kernel/record.ts';

const submodel = {
  section: '4',
  text: 'Occasions of a customer are Poisson in operational time; a candidate is one where its mark lies below A·E·D.',
  grade: 'P,D',
  source: 'MODEL 4, wake',
};

const counts = {
  candidates: { text: 'Occasions that fell due.', unit: 'occasions' },
};

/**
 * A candidate is an occasion where its mark lies below the factor A·E·D of the moment. All that may be one have their
 * place on the tape in the order of their minute, thinned or not; occasions that come back join by minute and keep it.
 */
const run = (world: Everything): (() => void) => {
  const { clock } = world;
  const { calendar, today, customers, occasions, returns, tempo, tape, rateFactor, record } = world;
  const { f32, i32, u16, count: nCustomers } = customers;
  const key = world.streams.wake;
  const zoneCity = world.city.zoneCity;
  const ceiling = world.scenario.customers.rate_ceiling;
  const bound = world.rateBound;
  const ownRate = createOwnRate(world);
  let cursor = 0;
  let openDay = -1;

  const candidate = (customer: number, minute: number): void => {
    const at32 = customer * F32_STRIDE;
    const number = i32[at32 + F32.candidate];
    const mark = f32[at32 + F32.mark];
    const next = tempo.toMinute(moveToNext(customers, customer, key, ceiling, bound));
    const sinceMidnight = next - clock.day * MIN_PER_DAY;
    if (sinceMidnight < MIN_PER_DAY) today.add(customer, sinceMidnight);
    else calendar.add(customer, next);

    const tapeAt = tape.next();
    const factor = rateFactor[zoneCity[u16[customer * U16_STRIDE + U16.zone]]] * ownRate(customer);
    if (factor > ceiling) record.ceiling[0] += (factor - ceiling) / ceiling;
    if (mark >= factor) {
      tape.settle(tapeAt, NOTHING);
      return;
    }
    record.ceiling[1]++;
    add(world.counts.candidates, clock.reportedDay, 1);
    append(occasions, customer, number, 0, tapeAt, 0, minute);
  };

  // Reads both cache lines of every record that this tick will need, before any is needed: the loads do not wait for each
  // other: 5 % off the whole run at 10^5 customers (Node 20).
  let _warmth = 0;
  const warm = (end: number): void => {
    const { sorted, count } = calendar;
    let sum = 0;
    for (let at = cursor; at < count && Calendar.minuteOf(sorted[at]) < end; at++) {
      const id = Calendar.idOf(sorted[at]);
      if (id < nCustomers) sum += i32[id * F32_STRIDE] + i32[id * F32_STRIDE + F32_STRIDE / 2];
    }
    _warmth ^= sum;
  };

  return () => {
    if (openDay !== clock.day) {
      openDay = clock.day;
      cursor = 0;
      calendar.open(clock.day);
      today.open();
    }
    occasions.count = 0;
    const midnight = clock.day * MIN_PER_DAY;
    const end = clock.end - midnight;
    warm(end);
    for (;;) {
      const key = calendar.sorted[cursor];
      const filed = cursor < calendar.count ? Calendar.minuteOf(key) : Number.POSITIVE_INFINITY;
      const soon = today.nextBefore(end);
      const minute = filed <= soon ? filed : soon;
      if (minute >= end) break;
      let id: number;
      if (filed <= soon) {
        cursor++;
        id = Calendar.idOf(key);
      } else id = today.take();
      if (id < nCustomers) candidate(id, midnight + minute);
      else {
        const back = id - nCustomers;
        append(
          occasions,
          returns.customer[back],
          returns.candidate[back],
          returns.attempt[back],
          returns.tapeAt[back],
          returns.isTurnedAway[back],
          midnight + minute,
        );
        returns.free[returns.nFree++] = back;
      }
    }
  };
};

function append(
  occasions: Occasions,
  customer: number,
  candidate: number,
  attempt: number,
  tapeAt: number,
  isTurnedAway: number,
  minute: number,
): void {
  const i = occasions.count++;
  if (i === occasions.capacity) throw new Error('wake: more occasions in one tick than were provided for');
  occasions.customer[i] = customer;
  occasions.candidate[i] = candidate;
  occasions.attempt[i] = attempt;
  occasions.tapeAt[i] = tapeAt;
  occasions.minute[i] = minute;
  occasions.refused[i] = 0;
  occasions.isDisturbed[i] = 0;
  occasions.isTurnedAway[i] = isTurnedAway;
  occasions.fate[i] = FATE.pending;
}

export const wake = mechanism({
  submodel,
  counts,
  phases: {
    wake: { when: 'tick', text: 'Occasions fall due by the minute, new ones and those that come back.', run },
  },
});
