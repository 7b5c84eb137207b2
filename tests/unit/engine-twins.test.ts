import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawForgetDay, forgetKnown, knowersOf, learnOf } from '../../src/engine/acts/known-platforms.ts';
import { sectorOf } from '../../src/engine/acts/own-line.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import {
  createCustomers,
  F32,
  F32_STRIDE,
  MAX_KNOWN,
  NEVER,
  U8,
  U8_STRIDE,
  U16,
  U16_STRIDE,
} from '../../src/engine/entities/customers.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { DISPATCH } from '../../src/engine/entities/platforms.ts';
import { NO_DAY } from '../../src/engine/kernel/clock.ts';
import { type Changes, NO_FEEDBACK, small, watch } from '../support/small.ts';

/** What customers expect of a platform not yet tried, by default. */
const WAIT_MIN = 25;

/** Long queues everywhere, few couriers, nobody stopped. */
const CROWDED: Changes = {
  customers: { count: 600, light_per_month: 25, known_mean: 3, aware_share: { low: 1, middle: 1, high: 1 } },
  sites: { count: 4, served_per_10_min: 0.6, patience_min: 12 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 2, overrides: { leakage: 0 } },
    { archetype: 'service-quality-bikes', count: 1 },
    { archetype: 'three-line-hands-on', count: 1, overrides: { dispatch: 'sector', leakage: 0, mode: 'car' } },
  ],
  delivery: { patience_min: 50, promise_min: 25, stock_g_per_courier: 1e4 },
};

describe('dispatch', () => {
  it('sends the nearest idle courier of those allowed, else the first to be free: as a plain list of couriers does', () => {
    interface Courier {
      line: number;
      zone: number;
      freeAt: number;
    }
    let fleets: Courier[][] = [];
    let [orders, lost, queued, queueMin, ofLines, crossed] = [0, 0, 0, 0, 0, 0];
    const { record } = watch(small(CROWDED, { mechanisms: NO_FEEDBACK }), (world, clock) => {
      const { occasions: o, platforms, couriers, city, customers } = world;
      if (clock.tick === 0) {
        // Couriers' freedom is carried over midnight; whoever begins a shift does so at home.
        fleets = Array.from({ length: platforms.count }, (_, p) =>
          Array.from({ length: platforms.nCouriers[p] }, (_, k) => ({
            line: couriers.line[platforms.firstCourier[p] + k],
            zone: platforms.homeZone[p],
            freeAt: fleets[p]?.[k]?.freeAt ?? 0,
          })),
        );
      }
      const isOn = (p: number, c: Courier): boolean =>
        couriers.isOn[platforms.firstCourier[p] + fleets[p].indexOf(c)] === 1;
      for (let i = 0; i < o.count; i++) {
        if (o.choice[i] !== CHOICE.delivery) continue;
        const [p, minute, customer] = [o.seller[i], o.minute[i], o.customer[i]];
        const zone = customers.u16[customer * U16_STRIDE + U16.zone];
        const nLines = platforms.nLines[p];
        const own =
          platforms.dispatch[p] === DISPATCH.line
            ? customer % nLines
            : sectorOf(city, platforms.homeZone[p], zone, nLines);
        const onShift = fleets[p].filter((c) => isOn(p, c));
        const ofLine = onShift.filter((c) => c.line === platforms.firstLine[p] + own);
        const allowed = platforms.dispatch[p] === DISPATCH.pooled || ofLine.length === 0 ? onShift : ofLine;
        const km = (c: Courier): number => city.distanceKm[c.zone * city.nZones + zone];
        const idle = allowed.filter((c) => c.freeAt <= minute).sort((a, b) => km(a) - km(b))[0];
        const courier = idle ?? allowed.toSorted((a, b) => a.freeAt - b.freeAt)[0];
        const start = Math.max(minute, courier.freeAt);
        const arrival = start + km(courier) * platforms.minPerKm[p] + world.scenario.travel.handover_min;
        orders++;
        if (start > minute) queued++;
        if (arrival - minute > 50) {
          lost++;
          if (o.fate[i] !== FATE.lost) throw new Error(`order ${i} should be lost`);
          continue;
        }
        if (o.fate[i] !== FATE.fulfilled) throw new Error(`order ${i} should be delivered`);
        if (clock.reportedDay >= 0) {
          queueMin += start - minute;
          if (platforms.dispatch[p] !== DISPATCH.pooled) {
            ofLines++;
            if (courier.line !== platforms.firstLine[p] + own) crossed++;
          }
        }
        if (Math.abs(o.waitMin[i] - (arrival - minute)) > 1e-4)
          throw new Error(`waited ${o.waitMin[i]}, not ${arrival - minute}`);
        if ((o.isLate[i] === 1) !== arrival - minute > 25) throw new Error(`order ${i}: late or not?`);
        courier.freeAt = arrival;
        courier.zone = zone;
      }
    });
    expect(orders).toBeGreaterThan(5000);
    expect(queued).toBeGreaterThan(1000);
    expect(lost).toBeGreaterThan(50);
    const total = (name: CountName): number => daysOfCount(record, name).reduce((a, b) => a + b, 0);
    expect(total('queue_sum_min') / queueMin).toBeCloseTo(1, 9);
    expect([total('orders_of_lines'), total('orders_cross_line')]).toEqual([ofLines, crossed]);
    expect(crossed).toBeGreaterThan(100);
  });
});

