// Deliver, each tick: orders go to couriers by the dispatch rule of their platform and are delivered, stopped or lost.

import { z } from 'zod';
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { cents, H_PER_DAY, MIN_PER_H, milligrams, RECENT_KEPT, RECENT_WEIGHT } from '../../units.ts';
import { type ArrestNeeds, createArrest } from '../acts/arrest.ts';
import { type ArrivalNeeds, createArrival } from '../acts/catalogue.ts';
import { createOrderPrice, type OrderPriceNeeds } from '../acts/order-price.ts';
import { createServe, type OwnClientsNeeds } from '../acts/own-clients.ts';
import { type OwnLineNeeds, ownLineOf } from '../acts/own-line.ts';
import { type PerceivedRiskNeeds, raised } from '../acts/perceived-risk.ts';
import type { PieceRateGiven, PieceRateNeeds } from '../acts/piece-rate.ts';
import { createProductCost } from '../acts/product-cost.ts';
import { createRent, type RentNeeds } from '../acts/rent.ts';
import { createStocking, type StockingNeeds } from '../acts/stocking.ts';
import { heldShareOnTheWay, type TakedownGiven } from '../acts/takedown.ts';
import { createStops } from '../acts/whom-it-meets.ts';
import type { Couriers, CouriersGiven } from '../entities/couriers.ts';
import type { Customers, CustomersGiven } from '../entities/customers.ts';
import { F32, F32_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { CHOICE, eventOfOccasion, FATE, type Occasions } from '../entities/occasions.ts';
import type { Lines, Platforms, PlatformsGiven } from '../entities/platforms.ts';
import { CONTRACT, DISPATCH } from '../entities/platforms.ts';
import type { Zones } from '../entities/zones.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import type { ArmRecord } from '../kernel/record.ts';
import { add, PRODUCT, windowOf } from '../kernel/record.ts';

const DISPATCHED = 'MODEL 4, dispatch';
const DELIVER = 'MODEL 4, deliver';

const submodel = {
  section: '4',
  text: 'An order goes to the nearest idle courier that its dispatch rule allows, else to the first to be free; on the way couriers are stopped with a hazard that follows the density of stops.',
  grade: 'S direction, D size',
  source: 'MODEL 4, dispatch and deliver',
};

const fields = {
  delivery: {
    patience_min: field(real(0, 1440).default(90), {
      text: 'Longest expected wait that a client accepts; beyond it the order is lost.',
      unit: 'min',
      grade: 'A',
      source: `${DISPATCHED}; assumption`,
    }),
    restock_at_share: field(real(0, 0.99).default(0.2), {
      text: 'Share of the stock left at which more is ordered.',
      unit: 'share',
      grade: 'A',
      source: `${DELIVER}; assumption`,
    }),
    restock_after_h: field(real(0, 720).default(10), {
      text: 'Time until the ordered stock is there.',
      unit: 'h',
      grade: 'A',
      source: `${DELIVER}; assumption`,
    }),
    service: field(z.enum(['travel', 'exponential']).default('travel'), {
      text: 'What the time of a delivery follows: the distance, or an exponential law, for checks against queueing theory.',
      unit: '',
      grade: 'A',
      source: 'MODEL 9; technical choice',
    }),
    service_mean_min: field(real(0.1, 1440).default(20), {
      text: 'Mean time of a delivery when service is exponential.',
      unit: 'min',
      grade: 'D',
      source: 'MODEL 11',
    }),
  },
  couriers: {
    stop_hazard_per_h: field(share().default(2.5e-4), {
      symbol: 'χ',
      text: 'Arrests by stops in an hour on the way, where stops take 2 officer-hours per km² and day.',
      unit: 'per h',
      plausible: '0.00015-0.00075',
      grade: 'D',
      source: `${DELIVER}; 0.0015 per 12 h shift, of which 0.6 is on the way, at a mean m of 0.83`,
    }),
  },
};

const switches = {
  stops: toggle('Couriers may be stopped and arrested on the way.', 'S direction, D size', 'MODEL 4, deliver'),
};

const streams = ['cross-line', 'service', 'stop', 'unknown-gift', 'placebo-cross-line', 'placebo-stop'] as const;

const counts = dailyCounts({
  orders_lost: { text: 'Orders placed with a platform and lost.', unit: 'orders' },
  courier_days: {
    text: 'Couriers with at least one delivery on the day, a short shift by its share of the hours.',
    unit: 'courier-days',
  },
  wait_sum_min: { text: 'Minutes from order to handover, of all delivered orders.', unit: 'min' },
  queue_sum_min: { text: 'Minutes from order to departure of the courier, of all delivered orders.', unit: 'min' },
  delivered: { text: 'Delivered orders.', unit: 'orders' },
  orders_unknown: { text: 'Delivered orders of a product of unknown composition.', unit: 'orders' },
  gifts_unknown: {
    role: 'result',
    label: 'Gifts of unknown substances',
    unit: 'gifts',
    better: 'lower',
    isCount: true,
    text: 'Deliveries to which a product of unknown composition was added as a gift.',
  },
  orders_of_lines: { text: 'Delivered orders of clients who belong to one of several lines.', unit: 'orders' },
  orders_cross_line: { text: "Those of them served by another line's courier.", unit: 'orders' },
});

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  ArrestNeeds &
  OwnClientsNeeds &
  ArrivalNeeds &
  OrderPriceNeeds &
  OwnLineNeeds &
  PerceivedRiskNeeds &
  RentNeeds &
  PieceRateNeeds &
  StockingNeeds & {
    scenario: PieceRateGiven &
      PlatformsGiven &
      CouriersGiven &
      CustomersGiven & {
        takedown: Pick<TakedownGiven['takedown'], 'minor_remand_share'>;
      };
    clock: Clock;
    city: Pick<City, 'nZones' | 'distanceKm' | 'zoneCity'>;
    occasions: Pick<
      Occasions,
      | 'count'
      | 'customer'
      | 'candidate'
      | 'attempt'
      | 'minute'
      | 'amountMg'
      | 'product'
      | 'choice'
      | 'seller'
      | 'fate'
      | 'waitMin'
      | 'isLate'
      | 'isGifted'
      | 'courier'
    >;
    customers: Pick<Customers, 'u16' | 'f32'>;
    platforms: Pick<
      Platforms,
      | 'contract'
      | 'homeZone'
      | 'dispatch'
      | 'leakage'
      | 'minPerKm'
      | 'hasSecond'
      | 'hasUnknown'
      | 'lateGiftMg'
      | 'lendsStock'
      | 'firstLine'
      | 'nLines'
      | 'firstCourier'
      | 'nCouriers'
      | 'nOnDuty'
      | 'openShare'
      | 'emptyUntil'
      | 'cashCents'
      | 'takingsCents'
      | 'marginCents'
    >;
    lines: Pick<Lines, 'platform' | 'stockMg' | 'capacityMg' | 'restockAt' | 'recentOrders'>;
    couriers: Pick<
      Couriers,
      | 'line'
      | 'zone'
      | 'freeAt'
      | 'isOn'
      | 'replacesUntil'
      | 'stopFactor'
      | 'profile'
      | 'circumstance'
      | 'lastDay'
      | 'earnedCents'
      | 'weekCents'
    >;
    zones: Pick<Zones, 'stopDensity' | 'recentDeliveries'>;
    ledger: Pick<Ledger, 'outsideMg' | 'outsideCents' | 'seizedMg'>;
    record: Pick<ArmRecord, 'replaced'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, counts, occasions, customers, platforms, lines, couriers, zones, ledger, record, scenario, city } =
    world;
  const { u16, f32 } = customers;
  const { isOn, freeAt, zone: courierZone, line: courierLine, stopFactor, profile, circumstance } = couriers;
  const { stockMg, capacityMg, restockAt, recentOrders, platform: platformOfLine } = lines;
  const { distanceKm, nZones, zoneCity } = city;
  const { centsPerOrder } = world.pay;
  const { stopDensity, recentDeliveries } = zones;
  const { k0: service0, k1: service1 } = world.streams.service;
  const { k0: cross0, k1: cross1 } = world.streams['cross-line'];
  const { k0: stop0, k1: stop1 } = world.streams.stop;
  const { k0: gift0, k1: gift1 } = world.streams['unknown-gift'];
  const isUnknownThere = createArrival(world);
  const { unknown_gift_share: unknownGiftShare } = scenario.catalogue;
  const unknownGiftMg = milligrams(scenario.catalogue.unknown_gift_g);
  const delivery = scenario.delivery;
  const isExponential = delivery.service === 'exponential';
  const meanServiceMin = delivery.service_mean_min;
  const handoverMin = scenario.travel.handover_min;
  const patienceMin = delivery.patience_min;
  const promiseMin = delivery.promise_min;
  const otherCents = cents(delivery.other_cost_eur);
  const centsPerMg = createProductCost(world, scenario.delivery.product_cost_eur_per_g);
  const fill = createStocking(world);
  const priceOf = createOrderPrice(world);
  const restockShare = delivery.restock_at_share;
  const smallestMg = milligrams(Math.min(...scenario.customers.grams.sizes_g));
  const restockMin = delivery.restock_after_h * MIN_PER_H;
  const hazardPerMin = scenario.couriers.stop_hazard_per_h / MIN_PER_H;
  const stops = scenario.mechanisms.stops;
  const fears = scenario.mechanisms.perceived_risk;
  const rise = scenario.risk.stop_rise;

  const arrest = createArrest(world);
  const stop = createStops(world);
  const payRent = createRent(world);
  const serve = createServe(world);

  const restock = (line: number, minute: number): void => {
    if (restockAt[line] > minute) return;
    fill(line);
    restockAt[line] = Number.POSITIVE_INFINITY;
  };

  /** Courier for an order: the nearest idle one of those allowed, else the first to be free; -1 if no line can sell. */
  const assign = (platform: number, onlyLine: number, zone: number, minute: number, amountMg: number): number => {
    const first = platforms.firstCourier[platform];
    const end = first + platforms.nCouriers[platform];
    let idle = -1;
    let nearestKm = Number.POSITIVE_INFINITY;
    let next = -1;
    let earliest = Number.POSITIVE_INFINITY;
    for (let courier = first; courier < end; courier++) {
      const line = courierLine[courier];
      if (isOn[courier] === 0 || (onlyLine >= 0 && line !== onlyLine)) continue;
      if (restockAt[line] <= minute) restock(line, minute);
      if (stockMg[line] < amountMg) continue;
      const free = freeAt[courier];
      if (free <= minute) {
        const km = distanceKm[courierZone[courier] * nZones + zone];
        if (km < nearestKm) {
          nearestKm = km;
          idle = courier;
        }
      } else if (free < earliest) {
        earliest = free;
        next = courier;
      }
    }
    return idle >= 0 ? idle : next;
  };

  return () => {
    const n = occasions.count;
    const day = clock.reportedDay;
    let arrestsExpected = 0;
    const hasGifts = unknownGiftShare > 0 && isUnknownThere();
    if (clock.tick === 0) for (let at = 0; at < recentDeliveries.length; at++) recentDeliveries[at] *= RECENT_KEPT;
    for (let i = 0; i < n; i++) {
      if (occasions.choice[i] !== CHOICE.delivery || occasions.fate[i] !== FATE.pending) continue;
      const customer = occasions.customer[i];
      const platform = occasions.seller[i];
      const minute = occasions.minute[i];
      const zone = u16[customer * U16_STRIDE + U16.zone];
      const event = eventOfOccasion(occasions, i);
      const amountMg = occasions.amountMg[i];
      const giftMg = platforms.lateGiftMg[platform];

      const ownLine =
        platforms.nLines[platform] > 1 && platforms.dispatch[platform] !== DISPATCH.pooled
          ? ownLineOf(world, platform, customer)
          : -1;
      const keepsLine =
        ownLine >= 0 && uniform(threefry(cross0, cross1, customer, event)) >= platforms.leakage[platform];
      let courier = assign(platform, keepsLine ? ownLine : -1, zone, minute, amountMg + giftMg);
      if (courier < 0 && keepsLine) courier = assign(platform, -1, zone, minute, amountMg + giftMg);
      if (courier < 0) {
        occasions.fate[i] = FATE.lost;
        add(counts.orders_lost, day, 1);
        continue;
      }

      const start = freeAt[courier] > minute ? freeAt[courier] : minute;
      const durationMin = isExponential
        ? -meanServiceMin * Math.log(uniform(threefry(service0, service1, customer, event)))
        : distanceKm[courierZone[courier] * nZones + zone] * platforms.minPerKm[platform] + handoverMin;
      const waitMin = start + durationMin - minute;
      if (waitMin > patienceMin) {
        occasions.fate[i] = FATE.lost;
        add(counts.orders_lost, day, 1);
        continue;
      }
      occasions.waitMin[i] = waitMin;
      freeAt[courier] = start + durationMin;
      courierZone[courier] = zone;
      const line = courierLine[courier];

      if (stops) {
        const exposure = hazardPerMin * durationMin * stopDensity[zone * H_PER_DAY + clock.hour] * stopFactor[courier];
        const stopWord = threefry(stop0, stop1, customer, event);
        const fateWord = word1;
        const u = uniform(stopWord);
        const pStop = -Math.expm1(-exposure);
        arrestsExpected += pStop;
        if (u < pStop) {
          const heldShare = heldShareOnTheWay(scenario, profile[courier], circumstance[courier]);
          stockMg[line] -= amountMg;
          ledger.seizedMg += amountMg;
          add(counts.seized_cents, day, Math.round(amountMg * centsPerMg()));
          stop(courier, zone);
          arrest(courier, zone, uniform(fateWord) < heldShare, heldShare);
          isOn[courier] = 0;
          platforms.nOnDuty[platform]--;
          occasions.fate[i] = FATE.lost;
          add(counts.orders_lost, day, 1);
          if (fears) {
            const at = customer * F32_STRIDE + F32.deliveryRisk;
            f32[at] = raised(f32[at], rise);
          }
          reorder(line, minute);
          continue;
        }
      }

      occasions.fate[i] = FATE.fulfilled;
      occasions.courier[i] = courier;
      const hasIt = occasions.product[i] === PRODUCT.unknown ? platforms.hasUnknown : platforms.hasSecond;
      if (hasIt[platform] === 0) occasions.product[i] = PRODUCT.main;
      if (occasions.product[i] === PRODUCT.unknown) add(counts.orders_unknown, day, 1);
      const isLate = waitMin > promiseMin;
      occasions.isLate[i] = isLate ? 1 : 0;
      let handedMg = isLate ? amountMg + giftMg : amountMg;
      const isGifted =
        hasGifts &&
        platforms.hasUnknown[platform] === 1 &&
        stockMg[line] >= handedMg + unknownGiftMg &&
        uniform(threefry(gift0, gift1, customer, event)) < unknownGiftShare;
      occasions.isGifted[i] = isGifted ? 1 : 0;
      if (isGifted) {
        handedMg += unknownGiftMg;
        add(counts.gifts_unknown, day, 1);
      }
      stockMg[line] -= handedMg;
      ledger.outsideMg += handedMg;
      const paid = priceOf(platform, amountMg);
      const payCents =
        platforms.contract[platform] === CONTRACT.kin
          ? 0
          : Math.round(centsPerOrder[zoneCity[platforms.homeZone[platform]]]);
      platforms.cashCents[platform] += paid - payCents - otherCents;
      platforms.takingsCents[platform] += paid;
      const margin = paid - payCents - otherCents - handedMg * centsPerMg();
      platforms.marginCents[platform] += margin;
      payRent(platform, customer, margin);
      couriers.earnedCents[courier] += payCents;
      couriers.weekCents[courier] += payCents;
      add(counts.courier_pay_cents, day, payCents);
      serve(customer, platform, courier);
      ledger.outsideCents -= paid - otherCents;
      if (clock.day < couriers.replacesUntil[courier] && day >= 0)
        record.replaced[windowOf(clock, day) * nZones + zone]++;
      if (couriers.lastDay[courier] !== clock.day) {
        couriers.lastDay[courier] = clock.day;
        add(counts.courier_days, day, platforms.openShare[platform]);
      }
      add(counts.wait_sum_min, day, waitMin);
      add(counts.queue_sum_min, day, start - minute);
      add(counts.delivered, day, 1);
      if (ownLine >= 0) {
        add(counts.orders_of_lines, day, 1);
        if (line !== ownLine) add(counts.orders_cross_line, day, 1);
      }
      recentOrders[line] += RECENT_WEIGHT;
      recentDeliveries[zone * H_PER_DAY + clock.hour] += RECENT_WEIGHT;
      reorder(line, minute);
    }
    add(counts.arrests_couriers_expected, day, arrestsExpected);
  };

  /** Orders a restock of a line that is low; of one that has sold out, finds a lender or notes until when nobody sells. */
  function reorder(line: number, minute: number): void {
    const platform = platformOfLine[line];
    const leastMg = smallestMg + platforms.lateGiftMg[platform];
    if (stockMg[line] >= leastMg && stockMg[line] > restockShare * capacityMg[line]) return;
    if (restockAt[line] === Number.POSITIVE_INFINITY) restockAt[line] = minute + restockMin;
    if (stockMg[line] >= leastMg || (platforms.lendsStock[platform] === 1 && borrow(line, platform, minute, leastMg)))
      return;
    let soonest = Number.POSITIVE_INFINITY;
    const first = platforms.firstLine[platform];
    for (let l = first; l < first + platforms.nLines[platform]; l++) {
      if (stockMg[l] >= leastMg) return;
      if (restockAt[l] < soonest) soonest = restockAt[l];
    }
    platforms.emptyUntil[platform] = soonest;
  }

  /** A line that has sold out and the sister line that holds most share what that one has, if it is enough to sell. */
  function borrow(line: number, platform: number, minute: number, leastMg: number): boolean {
    const first = platforms.firstLine[platform];
    let lender = line;
    for (let l = first; l < first + platforms.nLines[platform]; l++) {
      restock(l, minute);
      if (stockMg[l] > stockMg[lender]) lender = l;
    }
    const lentMg = Math.floor((stockMg[lender] - stockMg[line]) / 2);
    if (stockMg[line] + lentMg < leastMg) return false;
    stockMg[line] += lentMg;
    stockMg[lender] -= lentMg;
    if (stockMg[lender] <= restockShare * capacityMg[lender] && restockAt[lender] === Number.POSITIVE_INFINITY)
      restockAt[lender] = minute + restockMin;
    return true;
  }
};

export const deliver = mechanism({
  submodel,
  fields,
  switches,
  streams,
  counts,
  phases: {
    deliver: { when: 'tick', text: 'Orders go to couriers; some are stopped, some lost, the rest handed over.', run },
  },
});
