// Takedowns, investigations, cut numbers and dark platforms: each figure of MODEL 5 and 6 on prepared columns.

import { describe, expect, it } from 'vitest';
import { createContact } from '../../src/engine/acts/contact.ts';
import { forgetKnown } from '../../src/engine/acts/known-platforms.ts';
import { sectorOf } from '../../src/engine/acts/own-line.ts';
import { PROFILE } from '../../src/engine/acts/profile.ts';
import { createMeanArrests, createTakedown } from '../../src/engine/acts/takedown.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { LINE, MANAGER, PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { createClock, NO_DAY, setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import type { ScenarioFile } from '../../src/scenario/schema.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

type Kind = Extract<ScenarioFile['platforms'], unknown[]>[number];

const FRESH: Changes = {
  time: { burn_in_days: 0, pre_days: 0, post_days: 60, tick_min: 60 },
  customers: { count: 60 },
  sites: { count: 0 },
  // All platforms are those of the start, without places for defectors, and none has companies in which money lies.
  mechanisms: { defection: false, laundering: false },
};
const kind = (count: number, overrides: Kind['overrides']): Kind => ({
  archetype: 'three-line-hands-on',
  count,
  overrides: { openness: 'co-opted', manager: 'hands-on', leakage: 0, ...overrides },
});

/** The world as built, on day 7 of the run. */
function worldOf(platforms: Kind[], ...changes: Changes[]): World {
  const scenario = small(FRESH, { platforms }, ...changes);
  const clock = createClock(scenario.time);
  const world = buildWorld(groundOf(scenario), 'baseline', 1, clock);
  setDay(clock, 7);
  return world;
}

const total = ({ record }: World, measure: CountName): number =>
  daysOfCount(record, measure).reduce((a, b) => a + b, 0);
/** Distance of a count from its share of n, in standard errors. */
const inErrors = (count: number, n: number, share: number): number =>
  Math.abs(count - n * share) / Math.sqrt(n * share * (1 - share));
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const indices = (n: number, is: (at: number) => boolean): number[] =>
  Array.from({ length: n }, (_, at) => at).filter(is);

/** Takes the first line of each platform down, all of them or some. */
function takeFirstLines(world: World, { isHolderArrest = false, only = (_p: number): boolean => true } = {}): void {
  const takeDown = createTakedown(world);
  for (let p = 0; p < world.platforms.count; p++)
    if (only(p)) takeDown(world.platforms.firstLine[p], isHolderArrest, 0);
}

