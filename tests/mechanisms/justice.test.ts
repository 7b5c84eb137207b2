// What follows an arrest, person by person and in runs: presentation, trial, prison, release, return (MODEL 5 and 6).

import { describe, expect, it } from 'vitest';
import { createArrest } from '../../src/engine/acts/arrest.ts';
import { createCharges, isManagerFree } from '../../src/engine/acts/charge.ts';
import { PROFILE } from '../../src/engine/acts/profile.ts';
import { createTakedown } from '../../src/engine/acts/takedown.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { type Clock, createClock, NO_DAY, setDay } from '../../src/engine/kernel/clock.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { DAYS_PER_MEAN_MONTH } from '../../src/units.ts';
import { ksStatistic, regularizedGamma } from '../support/distributions.ts';
import { against, type Changes, groundOf, NO_FEEDBACK, phase, small, watch } from '../support/small.ts';

/** Posts of a line each, over so many days that nearly all prison ends within the run. */
const COURTS: Changes = {
  time: { burn_in_days: 0, pre_days: 0, post_days: 3600, tick_min: 60 },
  customers: { count: 20 },
  sites: { count: 0 },
  platforms: [
    {
      archetype: 'three-line-hands-on',
      count: 20,
      overrides: { lines: 1, couriers_per_line: 200, manager: 'hands-on' },
    },
  ],
  couriers: { minors_share: 0, women_share: 0 },
  justice: { record_share: 0 },
  // Nobody is arrested every day, so that none is left of the years before, and all have the firm share.
  // All posts are those of platforms at work: there are no places for defectors.
  mechanisms: { stops: false, background: false, defection: false },
};
const TODAY = 7;
/** Day on which police custody ends for who was arrested today. */
const CHARGED = TODAY + 2;

function worldOf(...changes: Changes[]): World {
  const scenario = small(COURTS, ...changes);
  const clock = createClock(scenario.time);
  const world = buildWorld(groundOf(scenario), 'baseline', 1, clock);
  setDay(clock, TODAY);
  return world;
}

const daily = (record: ArmRecord, measure: CountName): number[] => Array.from(daysOfCount(record, measure));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const total = ({ record }: World, measure: CountName): number => sum(daily(record, measure));
const presentedToday = ({ record }: World): number => daysOfCount(record, 'persons_presented')[TODAY];
/** Distance of a count from its share of n, in standard errors. */
const inErrors = (count: number, n: number, share: number): number =>
  Math.abs(count - n * share) / Math.sqrt(n * share * (1 - share));
const months = (days: number): number => days / DAYS_PER_MEAN_MONTH;
/** The standard deviation of a Gamma of mean 12.5 months and shape 1.5. */
const SPREAD = 12.5 / Math.sqrt(1.5);

/** Days of custody of one person: from one day to before another. */
type Spell = [from: number, until: number];

/** What is booked since it was last asked for, all of it one person's; fails if the person is in custody twice on a day. */
function spellsBooked({ custody }: World): Spell[] {
  const spells: Spell[] = [];
  let from = 0;
  let now = 0;
  for (let day = 0; day < custody.change.length; day++) {
    const change = custody.change[day];
    if (change === 0) continue;
    now += change;
    if (now !== 0 && now !== 1) throw new Error(`${now} times in custody on day ${day}`);
    if (now === 1) from = day;
    else spells.push([from, day]);
  }
  if (now === 1) spells.push([from, Number.POSITIVE_INFINITY]);
  custody.change.fill(0);
  return spells;
}

interface Case {
  isHeld: boolean;
  isPresented: boolean;
  spells: Spell[];
}

/** Lets nobody be left of the years before the run, in its first hour, in which nothing is sold. */
function forgetBefore({ custody, couriers }: World, { day, tick }: Clock): void {
  if (day > 0 || tick > 0) return;
  custody.change.fill(0);
  couriers.prisonFrom.fill(NO_DAY);
}

/** Arrests all couriers, of whom a share is held, and says what befalls each. */
function tryAll(world: World, heldShare = 0.2, priors = 0): Case[] {
  const { courier } = createCharges(world);
  world.couriers.priors.fill(priors);
  return Array.from({ length: world.couriers.count }, (_, post) => {
    const before = presentedToday(world);
    const isHeld = post % 100 < 100 * heldShare;
    courier(post, isHeld, heldShare);
    return { isHeld, isPresented: presentedToday(world) > before, spells: spellsBooked(world) };
  });
}

/** As many managers, each with a line. */
const MANAGERS: Changes = {
  platforms: [{ archetype: 'three-line-hands-on', count: 4000, overrides: { lines: 1, couriers_per_line: 1 } }],
};

