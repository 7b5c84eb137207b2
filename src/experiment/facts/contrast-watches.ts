// What studies of contrasts see of each arm beside its record: what falls with a line, files, lapses, operators, leavers.
import { slotOf } from '../../engine/acts/known-platforms.ts';
import { numberOf } from '../../engine/acts/niches.ts';
import { siteProductCents } from '../../engine/acts/order-cost.ts';
import { createOrderPrice } from '../../engine/acts/order-price.ts';
import { ownPostOf } from '../../engine/acts/own-clients.ts';
import { COURIER } from '../../engine/entities/couriers.ts';
import { U8, U8_STRIDE } from '../../engine/entities/customers.ts';
import { CHOICE, FATE } from '../../engine/entities/occasions.ts';
import { LINE, PLATFORM_STATUS } from '../../engine/entities/platforms.ts';
import type { World } from '../../engine/world.ts';
import {
  cents,
  costCents,
  DAYS_PER_MEAN_MONTH,
  DAYS_PER_WEEK,
  DAYS_PER_YEAR,
  euros,
  FOUR_WEEKS,
  grams,
  MIN_PER_DAY,
} from '../../units.ts';
import type { Watch } from './fact.ts';
import { isDelivered, knows, sumOf } from './watches.ts';

/** Each arm by a watch of its own; what it sees bears the name of the arm. */
export const byArm = (make: () => Watch) => (): Watch => {
  const watches = new Map<string, Watch>();
  return {
    afterTick: (world, clock) => {
      const { arm } = world.record;
      if (!watches.has(arm)) watches.set(arm, make());
      watches.get(arm)!.afterTick(world, clock);
    },
    seen: () =>
      Object.fromEntries(
        [...watches].flatMap(([arm, watch]) =>
          Object.entries(watch.seen()).map(([name, value]) => [`${arm}.${name}`, value]),
        ),
      ),
  };
};

/** Of the lines that a platform has before one of them falls, the share that falls with it on the day. */
export function falls(): Watch {
  let stood: number[] = [];
  const shares: number[] = [];
  return {
    afterTick: ({ lines, platforms }, clock) => {
      if (clock.tick !== 0) return;
      // Who closes gives its lines up by itself.
      const isThere = (p: number): boolean => platforms.status[p] !== PLATFORM_STATUS.unborn;
      const stand = Array.from({ length: platforms.count }, (_, p) => {
        let n = 0;
        for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++)
          if (lines.state[line] !== LINE.fallen) n++;
        return n;
      });
      for (const [p, n] of stand.entries())
        if (clock.reportedDay >= 0 && isThere(p) && n < (stood[p] ?? 0) && stood[p] === platforms.nLines[p])
          shares.push((stood[p] - n) / stood[p]);
      stood = stand;
    },
    seen: () => ({ lostShare: shares.length === 0 ? null : sumOf(shares) / shares.length }),
  };
}

/** Years of lines that have not fallen. */
export function lineYears(): Watch {
  let days = 0;
  return {
    afterTick: ({ lines, platforms }, clock) => {
      if (clock.tick !== 0 || clock.reportedDay < 0) return;
      for (let line = 0; line < lines.count; line++)
        if (lines.state[line] !== LINE.fallen && platforms.status[lines.platform[line]] === PLATFORM_STATUS.active)
          days++;
    },
    seen: () => ({ lineYears: days / DAYS_PER_YEAR }),
  };
}

/**
 * Clients of platforms: how many one that sells has on average, the share of them who have forgotten it four weeks later
 * though it sells, per month; of deliveries, the share by defectors; platforms that sell at the end.
 */
