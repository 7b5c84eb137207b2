// What studies of facts see of a run beside its records: who bought how much, who works, what platforms are like.

import { isManagerFree } from '../../engine/acts/charge.ts';
import { keyFromPost } from '../../engine/acts/identity.ts';
import { isForgotten, slotOf } from '../../engine/acts/known-platforms.ts';
import { numberOf, ORIGIN } from '../../engine/acts/niches.ts';
import { fileOf } from '../../engine/acts/note-event.ts';
import { PROFILE } from '../../engine/acts/profile.ts';
import { COURIER } from '../../engine/entities/couriers.ts';
import { U8, U8_STRIDE, U16, U16_STRIDE } from '../../engine/entities/customers.ts';
import { CHOICE, FATE } from '../../engine/entities/occasions.ts';
import { DISPATCH, LINE, PLATFORM_STATUS } from '../../engine/entities/platforms.ts';
import { PRODUCT, PRODUCTS } from '../../engine/kernel/record.ts';
import type { World } from '../../engine/world.ts';
import {
  costCents,
  DAYS_PER_MEAN_MONTH,
  DAYS_PER_WEEK,
  DAYS_PER_YEAR,
  euros,
  FOUR_WEEKS,
  grams,
  WEEKS_PER_YEAR,
} from '../../units.ts';
import type { Watch } from './fact.ts';

const TOP = 0.1;

/** Grams a year of those who bought at all, and the share of the tenth that bought most. */
export function purchases(): Watch {
  let boughtMg = new Float64Array(0);
  let days = 0;
  return {
    afterTick: ({ customers, occasions: o }, clock) => {
      if (boughtMg.length === 0) boughtMg = new Float64Array(customers.count);
      if (clock.reportedDay < 0) return;
      days = clock.reportedDay + 1;
      for (let i = 0; i < o.count; i++) if (o.fate[i] === FATE.fulfilled) boughtMg[o.customer[i]] += o.amountMg[i];
    },
    seen: () => {
      const sorted = boughtMg.filter((mg) => mg > 0).sort((a, b) => b - a);
      const sum = (list: Float64Array): number => list.reduce((all, mg) => all + mg, 0);
      const all = sum(sorted);
      if (all === 0) return { gramsPerUserYear: null, topDecileShare: null };
      return {
        gramsPerUserYear: (grams(all) / sorted.length) * (DAYS_PER_YEAR / days),
        topDecileShare: sum(sorted.subarray(0, Math.ceil(TOP * sorted.length))) / all,
      };
    },
  };
}

/** People on the posts of platforms that sell, week by week: how many, and the share of women, its trend with it. */
export function people(): Watch {
  const persons: number[] = [];
  const women: number[] = [];
  return {
    afterTick: ({ couriers, platforms }, clock) => {
      if (clock.reportedDay < 0 || clock.tick !== 0 || clock.day % DAYS_PER_WEEK !== 0) return;
      let n = 0;
      let nWomen = 0;
      for (let post = 0; post < couriers.count; post++) {
        if (couriers.state[post] === COURIER.vacant) continue;
        if (platforms.status[couriers.platform[post]] !== PLATFORM_STATUS.active) continue;
        n++;
        if (couriers.profile[post] === PROFILE.woman) nWomen++;
      }
      persons.push(n);
      women.push(nWomen);
    },
    seen: () => {
      const n = sumOf(persons);
      if (n === 0) return { persons: null, womenShare: null, womenRiseIn5Years: null };
      const half = Math.floor(persons.length / 2);
      const share = (from: number, to: number): number => sumOf(women.slice(from, to)) / sumOf(persons.slice(from, to));
      const rise = share(persons.length - half, persons.length) - share(0, half);
      return {
        persons: n / persons.length,
        womenShare: sumOf(women) / n,
        womenRiseIn5Years: (rise * 5 * WEEKS_PER_YEAR) / (persons.length - half),
      };
    },
  };
}

/**
 * Cases of investigation: weeks from the first day of work on a line until it falls, and months until the manager arrested
 * with it is tried. Only work that began a year before the end counts, so that hardly any is cut off; what is not finished
 * takes longer than all that is. Lines of one platform that fall on one day are one case.
 */