/** Arrests all managers, and says what befalls each. */
function tryManagers(world: World): Spell[][] {
  const { manager } = createCharges(world);
  return Array.from({ length: world.platforms.count }, (_, p) => {
    manager(p);
    return spellsBooked(world);
  });
}

/** Day on which a person comes out for good. */
const outOn = ({ spells }: Pick<Case, 'spells'>): number => spells[spells.length - 1][1];
const countIf = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length;
/** Firm prison for all, of three days. */
const SHORT: Changes['justice'] = {
  record_share: 0,
  firm_share: 1,
  first_time_firm_share: 1,
  sentence_mean_months: 0.1,
  sentence_shape: 100,
};

describe('a courier who is arrested', () => {
  it.each([0.2, 0.05])('is presented to a judge in half the cases, and always if held: %f held', (heldShare) => {
    const cases = tryAll(worldOf(), heldShare);
    expect(countIf(cases, ({ isHeld }) => isHeld)).toBe(heldShare * cases.length);
    expect(cases.every(({ isHeld, isPresented }) => isPresented || !isHeld)).toBe(true);
    const presented = countIf(cases, ({ isPresented }) => isPresented);
    const isFree = ({ isHeld }: Case): boolean => !isHeld;
    const free = cases.filter(isFree);
    const otherShare = (0.5 - heldShare) / (1 - heldShare);
    expect(inErrors(presented - (cases.length - free.length), free.length, otherShare)).toBeLessThan(4);
    expect(inErrors(presented, cases.length, 0.5)).toBeLessThan(4);
  });

  it.each([0.2, 0.05])('is tried at once in 7 % of all cases, and only if presented: %f held', (heldShare) => {
    const cases = tryAll(worldOf({ justice: SHORT }), heldShare);
    const atOnce = cases.filter((one) => outOn(one) < CHARGED + 30);
    expect(inErrors(atOnce.length, cases.length, 0.07)).toBeLessThan(4);
    expect(atOnce.every(({ isPresented }) => isPresented)).toBe(true);
    // As often where held as where not, among those presented.
    const held = atOnce.filter(({ isHeld }) => isHeld).length;
    expect(inErrors(held, heldShare * cases.length, 0.07 / 0.5)).toBeLessThan(4);
    const later = cases.filter((one) => !atOnce.includes(one)).map((one) => months(outOn(one) - CHARGED));
    // Prison of three days follows the trial of who was not held.
    expect(Math.min(...later)).toBeGreaterThan(9.9);
    expect(Math.max(...later)).toBeLessThan(20.3);
    expect(Math.abs(mean(later) - 15)).toBeLessThan((4 * 10) / Math.sqrt(12 * later.length) + 0.15);
  });

  it('is with the police for two days, then held until trial or free until prison', () => {
    for (const { isHeld, spells } of tryAll(worldOf({ justice: { ...SHORT, fast_track_share: 0 } }))) {
      expect(spells[0][0]).toBe(TODAY);
      if (isHeld) expect(spells).toHaveLength(1);
      else {
        expect(spells).toHaveLength(2);
        expect(spells[0][1]).toBe(CHARGED);
      }
    }
  });

  it.each([
    [0, false, 0.1],
    [0, true, 0.45],
    [1, false, 0.45],
    [1, true, 0.45],
    [3, false, 0.45],
  ])('with %i priors, held %s, gets firm prison with probability %f', (priors, isHeld, share) => {
    const atOnce: Changes = { justice: { record_share: 0, trial_least_months: 0, trial_most_months: 0 } };
    const cases = tryAll(worldOf(atOnce), 0.5, priors).filter((one) => one.isHeld === isHeld);
    expect(
      inErrors(
        countIf(cases, (one) => outOn(one) > CHARGED),
        cases.length,
        share,
      ),
    ).toBeLessThan(4);
  });

  it('serves a Gamma of 12.5 months, and a minor a quarter of that', () => {
    const firm: Changes = { justice: { ...SHORT, sentence_mean_months: 12.5, sentence_shape: 1.5 } };
    const court = worldOf(firm, { time: { burn_in_days: 0, pre_days: 0, post_days: 5000, tick_min: 60 } });
    const lengths = tryAll(court, 0).map(({ spells }) => sum(spells.map(([from, until]) => until - from)) - 2);
    expect(Math.abs(months(mean(lengths)) - 12.5) / (SPREAD / Math.sqrt(lengths.length))).toBeLessThan(4);
    const law = (m: number): number => regularizedGamma(1.5, (1.5 * m) / 12.5);
    expect(ksStatistic(Float64Array.from(lengths, months), law)).toBeLessThan(1.95);
    court.couriers.profile.fill(PROFILE.minor);
    court.couriers.prisonFrom.fill(NO_DAY);
    const asMinors = tryAll(court, 0).map(({ spells }) => sum(spells.map(([from, until]) => until - from)) - 2);
    for (const [post, days] of asMinors.entries()) expect(Math.abs(days - lengths[post] / 4)).toBeLessThanOrEqual(1);
    court.couriers.profile.fill(PROFILE.woman);
    court.couriers.prisonFrom.fill(NO_DAY);
    const asWomen = tryAll(court, 0).map(({ spells }) => sum(spells.map(([from, until]) => until - from)) - 2);
    expect(asWomen).toEqual(lengths);
  });

  it('has the time on remand count towards the sentence', () => {
    const long: Changes = {
      justice: { ...SHORT, sentence_mean_months: 24, fast_track_share: 0 },
    };
    const held = tryAll(worldOf(long), 1);
    const free = tryAll(worldOf(long), 0);
    for (const [post, { spells }] of held.entries()) {
      const [, [trial, out]] = free[post].spells;
      // As long in all as who is free until trial, though the trial is the same; never out before it.
      expect(spells).toEqual([[TODAY, Math.max(trial, CHARGED + out - trial)]]);
    }
  });

  it('has one more prior after each arrest, held or not', () => {
    const world = worldOf({ justice: { record_share: 0.3 } });
    const { priors } = world.couriers;
    const before = priors.slice();
    expect(new Set(before)).toEqual(new Set([0, 1]));
    const arrest = createArrest(world);
    for (let post = 0; post < 300; post++) {
      arrest(post, 0, post % 3 === 0, 0.2);
      if (post % 3 === 1) {
        setDay(world.clock, TODAY + 3);
        arrest(post, 0, false, 0.2);
        setDay(world.clock, TODAY);
      }
    }
    for (let post = 0; post < 400; post++)
      expect(priors[post] - before[post]).toBe(post >= 300 ? 0 : post % 3 === 1 ? 2 : 1);
  });
});