describe('a takedown', () => {
  it('arrests the manager in 80, 50 or 10 % of cases: hands-on, in part, remote', () => {
    const EACH = 2500;
    const kinds = (['hands-on', 'part', 'remote'] as const).map((manager) => kind(EACH, { lines: 1, manager }));
    const town = worldOf(kinds);
    takeFirstLines(town);
    const { platforms } = town;
    const arrested = [0, 0, 0];
    for (let p = 0; p < platforms.count; p++) if (platforms.heldUntil[p] > 7) arrested[platforms.manager[p]]++;
    expect(inErrors(arrested[MANAGER['hands-on']], EACH, 0.8)).toBeLessThan(4);
    expect(inErrors(arrested[MANAGER.part], EACH, 0.5)).toBeLessThan(4);
    expect(inErrors(arrested[MANAGER.remote], EACH, 0.1)).toBeLessThan(4);
    expect(total(town, 'arrests_managers')).toBe(arrested.reduce((a, b) => a + b, 0));
    expect(total(town, 'takedowns')).toBe(3 * EACH);
  });

  it('arrests no manager who is held already, and fells the line all the same', () => {
    const town = worldOf([kind(50, { lines: 1 })], { takedown: { manager_arrest_hands_on: 1 } });
    town.platforms.heldUntil.fill(NO_DAY);
    takeFirstLines(town);
    expect(total(town, 'arrests_managers')).toBe(0);
    expect(town.lines.state.every((state) => state === LINE.fallen)).toBe(true);
  });

  it('arrests 80 % of the couriers at work on the line; of those 20 % are held and lose their post, of minors 5 %', () => {
    const town = worldOf([kind(300, { lines: 2, couriers_per_line: 20 })], { couriers: { minors_share: 0.4 } });
    const { couriers, lines, platforms } = town;
    // A tenth of the posts each is in custody or vacant already.
    for (let post = 0; post < couriers.count; post++) {
      couriers.state[post] = post % 10 === 0 ? COURIER.custody : post % 10 === 1 ? COURIER.vacant : COURIER.working;
      couriers.untilDay[post] = 99;
    }
    const before = couriers.state.slice();
    takeFirstLines(town);
    const isHit = (post: number): boolean =>
      couriers.line[post] === platforms.firstLine[couriers.platform[post]] && before[post] === COURIER.working;
    const changed = indices(couriers.count, (post) => couriers.state[post] !== before[post]);
    expect(changed.every(isHit)).toBe(true);
    expect(total(town, 'arrests_couriers')).toBe(changed.length);
    const atWork = indices(couriers.count, isHit);
    expect(inErrors(changed.length, atWork.length, 0.8)).toBeLessThan(4);
    for (const [isMinor, share] of [
      [false, 0.2],
      [true, 0.05],
    ] as const) {
      const arrested = changed.filter((post) => (couriers.profile[post] === PROFILE.minor) === isMinor);
      const held = arrested.filter((post) => couriers.state[post] === COURIER.vacant);
      expect(inErrors(held.length, arrested.length, share), `minors ${isMinor}`).toBeLessThan(4);
      for (const post of held)
        expect([couriers.untilDay[post], couriers.replacesUntil[post]]).toEqual([NO_DAY, 7 + 90]);
      for (const post of arrested)
        if (!held.includes(post)) expect([couriers.state[post], couriers.untilDay[post]]).toEqual([COURIER.custody, 9]);
    }
    expect(lines.state[1]).toBe(LINE.up);
  });

  it('counts the women and the minors among the arrested couriers, each by the profile of the person on the post', () => {
    const town = worldOf([kind(100, { lines: 1, couriers_per_line: 20 })], {
      couriers: { women_share: 0.4, minors_share: 0.15 },
    });
    const { couriers } = town;
    takeFirstLines(town);
    const of = (profile: number): number =>
      indices(couriers.count, (post) => couriers.state[post] !== COURIER.working && couriers.profile[post] === profile)
        .length;
    expect(of(PROFILE.woman)).toBeGreaterThan(2 * of(PROFILE.minor));
    expect(of(PROFILE.minor)).toBeGreaterThan(100);
    expect(total(town, 'arrests_women')).toBe(of(PROFILE.woman));
    expect(total(town, 'arrests_minors')).toBe(of(PROFILE.minor));
    expect(total(town, 'arrests_couriers')).toBe(of(PROFILE.man) + of(PROFILE.woman) + of(PROFILE.minor));
  });

  it.each([0, 0.15, 0.6, 1])('fells each sister line with the leakage, people and stock with it: %f', (leakage) => {
    const town = worldOf([kind(900, { lines: 3, couriers_per_line: 2, leakage })]);
    const { lines, couriers, platforms } = town;
    lines.knowledge.fill(5);
    takeFirstLines(town, { only: (p) => p % 3 > 0 });
    const isTaken = (line: number): boolean => lines.platform[line] % 3 > 0;
    const isSister = (line: number): boolean => line !== platforms.firstLine[lines.platform[line]];
    const sisters = indices(lines.count, (line) => isTaken(line) && isSister(line));
    const fallen = sisters.filter((line) => lines.state[line] === LINE.fallen);
    if (leakage % 1 === 0) expect(fallen.length).toBe(leakage * sisters.length);
    else expect(inErrors(fallen.length, sisters.length, leakage)).toBeLessThan(4);
    for (let line = 0; line < lines.count; line++) {
      const falls = (isTaken(line) && !isSister(line)) || fallen.includes(line);
      expect([lines.state[line], lines.knowledge[line]]).toEqual(falls ? [LINE.fallen, 0] : [LINE.up, 5]);
      expect(lines.stockMg[line] === 0).toBe(falls);
    }
    expect(total(town, 'takedowns')).toBe(600);
    expect(total(town, 'lines_cut')).toBe(600 + fallen.length);
    const posts = indices(couriers.count, (post) => fallen.includes(couriers.line[post]));
    const arrested = posts.filter((post) => couriers.state[post] !== COURIER.working);
    if (fallen.length > 0) expect(inErrors(arrested.length, posts.length, 0.8)).toBeLessThan(4);
    const stood = indices(couriers.count, (post) => lines.state[couriers.line[post]] === LINE.up);
    expect(stood.every((post) => couriers.state[post] === COURIER.working)).toBe(true);
  });

  it.each([0, 0.15, 0.6, 1])('arrests as many couriers on average as are expected of it: leakage %f', (leakage) => {
    const town = worldOf([kind(900, { lines: 3, couriers_per_line: 2, leakage })]);
    const { lines, couriers, platforms } = town;
    // Some are away, and some sister lines have fallen already.
    for (let post = 0; post < couriers.count; post += 5) couriers.state[post] = COURIER.custody;
    for (let p = 0; p < platforms.count; p += 4) lines.state[platforms.firstLine[p] + 2] = LINE.fallen;
    const meanOf = createMeanArrests(town);
    const means = Array.from(platforms.firstLine, (line) => meanOf(line, false));
    // Of the second platform, both on the line and three of the four beside it are at work.
    expect(means[1]).toBeCloseTo(0.8 * (2 + leakage * 3), 6);
    takeFirstLines(town);
    // The arrests of a takedown have a standard deviation of at most 1.4, at a leakage of 0.6.
    const expected = mean(means) * means.length;
    expect(Math.abs(total(town, 'arrests_couriers') - expected)).toBeLessThan(4 * 1.4 * Math.sqrt(means.length));
    expect(meanOf(platforms.firstLine[0], true)).toBe(0);
  });

  it('aimed at the holder takes the manager for certain, whoever it is, and neither courier nor sister line', () => {
    const kinds = (['hands-on', 'part', 'remote'] as const).map((manager) =>
      kind(100, { lines: 3, manager, leakage: 1 }),
    );
    const town = worldOf(kinds);
    const { lines, couriers, platforms } = town;
    const stock = lines.stockMg[0];
    takeFirstLines(town, { isHolderArrest: true });
    expect(total(town, 'arrests_managers')).toBe(300);
    expect(platforms.heldUntil.every((day) => day > 7)).toBe(true);
    expect(total(town, 'arrests_couriers')).toBe(0);
    expect(couriers.state.every((state) => state === COURIER.working)).toBe(true);
    for (let line = 0; line < lines.count; line++) {
      const isFirst = line === platforms.firstLine[lines.platform[line]];
      expect([lines.state[line], lines.stockMg[line]]).toEqual(isFirst ? [LINE.fallen, 0] : [LINE.up, stock]);
    }
  });
});