export function cases(): Watch {
  let began: Int32Array | undefined;
  let triedOn: Int32Array | undefined;
  let nDays = 0;
  const toTakedown: { began: number; weeks: number }[] = [];
  const toTrial: number[] = [];
  return {
    afterTick: ({ lines, platforms }, clock) => {
      if (clock.tick !== 0) return;
      began ??= new Int32Array(lines.count).fill(-1);
      triedOn ??= platforms.jailFrom.slice();
      nDays = clock.nDays;
      for (let p = 0; p < platforms.count; p++) {
        let first = -1;
        for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++) {
          if (began[line] < 0 && lines.workedMin[line] > 0) began[line] = clock.day;
          if (began[line] < 0 || lines.state[line] !== LINE.fallen) continue;
          if (first < 0 || began[line] < first) first = began[line];
          began[line] = -1;
        }
        const isNew = platforms.jailFrom[p] !== triedOn[p];
        triedOn[p] = platforms.jailFrom[p];
        if (first < 0) continue;
        toTakedown.push({ began: first, weeks: (clock.day - first) / DAYS_PER_WEEK });
        if (isNew) toTrial.push((triedOn[p] - first) / DAYS_PER_MEAN_MONTH);
      }
    },
    seen: () => {
      const last = nDays - DAYS_PER_YEAR;
      const open = [...(began ?? [])].filter((day) => day >= 0 && day <= last).map(() => Number.POSITIVE_INFINITY);
      const closed = toTakedown.filter((one) => one.began <= last).map(({ weeks }) => weeks);
      return { weeksToTakedown: median([...closed, ...open]), monthsToTrial: median(toTrial) };
    },
  };
}

/** Median waits of orders by the dispatch rule of their platform. */
export function waits(): Watch {
  const ofLines: number[] = [];
  const ofPools: number[] = [];
  return {
    afterTick: ({ occasions: o, platforms }, clock) => {
      if (clock.reportedDay < 0) return;
      for (let i = 0; i < o.count; i++) {
        if (!isDelivered(o, i)) continue;
        (platforms.dispatch[o.seller[i]] === DISPATCH.pooled ? ofPools : ofLines).push(o.waitMin[i]);
      }
    },
    seen: () => ({ lines: median(ofLines), pools: median(ofPools) }),
  };
}

/** All that several watches see. */
export function together(...watches: Watch[]): Watch {
  return {
    afterTick: (world, clock) => {
      for (const watch of watches) watch.afterTick(world, clock);
    },
    seen: () => Object.assign({}, ...watches.map((watch) => watch.seen())),
  };
}

const THREE_LINES = numberOf('three-line-hands-on');
const HYBRID = numberOf('hybrid-site-platform');
const BOUND = numberOf('relationship-selling');

/** Numbers of the platforms that sell. */
const selling = ({ platforms }: World): number[] =>
  [...platforms.status.keys()].filter((p) => platforms.status[p] === PLATFORM_STATUS.active);

/** Weeks of a month of four after which its margin so far is read. */
const WEEKS_READ = 3;
const QUARTER_DAYS = 91;
const WEEKS_OF_END = 13;