describe('a person arrested at a site', () => {
  it('is presented in 16 % of cases; 4.9 % of all go to prison at once, for a Gamma of 12.5 months, some later', () => {
    const world = worldOf();
    const { atSite } = createCharges(world);
    const N = 12_000;
    const jailed: number[] = [];
    let presented = 0;
    let triedLater = 0;
    for (let place = 0; place < N; place++) {
      const before = presentedToday(world);
      atSite(place, 1);
      const after = presentedToday(world);
      presented += after - before;
      const [[from, until], ...later] = spellsBooked(world);
      expect(from).toBe(TODAY);
      if (until === CHARGED && later.length === 0) continue;
      expect(after).toBe(before + 1);
      if (later.length === 0) {
        jailed.push(until - CHARGED);
        continue;
      }
      expect(until).toBe(CHARGED);
      expect(later).toHaveLength(1);
      expect(months(later[0][0] - CHARGED)).toBeGreaterThan(9.9);
      expect(months(later[0][0] - CHARGED)).toBeLessThan(20.1);
      triedLater++;
    }
    // Of those presented who are not jailed at once, as many as of all others go to prison later.
    expect(inErrors(triedLater, presented - jailed.length, 0.45)).toBeLessThan(4);
    expect(inErrors(presented, N, 0.16)).toBeLessThan(4);
    expect(inErrors(jailed.length, N, 0.049)).toBeLessThan(4);
    expect(Math.abs(months(mean(jailed)) - 12.5) / (SPREAD / Math.sqrt(jailed.length))).toBeLessThan(4);
  });

  it('is one of those whom operations arrest, in a run', () => {
    const record = runArm(
      groundOf(
        small(
          {
            time: { burn_in_days: 0, pre_days: 0, post_days: 120, tick_min: 60 },
            customers: { count: 10 },
            sites: { count: 400 },
            platforms: [],
            mechanisms: NO_FEEDBACK,
            // Prison beyond the end of the run: all who go in are still there.
            justice: { sentence_mean_months: 600, sentence_shape: 100 },
          },
          against({ kind: 'site-operations', where: 'all', hours_per_day: 900, pick: 'random' }),
        ),
      ),
      'pressure',
      1,
      compilePolicy,
    ).record;
    const arrests = daily(record, 'arrests_sites');
    expect(sum(arrests)).toBeGreaterThan(5000);
    expect(inErrors(sum(daily(record, 'persons_presented')), sum(arrests), 0.16)).toBeLessThan(4);
    const inCustody = daily(record, 'custody_person_days');
    const jailed = inCustody[119] - arrests[119] - arrests[118];
    expect(inErrors(jailed, sum(arrests.slice(0, 118)), 0.049)).toBeLessThan(4);
    // Before anyone can be in prison, those of today and yesterday are with the police.
    expect(inCustody.slice(0, 2)).toEqual([arrests[0], arrests[0] + arrests[1]]);
  });
});

