import { describe, expect, it } from 'vitest';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { chiSquareTail, ksStatistic } from '../support/distributions.ts';
import { against, type Changes, groundOf, NO_FEEDBACK, type PolicyInput, run, small, watch } from '../support/small.ts';

const daily = ({ record }: Pick<World, 'record'>, measure: CountName): number[] =>
  Array.from(daysOfCount(record, measure));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('site operations', () => {
  /** Many sites, operations all the time, nothing else. */
  const many: Changes = {
    time: { burn_in_days: 0, pre_days: 0, post_days: 120, tick_min: 60 },
    customers: { count: 10 },
    sites: { count: 400 },
    areas: { target: { rule: 'most-sites', share: 1 } },
    mechanisms: NO_FEEDBACK,
    baseline: 'pressure',
    ...against({ kind: 'site-operations', start_day: 0, hours_per_day: 600, between: [10, 18], pick: 'random' }),
  };
  const durations: number[] = [];
  const hours = new Float64Array(24);
  const perDay: number[] = [];
  let closing = 0;
  let misplaced = 0;
  const seen = new Map<number, number>();
  const world = watch(small(many), ({ sites }, clock) => {
    if (clock.tick > 0) return;
    let today = 0;
    for (let place = 0; place < sites.nPlaces; place++) {
      const last = sites.lastOperation[place];
      if (!(last >= clock.start) || seen.get(place) === last) continue;
      if (sites.isOpen[place] === 0) misplaced++;
      seen.set(place, last);
      today++;
      hours[Math.floor((last % 1440) / 60)]++;
      if (sites.isClosing[place] === 1) closing++;
      else durations.push(sites.disruptedUntil[place] - sites.disruptedFrom[place]);
      if (sites.disruptedFrom[place] !== last) misplaced++;
    }
    perDay.push(today);
  });
  const n = sum(perDay);

  it('are as many as the hours buy, and every hour spent is in one of them', () => {
    expect(perDay.every((k) => k === 15)).toBe(true);
    expect(daily(world, 'site_operations')).toEqual(perDay);
    expect(daily(world, 'officer_minutes').every((min) => min === 600 * 60)).toBe(true);
    expect(misplaced).toBe(0);
  });

  it('take place within the hours of the policy, evenly', () => {
    const inside = hours.subarray(10, 18);
    expect(sum(Array.from(hours))).toBe(sum(Array.from(inside)));
    const chi = inside.reduce((total, k) => total + (k - n / 8) ** 2 / (n / 8), 0);
    expect(chiSquareTail(7, chi)).toBeGreaterThan(1e-3);
  });

  it('shut a site for an exponential time of 14 days, and one in sixteen for good', () => {
    expect(ksStatistic(Float64Array.from(durations), (min) => -Math.expm1(-min / (14 * 1440)))).toBeLessThan(1.95);
    expect(Math.abs(closing - 0.062 * n) / Math.sqrt(n * 0.062 * 0.938)).toBeLessThan(3.5);
    // A site that closes leaves with the next day, so that those of the last day still stand.
    const closed = sum(daily(world, 'site_closures'));
    expect(closed).toBeLessThanOrEqual(closing);
    expect(closed).toBeGreaterThanOrEqual(closing - 5);
    expect(world.sites.isOpen.reduce((a, b) => a + b, 0)).toBe(400 - closed);
  });

  it('arrest three persons on average, by Poisson counts', () => {
    const arrests = daily(world, 'arrests_sites');
    expect(Math.abs(sum(arrests) - 3 * n) / Math.sqrt(3 * n)).toBeLessThan(3.5);
    const dispersion = arrests.reduce((total, k) => total + (k - 45) ** 2 / 45, 0);
    expect(chiSquareTail(arrests.length, dispersion)).toBeGreaterThan(1e-3);
    expect(chiSquareTail(arrests.length, dispersion)).toBeLessThan(1 - 1e-3);
  });

  it('go to the largest sites first when they are to, and only where they are to', () => {
    let checked = 0;
    const scenario = small({
      sites: { count: 12 },
      customers: { count: 600, light_per_month: 20 },
      mechanisms: { site_turnover: false, background: false },
      baseline: 'pressure',
      ...against({ kind: 'site-operations', start_day: 10, hours_per_day: 40, where: 'target', pick: 'largest' }),
    });
    let sales: number[] = [];
    let shutUntil: number[] = [];
    // Hours of one operation come each day; those that found no site wait.
    let waiting = 0;
    watch(scenario, ({ sites, zones }, clock) => {
      const isEndOfDay = clock.tick === 143;
      if (clock.tick === 0 && clock.reportedDay >= 10) {
        const places = [...sites.zone.keys()];
        const eligible = places.filter(
          (p) => sites.isOpen[p] === 1 && zones.group[sites.zone[p]] === 0 && shutUntil[p] < clock.start,
        );
        const hit = places.filter((p) => sites.lastOperation[p] >= clock.start);
        waiting += 1;
        expect(hit.length).toBe(Math.min(waiting, eligible.length));
        waiting -= hit.length;
        const most = eligible.map((p) => sales[p]).sort((a, b) => b - a);
        expect(hit.map((p) => sales[p]).sort((a, b) => b - a)).toEqual(most.slice(0, hit.length));
        expect(eligible).toEqual(expect.arrayContaining(hit));
        checked += hit.length;
      }
      if (isEndOfDay) {
        sales = Array.from(sites.recentSales);
        shutUntil = Array.from(sites.disruptedUntil);
      }
    });
    expect(checked).toBeGreaterThan(5);
  });

  it.each([40, 12.5, 33.34, 7.7])(
    'need %f officer-hours each, and what is spent is what they need',
    (operation_officer_h) => {
      const [, pressure] = run(
        small({
          ...many,
          baseline: 'baseline',
          police: { operation_officer_h },
          time: { burn_in_days: 0, pre_days: 0, post_days: 4, tick_min: 60 },
        }),
      );
      const operations = sum(daily({ record: pressure } as World, 'site_operations'));
      const spent = sum(daily({ record: pressure } as World, 'officer_minutes')) / 60;
      expect(operations).toBe(Math.floor((600 * 4) / (Math.round(operation_officer_h * 60) / 60)));
      expect(spent / operations).toBeCloseTo(operation_officer_h, 1);
    },
  );

  it('make the residents of the zone afraid the next day, and their fear fade by half in six weeks', () => {
    const scenario = small({
      time: { burn_in_days: 0, pre_days: 0, post_days: 90, tick_min: 60 },
      sites: { count: 1, places_per_site: 1 },
      customers: { count: 20 },
      mechanisms: { ...NO_FEEDBACK, perceived_risk: true },
      police: { closure_probability: 0, disruption_mean_days: 0.1 },
      baseline: 'pressure',
      ...against({ kind: 'site-operations', start_day: 5, end_day: 6, hours_per_day: 40, where: 'all' }),
    });
    const risk: number[] = [];
    let zone = 0;
    watch(scenario, ({ sites, zones }, clock) => {
      zone = sites.zone[0];
      if (clock.tick === 0) risk.push(zones.siteRisk[zone]);
      expect(zones.siteRisk.every((r, z) => z === zone || r === 0)).toBe(true);
    });
    expect(risk.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(risk[6]).toBeCloseTo(0.003, 12);
    expect(risk[48]).toBeCloseTo(0.0015, 12);
  });
});

describe('stops of couriers', () => {
  /** So many couriers that none is ever busy: the time on the way is the wait. */
  const idle = (...policies: PolicyInput[]): Changes => ({
    customers: { count: 1500, light_per_month: 20, aware_share: { low: 1, middle: 1, high: 1 } },
    sites: { count: 0 },
    platforms: [
      { archetype: 'three-line-hands-on', count: 1, overrides: { couriers_per_line: 100, duty_share: 0.6 } },
      { archetype: 'service-quality-bikes', count: 1, overrides: { couriers_per_line: 200, duty_share: 0.6 } },
    ],
    couriers: { stop_hazard_per_h: 0.1, women_share: 0, minors_share: 0, kept_share: 0, custody_days: 0 },
    delivery: { stock_g_per_courier: 1e4 },
    mechanisms: { ...NO_FEEDBACK, background: true, stops: true },
    ...against(...policies),
  });

  function arrests(scenario: ReturnType<typeof small>, arm: string): { expected: number; found: number } {
    let expected = 0;
    let found = 0;
    runArm(groundOf(scenario), arm, 1, compilePolicy, {
      afterTick: ({ occasions: o, zones, customers }, clock) => {
        for (let i = 0; i < o.count; i++) {
          if (o.choice[i] !== CHOICE.delivery) continue;
          // Zone of residence, at 18 of the 16-bit columns of a customer's record.
          const density = zones.stopDensity[customers.u16[o.customer[i] * 64 + 18] * 24 + clock.hour];
          const factor = o.seller[i] === 0 ? 1 : 0.7;
          expected += -Math.expm1((-0.1 * density * factor * o.waitMin[i]) / 60);
          if (o.fate[i] === FATE.lost) found++;
        }
      },
    });
    return { expected, found };
  }

  it('happen at the hazard of the time on the way, bikes less often', () => {
    const { expected, found } = arrests(small(idle()), 'baseline');
    expect(expected).toBeGreaterThan(250);
    expect(Math.abs(found - expected) / Math.sqrt(expected)).toBeLessThan(3.5);
  });

  it('become more frequent in proportion to the density of stops, hour by hour and zone by zone', () => {
    const policy: PolicyInput = {
      kind: 'street-stops',
      start_day: 0,
      hours_per_day: 32 * 3,
      where: 'all',
      between: [12, 24],
    };
    const { expected, found } = arrests(small(idle(policy)), 'pressure');
    const base = arrests(small(idle(policy)), 'baseline');
    expect(Math.abs(found - expected) / Math.sqrt(expected)).toBeLessThan(3.5);
    // 96 hours over 16 km² in half of the day beside 32 in all of it: the density there is 1 + 6.
    expect(found / base.found).toBeGreaterThan(3);
  });

  it('put a courier in custody for two days, or empty one post in five until somebody is found at the turn of the week', () => {
    const scenario = small({
      ...idle(),
      couriers: { stop_hazard_per_h: 0.3, kept_share: 0.2, women_share: 0.1, minors_share: 0 },
      labour: { fill_per_week: 1, unfilled_share: 1 },
      time: { burn_in_days: 0, pre_days: 0, post_days: 50 },
      mechanisms: { ...idle().mechanisms, justice: false },
    });
    const since = new Map<number, [state: number, day: number]>();
    const away: [number[], number[]] = [[], []];
    let [taken, gone] = [0, 0];
    watch(scenario, ({ couriers }, clock) => {
      for (let post = 0; post < couriers.count; post++) {
        const state = couriers.state[post];
        const before = since.get(post);
        if (state !== COURIER.working && !before) {
          since.set(post, [state, clock.day]);
          taken++;
          if (state === COURIER.vacant) gone++;
        }
        if (state === COURIER.working && before) {
          away[before[0] === COURIER.custody ? 0 : 1].push(clock.day - before[1]);
          since.delete(post);
        }
      }
    });
    expect(new Set(away[0])).toEqual(new Set([2]));
    expect(new Set(away[1])).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
    expect(taken).toBeGreaterThan(500);
    expect(Math.abs(gone - 0.2 * taken) / Math.sqrt(taken * 0.16)).toBeLessThan(3.5);
  });

  it('strike women and minors less often by their factors', () => {
    const at = (changes: Partial<NonNullable<Changes['couriers']>>): number => {
      const scenario = small({
        ...idle(),
        couriers: {
          stop_hazard_per_h: 0.1,
          kept_share: 0,
          custody_days: 0,
          minors_share: 0,
          women_share: 0,
          ...changes,
        },
      });
      return sum(daily({ record: run(scenario)[0] } as World, 'arrests_couriers'));
    };
    const [men, women, minors] = [at({}), at({ women_share: 1 }), at({ minors_share: 1 })];
    expect(Math.abs(women - 0.5 * men) / Math.sqrt(women + 0.25 * men)).toBeLessThan(3.5);
    expect(Math.abs(minors - 0.85 * men) / Math.sqrt(minors + 0.7 * men)).toBeLessThan(3.5);
    expect(women).toBeLessThan(minors);
  });
});

describe('turnover of sites', () => {
  it('closes one in a hundred a week and opens about as many, so that their number stays', () => {
    const world = watch(
      small({
        time: { burn_in_days: 0, pre_days: 0, post_days: 1400, tick_min: 60 },
        customers: { count: 1, light_per_month: 0.1, heavy_share: 0 },
        sites: { count: 2000 },
        platforms: [],
        mechanisms: { ...NO_FEEDBACK, site_turnover: true },
      }),
      () => {},
    );
    const open = daily(world, 'sites_open');
    const closures = sum(daily(world, 'site_closures'));
    const entries = sum(daily(world, 'site_entries'));
    const openWeeks = sum(open) / 7;
    expect(Math.abs(closures - 0.01 * openWeeks) / Math.sqrt(0.01 * openWeeks)).toBeLessThan(3.5);
    expect(open[1399] - 2000).toBe(entries - closures);
    // Their number strays from 2,000 by √(1.25·2000), 2.5 %, and is drawn back within some hundred weeks.
    expect(openWeeks / 200 / 2000).toBeGreaterThan(0.93);
    expect(openWeeks / 200 / 2000).toBeLessThan(1.07);
  });

  it('lets more open than close where few are left, fewer where many stand', () => {
    // Entry e·N₀·(N/N₀)^x: above the exits below N₀, below them above it.
    const drift = (share: number): number => {
      let [entered, left] = [0, 0];
      for (let replicate = 1; replicate <= 3; replicate++) {
        const scenario = small({
          time: { burn_in_days: 7, pre_days: 0, post_days: 7, tick_min: 60 },
          customers: { count: 1 },
          sites: { count: 1000, places_per_site: 3, turnover_per_week: 0.05, entry_exponent: 0 },
          platforms: [],
          mechanisms: { ...NO_FEEDBACK, site_turnover: true },
        });
        const { record } = watch(
          scenario,
          ({ sites }, clock) => {
            if (clock.day !== 6 || clock.tick > 0) return;
            sites.isOpen.fill(0);
            for (let place = 0; place < 1000 * share; place++) sites.isOpen[place] = 1;
          },
          replicate,
        );
        entered += sum(daily({ record } as World, 'site_entries'));
        left += sum(daily({ record } as World, 'site_closures'));
      }
      return entered / left;
    };
    // Two and a half: at the constant rate that exponent 0 gives, as many as at the start.
    expect(drift(0.5)).toBeGreaterThan(1.5);
    expect(drift(2)).toBeLessThan(0.65);
  });
});

describe('a direct drop of visits', () => {
  const OPERATION: PolicyInput = { kind: 'site-operations', start_day: 5, end_day: 6, hours_per_day: 20, where: 'all' };
  const scenario = (isOn: boolean, more: Changes = {}) =>
    small(
      {
        time: { burn_in_days: 0, pre_days: 0, post_days: 60, tick_min: 60 },
        customers: { count: 3000, light_per_month: 8, dormant_share: 0 },
        sites: { count: 12, served_per_10_min: 1000 },
        police: { operation_officer_h: 20, disruption_mean_days: 0, closure_probability: 0, drop_share: 0.4 },
        returns: { probability: 1 },
        mechanisms: { ...NO_FEEDBACK, returns: true, direct_drop: isOn },
        baseline: 'pressure',
      },
      against(OPERATION),
      more,
    );

  it('is D₀ the day after an operation near it and falls to 1/e in four weeks', () => {
    const seen: number[] = [];
    const world = watch(scenario(true), ({ zones, sites }, clock) => {
      const operated = sites.lastOperation.findIndex((minute) => minute > 0);
      if (clock.tick === 0) seen[clock.day] = operated < 0 ? 0 : zones.visitDrop[sites.zone[operated]];
    });
    expect(seen.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(seen[6]).toBeCloseTo(0.4, 12);
    for (let day = 7; day < 60; day++) expect(seen[day]).toBeCloseTo(0.4 * Math.exp(-(day - 6) / 28), 12);
    // Zones of 1.25 km² and a reach of 1 km: its own zone in full, the next ones in part, those beyond not at all.
    const drops = [...new Set(Array.from(world.zones.visitDrop, (drop) => Math.round(1e6 * drop)))];
    expect(drops.length).toBeGreaterThan(2);
    expect(drops).toContain(0);
  });

  it('takes that share of visits, which end in nothing and do not come back, and moves nobody else', () => {
    const MANY: Changes = {
      time: { burn_in_days: 0, pre_days: 0, post_days: 10, tick_min: 60 },
      customers: { count: 10_000, light_per_month: 8, dormant_share: 0 },
    };
    /** What became of each occasion at sites of a zone with a drop, and of all others. */
    const ends = (isOn: boolean): Map<string, [choice: number, seller: number, drop: number, attempts: number]> => {
      const found = new Map<string, [number, number, number, number]>();
      const drops = new Float64Array(16);
      watch(scenario(true, MANY), ({ zones }, clock) => {
        if (clock.day === 7) drops.set(zones.visitDrop);
      });
      watch(scenario(isOn, MANY), ({ occasions: o, sites }, clock) => {
        if (clock.day !== 7 && clock.day !== 8) return;
        for (let i = 0; i < o.count; i++) {
          const drop = o.choice[i] === CHOICE.site ? drops[sites.zone[o.seller[i]]] : 0;
          const key = `${o.customer[i]}:${o.candidate[i]}`;
          const attempts = (found.get(key)?.[3] ?? 0) + 1;
          if (clock.day === 7 || found.has(key)) found.set(key, [o.choice[i], o.seller[i], drop, attempts]);
        }
      });
      return found;
    };
    const [with_, without] = [ends(true), ends(false)];
    let [visits, expected, stayed] = [0, 0, 0];
    for (const [key, [choice, seller, drop, attemptsThen]] of without) {
      const [choiceNow, sellerNow, , attempts] = with_.get(key)!;
      if (drop > 0) {
        visits++;
        expected += drop;
        if (choiceNow === CHOICE.none) {
          stayed++;
          expect(attempts).toBe(attemptsThen);
          continue;
        }
      }
      if (choice !== CHOICE.none) expect([choiceNow, sellerNow]).toEqual([choice, seller]);
    }
    expect(visits).toBeGreaterThan(100);
    expect(Math.abs(stayed - expected) / Math.sqrt(expected)).toBeLessThan(3.5);
  });
});
