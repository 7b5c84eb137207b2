// Customer turnover, every four weeks: customers stop buying, begin to buy, and their rates drift.

import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import type { Streams } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { DAYS_PER_WEEK, DAYS_PER_YEAR, FOUR_WEEKS } from '../../units.ts';
import {
  drawForgetDay,
  type FirstOpinion,
  type FirstWaitGiven,
  forgetKnown,
  isForgotten,
  type KnowerColumns,
  type KnownColumns,
  learnOf,
} from '../acts/known-platforms.ts';
import { buysOn, driftOf, type OwnRateGiven } from '../acts/own-rate.ts';
import type { Customers } from '../entities/customers.ts';
import { BUYING, F32, F32_STRIDE, MAX_KNOWN, NEVER, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { type Health, type HealthGiven, REACH } from '../entities/health.ts';
import type { Platforms, PlatformsGiven } from '../entities/platforms.ts';
import type { Sites, SitesGiven } from '../entities/sites.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const CUSTOMERS = 'MODEL 6, customers';

const submodel = {
  section: '6',
  text: 'Customers stop with a constant hazard, begin with one that follows open sites and those who buy, and buy more often where supply is pure and fast.',
  grade: 'A',
  source: 'MODEL 6, customers',
};

const fields = {
  customers: {
    quit_per_year: field(real(0, 0.95).default(0.1), {
      text: 'Share of customers who stop buying within a year.',
      unit: 'share per year',
      plausible: '0.05-0.15',
      grade: 'A',
      source: CUSTOMERS,
    }),
    initiation_per_year: field(real(0, 0.95).default(0.1), {
      text: 'Customers who begin, or begin again, within a year, relative to those who buy at the start; equal to quit_per_year keeps their number.',
      unit: 'share per year',
      plausible: '0.05-0.2',
      grade: 'A',
      source: `${CUSTOMERS}; balances quitting`,
    }),
    initiation_by_sites: field(share().default(0.5), {
      symbol: 'w',
      text: 'Part of those who begin that follows the number of open sites; the rest follows the number of customers, who bring others.',
      unit: 'share',
      plausible: '0-1',
      grade: 'S direction, A size',
      source: CUSTOMERS,
    }),
  },
};

const switches = {
  quitting: toggle('Customers stop buying.', 'A', 'MODEL 6, customers'),
  initiation: toggle('People who do not buy at the start, or have stopped, begin to buy.', 'A', 'MODEL 6, customers'),
};

const streams = ['quit', 'initiation'] as const;

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams }> & {
  scenario: OwnRateGiven & FirstWaitGiven & SitesGiven & PlatformsGiven & HealthGiven;
  streams: Streams<'health-reach'>;
  clock: Clock;
  city: Pick<City, 'nZones' | 'nCities' | 'zoneCity'>;
  customers: KnownColumns & KnowerColumns & Pick<Customers, 'count' | 'nFounders' | 'firstOfBlock'>;
  platforms: Pick<Platforms, 'purity' | 'churnPerDay' | 'darkFrom'>;
  sites: Pick<Sites, 'nPlaces' | 'zone' | 'isOpen' | 'disruptedFrom' | 'disruptedUntil'>;
  health: Pick<Health, 'nCustomers' | 'newCustomers' | 'prevention'>;
  /** Loyalty to a newly known platform, [class * 5 + number then known]. */
  startLoyalty: Float64Array;
};

/**
 * Each customer has one draw per period and changes state at most once in it, on the day that a constant hazard gives.
 * One who begins knows the platforms that one neighbour knows.
 */
