// Exit and entry alone and together against their closed forms: geometric times, and the number that both come to.
import { describe, expect, it } from 'vitest';
import { createArm } from '../../src/engine/arm.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { chiSquareTail } from '../support/distributions.ts';
import { type Changes, groundOf, phase, small } from '../support/small.ts';

const [EXIT, ENTRY] = [0.02, 0.03];
const FACTORS = [0.5, 1.5];

/** So many platforms of each of two kinds, and as many vacant niches, in a town of one customer where nothing else happens. */
function town(each: number, weeks: number, switched: Changes['mechanisms']): World {
  const scenario = small({
    time: { burn_in_days: 0, pre_days: 0, post_days: 7 * weeks + 7, tick_min: 60 },
    customers: { count: 1 },
    platforms: FACTORS.map((exit_factor) => ({
      archetype: 'family-micro',
      count: each,
      overrides: { exit_factor, couriers_per_line: 1 },
    })),
    organisations: { exit_per_week: EXIT, entry_per_week: ENTRY },
    mechanisms: { ...switched },
  });
  return createArm(groundOf(scenario), 'baseline', 1, compilePolicy).world;
}

/** Lives some weeks of exit and entry alone; no week of profit is booked, so that it stays at what it was at the start. */
function live(world: World, weeks: number, each: (week: number) => void): void {
  const [exit, entry] = [phase('platform-exit', world), phase('platform-entry', world)];
  for (let week = 1; week <= weeks; week++) {
    setDay(world.clock, 7 * week);
    exit();
    entry();
    each(week);
  }
}

/** How many of the niches from one on change their state first in each week, and how many never do. */
function firstChanges(world: World, from: number, n: number, weeks: number): number[] {
  const { status } = world.platforms;
  const was = status.slice(from, from + n);
  const changed = new Uint8Array(n);
  const counts = new Array<number>(weeks).fill(0);
  live(world, weeks, (week) => {
    for (let p = 0; p < n; p++) {
      if (changed[p] === 1 || status[from + p] === was[p]) continue;
      changed[p] = 1;
      counts[week - 1]++;
    }
  });
  return [...counts, changed.filter((is) => is === 0).length];
}

/** Chance of counts at least as far from a geometric law, weeks in fives. */
function geometricTail(counts: readonly number[], p: number): number {
  const n = counts.reduce((a, b) => a + b, 0);
  const weeks = counts.length - 1;
  let square = 0;
  let classes = 0;
  for (let week = 0; week < weeks; week += 5, classes++) {
    const found = counts.slice(week, week + 5).reduce((a, b) => a + b, 0);
    const expected = n * ((1 - p) ** week - (1 - p) ** (week + 5));
    square += (found - expected) ** 2 / expected;
  }
  const left = n * (1 - p) ** weeks;
  square += (counts[weeks] - left) ** 2 / left;
  return chiSquareTail(classes, square);
}

const [EACH, WEEKS] = [3000, 40];

describe('a platform with cash', () => {
  it('closes in each week with the rate times the factor of its kind', () => {
    for (const [kind, factor] of FACTORS.entries()) {
      const world = town(EACH, WEEKS, { platform_exit: true });
      expect(geometricTail(firstChanges(world, kind * EACH, EACH, WEEKS), EXIT * factor), `${factor}`).toBeGreaterThan(
        1e-3,
      );
    }
  });

  it('closes at once if it owes more than its stock, and in no week at a rate of 0', () => {
    const world = town(50, 3, { platform_exit: true });
    world.platforms.exitFactor.fill(0);
    world.platforms.cashCents[7] = -1e9;
    const closed: number[] = [];
    live(world, 3, () => {
      for (let p = 0; p < world.platforms.nAtStart; p++)
        if (world.platforms.status[p] !== PLATFORM_STATUS.active) closed.push(p);
    });
    expect(closed).toEqual([7, 7, 7]);
  });
});

describe('a vacant niche', () => {
  it('is taken in each week with 1 − exp(−rate × factor of its kind) while profit is as at the start', () => {
    for (const [kind, factor] of FACTORS.entries()) {
      const world = town(EACH, WEEKS, { platform_entry: true });
      const counts = firstChanges(world, (2 + kind) * EACH, EACH, WEEKS);
      expect(geometricTail(counts, -Math.expm1(-ENTRY * factor)), `${factor}`).toBeGreaterThan(1e-3);
    }
  });

  it.each([
    ['twice', 2, 2],
    ['more than three times', 9, 3],
    ['half', 0.5, 0.5],
    ['less than a tenth', -4, 0.1],
  ])('is taken as profit rises and falls: at %s of that at the start', (_, ratio, rate) => {
    const world = town(EACH, WEEKS, { platform_entry: true });
    world.profit.startCents[0] = 1000;
    world.profit.weekCents.fill(1000 * ratio);
    const counts = firstChanges(world, 2 * EACH, EACH, WEEKS);
    expect(geometricTail(counts, -Math.expm1(-ENTRY * FACTORS[0] * rate))).toBeGreaterThan(1e-3);
  });
});

it('with both, the niches taken come to e ÷ (e + x) of all, whatever the factor of the kind', () => {
  const [each, weeks] = [300, 800];
  const world = town(each, weeks, { platform_exit: true, platform_entry: true });
  const taken = FACTORS.map(() => 0);
  const { status, count } = world.platforms;
  live(world, weeks, (week) => {
    if (week <= 100) return;
    for (let p = 0; p < count; p++) if (status[p] === PLATFORM_STATUS.active) taken[Math.floor(p / each) % 2]++;
  });
  for (const [kind, factor] of FACTORS.entries()) {
    const [x, e] = [EXIT * factor, -Math.expm1(-ENTRY * factor)];
    // A niche that falls vacant may be taken in the same week.
    const share = e / (e + x - x * e);
    const n = 2 * each * (weeks - 100);
    // Weeks hang together with (1 − x)(1 − e): so many of them tell as much as one alone.
    const kept = (1 - x) * (1 - e);
    const error = Math.sqrt(((share * (1 - share)) / n) * ((1 + kept) / (1 - kept)));
    expect(Math.abs(taken[kind]! / n - share) / error, `${factor}`).toBeLessThan(3.5);
    expect(taken[kind]! / (weeks - 100) / ((2 * each * ENTRY) / (ENTRY + EXIT))).toBeCloseTo(1, 1);
  }
});
