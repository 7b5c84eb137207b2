// Wake, each tick: thins the candidates by the rate factor of this arm and adds occasions that come back, by minute.
import type { City } from '../../city/city.ts';
import { type AppealNeeds, createAppeal } from '../acts/appeal.ts';
import { OWN_NOISE } from '../acts/noise.ts';
import { createOwnRate, mostDrift, type OwnRateNeeds } from '../acts/own-rate.ts';
import type { PricesPaid } from '../acts/prices-paid.ts';
import { type Customers, type CustomersGiven, F32_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import type { DayList } from '../entities/day-list.ts';
import { FATE, type Occasions, type Returns } from '../entities/occasions.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { type ArmRecord, add } from '../kernel/record.ts';

const submodel = {
  section: '4',
  text: 'Occasions of a customer are Poisson in operational time; a candidate is one where its mark lies below A·E·D.',
  grade: 'P,D',
  source: 'MODEL 4, wake',
};

const counts = dailyCounts({
  candidates: { text: 'Occasions that fell due.', unit: 'occasions' },
});

/** What of an occasion wake fills in. */
type Filled = Pick<
  Occasions,
  | 'count'
  | 'capacity'
  | 'customer'
  | 'candidate'
  | 'attempt'
  | 'tapeAt'
  | 'noise'
  | 'minute'
  | 'refused'
  | 'isDisturbed'
  | 'isTurnedAway'
  | 'fate'
>;

type Needs = Own<{ counts: typeof counts }> &
  Pick<PricesPaid, 'rateFactor'> &
  OwnRateNeeds &
  AppealNeeds & {
    scenario: CustomersGiven;
    clock: Clock;
    city: Pick<City, 'zoneCity'>;
    days: Pick<DayList, 'before' | 'count' | 'customer' | 'number' | 'mark' | 'minute'>;
    customers: Pick<Customers, 'i32' | 'u16'>;
    occasions: Filled;
    returns: Returns;
    record: Pick<ArmRecord, 'ceiling'>;
  };

/** Elements in the middle and near the end of a customer's record. */
const MIDDLE = 15;
const LAST = 27;

/**
 * A candidate is an occasion if its mark is below the present factor A·E·D. All candidates have a place on the tape, in
 * order of time, thinned or not. Occasions that come back keep their place.
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, days, customers, occasions, returns, rateFactor, record, scenario } = world;
  const { i32, u16 } = customers;
  const { customer: customerOf, number: numberOf, mark: markOf, minute: minuteOf } = days;
  const zoneCity = world.city.zoneCity;
  const ceiling = scenario.customers.rate_ceiling;
  const ownRate = createOwnRate(world);
  const { appeal } = world;
  const appealTo = createAppeal(world);
  const likely = new Int32Array(occasions.capacity);
  const due = new Int32Array(occasions.capacity);
  let cursor = 0;
  let openDay = -1;
  /** Highest factor today of any customer: a candidate with a higher mark is no occasion. */
  let highest = 0;

  // Reads all cache lines of the records that this tick will need in advance, so that the loads do not wait for each
  // other. A buffer may begin anywhere in a line, so that a record can lie in three lines: reading all three brings an
  // arm to 0.85 of its time at 115,000 customers (Node 20).
  let _warmth = 0;
  const warm = (n: number): void => {
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const at = customerOf[likely[k]] * F32_STRIDE;
      sum += i32[at] + i32[at + MIDDLE] + i32[at + LAST];
    }
    _warmth ^= sum;
  };

  const comeBack = (back: number): void => {
    append(
      occasions,
      returns.customer[back],
      returns.candidate[back],
      returns.attempt[back],
      returns.tapeAt[back],
      OWN_NOISE,
      returns.isTurnedAway[back],
      returns.minute[back],
    );
    returns.next[back] = returns.firstFree;
    returns.firstFree = back;
  };

  return () => {
    if (openDay !== clock.day) {
      openDay = clock.day;
      cursor = 0;
      highest = 0;
      for (const factor of rateFactor)
        highest = Math.max(highest, factor * appeal.highest * mostDrift(scenario, clock.day));
    }
    occasions.count = 0;
    const count = days.count;
    let n = 0;
    for (; cursor < count && minuteOf[cursor] < clock.end; cursor++) {
      likely[n] = cursor;
      n += markOf[cursor] < highest ? 1 : 0;
    }
    warm(n);
    const nDue = takeDue(returns, Math.floor(clock.start / clock.tickMin), due);
    let nextDue = 0;
    let nKept = 0;
    for (let k = 0; k < n; k++) {
      const at = likely[k];
      const customer = customerOf[at];
      const mark = markOf[at];
      const rate = rateFactor[zoneCity[u16[customer * U16_STRIDE + U16.zone]]] * ownRate(customer);
      // What marketing does to this customer matters only to a mark that lies between its least and its most.
      const most = rate * appeal.highest;
      if (mark >= most) continue;
      const factor = mark < rate * appeal.lowest && most <= ceiling ? most : rate * appealTo(customer);
      if (factor > ceiling) record.ceiling[0] += (factor - ceiling) / ceiling;
      if (mark >= factor) continue;
      nKept++;
      const minute = minuteOf[at];
      while (nextDue < nDue && returns.minute[due[nextDue]] < minute) comeBack(due[nextDue++]);
      append(occasions, customer, numberOf[at], 0, days.before + at, at + 1, 0, minute);
    }
    while (nextDue < nDue) comeBack(due[nextDue++]);
    record.ceiling[1] += nKept;
    add(counts.candidates, clock.reportedDay, nKept);
  };
};

/** Takes out the occasions that come back in a tick, by minute, then customer, then candidate; returns their number. */
function takeDue({ firstOfTick, next, minute, customer, candidate }: Returns, tick: number, due: Int32Array): number {
  let n = 0;
  for (let back = firstOfTick[tick]; back >= 0; back = next[back]) {
    let at = n++;
    for (; at > 0; at--) {
      const other = due[at - 1];
      const order =
        minute[back] - minute[other] || customer[back] - customer[other] || candidate[back] - candidate[other];
      if (order >= 0) break;
      due[at] = other;
    }
    due[at] = back;
  }
  firstOfTick[tick] = -1;
  return n;
}

function append(
  occasions: Filled,
  customer: number,
  candidate: number,
  attempt: number,
  tapeAt: number,
  noise: number,
  isTurnedAway: number,
  minute: number,
): void {
  const i = occasions.count++;
  if (i === occasions.capacity) throw new Error(`wake: more than ${occasions.capacity} occasions in one tick`);
  occasions.customer[i] = customer;
  occasions.candidate[i] = candidate;
  occasions.attempt[i] = attempt;
  occasions.tapeAt[i] = tapeAt;
  occasions.noise[i] = noise;
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
