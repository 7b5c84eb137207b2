// Takedowns and rebirths of the running phases against what their hazards say.
import { describe, expect, it } from 'vitest';
import { buildWorld } from '../../src/engine/build.ts';
import { LINE, PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { createClock, NO_DAY, setDay } from '../../src/engine/kernel/clock.ts';
import { hazardOfRebirth } from '../../src/engine/mechanisms/rebirth.ts';
import type { World } from '../../src/engine/world.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

const PLATFORMS = 1500;

/** Platforms of one line each, seen as plainly as the reference: exposure 1. */
const ALONE: Changes = {
  customers: { count: 60 },
  platforms: [
    {
      archetype: 'three-line-hands-on',
      count: PLATFORMS,
      overrides: { lines: 1, couriers_per_line: 1, leakage: 0, openness: 'co-opted', manager: 'hands-on', brand: 0 },
    },
  ],
  time: { burn_in_days: 0, pre_days: 0, post_days: 1 },
  mechanisms: { defection: false },
};

function worldOf(...changes: Changes[]): World {
  const scenario = small(ALONE, ...changes);
  const clock = createClock(scenario.time);
  return buildWorld(groundOf(scenario), 'baseline', 1, clock);
}

/** Weeks until each line falls under `hours` a week; `before` sets what is known before a week's work. */
function weeksToFall(hours: number, { mechanisms = {}, before = () => {} }: Trial = {}): number[] {
  const world = worldOf({ mechanisms: { tips: false, ...mechanisms } });
  const { lines } = world;
  const run = phase('investigate', world);
  const weeks = new Array<number>(lines.count).fill(0);
  for (let week = 1; lines.state.some((state) => state !== LINE.fallen) && week <= 2000; week++) {
    setDay(world.clock, 7 * week);
    before(lines);
    for (let line = 0; line < lines.count; line++) {
      if (lines.state[line] === LINE.fallen) continue;
      lines.recentOrders[line] = 30;
      lines.workedMin[line] = hours * 60;
      weeks[line] = week;
    }
    run();
  }
  return weeks;
}

interface Trial {
  mechanisms?: Changes['mechanisms'];
  before?: (lines: World['lines']) => void;
}

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('an investigation at exposure 1', () => {
  it.each([
    [40, 839],
    [100, 1240],
    [250, 1886],
    [400, 2355],
  ])('of %i officer-hours a week takes a mean of %i to a takedown (MODEL 5)', (hours, expected) => {
    expect(Math.abs(hours * mean(weeksToFall(hours)) - expected) / expected).toBeLessThan(0.05);
  });

  it('at constant knowledge falls after a geometric number of weeks', () => {
    const knowledge = 300;
    const hours = 40;
    const gain = Math.exp(0.75 * Math.log(hours));
    const p = 1 - Math.exp(-((knowledge / 820) ** 2));
    const weeks = weeksToFall(hours, { before: (lines) => lines.knowledge.fill((knowledge - gain) / 0.97) });
    for (const n of [1, 3, 6, 12, 20]) {
      const expected = (1 - p) ** n;
      const seen = weeks.filter((w) => w > n).length / weeks.length;
      const error = Math.sqrt((expected * (1 - expected)) / weeks.length);
      expect(Math.abs(seen - expected) / error, `beyond week ${n}`).toBeLessThan(4);
    }
    const error = Math.sqrt(1 - p) / p / Math.sqrt(weeks.length);
    expect(Math.abs(mean(weeks) - 1 / p) / error).toBeLessThan(4);
  });

  it('below 40 hours a week learns nothing', () => {
    const world = worldOf();
    const run = phase('investigate', world);
    for (let week = 1; week <= 200; week++) {
      setDay(world.clock, 7 * week);
      world.lines.recentOrders.fill(30);
      world.lines.workedMin.fill(39.9 * 60);
      run();
    }
    expect(world.lines.knowledge.every((k) => k === 0)).toBe(true);
    expect(world.lines.state.every((state) => state === LINE.up)).toBe(true);
  });

  it('learns half as much again in a week with a tip, and as much as exposure says: its square root', () => {
    const learnt = (changes: Changes, orders: number): number => {
      const world = worldOf(changes);
      world.lines.recentOrders.fill(orders);
      world.lines.workedMin.fill(100 * 60);
      setDay(world.clock, 7);
      const run = phase('investigate', world);
      run();
      return mean(Array.from(world.lines.knowledge).filter((k) => k > 0));
    };
    const plain = learnt({ mechanisms: { tips: false } }, 30);
    expect(plain).toBeCloseTo(Math.exp(0.75 * Math.log(100)), 9);
    expect(learnt({ mechanisms: { tips: false } }, 120)).toBeCloseTo(2 * plain, 9);
    const perWeek = 0.4;
    const tipped = learnt({ investigation: { tips_per_courier_year: perWeek * (365.25 / 7) } }, 30);
    const error = (0.5 * Math.sqrt(perWeek)) / Math.sqrt(PLATFORMS);
    expect(Math.abs(tipped / plain - (1 + 0.5 * perWeek)) / error).toBeLessThan(4);
  });
});

describe('the hazard of a rebirth', () => {
  const { rebirth: fields } = small();

  it('is 0.012·exp(2.5f + 1.2M + brand − 0.04t) a week (MODEL 6)', () => {
    for (const [fileLeft, isLed, brand, weeks, log] of [
      [0, false, 0, 0, 0],
      [1, false, 0, 0, 2.5],
      [0.4, false, 0, 0, 1],
      [0, true, 0, 0, 1.2],
      [1, true, 0.5, 10, 2.5 + 1.2 + 0.5 - 0.4],
    ] as const) {
      expect(hazardOfRebirth(fields, fileLeft, isLed, brand, weeks)).toBeCloseTo(0.012 * Math.exp(log), 12);
    }
  });

  /**
   * Weeks until dark platforms come back, Infinity for those still dark after two years; what was left of their files as that
   * week began; and what is left of a file after each week that ends with some of them dark.
   */
  function darkWeeks(
    hasFile: boolean,
    isManagerFree: boolean,
    isRented = false,
  ): { weeks: number[]; left: number[]; files: number[] } {
    const world = worldOf();
    const { platforms, lines } = world;
    platforms.status.fill(PLATFORM_STATUS.dark);
    lines.state.fill(LINE.fallen);
    platforms.fileLeft.fill(hasFile ? 1 : 0);
    platforms.isRented.fill(isRented ? 1 : 0);
    if (!isManagerFree) platforms.heldUntil.fill(NO_DAY);
    const run = phase('rebirth', world);
    const weeks = new Array<number>(platforms.count).fill(Number.POSITIVE_INFINITY);
    const left = new Array<number>(platforms.count).fill(Number.NaN);
    const files: number[] = [];
    for (let week = 1; week <= 104; week++) {
      setDay(world.clock, 7 * week);
      const before = platforms.fileLeft.slice();
      run();
      const ofDark = new Set<number>();
      for (let p = 0; p < platforms.count; p++) {
        if (platforms.status[p] === PLATFORM_STATUS.dark) ofDark.add(platforms.fileLeft[p]);
        else if (weeks[p] > week) [weeks[p], left[p]] = [week, before[p]];
      }
      // The same of all that are dark, or of none.
      expect(ofDark.size).toBeLessThanOrEqual(1);
      files.push(...ofDark);
    }
    return { weeks, left, files };
  }

  /** Share that the closed form reopens in some weeks, of which the first draw stands for the week behind. */
  function reopened(weeks: number, file: number, isFree: boolean): number {
    let sum = 0;
    let left = file;
    for (let week = 0; week < weeks; week++, left *= 0.94) sum += hazardOfRebirth(fields, left, isFree, 0, week);
    return -Math.expm1(-sum);
  }

  it('reopens in two years the share that its sum says, and that the design names (MODEL 11)', () => {
    for (const [hasFile, isFree, named] of [
      [false, false, 0.26],
      [false, true, 0.63],
      [true, false, 0.68],
      [true, true, 0.98],
    ] as const) {
      const expected = reopened(104, hasFile ? 1 : 0, isFree);
      expect(expected).toBeCloseTo(named, 2);
      const { weeks } = darkWeeks(hasFile, isFree);
      const seen = weeks.filter((w) => w < Number.POSITIVE_INFINITY).length / weeks.length;
      const error = Math.sqrt((expected * (1 - expected)) / weeks.length) + 1e-4;
      expect(Math.abs(seen - expected) / error, `file ${hasFile}, manager ${isFree}`).toBeLessThan(4);
    }
  });

  it('reopens most of those whose manager is free and whose file is kept within eight weeks, with most of the file', () => {
    const { weeks, left, files } = darkWeeks(true, true);
    expect(files.length).toBeGreaterThan(4);
    for (const [week, file] of files.entries()) expect(file).toBeCloseTo(0.94 ** (week + 1), 12);
    const expected = reopened(8, 1, true);
    expect(expected).toBeGreaterThan(0.85);
    expect(expected).toBeLessThan(0.9);
    const seen = weeks.filter((w) => w <= 8).length / weeks.length;
    expect(Math.abs(seen - expected) / Math.sqrt((expected * (1 - expected)) / weeks.length)).toBeLessThan(4);
    expect(mean(left.filter((share) => share > 0))).toBeGreaterThan(0.8);
  });

  it('reopens 0.80 of those with a rented file and a held manager in two years', () => {
    let sum = 0;
    let left = 1;
    for (let week = 0; week < 104; week++, left *= 0.97) sum += hazardOfRebirth(fields, left, false, 0, week);
    expect(-Math.expm1(-sum)).toBeCloseTo(0.8, 2);
    const seen = darkWeeks(true, false, true).weeks;
    const share = seen.filter((w) => w < Number.POSITIVE_INFINITY).length / seen.length;
    expect(Math.abs(share - 0.799) / Math.sqrt((0.8 * 0.2) / seen.length)).toBeLessThan(4);
  });
});