describe('what a takedown seizes', () => {
  const CASH = 10_000_003;
  const STOCK_MG = 12_347;

  function seized(financeH: number, { leakage = 0, cash = CASH } = {}): World {
    const world = worldOf([kind(1, { lines: 3, leakage })]);
    world.platforms.cashCents[0] = cash;
    world.lines.stockMg.fill(STOCK_MG);
    createTakedown(world)(0, false, financeH * 60);
    return world;
  }

  it.each([
    [0, 0.3],
    [80, 0.8 - 0.5 / Math.E],
    [160, 0.8 - 0.5 / (Math.E * Math.E)],
    [1e6, 0.8],
  ])("is, of the line's part of the cash, 0.3 and towards 0.8 with work on finances: %f h", (hours, share) => {
    const { ledger, platforms } = seized(hours);
    expect(ledger.seizedCents).toBe(Math.floor((CASH * share) / 3));
    expect(platforms.cashCents[0]).toBe(CASH - ledger.seizedCents);
  });

  it('is the product at the restock point, and is recorded as cash and product at cost, to the cent', () => {
    const world = seized(0);
    expect(world.ledger.seizedMg).toBe(STOCK_MG);
    expect(Array.from(world.lines.stockMg)).toEqual([0, STOCK_MG, STOCK_MG]);
    // 32 EUR a gram are 3.2 cents a milligram.
    expect(total(world, 'seized_cents')).toBe(Math.floor((CASH * 0.3) / 3) + Math.round(STOCK_MG * 3.2));
  });

  it('is of each line that falls its part among those that stand', () => {
    const { ledger, ...world } = seized(0, { leakage: 1 });
    let left = CASH;
    for (const nStanding of [3, 2, 1]) left -= Math.floor((left * 0.3) / nStanding);
    expect(ledger.seizedCents).toBe(CASH - left);
    expect(ledger.seizedMg).toBe(3 * STOCK_MG);
    expect(total(world as World, 'seized_cents')).toBe(CASH - left + 3 * Math.round(STOCK_MG * 3.2));
  });

  it('is no cash where the organisation has none', () => {
    const world = seized(1e6, { cash: -5000 });
    expect([world.ledger.seizedCents, world.platforms.cashCents[0]]).toEqual([0, -5000]);
    expect(total(world, 'seized_cents')).toBe(Math.round(STOCK_MG * 3.2));
  });

  it('grows with the hours on finances of the week behind, and with no others', () => {
    const world = worldOf([kind(2, { lines: 1 })]);
    const { lines, platforms, effort, ledger } = world;
    platforms.cashCents.fill(CASH);
    const minutesOn = (day: number): number => (day < 14 ? 10 * 60 : 0);
    world.policies = [
      {
        isMoney: false,
        offeredOn: (day) => 1000 * minutesOn(day),
        apply: (day) => {
          effort.financeMin[0] += minutesOn(day);
          return {};
        },
      },
    ];
    const spend = phase('effort', world);
    const week = phase('investigate', world);
    const fall = (line: number): number => {
      const before = ledger.seizedCents;
      lines.knowledge[line] = 1e9;
      lines.workedMin[line] = 100 * 60;
      week();
      expect(lines.state[line]).toBe(LINE.fallen);
      return ledger.seizedCents - before;
    };
    for (let day = 7; day < 14; day++) {
      setDay(world.clock, day);
      spend();
    }
    setDay(world.clock, 14);
    expect(fall(0)).toBe(Math.floor(CASH * (0.8 - 0.5 * Math.exp(-70 / 80))));
    for (let day = 14; day < 21; day++) {
      setDay(world.clock, day);
      spend();
    }
    setDay(world.clock, 21);
    expect(fall(1)).toBe(Math.floor(CASH * 0.3));
  });
});

