// Side-selling: couriers sell a second product of their own with the orders they deliver; now and then a manager finds out.
import { field } from '../../fields/field.ts';
import { eur, real, share, toggle } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { cents, DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR } from '../../units.ts';
import { createVacate, type VacancyNeeds } from '../acts/arrest.ts';
import { type LeavingGiven, leavingPerYear } from '../acts/leaving.ts';
import type { SideSellersNeeds } from '../acts/side-sellers.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { CHOICE, eventOfOccasion, FATE, type Occasions } from '../entities/occasions.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const SIDE_SELLING = 'MODEL 6, side-selling';

const submodel = {
  section: '6',
  text: 'Some couriers sell a product of unknown composition of their own with part of the orders they deliver, and keep what it brings; a manager finds out at a rate per month, and dismisses the courier.',
  grade: 'S direction, A size',
  source: SIDE_SELLING,
};

const fields = {
  side_selling: {
    found_per_month: field(real(0, 100).default(0.02), {
      symbol: 'h',
      text: 'Rate at which the manager finds out that a courier sells on the side; the courier is dismissed.',
      unit: 'per month',
      plausible: '0.01-0.04',
      grade: 'S direction, A size',
      source: SIDE_SELLING,
    }),
    buys_share: field(share().default(0.05), {
      text: 'Share of the orders delivered by such a courier with which the client also buys the second product.',
      unit: 'share',
      plausible: '0.02-0.15',
      grade: 'A',
      source: 'assumption',
    }),
    amount_g: field(real(0.001, 10).default(0.5), {
      text: 'Amount of the second product that a client buys of a courier.',
      unit: 'g',
      plausible: '0.2-1',
      grade: 'A',
      source: 'assumption',
    }),
    earns_eur: field(eur().default(15), {
      text: 'What the courier keeps of such a sale, after what the product cost.',
      unit: 'EUR',
      plausible: '5-30',
      grade: 'A',
      source: 'assumption',
    }),
  },
};

const switches = {
  side_selling: toggle(
    'Some couriers sell a second product of their own, unseen by the manager.',
    'S direction, A size',
    SIDE_SELLING,
  ),
};

const streams = ['side-found', 'side-sale'] as const;

const counts = dailyCounts({
  side_sales: { text: 'Delivered orders with which the client bought of the courier, too.', unit: 'orders' },
  side_sellers_found: {
    role: 'result',
    label: 'Couriers found to sell on the side',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Couriers whose manager found out that they sold on the side, and dismissed them.',
  },
});

/** Event number of a person at the start in 'side-found'; others are from 0. */
const AT_START = -1;
/** Weeks of a run at most, for the events of a person. */
const WEEKS = 2048;

type FoundNeeds = Own<{
  fields: typeof fields;
  switches: typeof switches;
  streams: typeof streams;
  counts: typeof counts;
}> &
  SideSellersNeeds &
  VacancyNeeds & {
    scenario: LeavingGiven;
    clock: Clock;
    platforms: Pick<Platforms, 'status' | 'oversight'>;
    lines: Pick<Lines, 'state'>;
    couriers: Pick<Couriers, 'count' | 'platform' | 'line' | 'key' | 'nPersons'>;
  };

/**
 * As a week begins, after people left by themselves. At the start some of those who would sell on the side have been found
 * out before and others work in their place, so that as many sell as hiring, leaving and finding out come to.
 */
const find = (world: FoundNeeds): (() => void) => {
  const { clock, counts, platforms, lines, couriers, streams, scenario } = world;
  const { share: usual, found_per_month } = scenario.side_selling;
  const leave = (leavingPerYear(scenario) * DAYS_PER_WEEK) / DAYS_PER_YEAR;
  const perWeek = (found_per_month * DAYS_PER_WEEK) / DAYS_PER_MEAN_MONTH;
  const vacate = createVacate(world);

  return () => {
    if (!scenario.mechanisms.side_selling) return;
    const isStart = clock.day === 0;
    for (let post = 0; post < couriers.count; post++) {
      if (couriers.sellsAside[post] === 0 || couriers.state[post] !== COURIER.working) continue;
      const p = couriers.platform[post];
      if (platforms.status[p] !== PLATFORM_STATUS.active || lines.state[couriers.line[post]] !== LINE.up) continue;
      const rate = perWeek * platforms.oversight[p];
      const event = isStart ? AT_START : couriers.nPersons[post] * WEEKS + clock.day / DAYS_PER_WEEK;
      const chance = isStart ? replaced(rate) : -Math.expm1(-rate);
      if (draw(streams['side-found'], couriers.key[post], event) >= chance) continue;
      if (isStart) couriers.sellsAside[post] = 0;
      else {
        vacate(post);
        add(counts.side_sellers_found, clock.reportedDay, 1);
      }
    }
  };

  /** Of those who would sell on the side, the share in whose place others work, where that many a week are found out. */
  function replaced(rate: number): number {
    const found = rate * (1 - usual);
    return found === 0 ? 0 : found / (leave + found);
  }
};

type SalesNeeds = Own<{
  fields: typeof fields;
  switches: typeof switches;
  streams: typeof streams;
  counts: typeof counts;
}> & {
  clock: Clock;
  occasions: Pick<
    Occasions,
    'count' | 'customer' | 'candidate' | 'attempt' | 'choice' | 'fate' | 'courier' | 'isSoldAside'
  >;
  couriers: Pick<Couriers, 'sellsAside' | 'earnedCents'>;
  ledger: Pick<Ledger, 'outsideCents'>;
};

/**
 * After the deliveries of a tick, by couriers who still have their post. What is sold comes from outside and goes to the
 * client, of the money the courier keeps what is earned: platforms see nothing of either.
 */
const sell = (world: SalesNeeds): (() => void) => {
  const { clock, counts, occasions, couriers, ledger, scenario } = world;
  const { k0, k1 } = world.streams['side-sale'];
  const { buys_share: buys, earns_eur } = scenario.side_selling;
  const earned = cents(earns_eur);

  return () => {
    if (!scenario.mechanisms.side_selling) return;
    let sales = 0;
    for (let i = 0; i < occasions.count; i++) {
      if (occasions.choice[i] !== CHOICE.delivery || occasions.fate[i] !== FATE.fulfilled) continue;
      const post = occasions.courier[i];
      const isSold =
        couriers.sellsAside[post] === 1 &&
        uniform(threefry(k0, k1, occasions.customer[i], eventOfOccasion(occasions, i))) < buys;
      occasions.isSoldAside[i] = isSold ? 1 : 0;
      if (!isSold) continue;
      couriers.earnedCents[post] += earned;
      ledger.outsideCents -= earned;
      sales++;
    }
    add(counts.side_sales, clock.reportedDay, sales);
  };
};

export const sideSelling = mechanism({
  submodel,
  fields,
  switches,
  streams,
  counts,
  phases: {
    'side-selling': {
      when: 'week',
      text: 'Some couriers who sell on the side are found out and dismissed.',
      run: find,
    },
    'side-sales': { when: 'tick', text: 'Some couriers also sell a product of their own to the client.', run: sell },
  },
});
