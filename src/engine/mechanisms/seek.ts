// Seek, each tick: at an occasion, customers who know fewer active platforms than is usual look for one.
import { byClass, share, toggle } from '../../fields/kinds.ts';
import { eventOfPair, type Streams } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import { type CatchmentNeeds, catchment, LEAST_NEAR } from '../acts/catchment.ts';
import { createHearOf, drawForgetDay, forgetKnown, type HearOfNeeds, slotOf } from '../acts/known-platforms.ts';
import { ORIGIN } from '../acts/niches.ts';
import { type Customers, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { FATE, type Occasions } from '../entities/occasions.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const submodel = {
  section: '4',
  text: 'Who knows fewer active platforms than the class does on average at the start hears of one with a probability a week in proportion to what is missing, twice as likely in a week in which an occasion failed; of which one follows spare capacity and nearness.',
  grade: 'A',
  source: 'MODEL 4, seek; MODEL 6, acquisition',
};

const fields = {
  learning: {
    search_per_week: byClass(share, [0.016, 0.024, 0.056], {
      symbol: 'ψ',
      text: 'Probability in a week to hear of a platform, for each active one that the customer knows less than the class did at the start.',
      unit: 'probability per week',
      plausible: '0.01-0.07',
      grade: 'A',
      source: 'MODEL 6, acquisition; assumption',
    }),
  },
};

const switches = {
  search: toggle('Customers look for platforms.', 'A', 'MODEL 4, seek', { inPilot: true }),
};

const streams = ['search', 'search-platform'] as const;

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams }> &
  CatchmentNeeds &
  HearOfNeeds & {
    streams: Streams<'known-lifetime'>;
    clock: Clock;
    occasions: Pick<Occasions, 'count' | 'customer' | 'isDisturbed' | 'fate'>;
    customers: Pick<Customers, 'nFounders'>;
    platforms: Pick<
      Platforms,
      | 'count'
      | 'origin'
      | 'nAtStart'
      | 'status'
      | 'darkFrom'
      | 'key'
      | 'homeZone'
      | 'catchmentKm'
      | 'churnPerDay'
      | 'activeClients'
      | 'fileWeight'
      | 'firstLine'
      | 'nLines'
    >;
    lines: Pick<Lines, 'state' | 'recentOrders'>;
  };

/** Most and least part of the orders a platform wants that its spare capacity is taken to be. */
const SPARE = { most: 1.2, least: 0.05 } as const;
/** From the slot of a known platform to its day of forgetting. */
const DAYS_AFTER = U16.forgetDay - U16.known;
/** Events in 'known-lifetime' of what is found by search, below those of what is known at the start. */
const LIFE = -64;
/** Factor on the probability in a week in which an occasion failed. */
const WHEN_FAILED = 2;

type Run = (world: Needs) => () => void;

/** At the first occasion of a week: the search of all weeks since the last one, as if it had taken place week by week. */
const run: Run = (world) => {
  const { clock, occasions, customers, scenario } = world;
  if (!scenario.mechanisms.search) return () => {};
  const { u16 } = customers;
  const search = createSearch(world);
  return () => {
    const thisWeek = Math.floor(clock.day / DAYS_PER_WEEK);
    for (let i = 0; i < occasions.count; i++) {
      const customer = occasions.customer[i];
      const at = customer * U16_STRIDE + U16.searchWeek;
      const last = u16[at] >> 1;
      if (last >= thisWeek) continue;
      u16[at] = 2 * thisWeek;
      if (search.isMissing(customer, clock.day))
        for (let week = last + 1; week <= thisWeek; week++)
          if (search.lookIn(customer, week, 0, 1) && week === thisWeek) u16[at]++;
    }
  };
};

/** At the first occasion of a week that failed: the rest of a search that is twice as likely, if it has found nothing. */
const runAgain: Run = (world) => {
  const { clock, occasions, customers, scenario } = world;
  if (!scenario.mechanisms.search) return () => {};
  const { u16 } = customers;
  const search = createSearch(world);
  return () => {
    const thisWeek = Math.floor(clock.day / DAYS_PER_WEEK);
    for (let i = 0; i < occasions.count; i++) {
      if (occasions.isDisturbed[i] === 0 && occasions.fate[i] !== FATE.lost) continue;
      const customer = occasions.customer[i];
      const at = customer * U16_STRIDE + U16.searchWeek;
      if (u16[at] > 2 * thisWeek) continue;
      u16[at] = 2 * thisWeek + 1;
      search.lookIn(customer, thisWeek, 1, WHEN_FAILED);
    }
  };
};

interface Search {
  /** Whether a customer knows fewer active platforms on a day than is usual. */
  isMissing: (customer: number, day: number) => boolean;
  /** Looks in a week if the draw of that week lies between `from` and `to` times the probability; true if it finds one. */
  lookIn: (customer: number, week: number, from: number, to: number) => boolean;
}