describe('a platform whose last line falls', () => {
  it('goes dark and keeps its client file with the probability of its archetype, whoever was arrested', () => {
    const EACH = 2500;
    const town = worldOf([kind(EACH, { lines: 1, file_kept: 0.7 }), kind(EACH, { lines: 1, file_kept: 0.3 })]);
    takeFirstLines(town);
    const { platforms } = town;
    expect(platforms.status.every((status) => status === PLATFORM_STATUS.dark)).toBe(true);
    expect(platforms.darkSince.every((day) => day === 7)).toBe(true);
    expect(new Set(platforms.fileLeft)).toEqual(new Set([0, 1]));
    for (const [first, share] of [
      [0, 0.7],
      [EACH, 0.3],
    ] as const) {
      const own = indices(platforms.count, (p) => p >= first && p < first + EACH);
      for (const some of [
        own,
        own.filter((p) => platforms.heldUntil[p] > 7),
        own.filter((p) => !platforms.heldUntil[p]),
      ])
        expect(inErrors(some.filter((p) => platforms.fileLeft[p] === 1).length, some.length, share)).toBeLessThan(4);
    }
  });

  it('has its file rented out in a fifth of cases where the manager is held, and never where not', () => {
    const town = worldOf([kind(3000, { lines: 1, manager: 'part', file_kept: 1 })]);
    takeFirstLines(town);
    const { platforms } = town;
    const held = indices(platforms.count, (p) => platforms.heldUntil[p] > 7);
    const rented = indices(platforms.count, (p) => platforms.isRented[p] === 1);
    expect(held.length).toBeLessThan(2000);
    expect(rented.every((p) => held.includes(p))).toBe(true);
    expect(inErrors(rented.length, held.length, 0.2)).toBeLessThan(4);
  });

  it('is not dark before, and its file is not at risk', () => {
    const world = worldOf([kind(1, { lines: 2, file_kept: 0 })]);
    const { platforms } = world;
    const takeDown = createTakedown(world);
    takeDown(1, false, 0);
    expect([platforms.status[0], platforms.fileLeft[0]]).toEqual([PLATFORM_STATUS.active, 1]);
    setDay(world.clock, 14);
    takeDown(0, false, 0);
    expect([platforms.status[0], platforms.fileLeft[0]]).toEqual([PLATFORM_STATUS.dark, 0]);
    expect(platforms.darkSince[0]).toBe(14);
  });
});

/** So large a scale of knowledge that nothing falls. */
const UNFALLEN: Changes = { investigation: { scale_h: 1e6 } };
const NO_TIPS: Changes = { mechanisms: { tips: false } };

describe('what an investigation learns', () => {
  const gain = Math.exp(0.75 * Math.log(100));

  it('of a line is learnt of its sister lines by the leakage of the platform, unless they have fallen', () => {
    const world = worldOf([kind(2, { lines: 4, leakage: 0.4 })], UNFALLEN, NO_TIPS);
    const { lines } = world;
    lines.recentOrders.fill(30);
    lines.state[3] = LINE.fallen;
    lines.workedMin[0] = 100 * 60;
    lines.workedMin[1] = 100 * 60;
    phase('investigate', world)();
    const relative = Array.from(lines.knowledge, (k) => k / gain);
    for (const [line, share] of [1.4, 1.4, 0.8, 0, 0, 0, 0, 0].entries())
      expect(relative[line], `line ${line}`).toBeCloseTo(share, 6);
  });

  it.each([
    ['co-opted', 'hands-on', 0, 1],
    ['co-opted', 'part', 0, 0.5],
    ['co-opted', 'remote', 0, 0.25],
    ['open', 'hands-on', 0, 2],
    ['open', 'remote', 0, 0.5],
    ['open', 'hands-on', 1, 3],
    ['open', 'hands-on', 0.5, 2.5],
    ['open', 'part', 1, 1.5],
    ['co-opted', 'hands-on', 1, 1],
  ] as const)(
    'grows with the root of exposure: %s, %s manager, %f of the hours undercover: X = %f',
    (openness, manager, undercover, x) => {
      const world = worldOf([kind(1, { lines: 1, openness, manager })], UNFALLEN, NO_TIPS);
      world.lines.recentOrders[0] = 30;
      world.lines.workedMin[0] = 100 * 60;
      world.lines.undercoverMin[0] = undercover * 100 * 60;
      phase('investigate', world)();
      expect(world.lines.knowledge[0] / gain).toBeCloseTo(Math.sqrt(x), 9);
    },
  );

  it('comes from hours on the line and on its holder alike, and fades by 3 % a week', () => {
    const world = worldOf([kind(1, { lines: 1 })], UNFALLEN, NO_TIPS);
    world.lines.recentOrders[0] = 30;
    world.lines.workedMin[0] = 60 * 60;
    world.lines.holderMin[0] = 40 * 60;
    const week = phase('investigate', world);
    week();
    expect(world.lines.knowledge[0]).toBeCloseTo(gain, 9);
    week();
    expect(world.lines.knowledge[0]).toBeCloseTo(0.97 * gain, 9);
  });

  it('is used against the manager where more of the hours aim at the holder, else against the line', () => {
    const world = worldOf([kind(200, { lines: 1, manager: 'remote' })], NO_TIPS);
    const { lines, couriers, platforms } = world;
    for (let line = 0; line < 200; line++) {
      lines.knowledge[line] = 1e9;
      lines.holderMin[line] = line < 100 ? 61 * 60 : 60 * 60;
      lines.workedMin[line] = line < 100 ? 60 * 60 : 61 * 60;
    }
    phase('investigate', world)();
    const managers = indices(200, (p) => platforms.heldUntil[p] > 7);
    const posts = indices(couriers.count, (post) => couriers.state[post] !== COURIER.working);
    expect(managers.filter((p) => p < 100)).toHaveLength(100);
    expect(managers.filter((p) => p >= 100).length).toBeLessThan(30);
    expect(posts.every((post) => couriers.platform[post] >= 100)).toBe(true);
    expect(posts.length).toBeGreaterThan(120);
  });

  it('fells only lines that officers were on for the least hours in the week', () => {
    const world = worldOf([kind(3, { lines: 1 })], NO_TIPS);
    const { lines } = world;
    lines.knowledge.fill(1e9);
    lines.workedMin.set([0, 39.9 * 60, 40 * 60]);
    phase('investigate', world)();
    expect(Array.from(lines.state)).toEqual([LINE.up, LINE.up, LINE.fallen]);
  });
});