export function files(): Watch {
  const defector = numberOf('defector');
  let before: { p: number; birth: number; customers: number[] }[] = [];
  const [nKnown, nLost, sizes]: [number[], number[], number[]] = [[], [], []];
  const orders = { all: 0, defectors: 0 };
  let selling = 0;
  return {
    afterTick: (world, clock) => {
      const { customers, platforms, occasions: o } = world;
      if (clock.reportedDay < 0) return;
      for (let i = 0; i < o.count; i++) {
        if (!isDelivered(o, i)) continue;
        orders.all++;
        if (platforms.archetype[o.seller[i]] === defector) orders.defectors++;
      }
      if (clock.tick !== 0 || clock.reportedDay % FOUR_WEEKS !== 0) return;
      const isSelling = (p: number): boolean => platforms.status[p] === PLATFORM_STATUS.active;
      for (const { p, birth, customers: then } of before) {
        if (!isSelling(p) || platforms.birth[p] !== birth) continue;
        nKnown.push(then.length);
        nLost.push(then.filter((customer) => !knows(world, customer, p, clock.day)).length);
      }
      const now = Array.from({ length: platforms.count }, (_, p) => p).filter(isSelling);
      before = now.map((p) => ({
        p,
        birth: platforms.birth[p],
        customers: Array.from({ length: customers.count }, (_, customer) => customer).filter((one) =>
          knows(world, one, p, clock.day),
        ),
      }));
      sizes.push(...before.map(({ customers: list }) => list.length));
      selling = now.length;
    },
    seen: () => ({
      file: sizes.length === 0 ? null : sumOf(sizes) / sizes.length,
      churn: sumOf(nKnown) === 0 ? null : ((sumOf(nLost) / sumOf(nKnown)) * DAYS_PER_MEAN_MONTH) / FOUR_WEEKS,
      defectorShare: orders.all === 0 ? null : orders.defectors / orders.all,
      selling,
    }),
  };
}

/** Weeks after a lapse in which volume is compared. */
const LAPSE_WEEKS = 8;

/** Orders at platforms in the weeks after one of their numbers lapsed in the arm `itself`, in that arm and in the foil. */
export function lapses(): Watch {
  /** [platform][reported day], by arm. */
  const orders: Record<string, Uint32Array[]> = {};
  const lapsed: { p: number; day: number }[] = [];
  let contactFrom: Int32Array | undefined;
  let nDays = 0;
  return {
    afterTick: ({ lines, platforms, occasions: o, record }, clock) => {
      const { reportedDay: day } = clock;
      if (day < 0) return;
      nDays = record.nDays;
      orders[record.arm] ??= Array.from({ length: platforms.count }, () => new Uint32Array(nDays));
      for (let i = 0; i < o.count; i++) if (isDelivered(o, i)) orders[record.arm]![o.seller[i]]![day]++;
      if (clock.tick !== 0 || record.arm !== 'itself') return;
      for (let line = 0; line < lines.count; line++)
        if (contactFrom && lines.contactFrom[line] !== contactFrom[line] && lines.contactFrom[line] >= 0)
          lapsed.push({ p: lines.platform[line], day });
      contactFrom = lines.contactFrom.slice();
    },
    seen: () => {
      const span = LAPSE_WEEKS * DAYS_PER_WEEK;
      const whole = lapsed.filter(({ day }) => day + span <= nDays);
      const sum = (arm: string): number =>
        sumOf(whole.map(({ p, day }) => sumOf([...orders[arm]![p]!.subarray(day, day + span)])));
      return { itself: sum('itself'), foil: sum('foil') };
    },
  };
}

/** Sales at sites and from platforms with a site: revenue, orders, those of customers of low income; the margin of a site. */
export function operators(): Watch {
  const sum = { cents: 0, orders: 0, ordersLow: 0, siteCents: 0, openDays: 0 };
  return {
    afterTick: (world, clock) => {
      const { customers, occasions: o, platforms, sites, prices, scenario, city } = world;
      if (clock.reportedDay < 0) return;
      if (clock.tick === 0) for (let place = 0; place < sites.nPlaces; place++) sum.openDays += sites.isOpen[place];
      const priceOf = createOrderPrice(world);
      for (let i = 0; i < o.count; i++) {
        if (o.fate[i] !== FATE.fulfilled) continue;
        const isSite = o.choice[i] === CHOICE.site;
        if (!isSite && (o.choice[i] !== CHOICE.delivery || platforms.siteVisitorsShare[o.seller[i]] === 0)) continue;
        const mg = o.amountMg[i];
        const paid = isSite
          ? costCents(mg, prices.siteCents[city.zoneCity[sites.zone[o.seller[i]]]])
          : priceOf(o.seller[i], mg);
        sum.cents += paid;
        sum.orders++;
        if (customers.u8[o.customer[i] * U8_STRIDE + U8.income] === 0) sum.ordersLow++;
        if (isSite)
          sum.siteCents += paid - costCents(mg, siteProductCents(world)) - cents(scenario.sites.other_cost_eur);
      }
    },
    seen: () => ({
      revenueEur: euros(sum.cents),
      orders: sum.orders,
      ordersLow: sum.ordersLow,
      siteMarginEurMonth: sum.openDays === 0 ? null : (euros(sum.siteCents) * DAYS_PER_MEAN_MONTH) / sum.openDays,
    }),
  };
}