function createSearch(world: Needs): Search {
  const { customers, platforms, lines, scenario } = world;
  const { u8, u16 } = customers;
  const { status, darkFrom, firstLine, nLines, activeClients, fileWeight } = platforms;
  const { k0: when0, k1: when1 } = world.streams.search;
  const { k0: which0, k1: which1 } = world.streams['search-platform'];
  const life = world.streams['known-lifetime'];
  const { low, middle, high } = scenario.learning.search_per_week;
  const perWeek = [low, middle, high];
  const hearOf = createHearOf(world);
  const usual = usualOf(customers);
  const wanted = wantedOf(platforms, lines);
  const perOrder = activeClients.map((active, p) => (active > 0 ? fileWeight[p] / active : 0));
  const near = createNear(world);

  /** Active platforms that a customer knows less on a day than is usual. */
  const missingOn = (customer: number, day: number): number => {
    const at = customer * U16_STRIDE + U16.known;
    let n = 0;
    for (let slot = u8[customer * U8_STRIDE + U8.nKnown] - 1; slot >= 0; slot--) {
      const p = u16[at + slot];
      if (darkFrom[p] > day && u16[at + DAYS_AFTER + slot] > day) n++;
    }
    return usual[u8[customer * U8_STRIDE + U8.income]] - n;
  };

  /**
   * Spare capacity of a platform: orders a day that its lines that are up want and do not get, within bounds, and more
   * clients for them where it is not open at all hours.
   */
  const spareOf = (p: number): number => {
    let nUp = 0;
    let recent = 0;
    for (let line = firstLine[p]; line < firstLine[p] + nLines[p]; line++) {
      if (lines.state[line] === LINE.up) nUp++;
      recent += lines.recentOrders[line];
    }
    const full = (wanted[p] * nUp) / nLines[p];
    return perOrder[p] * Math.max(SPARE.least * full, SPARE.most * full - recent);
  };

  return {
    isMissing: (customer, day) => missingOn(customer, day) > 0,
    lookIn(customer, week, from, to) {
      const day = week * DAYS_PER_WEEK;
      const income = u8[customer * U8_STRIDE + U8.income];
      const p = perWeek[income] * missingOn(customer, day);
      if (p <= 0) return false;
      const u = uniform(threefry(when0, when1, customer, week));
      if (u < from * p || u >= to * p) return false;
      forgetKnown(customers, platforms, customer, day);
      const zone = u16[customer * U16_STRIDE + U16.zone];
      let chosen = -1;
      let least = Number.POSITIVE_INFINITY;
      const { platform, share } = near(zone);
      for (let k = 0; k < platform.length; k++) {
        const p = platform[k];
        if (status[p] !== PLATFORM_STATUS.active || slotOf(customers, customer, p) >= 0) continue;
        // The argmax of log weight − log E is the argmin of E ÷ weight.
        const weight = spareOf(p) * (Number.isNaN(share[k]) ? catchment(world, platforms, zone, p) : share[k]);
        if (weight === 0) continue;
        const e = -Math.log(uniform(threefry(which0, which1, customer, eventOfPair(week, platforms.key[p])))) / weight;
        if (e >= least) continue;
        least = e;
        chosen = p;
      }
      if (chosen < 0) return false;
      return hearOf(customer, chosen, drawForgetDay(day, platforms.churnPerDay[chosen], life, customer, LIFE - week));
    },
  };
}

/** Niches of which somebody in a zone may hear, and how near each is; NaN where its home is known only once it opens. */
interface Near {
  platform: Int32Array;
  share: Float64Array;
}

/** Finds the niches near a zone once, without those much farther than its nearest. */
function createNear(world: Needs): (zone: number) => Near {
  const { platforms } = world;
  const lists: Near[] = [];
  const platform = new Int32Array(platforms.count);
  const share = new Float64Array(platforms.count);
  return (zone) => {
    if (lists[zone]) return lists[zone];
    let most = 0;
    for (let p = 0; p < platforms.count; p++) {
      share[p] = platforms.origin[p] === ORIGIN.niche ? catchment(world, platforms, zone, p) : Number.NaN;
      if (share[p] > most) most = share[p];
    }
    let n = 0;
    for (let p = 0; p < platforms.count; p++) {
      if (share[p] < LEAST_NEAR * most) continue;
      platform[n] = p;
      share[n++] = share[p];
    }
    lists[zone] = { platform: platform.slice(0, n), share: share.slice(0, n) };
    return lists[zone];
  };
}

/** Platforms known at the start on average, by class, of those who buy then. */
function usualOf({ u8, nFounders }: Needs['customers']): Float64Array {
  const known = new Float64Array(3);
  const all = new Float64Array(3);
  for (let customer = 0; customer < nFounders; customer++) {
    const income = u8[customer * U8_STRIDE + U8.income];
    known[income] += u8[customer * U8_STRIDE + U8.nKnown];
    all[income]++;
  }
  return known.map((sum, income) => (all[income] > 0 ? sum / all[income] : 0));
}

/** Orders a day that a platform with all lines up wants: those expected at the start, in proportion to active clients. */
function wantedOf(platforms: Needs['platforms'], lines: Needs['lines']): Float64Array {
  const { activeClients, firstLine, nLines, nAtStart } = platforms;
  let orders = 0;
  let clients = 0;
  for (let p = 0; p < nAtStart; p++) {
    clients += activeClients[p];
    for (let line = firstLine[p]; line < firstLine[p] + nLines[p]; line++) orders += lines.recentOrders[line];
  }
  return activeClients.map((active) => (clients > 0 ? (active * orders) / clients : 0));
}

export const seek = mechanism({
  submodel,
  fields,
  switches,
  streams,
  phases: {
    seek: { when: 'tick', text: 'Customers who know few platforms hear of one.', run },
    'seek-again': {
      when: 'tick',
      text: 'Those whose occasion failed are twice as likely to, in that week.',
      run: runAgain,
    },
  },
});