describe('tips', () => {
  const WEEKS = 20;
  const PER_YEAR = 100;
  const perCourier = (WEEKS * PER_YEAR * 7) / 365.25;

  /** Tips on each line over some weeks, read from what they add to a week's knowledge. */
  function tipsOf(world: World, firstWeek = 1): number[] {
    const { lines } = world;
    const gain = Math.exp(0.75 * Math.log(100));
    const week = phase('investigate', world);
    const tips = new Array<number>(lines.count).fill(0);
    for (let w = firstWeek; w < firstWeek + WEEKS; w++) {
      setDay(world.clock, 7 * w);
      lines.knowledge.fill(0);
      lines.recentOrders.fill(30);
      lines.workedMin.fill(100 * 60);
      week();
      for (let line = 0; line < lines.count; line++) tips[line] += Math.round((lines.knowledge[line] / gain - 1) / 0.5);
    }
    return tips;
  }
  const OFTEN: Changes = {
    time: { burn_in_days: 0, pre_days: 0, post_days: 400, tick_min: 60 },
    investigation: { scale_h: 1e6, tips_per_courier_year: PER_YEAR },
  };
  /** Spread of the tips on one courier's line: Poisson, and 24 or 96 expected by who it is. */
  const spread = Math.sqrt(perCourier + 0.16 * (3 * (perCourier / 1.6)) ** 2);

  it('come from a fifth of couriers four times as often as from the others, and are as many as the scenario says', () => {
    const town = worldOf([kind(2000, { lines: 1, couriers_per_line: 1 })], OFTEN);
    const tips = tipsOf(town);
    expect(Math.abs(mean(tips) - perCourier) / (spread / Math.sqrt(tips.length))).toBeLessThan(4);
    // 24 and 96 are expected: hardly anyone is on the other side of 55.
    const isLoud = (n: number): boolean => n > 55;
    expect(inErrors(tips.filter(isLoud).length, tips.length, 0.2)).toBeLessThan(4);
    const ratio = mean(tips.filter(isLoud)) / mean(tips.filter((n) => !isLoud(n)));
    expect(Math.abs(ratio - 4)).toBeLessThan(0.15);

    // A new person on the post has an indiscretion of their own.
    for (let post = 0; post < town.couriers.count; post++) town.couriers.nPersons[post]++;
    const later = tipsOf(town, 1 + WEEKS);
    const stay = later.filter((n, line) => isLoud(tips[line]) && isLoud(n)).length;
    expect(inErrors(stay, tips.filter(isLoud).length, 0.2)).toBeLessThan(4);
  });

  it('stay with the person from week to week', () => {
    const town = worldOf([kind(300, { lines: 1, couriers_per_line: 1 })], OFTEN);
    const loud = tipsOf(town).map((n) => n > 55);
    const later = tipsOf(town, 1 + WEEKS).map((n) => n > 55);
    expect(later).toEqual(loud);
  });

  it('come from each courier at work, and from nobody in custody or gone', () => {
    const town = worldOf([kind(1000, { lines: 1, couriers_per_line: 4 })], OFTEN);
    const { state } = town.couriers;
    for (let post = 0; post < state.length; post++)
      state[post] = post % 4 === 0 ? COURIER.custody : post % 4 === 1 ? COURIER.vacant : COURIER.working;
    const seen = mean(tipsOf(town));
    expect(Math.abs(seen - 2 * perCourier) / (spread * Math.sqrt(2 / 1000))).toBeLessThan(4);
  });
});

/** Customers who know a platform. */
function clientsOf({ customers }: World, p: number): number[] {
  return indices(customers.count, (customer) => {
    const nKnown = customers.u8[customer * U8_STRIDE + U8.nKnown];
    const at = customer * U16_STRIDE + U16.known;
    return customers.u16.subarray(at, at + nKnown).includes(p);
  });
}
const WELL_KNOWN: Changes = {
  customers: { count: 6000, dormant_share: 0, aware_share: { low: 1, middle: 1, high: 1 } },
};