/**
 * Couriers who open a platform of their own: of those whom they served last and who still knew the old platform, how many
 * know the new one; what a gram costs there, and at all others, in the same arm.
 */
export function leavers(): Watch {
  const defector = numberOf('defector');
  /** As the last tick of a week left them: who served whom last, who knew that platform, and births by niche. */
  let posts = new Int32Array(0);
  let births = new Uint16Array(0);
  const sum = { own: 0, moved: 0, defectorCents: 0, defectorMg: 0, othersCents: 0, othersMg: 0 };
  return {
    afterTick: (world, clock) => {
      const { customers, platforms, couriers, occasions: o } = world;
      if (clock.tick === 0 && clock.day % DAYS_PER_WEEK === 0 && clock.reportedDay >= 0 && births.length > 0)
        for (let p = 0; p < platforms.count; p++)
          if (platforms.archetype[p] === defector && platforms.nBirths[p] > births[p]) countMoved(world, p);
      if (clock.reportedDay >= 0) {
        const priceOf = createOrderPrice(world);
        for (let i = 0; i < o.count; i++) {
          if (!isDelivered(o, i)) continue;
          const isDefector = platforms.archetype[o.seller[i]] === defector;
          sum[isDefector ? 'defectorCents' : 'othersCents'] += priceOf(o.seller[i], o.amountMg[i]);
          sum[isDefector ? 'defectorMg' : 'othersMg'] += o.amountMg[i];
        }
      }
      const isWeekEnd = (clock.day + 1) % DAYS_PER_WEEK === 0 && clock.tick === TICKS_BEFORE_END(clock.tickMin);
      if (!isWeekEnd) return;
      births = platforms.nBirths.slice();
      posts = Int32Array.from({ length: customers.count }, (_, customer) => {
        const post = ownPostOf(world, customer);
        if (post < 0) return -1;
        return knows(world, customer, couriers.platform[post], clock.day + 1) ? post : -1;
      });
    },
    seen: () => {
      const price = (of: number, mg: number): number | null => (mg === 0 ? null : euros(of) / grams(mg));
      return {
        own: sum.own,
        moved: sum.moved,
        defectorEurPerG: price(sum.defectorCents, sum.defectorMg),
        othersEurPerG: price(sum.othersCents, sum.othersMg),
      };
    },
  };

  /** The leaver is the person whose post is vacant since, at home where the new platform is, with most of its clients. */
  function countMoved({ customers, platforms, couriers }: World, p: number): void {
    const own = new Map<number, number>();
    const moved = new Map<number, number>();
    for (const [customer, post] of posts.entries()) {
      if (post < 0 || couriers.state[post] !== COURIER.vacant) continue;
      if (platforms.homeZone[couriers.platform[post]] !== platforms.homeZone[p]) continue;
      own.set(post, (own.get(post) ?? 0) + 1);
      if (slotOf(customers, customer, p) >= 0) moved.set(post, (moved.get(post) ?? 0) + 1);
    }
    const [leaver] = [...own.keys()].sort((a, b) => (moved.get(b) ?? 0) - (moved.get(a) ?? 0) || a - b);
    if (leaver === undefined) return;
    sum.own += own.get(leaver)!;
    sum.moved += moved.get(leaver) ?? 0;
  }
}

const TICKS_BEFORE_END = (tickMin: number): number => MIN_PER_DAY / tickMin - 1;