/** Files and purity of platforms, and what those of three lines earn, how often posts of theirs are vacant and how they restock. */
export function platformsSeen(): Watch {
  const medians: number[] = [];
  const high: number[] = [];
  const skews: number[] = [];
  const purities: number[] = [];
  const spreads: number[] = [];
  const aims: number[] = [];
  const marginsEur: number[] = [];
  let weeks = 0;
  let weeksVacant = 0;
  let lineDays = 0;
  let restocks = 0;
  let stockMg = 0;
  let soldMg = 0;
  let restockAt = new Float64Array(0);
  return {
    afterTick: (world, clock) => {
      const { platforms, lines, couriers, occasions: o } = world;
      if (clock.reportedDay < 0) return;
      if (restockAt.length === 0) restockAt = lines.restockAt.slice();
      for (let line = 0; line < lines.count; line++) {
        if (lines.restockAt[line] > restockAt[line] && lines.state[line] === LINE.up) restocks++;
        restockAt[line] = lines.restockAt[line];
      }
      for (let i = 0; i < o.count; i++) if (isDelivered(o, i)) soldMg += o.amountMg[i];
      if (clock.tick !== 0) return;
      const active = selling(world);
      for (let line = 0; line < lines.count; line++) {
        if (platforms.status[lines.platform[line]] !== PLATFORM_STATUS.active) continue;
        lineDays++;
        stockMg += lines.stockMg[line];
      }
      if (clock.day % DAYS_PER_WEEK !== 0) return;
      const mean = meanOf(active.map((p) => platforms.purity[p]));
      purities.push(mean);
      spreads.push(Math.sqrt(meanOf(active.map((p) => (platforms.purity[p] - mean) * (platforms.purity[p] - mean)))));
      aims.push(meanOf(active.map((p) => platforms.purityAim[p])));
      for (const p of active) {
        if (platforms.archetype[p] !== THREE_LINES) continue;
        weeks++;
        const posts = couriers.state.subarray(
          platforms.firstCourier[p],
          platforms.firstCourier[p] + platforms.nCouriers[p],
        );
        if (posts.includes(COURIER.vacant)) weeksVacant++;
        if (clock.day % FOUR_WEEKS !== WEEKS_READ * DAYS_PER_WEEK) continue;
        const costs =
          WEEKS_READ * DAYS_PER_WEEK * (platforms.fixedCentsPerDay[p] - platforms.reservationCentsPerDay[p]);
        const inWeeks = euros(platforms.monthMarginCents[p] - costs);
        marginsEur.push((inWeeks * DAYS_PER_MEAN_MONTH) / (WEEKS_READ * DAYS_PER_WEEK));
      }
      if (medians.length > 0 && clock.day % QUARTER_DAYS !== 0) return;
      const files = active.map((p) => fileOf(world, p)).sort((a, b) => a - b);
      const middle = median(files) ?? 0;
      medians.push(middle);
      high.push(files[Math.ceil(0.95 * files.length) - 1] ?? 0);
      skews.push(meanOf(files) / middle);
    },
    seen: () => ({
      fileP50: meanOf(medians),
      fileP95: meanOf(high),
      fileSkew: meanOf(skews),
      purityMean: meanOf(purities),
      puritySd: meanOf(spreads),
      purityAimAtEnd: meanOf(aims.slice(-WEEKS_OF_END)),
      threeLinesEurMonth: meanOf(marginsEur),
      vacantShare: weeksVacant / weeks,
      restocksPerLineWeek: (restocks / lineDays) * DAYS_PER_WEEK,
      coverDays: stockMg / soldMg,
    }),
  };
}

/** Defectors that open: clients who go along, own clients of the leaver, and those of a courier of the same platform on average. */
export function defectors(): Watch {
  let births = new Uint16Array(0);
  let own = new Int32Array(0);
  let moved = 0;
  let left = 0;
  let usual = 0;
  return {
    afterTick: (world, clock) => {
      const { platforms, couriers, streams } = world;
      if (births.length === 0) births = platforms.nBirths.slice();
      if (clock.tick === 0 && clock.day % DAYS_PER_WEEK === 0) {
        const born = [...platforms.nBirths.keys()].filter(
          (p) => platforms.nBirths[p] > births[p] && platforms.origin[p] === ORIGIN.defection,
        );
        if (clock.reportedDay >= 0 && born.length > 0 && own.length > 0) {
          for (const p of born)
            for (let post = 0; post < couriers.count; post++) {
              if (keyFromPost(streams, couriers.key[post], couriers.nPersons[post]) !== platforms.key[p]) continue;
              const parent = couriers.platform[post];
              const first = platforms.firstCourier[parent];
              const held = own.subarray(first, first + platforms.nCouriers[parent]).filter((n) => n > 0);
              moved += fileOf(world, p);
              left += own[post];
              usual += sumOf([...held]) / held.length;
            }
        }
        births = platforms.nBirths.slice();
      }
      own = couriers.ownClients.slice();
    },
    seen: () => ({ clientsMoved: moved, clientsOfLeavers: left, clientsUsual: usual }),
  };
}

/** Half a year, after which clients are looked for again. */
const HALF_YEAR_DAYS = 182;