describe('a manager who is arrested', () => {
  it('is presented, held in 70 % of cases, and serves 24 to 60 months, the time on remand among them', () => {
    const court = worldOf(MANAGERS, { justice: { fast_track_share: 0 } });
    const all = tryManagers(court);
    expect(total(court, 'persons_presented')).toBe(all.length);
    const held = all.filter((spells) => spells.length === 1);
    expect(inErrors(held.length, all.length, 0.7)).toBeLessThan(4);
    for (const spells of all) {
      expect(spells[0][0]).toBe(TODAY);
      if (spells.length === 2) {
        const [[, charged], [trial]] = spells;
        expect(charged).toBe(CHARGED);
        expect(months(trial - CHARGED)).toBeGreaterThan(9.9);
        expect(months(trial - CHARGED)).toBeLessThan(20.1);
      }
    }
    for (const some of [held, all.filter((spells) => spells.length === 2)]) {
      const inPrison = some.map((spells) => months(sum(spells.map(([from, until]) => until - from)) - 2));
      expect(Math.min(...inPrison)).toBeGreaterThan(23.9);
      expect(Math.max(...inPrison)).toBeLessThan(60.1);
      expect(Math.abs(mean(inPrison) - 42) / (36 / Math.sqrt(12 * inPrison.length))).toBeLessThan(4);
    }
  });

  it('is free only while neither held nor in prison', () => {
    const world = worldOf(MANAGERS);
    const { manager } = createCharges(world);
    for (let p = 0; p < 60; p++) {
      manager(p);
      const spells = spellsBooked(world);
      const isIn = (day: number): boolean => spells.some(([from, until]) => day >= from && day < until);
      for (let day = TODAY; day < 3600; day += 1)
        if (isManagerFree(world.platforms, p, day) === isIn(day)) throw new Error(`platform ${p}, day ${day}`);
    }
  });

  it('is tried at once in 7 % of cases', () => {
    const court = worldOf(MANAGERS);
    tryManagers(court);
    const trials = Array.from(court.platforms.jailFrom);
    const atOnce = countIf(trials, (day) => day === CHARGED);
    expect(inErrors(atOnce, trials.length, 0.07)).toBeLessThan(4);
  });
});

describe('a second arrest before the trial', () => {
  const LATER = 40;
  const FIRM: Changes = {
    justice: { ...SHORT, fast_track_share: 0, sentence_mean_months: 8, sentence_shape: 4 },
  };
  /** What a second arrest alone would bring, and what it brings after the first. */
  function twice(isHeld: boolean): { first: Spell[]; alone: Spell[]; both: Spell[] }[] {
    const separate = worldOf(FIRM);
    const joined = worldOf(FIRM);
    const apart = createCharges(separate);
    const together = createCharges(joined);
    return Array.from({ length: 400 }, (_, post) => {
      setDay(separate.clock, TODAY);
      setDay(joined.clock, TODAY);
      apart.courier(post, false, 0.2);
      const first = spellsBooked(separate);
      separate.couriers.prisonFrom[post] = NO_DAY;
      together.courier(post, false, 0.2);
      setDay(separate.clock, LATER);
      setDay(joined.clock, LATER);
      apart.courier(post, false, 0.2);
      const alone = spellsBooked(separate);
      together.courier(post, isHeld, 0.2);
      return { first, alone, both: spellsBooked(joined) };
    });
  }

  it('joins the charges: one trial, the earlier one, and both sentences', () => {
    const cases = twice(false);
    expect(countIf(cases, ({ first, alone }) => alone[1][0] < first[1][0])).toBeGreaterThan(50);
    expect(countIf(cases, ({ first, alone }) => alone[1][0] > first[1][0])).toBeGreaterThan(50);
    for (const { first, alone, both } of cases) {
      const [[trial1, out1], [trial2, out2]] = [first[1], alone[1]];
      const trial = Math.min(trial1, trial2);
      expect(both).toEqual([
        [TODAY, CHARGED],
        [LATER, LATER + 2],
        [trial, trial + (out1 - trial1) + (out2 - trial2)],
      ]);
    }
  });

  it('of who is held then has the remand count towards both sentences', () => {
    for (const { first, alone, both } of twice(true)) {
      const [[trial1, out1], [trial2, out2]] = [first[1], alone[1]];
      const out = Math.max(Math.min(trial1, trial2), LATER + 2 + (out1 - trial1) + (out2 - trial2));
      expect(both).toEqual([
        [TODAY, CHARGED],
        [LATER, out],
      ]);
    }
  });

  it('adds to the sentence of a manager who is free until the trial, and has it at the earlier date', () => {
    const free: Changes = {
      justice: { fast_track_share: 0, manager_remand_share: 0 },
      time: { burn_in_days: 0, pre_days: 0, post_days: 5000, tick_min: 60 },
    };
    const separate = worldOf(MANAGERS, free);
    const joined = worldOf(MANAGERS, free);
    const apart = createCharges(separate);
    const together = createCharges(joined);
    for (let p = 0; p < 300; p++) {
      setDay(separate.clock, TODAY);
      setDay(joined.clock, TODAY);
      apart.manager(p);
      const [, [trial1, out1]] = spellsBooked(separate);
      separate.platforms.jailFrom[p] = NO_DAY;
      together.manager(p);
      setDay(separate.clock, LATER);
      setDay(joined.clock, LATER);
      apart.manager(p);
      const [, [trial2, out2]] = spellsBooked(separate);
      together.manager(p);
      const trial = Math.min(trial1, trial2);
      const out = trial + (out1 - trial1) + (out2 - trial2);
      expect(spellsBooked(joined)).toEqual([
        [TODAY, CHARGED],
        [LATER, LATER + 2],
        [trial, out],
      ]);
      expect([joined.platforms.jailFrom[p], joined.platforms.jailUntil[p]]).toEqual([trial, out]);
    }
  });
});