const run = (world: Needs): (() => void) => {
  const { clock, customers, platforms, sites, health, city, scenario } = world;
  const { f32, u8, u16, firstOfBlock, nFounders } = customers;
  const { k0: quit0, k1: quit1 } = world.streams.quit;
  const { k0: start0, k1: start1 } = world.streams.initiation;
  const { k0: reach0, k1: reach1 } = world.streams['health-reach'];
  const spec = scenario.customers;
  const driftPerPeriod = (driftOf(scenario) * FOUR_WEEKS) / DAYS_PER_YEAR;
  const quitPerDay = scenario.mechanisms.quitting ? -Math.log(1 - spec.quit_per_year) / DAYS_PER_YEAR : 0;
  const nDormant = customers.count - nFounders;
  const startPerDay =
    scenario.mechanisms.initiation && nDormant > 0
      ? (-Math.log(1 - spec.initiation_per_year) / DAYS_PER_YEAR) * (nFounders / nDormant)
      : 0;
  const changes = quitPerDay > 0 || startPerDay > 0;
  const bySites = spec.initiation_by_sites;
  const promiseMin = scenario.delivery.promise_min;
  const sitePurity = scenario.sites.purity_points;
  const prevented = scenario.health.prevention_factor;

  // Kept apart from the records, so that a pass over all customers reads one byte of each and not two cache lines.
  const isBuying = new Uint8Array(customers.count).fill(1, 0, nFounders);
  const changing = new Int32Array(changes ? customers.count : 0);
  let nChanging = 0;
  const buying = new Float64Array(city.nCities);
  const visible = new Float64Array(city.nCities);
  const visibleAtFirst = new Float64Array(city.nCities);
  const hazard = new Float64Array(city.nCities);
  const start: FirstOpinion = { loyalty: 0, purity: 0, waitMin: scenario.learning.first_wait_min, forgetDay: 0 };
  const cityOf = (customer: number): number => city.zoneCity[u16[customer * U16_STRIDE + U16.zone]];
  for (let zone = 0; zone < city.nZones; zone++) buying[city.zoneCity[zone]] += health.nCustomers[zone];
  const buyingAtFirst = buying.slice();

  /** Gives one who begins the platforms of a neighbour, drawn among those who bought at the start. */
  const introduce = (customer: number, period: number, day: number, peerWord: number): void => {
    const block = u16[customer * U16_STRIDE + U16.zone] * 3 + u8[customer * U8_STRIDE + U8.income];
    const size = firstOfBlock[block + 1] - firstOfBlock[block];
    if (size === 0) return;
    const peer = firstOfBlock[block] + Math.floor(uniform(peerWord) * size);
    const nKnown = u8[peer * U8_STRIDE + U8.nKnown];
    forgetKnown(customers, platforms, customer, day);
    for (let slot = 0; slot < nKnown; slot++) {
      if (isForgotten(customers, platforms, peer, slot, day)) continue;
      const platform = u16[peer * U16_STRIDE + U16.known + slot];
      start.loyalty = world.startLoyalty[(block % 3) * (MAX_KNOWN + 1) + nKnown];
      start.purity = platforms.purity[platform];
      const event = (period << 4) + 1 + slot;
      start.forgetDay = drawForgetDay(day, platforms.churnPerDay[platform], world.streams.initiation, customer, event);
      learnOf(customers, customer, platform, start);
    }
  };

  const drift = (customer: number): void => {
    const at32 = customer * F32_STRIDE;
    const nKnown = u8[customer * U8_STRIDE + U8.nKnown];
    let first = -1;
    for (let slot = 0; slot < nKnown; slot++) {
      if (first < 0 || f32[at32 + F32.loyalty + slot] > f32[at32 + F32.loyalty + first]) first = slot;
    }
    if (first < 0) return;
    const access =
      (f32[at32 + F32.purity + first] > sitePurity ? 0.5 : 0) + (f32[at32 + F32.wait + first] <= promiseMin ? 0.5 : 0);
    f32[at32 + F32.drift] *= Math.exp(driftPerPeriod * access);
  };

  const commit = (customer: number): void => {
    const state = u8[customer * U8_STRIDE + U8.buying] === BUYING.yes ? BUYING.no : BUYING.yes;
    u8[customer * U8_STRIDE + U8.buying] = state;
    u16[customer * U16_STRIDE + U16.changeDay] = NEVER;
    isBuying[customer] = state === BUYING.yes ? 1 : 0;
    buying[cityOf(customer)] += state === BUYING.yes ? 1 : -1;
  };

  const perDayToStart = (customer: number): number => {
    const reach = health.prevention[u16[customer * U16_STRIDE + U16.zone]];
    const isReached = reach > 0 && uniform(threefry(reach0, reach1, customer, REACH.prevention)) < reach;
    return hazard[cityOf(customer)] * (isReached ? prevented : 1);
  };

  return () => {
    const today = clock.day;
    if (today % FOUR_WEEKS !== 0) return;
    if (driftPerPeriod > 0 && today > 0) {
      for (let customer = 0; customer < customers.count; customer++)
        if (buysOn(customers, customer, today)) drift(customer);
    }
    if (!changes) return;
    for (let i = 0; i < nChanging; i++) commit(changing[i]);
    nChanging = 0;

    visible.fill(0);
    for (let place = 0; place < sites.nPlaces; place++) {
      const isShut = clock.start >= sites.disruptedFrom[place] && clock.start < sites.disruptedUntil[place];
      if (sites.isOpen[place] === 1 && !isShut) visible[city.zoneCity[sites.zone[place]]]++;
    }
    if (today === 0) visibleAtFirst.set(visible);
    for (let c = 0; c < city.nCities; c++) {
      const others = buyingAtFirst[c] > 0 ? buying[c] / buyingAtFirst[c] : 1;
      const seen = visibleAtFirst[c] > 0 ? visible[c] / visibleAtFirst[c] : 1;
      hazard[c] = startPerDay * (bySites * seen + (1 - bySites) * others);
    }

    const period = today / FOUR_WEEKS;
    for (let customer = 0; customer < customers.count; customer++) {
      const isQuitter = isBuying[customer] === 1;
      const perDay = isQuitter ? quitPerDay : perDayToStart(customer);
      if (perDay === 0) continue;
      const word = isQuitter
        ? threefry(quit0, quit1, customer, period)
        : threefry(start0, start1, customer, period << 4);
      const peerWord = word1;
      const u = uniform(word);
      // 1 − exp(−x) is below x, so that most draws need no logarithm.
      if (u >= perDay * FOUR_WEEKS) continue;
      const days = Math.floor(-Math.log(1 - u) / perDay);
      if (days >= FOUR_WEEKS) continue;
      const day = today + days;
      u16[customer * U16_STRIDE + U16.changeDay] = day;
      changing[nChanging++] = customer;
      if (day < clock.nDays) health.newCustomers[day] += isQuitter ? -1 : 1;
      if (isQuitter) continue;
      // Who begins looks for platforms from the week after.
      u16[customer * U16_STRIDE + U16.searchWeek] = 2 * Math.floor(day / DAYS_PER_WEEK);
      introduce(customer, period, day, peerWord);
    }
  };
};

export const customerTurnover = mechanism({
  submodel,
  fields,
  switches,
  streams,
  phases: {
    'customer-turnover': {
      when: 'week',
      text: 'Every four weeks, some customers stop buying, others begin, and rates drift.',
      run,
    },
  },
});