/** Clients who after half a year no longer know a platform, of those that sell at both ends, by whether they are bound to it. */
export function churn(): Watch {
  let clients: { customer: number; p: number; birth: number }[] = [];
  const lost = { bound: 0, others: 0 };
  const all = { bound: 0, others: 0 };
  return {
    afterTick: (world, clock) => {
      if (clock.tick !== 0) return;
      const { customers, platforms } = world;
      if (clock.reportedDay === 0)
        for (let customer = 0; customer < customers.count; customer++)
          for (let slot = 0; slot < customers.u8[customer * U8_STRIDE + U8.nKnown]; slot++) {
            const p = customers.u16[customer * U16_STRIDE + U16.known + slot];
            if (
              platforms.status[p] === PLATFORM_STATUS.active &&
              !isForgotten(customers, platforms, customer, slot, clock.day)
            )
              clients.push({ customer, p, birth: platforms.birth[p] });
          }
      if (clock.reportedDay !== HALF_YEAR_DAYS) return;
      for (const { customer, p, birth } of clients) {
        if (platforms.status[p] !== PLATFORM_STATUS.active || platforms.birth[p] !== birth) continue;
        const kind = platforms.archetype[p] === BOUND ? 'bound' : 'others';
        all[kind]++;
        if (!knows(world, customer, p, clock.day)) lost[kind]++;
      }
      clients = [];
    },
    seen: () => ({ churnBound: lost.bound / all.bound, churnOthers: lost.others / all.others }),
  };
}

/** What hybrids deliver and sell at their site, and what other sites sell: orders, and takings in EUR. */
export function channels(): Watch {
  const orders = { delivered: 0, own: 0, street: 0 };
  const takings = { hybrid: 0, street: 0 };
  return {
    afterTick: ({ occasions: o, platforms, sites, prices, city }, clock) => {
      if (clock.reportedDay < 0) return;
      for (let i = 0; i < o.count; i++) {
        if (o.fate[i] !== FATE.fulfilled) continue;
        const seller = o.seller[i];
        if (o.choice[i] === CHOICE.delivery && platforms.archetype[seller] === HYBRID) {
          orders.delivered++;
          takings.hybrid += euros(costCents(o.amountMg[i], platforms.priceCentsPerG[seller]));
        }
        if (o.choice[i] !== CHOICE.site) continue;
        const isOwn = sites.platform[seller] >= 0;
        orders[isOwn ? 'own' : 'street']++;
        takings[isOwn ? 'hybrid' : 'street'] += euros(
          costCents(o.amountMg[i], prices.siteCents[city.zoneCity[sites.zone[seller]]]),
        );
      }
    },
    seen: () => ({
      hybridDelivered: orders.delivered,
      hybridAtSite: orders.own,
      hybridEur: takings.hybrid,
      streetEur: takings.street,
    }),
  };
}

/** Part of their file that platforms have left when they have been dark for half a year, of those whose manager is held. */
export function darkFiles(): Watch {
  const left: number[] = [];
  return {
    afterTick: ({ platforms }, clock) => {
      if (clock.tick !== 0) return;
      for (let p = 0; p < platforms.count; p++) {
        if (platforms.status[p] !== PLATFORM_STATUS.dark || clock.day - platforms.darkFrom[p] !== HALF_YEAR_DAYS)
          continue;
        if (!isManagerFree(platforms, p, clock.day)) left.push(platforms.fileLeft[p]);
      }
    },
    seen: () => ({ fileLeft: left.length === 0 ? null : meanOf(left) }),
  };
}

/** Weeks in which the volume after a lapse is looked at, and those within which it may be back. */
const LAPSE_WEEKS = 8;
const MOST_WEEKS = 26;
const BACK = 0.8;