describe('a number cut', () => {
  const cut = (town: World, line: number, minutes = 80 * 60): void => {
    town.effort.numberMin[line] = minutes;
    phase('number-cuts', town)();
    town.effort.numberMin[line] = 0;
  };

  it.each([
    ['line', 0.1, (customer: number) => customer % 3 === 1],
    [
      'sector',
      0.3,
      (customer: number, { customers, city, platforms }: World) =>
        sectorOf(city, platforms.homeZone[0], customers.u16[customer * U16_STRIDE + U16.zone], 3) === 1,
    ],
  ] as const)(
    'loses a tenth of the clients of that line for good or what share is set, and no others: by %s, %f',
    (dispatch, share, isOfLine) => {
      const town = worldOf(
        [kind(2, { lines: 3, dispatch })],
        WELL_KNOWN,
        share === 0.1 ? {} : { investigation: { number_lost_share: share } },
      );
      const world = town;
      const before = [clientsOf(world, 0), clientsOf(world, 1)];
      cut(town, 1);
      const after = new Set(clientsOf(world, 0));
      const lost = before[0].filter((customer) => !after.has(customer));
      const own = before[0].filter((customer) => isOfLine(customer, world));
      expect(own.length).toBeGreaterThan(500);
      expect(lost.every((customer) => isOfLine(customer, world))).toBe(true);
      expect(inErrors(lost.length, own.length, share)).toBeLessThan(4);
      expect(after.size).toBe(before[0].length - lost.length);
      expect(clientsOf(world, 1)).toEqual(before[1]);
    },
  );

  it('takes the line away for its days, whoever leads it, and arrests and seizes nothing', () => {
    const world = worldOf([kind(1, { lines: 2 })], { investigation: { number_back_days: { least: 4, most: 4 } } });
    const { lines, platforms } = world;
    platforms.heldUntil[0] = NO_DAY;
    lines.knowledge[1] = 5;
    const stock = lines.stockMg[1];
    cut(world, 1);
    const day = phase('restaff', world);
    const states: number[] = [];
    for (let today = 7; today <= 11; today++) {
      setDay(world.clock, today);
      day();
      states.push(lines.state[1]);
    }
    expect(states).toEqual([LINE.cut, LINE.cut, LINE.cut, LINE.cut, LINE.up]);
    expect([lines.state[0], platforms.status[0]]).toEqual([LINE.up, PLATFORM_STATUS.active]);
    expect([lines.knowledge[1], lines.stockMg[1]]).toEqual([5, stock]);
    expect(world.couriers.state.every((state) => state === COURIER.working)).toBe(true);
    for (const measure of ['arrests_couriers', 'arrests_managers', 'seized_cents', 'takedowns'] as const)
      expect(total(world, measure), measure).toBe(0);
    expect(total(world, 'lines_cut')).toBe(1);
  });

  it('needs 80 officer-hours, and a line that sells', () => {
    const town = worldOf([kind(1, { lines: 3 })]);
    const { lines } = town;
    lines.state.set([LINE.up, LINE.fallen, LINE.cut]);
    cut(town, 0, 80 * 60 - 1);
    cut(town, 1);
    cut(town, 2);
    expect(Array.from(lines.state)).toEqual([LINE.up, LINE.fallen, LINE.cut]);
    expect(total(town, 'lines_cut')).toBe(0);
  });
});

describe('the new number of a line', () => {
  /** Clients of the only line of platform 0 whom it reaches on a day. */
  const reached = (world: World, day: number): number[] => {
    const isReached = createContact(world);
    setDay(world.clock, day);
    return clientsOf(world, 0).filter((customer) => isReached(0, customer));
  };
  const cutOn = (world: World, day: number): void => {
    setDay(world.clock, day);
    world.lines.state.fill(LINE.up);
    world.effort.numberMin[0] = 80 * 60;
    phase('number-cuts', world)();
    world.effort.numberMin[0] = 0;
  };
  const town = (): World =>
    worldOf([kind(1, { lines: 1 }), kind(1, {})], WELL_KNOWN, { investigation: { number_lost_share: 0 } });

  it('is back after 2 to 7 days, each as likely', () => {
    const world = worldOf([kind(3000, { lines: 1, couriers_per_line: 1 })]);
    world.effort.numberMin.fill(80 * 60);
    phase('number-cuts', world)();
    const { downUntil, count } = world.lines;
    for (let days = 2; days <= 7; days++)
      expect(inErrors(downUntil.filter((day) => day === world.clock.day + days).length, count, 1 / 6)).toBeLessThan(4);
  });

  it('reaches nobody while the line is away, half at once, and the rest after a mean of two weeks', () => {
    const world = town();
    const all = clientsOf(world, 0);
    cutOn(world, 30);
    const back = world.lines.downUntil[0];
    expect(reached(world, back - 1)).toEqual([]);
    const atOnce = reached(world, back);
    expect(inErrors(atOnce.length, all.length, 0.5)).toBeLessThan(4);
    let found = new Set(atOnce);
    let days = 0;
    for (let day = back + 1; day < back + 12 * 14; day++) {
      const now = reached(world, day);
      expect([...found].filter((customer) => !now.includes(customer))).toEqual([]);
      days += (day - back) * (now.length - found.size);
      found = new Set(now);
    }
    expect(found.size).toBeGreaterThan(0.999 * all.length);
    // Weeks are those of the run: from the return to the start of the week of the draw.
    const mean = days / (found.size - atOnce.length);
    const expected = 7 / -Math.expm1(-0.5) - (back % 7);
    expect(Math.abs(mean - expected) / (14 / Math.sqrt(found.size - atOnce.length))).toBeLessThan(4);
    expect(world.platforms.contactUntil[0]).toBe(back + 168);
  });

  it('is never nearer for a further cut', () => {
    const [once, twice] = [town(), town()];
    for (const world of [once, twice]) cutOn(world, 30);
    cutOn(twice, 45);
    for (const day of [44, 46, 52, 60, 80]) {
      const more = new Set(reached(once, day));
      const fewer = reached(twice, day);
      expect(fewer.every((customer) => more.has(customer))).toBe(true);
      if (day === 52) expect(fewer.length).toBeLessThan(more.size);
    }
    expect(reached(once, 30).length).toBe(0);
    expect(clientsOf(once, 1).every((customer) => createContact(once)(1, customer))).toBe(true);
  });
});