describe('nobody is in custody twice on one day', () => {
  it('among couriers arrested again and again', () => {
    const world = worldOf({ justice: { trial_least_months: 1, trial_most_months: 4, firm_share: 1 } });
    const { couriers } = world;
    const { courier } = createCharges(world);
    let again = 0;
    for (let post = 0; post < 600; post++) {
      for (let day = TODAY; day < 400; day += 11 + (post % 7)) {
        // In prison by then: on that morning the person has left the post.
        if (couriers.prisonFrom[post] < day) break;
        setDay(world.clock, day);
        if (day > TODAY) again++;
        const isHeld = day > 100;
        courier(post, isHeld, 0.2);
        if (isHeld) break;
      }
      spellsBooked(world);
    }
    expect(again).toBeGreaterThan(1000);
  });

  it('among managers arrested whenever they are free', () => {
    const world = worldOf(MANAGERS, { justice: { manager_least_months: 0, manager_most_months: 6 } });
    const { manager } = createCharges(world);
    let arrests = 0;
    for (let p = 0; p < 300; p++) {
      for (let day = TODAY; day < 3600; day += 5 + (p % 7)) {
        if (!isManagerFree(world.platforms, p, day)) continue;
        setDay(world.clock, day);
        manager(p);
        arrests++;
      }
      spellsBooked(world);
    }
    expect(arrests).toBeGreaterThan(3000);
  });

  it('where a line falls on the very morning on which a courier of it is to go to prison', () => {
    const world = worldOf({
      takedown: { manager_arrest_hands_on: 0, courier_arrest_share: 1, courier_remand_share: 0 },
      justice: { firm_share: 1, first_time_firm_share: 1, fast_track_share: 0 },
    });
    const { couriers, lines } = world;
    const [takeDown, everyMorning] = [createTakedown(world), phase('rota', world)];
    createArrest(world)(0, 0, false, 0.2);
    const from = couriers.prisonFrom[0];
    couriers.state.fill(COURIER.vacant, 1);
    couriers.untilDay.fill(1e6, 1);
    for (let day = TODAY + 1; day < from + 10; day++) {
      setDay(world.clock, day);
      if (day === from) takeDown(couriers.line[0], false, 0);
      else lines.state.fill(0);
      everyMorning();
    }
    expect(couriers.priors[0]).toBe(2);
    expect(couriers.state[0]).toBe(COURIER.vacant);
    spellsBooked(world);
  });

  it('and leaves the post for it, where police custody takes no day and the trial is at once', () => {
    const world = worldOf({
      couriers: { custody_days: 0 },
      justice: { firm_share: 1, first_time_firm_share: 1, fast_track_share: 0.5 },
    });
    const { couriers } = world;
    const [arrest, everyMorning] = [createArrest(world), phase('rota', world)];
    everyMorning();
    for (let post = 0; post < 50; post++) arrest(post, 0, false, 0.2);
    const atOnce = [...Array(50).keys()].filter((post) => couriers.prisonFrom[post] === TODAY);
    expect(atOnce.length).toBeGreaterThan(5);
    setDay(world.clock, TODAY + 1);
    everyMorning();
    for (const post of atOnce) expect(couriers.state[post]).toBe(COURIER.vacant);
  });

  it('in a run in which the only courier is stopped all the time', () => {
    const DAYS = 300;
    const world = watch(
      small({
        time: { burn_in_days: 0, pre_days: 0, post_days: DAYS, tick_min: 60 },
        customers: { count: 60, light_per_month: 20, aware_share: { low: 1, middle: 1, high: 1 } },
        sites: { count: 0 },
        platforms: [
          {
            archetype: 'three-line-hands-on',
            count: 1,
            overrides: { lines: 1, couriers_per_line: 1, duty_share: 1, churn_per_month: 0 },
          },
        ],
        couriers: { stop_hazard_per_h: 0.05, kept_share: 0, minors_share: 0 },
        labour: { fill_per_week: 0 },
        justice: { ...SHORT, fast_track_share: 0, trial_least_months: 4, trial_most_months: 4 },
        mechanisms: { ...NO_FEEDBACK, background: true, stops: true },
      }),
      forgetBefore,
    );
    const arrests = daily(world.record, 'arrests_couriers');
    const inCustody = daily(world.record, 'custody_person_days');
    expect(sum(arrests)).toBeGreaterThan(3);
    expect(Math.max(...inCustody)).toBe(1);
    // Two days with the police for each arrest, then prison for all of them, from one trial on.
    const first = arrests.findIndex((n) => n > 0);
    const trial = first + 2 + Math.round(4 * DAYS_PER_MEAN_MONTH);
    expect(sum(inCustody.slice(0, trial))).toBe(2 * sum(arrests));
    const inPrison = inCustody.slice(trial);
    expect(sum(inPrison)).toBe(inPrison.indexOf(0));
    expect(Math.abs(sum(inPrison) - 3 * sum(arrests))).toBeLessThanOrEqual(sum(arrests));
  });

  it('in a run in which the only manager is arrested with line after line', () => {
    const scenario = small(
      {
        time: { burn_in_days: 0, pre_days: 0, post_days: 500, tick_min: 60 },
        customers: { count: 20 },
        sites: { count: 0 },
        platforms: [{ archetype: 'three-line-hands-on', count: 1, overrides: { lines: 6, leakage: 0 } }],
        investigation: { scale_h: 1 },
        takedown: { manager_arrest_hands_on: 1, courier_arrest_share: 0 },
        justice: { manager_remand_share: 0, fast_track_share: 0, manager_least_months: 1, manager_most_months: 1 },
        mechanisms: NO_FEEDBACK,
      },
      against({ kind: 'platform-investigation', hours_per_day: 10, lines: 1 }),
    );
    const { record } = runArm(groundOf(scenario), 'pressure', 1, compilePolicy);
    const arrests = sum(daily(record, 'arrests_managers'));
    const inCustody = daily(record, 'custody_person_days');
    expect(arrests).toBeGreaterThan(10);
    expect(Math.max(...inCustody)).toBe(1);
    expect(sum(inCustody)).toBeGreaterThan(2 * arrests + 30);
  });
});