/** Lapsed numbers of platforms of one line: volume of the eight weeks after over that before, and weeks to 80 % of it. */
export function lapses(): Watch {
  let sold = new Float64Array(0);
  let isCut = new Uint8Array(0);
  const open: { p: number; birth: number; from: number; perDay: number; days: number[] }[] = [];
  return {
    afterTick: ({ platforms, lines, occasions: o }, clock) => {
      if (sold.length === 0) {
        sold = new Float64Array(platforms.count);
        isCut = new Uint8Array(lines.count);
      }
      if (clock.tick === 0) {
        for (const one of open) if (clock.day > one.from) one.days.push(sold[one.p]);
        sold.fill(0);
        for (let line = 0; line < lines.count; line++) {
          const p = lines.platform[line];
          const cut = lines.state[line] === LINE.cut ? 1 : 0;
          const isFirst = !open.some((one) => one.p === p);
          if (cut === 1 && isCut[line] === 0 && isFirst && clock.reportedDay >= 0 && platforms.nLines[p] === 1)
            open.push({ p, birth: platforms.birth[p], from: clock.day, perDay: lines.recentOrders[line], days: [] });
          isCut[line] = cut;
        }
      }
      for (let i = 0; i < o.count; i++) if (isDelivered(o, i)) sold[o.seller[i]]++;
    },
    seen: () => {
      const whole = open.filter(({ days }) => days.length >= MOST_WEEKS * DAYS_PER_WEEK);
      const weekly = (days: number[], week: number): number =>
        sumOf(days.slice(week * DAYS_PER_WEEK, (week + 1) * DAYS_PER_WEEK)) / DAYS_PER_WEEK;
      const volumes = whole.map(
        ({ days, perDay }) =>
          sumOf(days.slice(0, LAPSE_WEEKS * DAYS_PER_WEEK)) / (LAPSE_WEEKS * DAYS_PER_WEEK) / perDay,
      );
      const backs = whole.map(({ days, perDay }) => {
        for (let week = 0; week < MOST_WEEKS; week++) if (weekly(days, week) >= BACK * perDay) return week + 1;
        return MOST_WEEKS;
      });
      return {
        lapsedVolume: whole.length === 0 ? null : meanOf(volumes),
        lapsedWeeks: whole.length === 0 ? null : meanOf(backs),
      };
    },
  };
}

/**
 * Purchases and expected visits by product, and how many products there are, as the effective number of equal ones. What is
 * bought of a courier on the side is a purchase of unknown composition; visits are those of orders without one.
 */
export function products(): Watch {
  const bought = PRODUCTS.map(() => 0);
  const orders = PRODUCTS.map(() => 0);
  const visits = PRODUCTS.map(() => 0);
  return {
    afterTick: ({ occasions: o }, clock) => {
      if (clock.reportedDay < 0) return;
      for (let i = 0; i < o.count; i++) {
        if (o.fate[i] !== FATE.fulfilled) continue;
        bought[o.product[i]]++;
        if (o.choice[i] === CHOICE.delivery && o.isSoldAside[i] === 1) {
          bought[PRODUCT.unknown]++;
          continue;
        }
        orders[o.product[i]]++;
        visits[o.product[i]] += o.visits[i];
      }
    },
    seen: () => {
      const all = sumOf(bought);
      const [ofUnknown, inUnknown] = [orders[PRODUCT.unknown], visits[PRODUCT.unknown]];
      return {
        variety: (all * all) / sumOf(bought.map((n) => n * n)),
        visitsUnknown: ofUnknown === 0 ? null : inUnknown / ofUnknown,
        visitsKnown: (sumOf(visits) - inUnknown) / (sumOf(orders) - ofUnknown),
      };
    },
  };
}

/** Mean factor of marketing on the rate of occasions at the start, over what it is without. */
export function appeal(): Watch {
  let mean: number | null = null;
  return {
    afterTick: ({ appeal: factor }) => {
      mean ??= factor.mean;
    },
    seen: () => ({ appeal: mean }),
  };
}

/** Whether an occasion of this tick ended in a delivery. */
export const isDelivered = ({ choice, fate }: World['occasions'], i: number): boolean =>
  choice[i] === CHOICE.delivery && fate[i] === FATE.fulfilled;

/** Whether a customer knows a platform and has not forgotten it by a day. */
export function knows({ customers, platforms }: World, customer: number, p: number, day: number): boolean {
  const slot = slotOf(customers, customer, p);
  return slot >= 0 && !isForgotten(customers, platforms, customer, slot, day);
}

const meanOf = (list: readonly number[]): number => sumOf(list) / list.length;
export const sumOf = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0);

/** Null for none, and where half take longer than was seen. */
function median(list: number[]): number | null {
  const sorted = [...list].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined || !Number.isFinite(high) ? null : (low + high) / 2;
}