describe('a fallen line of a platform that lives on', () => {
  it('is staffed again after 14 days only where the manager is free or works from afar, else on release', () => {
    const town = worldOf(
      [
        kind(1, { lines: 2, manager: 'hands-on' }),
        kind(1, { lines: 2, manager: 'hands-on' }),
        kind(1, { lines: 2, manager: 'remote' }),
        kind(1, { lines: 2, manager: 'part' }),
        kind(1, { lines: 2, manager: 'part' }),
        kind(1, { lines: 1, manager: 'remote' }),
      ],
      { takedown: { manager_arrest_hands_on: 0, manager_arrest_part: 0, manager_arrest_remote: 0 } },
    );
    const world = town;
    const { platforms, lines } = world;
    takeFirstLines(town);
    // Free, held until day 30, held but remote, in prison from day 15 to 40, waiting for prison; the last one is dark.
    platforms.heldUntil.set([0, 30, NO_DAY, 9, 9, 0]);
    platforms.jailFrom.set([NO_DAY, 35, NO_DAY, 15, 45, NO_DAY]);
    platforms.jailUntil.set([0, 50, 0, 40, 50, 0]);
    const day = phase('restaff', world);
    const upFrom = new Array<number>(platforms.count).fill(-1);
    for (let today = 7; today < 60; today++) {
      setDay(world.clock, today);
      day();
      for (let p = 0; p < platforms.count; p++)
        if (upFrom[p] < 0 && lines.state[platforms.firstLine[p]] === LINE.up) upFrom[p] = today;
    }
    expect(upFrom).toEqual([21, 30, 21, 40, 21, -1]);
    expect(platforms.status[5]).toBe(PLATFORM_STATUS.dark);
  });
});