describe('a courier sentenced while free', () => {
  it('leaves the post on the day of prison, is replaced at the turn of the week, and is released into the pool', () => {
    const one = {
      archetype: 'three-line-hands-on',
      count: 1,
      overrides: { lines: 1, couriers_per_line: 200 },
    } as const;
    const world = worldOf({
      platforms: [one],
      justice: { ...SHORT, sentence_mean_months: 2, fast_track_share: 0, reoffending_share: 0 },
      labour: { fill_per_week: 1, unfilled_share: 1 },
      mechanisms: { desistance: false, labour_turnover: false },
    });
    const { couriers, ledger, custody } = world;
    const arrest = createArrest(world);
    for (let post = 0; post < 200; post++) arrest(post, 0, false, 0.2);
    const [from, until] = [couriers.prisonFrom.slice(), couriers.prisonUntil.slice()];
    const week = phase('labour', world);
    const day = phase('rota', world);
    const dayEnd = phase('justice', world);
    dayEnd();
    for (let today = TODAY + 1; today < 760; today++) {
      setDay(world.clock, today);
      if (today % 7 === 0) week();
      day();
      for (let post = 0; post < 200; post++) {
        const isIn = today < CHARGED || (today >= from[post] && Math.floor(today / 7) === Math.floor(from[post] / 7));
        if ((couriers.state[post] !== COURIER.working) !== isIn) throw new Error(`post ${post} on day ${today}`);
        if (today === from[post]) {
          expect(couriers.state[post]).toBe(COURIER.vacant);
          expect(couriers.replacesUntil[post]).toBe(today + 90);
        }
      }
      dayEnd();
      expect(custody.now).toBe(
        countIf([...from.keys()], (post) => today < CHARGED || (today >= from[post] && today < until[post])),
      );
      expect(Array.from(custody.pool)).toEqual([countIf(Array.from(until), (out) => out <= today), 0, 0]);
    }
    expect([ledger.couriersLeft, ledger.couriersHired]).toEqual([200, 200]);
    expect(couriers.nPersons.every((n) => n === 2)).toBe(true);
    expect(couriers.priors.every((n) => n === 0)).toBe(true);
    expect(custody.pool[0]).toBe(200);
  });
});