describe('a queue at a site', () => {
  it('serves by minute, and turns away whoever would wait longer than the patience: as a plain queue does', () => {
    const freeAt = new Map<number, number>();
    let [served, waited, refused] = [0, 0, 0];
    watch(small(CROWDED, { mechanisms: NO_FEEDBACK }), ({ occasions: o, nearestLists, customers }) => {
      for (let i = 0; i < o.count; i++) {
        const zone = customers.u16[o.customer[i] * U16_STRIDE + U16.zone];
        const list = nearestLists.firstList[zone] + (o.customer[i] & nearestLists.listMask[zone]);
        const queueAt = (place: number): number => Math.max(0, (freeAt.get(place) ?? 0) - o.minute[i]);
        for (let slot = 0; slot < 5; slot++) {
          if (((o.refused[i] >> slot) & 1) === 0) continue;
          refused++;
          if (queueAt(nearestLists.place[list * 5 + slot]) <= 12)
            throw new Error(`occasion ${i} was turned away from a short queue`);
        }
        if (o.choice[i] !== CHOICE.site) continue;
        const wait = queueAt(o.seller[i]);
        if (wait > 12 || Math.abs(wait - o.waitMin[i]) > 1e-4) throw new Error(`queued ${o.waitMin[i]}, not ${wait}`);
        freeAt.set(o.seller[i], o.minute[i] + wait + 10 / 0.6);
        served++;
        if (wait > 0) waited++;
      }
    });
    expect(served).toBeGreaterThan(2000);
    expect(waited).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(500);
  });
});