describe('a dark platform', () => {
  it('has its clock start anew with the release of its manager, and not on the way from remand to prison', () => {
    const world = worldOf([kind(5, { lines: 1 })]);
    const { platforms } = world;
    platforms.status.fill(PLATFORM_STATUS.dark, 0, 4);
    platforms.darkSince.fill(3);
    // From remand to prison; free in between; let go; in prison beyond the run; the last one is not dark.
    platforms.heldUntil.set([12, 12, 12, 9, 12]);
    platforms.jailFrom.set([12, 20, NO_DAY, 9, NO_DAY]);
    platforms.jailUntil.set([30, 30, 0, NO_DAY, 0]);
    const dayEnd = phase('justice', world);
    const starts = Array.from(platforms.darkSince, (day) => [day]);
    for (let today = 7; today < 40; today++) {
      setDay(world.clock, today);
      dayEnd();
      for (let p = 0; p < platforms.count; p++)
        if (starts[p].at(-1) !== platforms.darkSince[p]) starts[p].push(platforms.darkSince[p]);
    }
    expect(starts).toEqual([[3, 30], [3, 12, 30], [3, 12], [3], [3]]);
  });

  it('comes back by the weeks since that clock started', () => {
    const world = worldOf([kind(2, { lines: 1 })], {
      rebirth: { hazard_per_week: 10, fading_per_week: 10 },
    });
    const { platforms } = world;
    platforms.status.fill(PLATFORM_STATUS.dark);
    setDay(world.clock, 56);
    platforms.darkSince.set([0, 56]);
    phase('rebirth', world)();
    expect(Array.from(platforms.status)).toEqual([PLATFORM_STATUS.dark, PLATFORM_STATUS.active]);
  });

  it('loses 6 % of its file a week, 3 % while it is rented and the manager is held', () => {
    const world = worldOf([kind(5, { lines: 1 })], { rebirth: { hazard_per_week: 0 } });
    const { platforms } = world;
    platforms.status.fill(PLATFORM_STATUS.dark, 0, 4);
    platforms.fileLeft.set([1, 1, 1, 0, 1]);
    platforms.isRented.set([0, 1, 1, 0, 0]);
    // Held throughout, or until the fifth of eight weeks.
    platforms.heldUntil.set([NO_DAY, NO_DAY, 35, 0, 0]);
    const week = phase('rebirth', world);
    for (let w = 1; w <= 8; w++) {
      setDay(world.clock, 7 * w);
      week();
    }
    const left = Array.from(platforms.fileLeft);
    const expected = [0.94 ** 8, 0.97 ** 8, 0.97 ** 4 * 0.94 ** 4, 0, 1];
    for (const [p, share] of expected.entries()) expect(left[p], `platform ${p}`).toBeCloseTo(share, 12);
  });

  it('is forgotten, as it comes back, by the share of its clients that its file has lost, and by no other', () => {
    const world = worldOf([kind(2, { lines: 2 })], WELL_KNOWN, { rebirth: { hazard_per_week: 10 } });
    const { platforms, lines } = world;
    const before = [clientsOf(world, 0), clientsOf(world, 1)];
    platforms.status[0] = PLATFORM_STATUS.dark;
    lines.state.fill(LINE.fallen, 0, 2);
    platforms.fileLeft[0] = 0.6;
    platforms.darkSince[0] = 7;
    platforms.darkFrom[0] = 0;
    phase('rebirth', world)();
    expect([platforms.status[0], lines.state[0], lines.state[1]]).toEqual([PLATFORM_STATUS.active, LINE.up, LINE.up]);
    const after = clientsOf(world, 0);
    const known = new Set(before[0]);
    expect(after.every((customer) => known.has(customer))).toBe(true);
    expect(inErrors(after.length, before[0].length, 0.6 * 0.94)).toBeLessThan(4);
    expect(clientsOf(world, 1)).toEqual(before[1]);
    expect(platforms.fileLeft[0]).toBe(1);
  });

  it('finds at least a quarter of its old file, and with more left all of whom it finds with less', () => {
    const found = (fileLeft: number, today = 7): number[] => {
      const world = worldOf([kind(2, { lines: 1 })], WELL_KNOWN, { rebirth: { hazard_per_week: 10 } });
      const { platforms } = world;
      platforms.status[0] = PLATFORM_STATUS.dark;
      platforms.fileLeft[0] = fileLeft;
      platforms.darkFrom[0] = 0;
      platforms.timesDark[0] = 1;
      setDay(world.clock, today);
      phase('rebirth', world)();
      expect([platforms.status[0], platforms.darkFrom[0]]).toEqual([PLATFORM_STATUS.active, NO_DAY]);
      return clientsOf(world, 0);
    };
    const all = clientsOf(worldOf([kind(2, { lines: 1 })], WELL_KNOWN), 0).length;
    const [lost, little, some, most] = [0, 0.2, 0.6, 0.9].map((left) => found(left));
    expect(inErrors(lost.length, all, 0.25)).toBeLessThan(4);
    expect(little).toEqual(lost);
    expect(some.length).toBeGreaterThan(lost.length);
    for (const [few, many] of [
      [lost, some],
      [some, most],
      // Whenever it comes back.
      [found(0, 21), some],
    ])
      expect(few.filter((customer) => !many.includes(customer))).toEqual([]);
  });

  it('is not forgotten while it is dark, and has lost those who had forgotten it before', () => {
    const world = worldOf([kind(1, { lines: 1 })], WELL_KNOWN, {
      rebirth: { hazard_per_week: 10, file_decay_per_week: 0 },
    });
    const { customers, platforms } = world;
    const first = clientsOf(world, 0);
    const days = new Map(first.map((customer) => [customer, customers.u16[customer * U16_STRIDE + U16.forgetDay]]));
    platforms.status[0] = PLATFORM_STATUS.dark;
    platforms.darkFrom[0] = 70;
    setDay(world.clock, 700);
    for (const customer of first) forgetKnown(customers, platforms, customer, 700);
    const kept = first.filter((customer) => days.get(customer)! > 70);
    expect(kept.length).toBeLessThan(first.length);
    expect(clientsOf(world, 0)).toEqual(kept);
    phase('rebirth', world)();
    for (const customer of clientsOf(world, 0))
      expect(customers.u16[customer * U16_STRIDE + U16.forgetDay]).toBe(days.get(customer)! + 630);
    expect(clientsOf(world, 0)).toEqual(kept);
  });

  it('dissolves after three years in the dark: its niche is vacant and nobody knows it', () => {
    const world = worldOf([kind(1, { lines: 1 })], { rebirth: { hazard_per_week: 0 } });
    const { platforms, clock } = world;
    platforms.status[0] = PLATFORM_STATUS.dark;
    platforms.darkFrom[0] = 14;
    const week = phase('rebirth', world);
    const weeks: number[] = [];
    for (let w = 150; w <= 160; w++) {
      setDay(clock, 7 * w);
      week();
      if (platforms.status[0] === PLATFORM_STATUS.unborn) weeks.push(w);
      expect(clientsOf(world, 0).length > 0).toBe(weeks.length === 0);
    }
    expect(weeks).toEqual([158, 159, 160]);
    expect(platforms.darkFrom[0]).toBe(NO_DAY);
  });
});