describe('a courier tried at once', () => {
  it('goes from the police to prison, and leaves the post that day', () => {
    const world = worldOf({ justice: { ...SHORT, sentence_mean_months: 2, fast_track_share: 0.5 } });
    const { couriers, ledger } = world;
    const arrest = createArrest(world);
    for (let post = 0; post < couriers.count; post++) arrest(post, 0, false, 0.2);
    const isFast = Array.from(couriers.prisonFrom, (day) => day === CHARGED);
    const day = phase('rota', world);
    setDay(world.clock, CHARGED - 1);
    day();
    expect(couriers.state.every((state) => state === COURIER.custody)).toBe(true);
    setDay(world.clock, CHARGED);
    day();
    for (const [post, fast] of isFast.entries())
      expect(couriers.state[post]).toBe(fast ? COURIER.vacant : COURIER.working);
    expect(ledger.couriersLeft).toBe(countIf(isFast, (fast) => fast));
    expect(ledger.couriersLeft).toBeGreaterThan(1000);
  });
});

describe('custody', () => {
  it('is counted at the end of each day, all who are in it', () => {
    const spells = tryManagers(worldOf(MANAGERS)).flat();
    const world = worldOf(MANAGERS);
    const { manager } = createCharges(world);
    for (let p = 0; p < world.platforms.count; p++) manager(p);
    const dayEnd = phase('justice', world);
    for (let today = TODAY; today < 2000; today++) {
      setDay(world.clock, today);
      dayEnd();
    }
    const inCustody = daily(world.record, 'custody_person_days');
    for (let today = 0; today < 2000; today += 7)
      expect(inCustody[today]).toBe(countIf(spells, ([from, until]) => today >= from && today < until));
  });
});

describe('those released', () => {
  it('stand in the pool by what they have behind them: one arrest, two, three or more', () => {
    const world = worldOf({ justice: { ...SHORT, trial_least_months: 0, trial_most_months: 0 } });
    const arrest = createArrest(world);
    for (const [post, priors] of [0, 0, 0, 1, 2, 5].entries()) {
      world.couriers.priors[post] = priors;
      arrest(post, 0, true, 0.2);
    }
    const dayEnd = phase('justice', world);
    for (let today = TODAY; today < 30; today++) {
      setDay(world.clock, today);
      dayEnd();
    }
    expect(Array.from(world.custody.pool)).toEqual([3, 1, 2]);
  });

  it('give the trade up at 0.25 a year × 0.8 for each of up to three priors, once a week, with the mechanism on', () => {
    const MANY = 4_000_000;
    const quit = (mechanisms: NonNullable<Changes['mechanisms']>, today: number): number[] => {
      const world = worldOf({ mechanisms });
      world.custody.pool.fill(MANY);
      setDay(world.clock, today);
      phase('justice', world)();
      return Array.from(world.custody.pool, (left) => MANY - left);
    };
    for (const [k, n] of quit({}, 14).entries()) {
      const expected = MANY * -Math.expm1((-0.25 * 0.8 ** (k + 1) * 7) / 365.25);
      expect(Math.abs(n - expected) / Math.sqrt(expected), `${k + 1} priors`).toBeLessThan(4);
    }
    expect(quit({}, 15)).toEqual([0, 0, 0]);
    expect(quit({ desistance: false }, 14)).toEqual([0, 0, 0]);
  });

  /** All posts of a town filled anew on one day, with so many released. */
  function hire(pool: number[], fields: NonNullable<Changes['justice']>): World {
    const world = worldOf({ justice: fields });
    world.custody.pool.set(pool);
    world.couriers.state.fill(COURIER.vacant);
    world.couriers.prisonFrom.fill(TODAY - 1);
    phase('rota', world)();
    expect(world.couriers.state.every((state) => state === COURIER.working)).toBe(true);
    expect(world.couriers.prisonFrom.every((day) => day === NO_DAY)).toBe(true);
    return world;
  }

  it('fill three vacant posts in ten, whatever they have behind them, and keep their priors', () => {
    const POOL = [2000, 4000, 2000];
    const { couriers, custody } = hire(POOL, { record_share: 0 });
    const taken = POOL.map((n, k) => n - custody.pool[k]);
    expect(inErrors(sum(taken), couriers.count, 0.3)).toBeLessThan(4);
    expect(inErrors(taken[1], sum(taken), 0.5)).toBeLessThan(4);
    expect(inErrors(taken[0], sum(taken), 0.25)).toBeLessThan(4);
    const byPriors = [0, 1, 2, 3, 4].map((priors) => countIf(Array.from(couriers.priors), (n) => n === priors));
    expect(byPriors).toEqual([couriers.count - sum(taken), ...taken, 0]);
  });

  it('are each hired once', () => {
    const { couriers, custody } = hire([2, 0, 3], { record_share: 0, reoffending_share: 1 });
    expect(Array.from(custody.pool)).toEqual([0, 0, 0]);
    expect(Array.from(couriers.priors.filter((n) => n > 0)).sort()).toEqual([1, 1, 3, 3, 3]);
  });

  it('or not, three new couriers in ten have a record, and as many of those there at the start', () => {
    const record = Array.from(hire([0, 0, 0], { record_share: 0.3 }).couriers.priors);
    const founders = Array.from(worldOf({ justice: { record_share: 0.3 } }).couriers.priors);
    for (const priors of [record, founders]) {
      expect(new Set(priors)).toEqual(new Set([0, 1]));
      expect(inErrors(sum(priors), priors.length, 0.3)).toBeLessThan(4);
    }
    expect(record).not.toEqual(founders);
  });
});