describe('learning', () => {
  it('moves loyalty, habit and expectations as the formulas do, purchase by purchase', () => {
    interface Mind {
      habit: number;
      siteWait: number;
      known: { loyalty: number; purity: number; wait: number }[];
    }
    const minds: Mind[] = [];
    const scenario = small(CROWDED, {
      mechanisms: { ...NO_FEEDBACK, learning: true },
      platforms: [
        { archetype: 'three-line-hands-on', count: 2, overrides: { late_gift_g: 0 } },
        { archetype: 'service-quality-bikes', count: 2, overrides: { late_gift_g: 0.2 } },
      ],
    });
    const {
      loyalty_rate: rate,
      smoothing,
      late_penalty,
      gift_bonus,
      quality_weight_per_point,
      loyalty_max,
    } = scenario.learning;
    let late = 0;
    let isFirst = true;
    const world = watch(scenario, ({ occasions: o, customers: { f32, u8, u16, count }, platforms }) => {
      if (isFirst) {
        isFirst = false;
        for (let c = 0; c < count; c++) {
          const at = c * F32_STRIDE;
          minds.push({
            habit: f32[at + F32.habit],
            siteWait: f32[at + F32.siteWait],
            known: Array.from({ length: u8[c * U8_STRIDE + U8.nKnown] }, (_, s) => ({
              loyalty: f32[at + F32.loyalty + s],
              purity: f32[at + F32.purity + s],
              wait: f32[at + F32.wait + s],
            })),
          });
        }
        // Expected purity off the truth, so that there is something to learn.
        for (const [c, mind] of minds.entries()) {
          for (const [s, known] of mind.known.entries()) f32[c * F32_STRIDE + F32.purity + s] = known.purity = 70;
        }
        return;
      }
      for (let i = 0; i < o.count; i++) {
        if (o.fate[i] !== FATE.fulfilled) continue;
        const mind = minds[o.customer[i]];
        const isSite = o.choice[i] === CHOICE.site;
        mind.habit = Math.min(loyalty_max, mind.habit * (1 - rate) + (isSite ? rate : 0));
        if (isSite) mind.siteWait += smoothing * (o.waitMin[i] - mind.siteWait);
        for (const [s, known] of mind.known.entries()) {
          const platform = u16[o.customer[i] * U16_STRIDE + U16.known + s];
          let gain = 0;
          if (o.choice[i] === CHOICE.delivery && o.seller[i] === platform) {
            const surprise = platforms.purity[platform] - known.purity;
            const isLate = o.waitMin[i] > 25;
            if (isLate) late++;
            const gift = isLate && platforms.lateGiftMg[platform] > 0 ? gift_bonus : 0;
            gain = rate * (1 + quality_weight_per_point * surprise - (isLate ? late_penalty : 0) + gift);
            known.purity += smoothing * surprise;
            known.wait += smoothing * (o.waitMin[i] - known.wait);
          }
          known.loyalty = Math.min(loyalty_max, Math.max(0, known.loyalty * (1 - rate) + gain));
        }
      }
    });
    expect(late).toBeGreaterThan(100);
    const { f32 } = world.customers;
    let worst = 0;
    for (const [c, { habit, siteWait, known }] of minds.entries()) {
      const at = c * F32_STRIDE;
      worst = Math.max(worst, Math.abs(f32[at + F32.habit] - habit), Math.abs(f32[at + F32.siteWait] - siteWait));
      for (const [s, { loyalty, purity, wait }] of known.entries()) {
        worst = Math.max(worst, Math.abs(f32[at + F32.loyalty + s] - loyalty));
        worst = Math.max(worst, Math.abs(f32[at + F32.purity + s] - purity), Math.abs(f32[at + F32.wait + s] - wait));
      }
    }
    expect(worst).toBeLessThan(1e-3);
  });
});

describe('a purchase', () => {
  it('is credited to the platform that sold it, also where a referral of the same tick has taken its place', () => {
    let replaced = 0;
    let credited = 0;
    const crossing = small({
      time: { tick_min: 60, post_days: 80 },
      city: { grid: { columns: 1, rows: 1, population: 100 } },
      customers: { count: 300, light_per_month: 60, known_mean: 4, aware_share: { low: 1, middle: 1, high: 1 } },
      learning: { referral_probability: 1 },
      platforms: [{ archetype: 'service-quality-bikes', count: 40 }],
    });
    watch(crossing, ({ occasions: o, customers: { f32, u16 } }) => {
      for (let i = 0; i < o.count; i++) {
        if (o.choice[i] !== CHOICE.delivery || o.fate[i] !== FATE.fulfilled) continue;
        const slot = o.slot[i];
        if (u16[o.customer[i] * U16_STRIDE + U16.known + slot] === o.seller[i]) continue;
        replaced++;
        // Nothing was bought there yet, so that nothing was learnt of its waits.
        if (f32[o.customer[i] * F32_STRIDE + F32.wait + slot] !== WAIT_MIN) credited++;
      }
    });
    expect(replaced).toBeGreaterThan(0);
    expect(credited).toBe(0);
  });
});

describe('the list of known platforms', () => {
  const told = fc.record({
    platform: fc.nat(7),
    loyalty: fc.integer({ min: 0, max: 20 }),
    forgetDay: fc.integer({ min: 1, max: 30 }),
  });

  it('keeps at most four, the least loyal giving way, and drops those whose day has come: as a plain list does', () => {
    fc.assert(
      fc.property(
        fc.array(told, { maxLength: 40 }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        (news, forgets) => {
          const customers = createCustomers(3, 0, 1);
          let list: { platform: number; loyalty: number; forgetDay: number }[] = [];
          for (const [day, item] of news.entries()) {
            if (forgets[day]) {
              forgetKnown(customers, { darkFrom: new Int32Array(100).fill(0x7fffffff) }, 1, day);
              list = list.filter(({ forgetDay }) => forgetDay > day);
            }
            const { platform, loyalty, forgetDay } = item;
            const isNew = learnOf(customers, 1, platform, {
              loyalty,
              purity: 50 + platform,
              waitMin: WAIT_MIN,
              forgetDay,
            });
            expect(isNew).toBe(!list.some((known) => known.platform === platform));
            if (isNew && list.length === MAX_KNOWN) {
              const least = Math.min(...list.map((known) => known.loyalty));
              const evicted = list.filter((known) => known.loyalty === least);
              const kept = new Set(customers.u16.subarray(U16_STRIDE + U16.known, U16_STRIDE + U16.known + MAX_KNOWN));
              const gone = evicted.filter((known) => !kept.has(known.platform));
              expect(gone.length).toBe(1);
              list = list.filter((known) => known !== gone[0]);
            }
            if (isNew) list.push(item);
            const nKnown = customers.u8[U8_STRIDE + U8.nKnown];
            const found = Array.from({ length: nKnown }, (_, slot) => ({
              platform: customers.u16[U16_STRIDE + U16.known + slot],
              loyalty: customers.f32[F32_STRIDE + F32.loyalty + slot],
              forgetDay: customers.u16[U16_STRIDE + U16.forgetDay + slot],
            }));
            for (let p = 0; p <= 7; p++)
              expect([...knowersOf(customers, p)]).toEqual(list.some((known) => known.platform === p) ? [1] : []);
            const byPlatform = (a: { platform: number }, b: { platform: number }): number => a.platform - b.platform;
            expect(found.sort(byPlatform)).toEqual(list.toSorted(byPlatform));
            for (let slot = 0; slot < nKnown; slot++) {
              const known = customers.u16[U16_STRIDE + U16.known + slot];
              expect(customers.f32[F32_STRIDE + F32.purity + slot]).toBe(50 + known);
              expect(customers.f32[F32_STRIDE + F32.wait + slot]).toBe(WAIT_MIN);
            }
          }
          expect(customers.u8[U8.nKnown] + customers.u8[2 * U8_STRIDE + U8.nKnown], 'others know nothing of it').toBe(
            0,
          );
        },
      ),
    );
  });

  it('forgets after an exponential time, at the churn per day, and never without churn', () => {
    const n = 20_000;
    const key = { k0: 1, k1: 2 };
    let sum = 0;
    for (let i = 0; i < n; i++) sum += drawForgetDay(100, 0.02, key, i, 0) - 100;
    // Whole days: the mean of 1 + ⌊Exp(0.02)⌋ is 1/(1 − e^−0.02) = 50.5.
    expect(Math.abs(sum / n - 1 / -Math.expm1(-0.02))).toBeLessThan(4 * (50 / Math.sqrt(n)));
    expect(drawForgetDay(100, 0, key, 5, 0)).toBe(NEVER);
    expect(drawForgetDay(100, 1e-9, key, 5, 0)).toBe(NEVER);
  });
});

describe('a rota', () => {
  it('works the planned share of shifts on average, in turn, and follows the weekday', () => {
    const scenario = small({
      time: { burn_in_days: 0, pre_days: 0, post_days: 140, tick_min: 60 },
      customers: { count: 20 },
      platforms: [
        { archetype: 'three-line-hands-on', count: 12 },
        { archetype: 'service-quality-bikes', count: 12 },
      ],
      mechanisms: { justice: false, labour_turnover: false, defection: false },
    });
    const byPost = new Map<number, number>();
    const byWeekday = new Float64Array(7);
    const world = watch(scenario, ({ couriers }, clock) => {
      if (clock.tick > 0) return;
      for (let post = 0; post < couriers.count; post++) {
        byPost.set(post, (byPost.get(post) ?? 0) + couriers.isOn[post]);
        byWeekday[clock.day % 7] += couriers.isOn[post];
      }
    });
    for (let p = 0; p < 24; p++) {
      const [first, n] = [world.platforms.firstCourier[p], world.platforms.nCouriers[p]];
      const shifts = Array.from({ length: n }, (_, k) => byPost.get(first + k) ?? 0);
      const total = shifts.reduce((a, b) => a + b, 0);
      expect(Math.abs(total - n * world.platforms.dutyShare[p] * 140)).toBeLessThanOrEqual(1);
      expect(Math.max(...shifts) - Math.min(...shifts)).toBeLessThanOrEqual(1);
    }
    // Day 0 was a Friday.
    const [busy, quiet] = [
      byWeekday[0] + byWeekday[1],
      byWeekday[2] + byWeekday[3] + byWeekday[4] + byWeekday[5] + byWeekday[6],
    ];
    expect(busy / 2 / (quiet / 5)).toBeCloseTo(2, 1);
  });

  it('is planned over the persons present, and below one shift opens for that share of the last hours each day', () => {
    const scenario = small(CROWDED, {
      time: { burn_in_days: 0, pre_days: 0, post_days: 21, tick_min: 60 },
      platforms: [
        { archetype: 'service-quality-bikes', count: 3, overrides: { couriers_per_line: 10 } },
        { archetype: 'service-quality-bikes', count: 3, overrides: { couriers_per_line: 2, duty_share: 0.2 } },
      ],
      mechanisms: NO_FEEDBACK,
    });
    let [full, short, orders] = [0, 0, 0];
    const world = watch(scenario, ({ couriers, platforms, tempo, occasions: o }, clock) => {
      // Four of ten posts of each large platform are without anybody, of each small one none.
      for (let p = 0; p < 3; p++)
        for (let post = 10 * p; clock.tick === 0 && post < 10 * p + 4; post++) couriers.state[post] = COURIER.away;
      couriers.untilDay.fill(NO_DAY, 0, 30);
      const expected = 0.4 * tempo.dayFactor[clock.day];
      for (let i = 0; i < o.count; i++) {
        const p = o.seller[i];
        if (o.choice[i] !== CHOICE.delivery || p < 3) continue;
        expect(platforms.openShare[p]).toBeCloseTo(expected, 6);
        expect((o.minute[i] % 1440) / 60).toBeGreaterThan(24 - 12 * expected - 1e-6);
        orders++;
      }
      if (clock.tick > 0 || clock.day < 7) return;
      for (let p = 0; p < 6; p++) {
        if (p < 3) full += platforms.nOnDuty[p];
        else short += platforms.nOnDuty[p] * platforms.openShare[p];
      }
    });
    // Two weeks: six of ten present, half of them on duty; two of two, a fifth on duty.
    expect(Math.abs(full - 3 * 14 * 6 * 0.5)).toBeLessThanOrEqual(3);
    expect(short).toBeCloseTo(3 * 14 * 2 * 0.2, 5);
    expect(orders).toBeGreaterThan(300);
    expect(
      daysOfCount(world.record, 'courier_days')
        .slice(1)
        .every((n) => n <= 3 * 6 + 3),
    ).toBe(true);
  });
});