describe('legal jobs', () => {
  it('take couriers out of the trade at their desistance, less the more priors they have', () => {
    const world = worldOf({ justice: { record_share: 0, desistance_per_year: 100 } });
    const { couriers, effort } = world;
    for (let post = 0; post < couriers.count; post++) couriers.priors[post] = post % 5;
    effort.placementCents[0] = 1e9;
    phase('job-placement', world)();
    for (let priors = 0; priors < 5; priors++) {
      const own = [...couriers.state.keys()].filter((post) => post % 5 === priors);
      const left = countIf(own, (post) => couriers.state[post] === COURIER.vacant);
      const expected = -Math.expm1((-100 * 0.8 ** Math.min(3, priors)) / 365.25);
      expect(inErrors(left, own.length, expected), `${priors} priors`).toBeLessThan(4);
    }
  });
});

describe('couriers arrested in a run', () => {
  it('on the way are presented in half the cases; a fifth are held and lose their post, of minors a twentieth', () => {
    const DAYS = 75;
    const scenario = small({
      time: { burn_in_days: 0, pre_days: 0, post_days: DAYS, tick_min: 60 },
      customers: { count: 1500, light_per_month: 20, aware_share: { low: 1, middle: 1, high: 1 } },
      sites: { count: 0 },
      platforms: [
        {
          archetype: 'three-line-hands-on',
          count: 2,
          overrides: { couriers_per_line: 100, duty_share: 0.6, churn_per_month: 0 },
        },
      ],
      couriers: { stop_hazard_per_h: 0.3, minors_share: 0.5, women_share: 0 },
      // Nobody goes to prison within the run, whom the rota would count among those who leave.
      justice: { fast_track_share: 0 },
      mechanisms: { ...NO_FEEDBACK, background: true, stops: true },
    });
    const held = [0, 0];
    const { record } = watch(scenario, (world, clock) => {
      forgetBefore(world, clock);
      const { couriers } = world;
      if (clock.tick < 23) return;
      for (let post = 0; post < couriers.count; post++)
        if (couriers.state[post] === COURIER.vacant && couriers.replacesUntil[post] === clock.day + 90)
          held[couriers.profile[post] === PROFILE.minor ? 1 : 0]++;
    });
    const arrests = sum(daily(record, 'arrests_couriers'));
    const minors = sum(daily(record, 'arrests_minors'));
    expect(minors).toBeGreaterThan(800);
    expect(inErrors(sum(daily(record, 'persons_presented')), arrests, 0.5)).toBeLessThan(4);
    expect(inErrors(held[0], arrests - minors, 0.2)).toBeLessThan(4);
    expect(inErrors(held[1], minors, 0.05)).toBeLessThan(4);
  });

  it('with a line that falls are presented in half the cases', () => {
    const world = worldOf({
      takedown: { manager_arrest_hands_on: 0 },
      couriers: { minors_share: 0.3, women_share: 0 },
    });
    const takeDown = createTakedown(world);
    for (let line = 0; line < world.lines.count; line++) takeDown(line, false, 0);
    const arrests = total(world, 'arrests_couriers');
    expect(arrests).toBeGreaterThan(3000);
    expect(inErrors(total(world, 'persons_presented'), arrests, 0.5)).toBeLessThan(4);
  });
});
